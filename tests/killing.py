"""Work in a process of its own that can be killed as suddenly as a computer stops."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import BinaryIO

import pytest

Tell = Callable[[str], None]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX systems can fork and SIGKILL")


def begun(work: Callable[[Tell], None]) -> tuple[int, BinaryIO]:
    """Begin work in a process of its own; return its number, and what it tells, a line for each thing done."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            work(lambda line: write_line(write, line))
        finally:
            os._exit(0)
    os.close(write)
    return child, os.fdopen(read, "rb")


def write_line(to: int, line: str) -> None:
    """Write a line into a pipe, at once."""
    os.write(to, f"{line}\n".encode())


def killed_after(work: Callable[[Tell], None], seconds: float) -> list[str]:
    """Let work go on for so long after it says "ready", until SIGKILL strikes; return what it told after that."""
    child, told = begun(work)
    with told:
        assert told.readline() == b"ready\n"
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        lines = told.read().decode().split("\n")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    return lines[:-1]
