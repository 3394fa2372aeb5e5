"""The address of every thing that has a page: one that people can read, keep and send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from datasette.utils import tilde_encode

MATRIX, MEETING, SEARCH, CONCORDANCE = "/matrix", "/codes-that-meet", "/search", "/concordance"
TRANSCRIPTS, ETHICS = "/transcripts", "/ethics"

_A_PAGE_OF_OURS = re.compile(r"/(?![/\\])[^\\\s]*")


def of_theme(theme: str) -> str:
    """Return the address of a theme's page."""
    return f"/theme/{tilde_encode(theme)}"


def of_code(code: str) -> str:
    """Return the address of a code's page: "care/system" lies under its theme."""
    theme, _, name = code.partition("/")
    return f"{of_theme(theme)}/{tilde_encode(name)}"


def of_transcript(transcript: str, turn: int | None = None) -> str:
    """Return the address at which a transcript is read, or that of one of its turns there."""
    return f"/t/{tilde_encode(transcript)}" + (f"#turn-{turn}" if turn is not None else "")


def of_coding(transcript: str, uid: str, turn: int | None = None) -> str:
    """Return the address of a coding's words where they were said, or that of their turn where it has no uid."""
    return f"{of_transcript(transcript)}#c-{uid}" if uid else of_transcript(transcript, turn)


def of_quote(uid: str) -> str:
    """Return the address of a coded passage by the uid of its coding, which stays the same in every release."""
    return f"/quote/{tilde_encode(uid)}"


def of_participant(participant: str) -> str:
    """Return the address of a participant's page."""
    return f"/p/{tilde_encode(participant)}"


def with_values(path: str, values: Mapping[str, object]) -> str:
    """Add values to an address, those that are not empty, in the order in which they are given."""
    query = urlencode({name: value for name, value in values.items() if value not in ("", None)})
    return f"{path}?{query}" if query else path


def page_of_ours(path: str) -> str:
    """Return an address to go on to if it is one of ours, and else that of the home page."""
    return path if _A_PAGE_OF_OURS.fullmatch(path) else "/"
