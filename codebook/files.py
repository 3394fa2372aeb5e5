"""A codebook's file, read whole and written whole."""

from __future__ import annotations

from pathlib import Path

from codebook.errors import CodebookUnreadable, CodebookUnwritable


def read_codebook_text(path: Path) -> str:
    """Return the text of a codebook's file with its line ends. Raises CodebookUnreadable."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise CodebookUnreadable(f"{path.name} is not UTF-8 text; save it as UTF-8.") from None
    except OSError:
        raise CodebookUnreadable(f"{path.name} cannot be opened; check its path and permissions.") from None


def write_codebook_text(path: Path, text: str) -> None:
    """Write a codebook's file beside itself and rename it, so that it is the old one or the new one, never half.

    Raises CodebookUnwritable.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8"))
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CodebookUnwritable(f"{path.name} cannot be written: {error.strerror}; it stays as it was.") from None
