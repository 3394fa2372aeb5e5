"""Files that hold originals: readable by their owner alone, from the first byte on, and whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import PipelineError


class CannotWrite(PipelineError):
    """A file that a command was asked to write cannot be written."""

    code = "LL-P032"


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, beside `path` and then renamed over it. Raises CannotWrite."""
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {error.strerror}. Name another file with -o.") from None
