"""Read a file's bytes, with errors that do not tell its name."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from ingest.errors import MissingFile, TooLarge, UnreadableFile, safe_label

# What programs leave beside the files that people put into a folder.
LEFT_BY_PROGRAMS = ("~$", ".", "Thumbs.db", "desktop.ini")

_MEBIBYTE = 2**20
# A day of speech is 2 MB of text; what comes in containers may have pictures, which are never unpacked.
_LARGEST_TEXT = 16 * _MEBIBYTE
_LARGEST_CONTAINER = 256 * _MEBIBYTE
_CONTAINERS = frozenset({".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pdf", ".xlsx", ".xlsm"})


def read_content(path: Path) -> bytes:
    """Return the bytes of the file at `path`.

    Raises MissingFile where there is none, UnreadableFile where it may not be opened or is no file, and TooLarge.
    """
    label = safe_label(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(label, kind="a file", advice="it is a folder; name the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(label, kind="a file", advice="it is a device or a pipe; copy it into a file first")
        if status.st_size > (_LARGEST_CONTAINER if path.suffix.lower() in _CONTAINERS else _LARGEST_TEXT):
            raise TooLarge(label)
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingFile(label) from None
    except (OSError, ValueError):
        advice = "check that you may open it and that no other program holds it"
        raise UnreadableFile(label, kind="a file", advice=advice) from None


def digest_of(content: bytes) -> str:
    """Return the SHA-256 by which the content of a file is known again."""
    return hashlib.sha256(content).hexdigest()


def files_in(folder: Path) -> list[Path]:
    """List what people put into a folder, in the order of the names; what programs left there is no part of it."""
    found = (path for path in folder.iterdir() if not path.name.startswith(LEFT_BY_PROGRAMS))
    return sorted(found, key=lambda path: (path.name.casefold(), path.name))
