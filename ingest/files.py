"""Read a file's bytes, with errors that do not tell its name."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import MissingFile, UnreadableFile, safe_label


def read_content(path: Path) -> bytes:
    """Return the bytes of the file at `path`.

    Raises MissingFile where there is none, and UnreadableFile where it may not be opened.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingFile(safe_label(path)) from None
    except OSError:
        advice = "check that you may open it and that no other program holds it"
        raise UnreadableFile(safe_label(path), kind="a file", advice=advice) from None
