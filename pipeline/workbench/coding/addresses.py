"""Where a transcript is coded."""

from __future__ import annotations

from datasette.utils import tilde_encode


def code_path(transcript: str, turn: int | str = "") -> str:
    """Return the address at which a transcript is coded, or one of its turns by itself."""
    return f"/code/{tilde_encode(transcript)}" + (f"/{turn}" if turn else "")
