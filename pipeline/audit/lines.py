"""Files in the study folder to which lines are added and nothing else, by any process, killed or not."""

from __future__ import annotations

import os
from pathlib import Path


def append_line(path: Path, line: str) -> None:
    """Add a line to a file, made where it is missing, readable by its owner alone; on the disk when this returns.

    A line of which a crash left only a part is ended first. Raises OSError.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "rb+", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
        torn = size > 0 and file.read(1) != b"\n"
        file.write(b"\n" * torn + line.encode() + b"\n")  # one write, so that no other process's line comes between
        os.fsync(file.fileno())


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file that are not empty, bytes that are no text replaced; none where there is no file."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    return [line for line in content.decode("utf-8", "replace").split("\n") if line.strip()]
