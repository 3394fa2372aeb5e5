"""Work in a process of its own that can be killed as suddenly as a computer stops."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import sqlite_utils

from pipeline.study import Study

Tell = Callable[[str], None]
Act = Callable[[Study], object]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX systems can fork and SIGKILL")


def begun(work: Callable[[Tell], object]) -> tuple[int, BinaryIO]:
    """Begin work in a process of its own; return its number, and what it tells, a line for each thing done."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        os.close(read)
        try:
            work(lambda line: write_line(write, line))
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    return child, os.fdopen(read, "rb")


def write_line(to: int, line: str) -> None:
    """Write a line into a pipe, at once."""
    os.write(to, f"{line}\n".encode())


def ended(child: int) -> int:
    """Wait for the end of a process; return its exit status, negative where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def in_another_process(work: Callable[[], object]) -> int:
    """Do work in a process of its own; return its exit status, negative where a signal ended it."""
    child, told = begun(lambda tell: work())
    told.close()
    return ended(child)


def killed_once_it_told(work: Callable[[Tell], object], lines: int) -> list[str]:
    """Kill endless work as soon as it has told so many lines; return them and what it told before SIGKILL struck."""
    child, told = begun(work)
    with told:
        heard = [told.readline().decode().rstrip("\n") for _ in range(lines)]
        os.kill(child, signal.SIGKILL)
        heard += told.read().decode().split("\n")[:-1]
    assert ended(child) == -signal.SIGKILL
    return heard


def killed_at(n: int, act: Act) -> Act:
    """Return what does the same and kills its own process at the nth event: a statement of SQL, a file changed."""

    def deadly(study: Study) -> None:
        count_events(lambda events: os.kill(os.getpid(), signal.SIGKILL) if events == n else None)
        act(study)

    return deadly


def events_of(act: Act, study: Study, note: Path) -> int:
    """Count the events of something, done to the end in a process of its own."""

    def counting() -> None:
        count_events(lambda events: os.pwrite(file, str(events).encode(), 0))
        act(study)

    file = os.open(note, os.O_WRONLY | os.O_CREAT)
    assert in_another_process(counting) == 0
    os.close(file)
    return int(note.read_text(encoding="ascii"))


def spread(events: int, kills: int) -> list[int]:
    """Choose so many moments from the first of the events to the last."""
    return sorted({1 + round((events - 1) * i / (kills - 1)) for i in range(kills)})


def count_events(happened: Callable[[int], object]) -> None:
    """Call `happened` with its number before each event, for the rest of this process."""
    events = 0

    def before(owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            nonlocal events
            events += 1
            happened(events)
            return original(*arguments, **named)

        setattr(owner, name, counted)

    for name in ("execute", "query"):
        before(sqlite_utils.Database, name)
    for name in ("unlink", "rename", "replace", "open"):
        before(Path, name)
    before(os, "fsync")
