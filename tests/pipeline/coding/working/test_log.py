"""The working database: what coders did, in order, never changed, and gone only when somebody withdraws."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.coding.working.events import APPLY, SETTLE, Event
from pipeline.coding.working.log import WorkingLog
from pipeline.errors import StoreBusy


@pytest.fixture
def log(tmp_path: Path):
    """Open a new working database."""
    with WorkingLog(tmp_path / "working" / "coding.db") as made:
        yield made


def applied(transcript: str = "FC01", turn: int = 1, **others) -> Event:
    """Make an event: a code on the first words of a turn."""
    return Event("HL", APPLY, "draft-1", transcript, turn, uid="a1", end=9, code="care/acts", memo="tŷ 👩‍👧", **others)


def test_events_come_back_as_they_went_in(log: WorkingLog):
    """An event keeps everything that it was made with, and gets a number and a time."""
    first = log.append(applied(quote="Somewhere"))
    second = log.append(Event("MR", SETTLE, "draft-1", "FC01", coders=("A", "B"), choice="both"))
    assert (first.id, second.id) == (1, 2)
    assert first.at.endswith("+00:00")
    assert log.events() == [first, second]
    assert log.events(after=1) == [second]
    assert log.last == 2


def test_events_of_one_transcript(log: WorkingLog):
    """A page reads the events of its transcript alone."""
    log.append(applied("FC01"))
    other = log.append(applied("YP01"))
    assert log.events("YP01") == [other]


def test_all_or_none(log: WorkingLog):
    """Where one of several events cannot be stored, none is."""
    with pytest.raises(sqlite3.IntegrityError):
        log.append_all([applied(), Event("HL", APPLY, "draft-1", None)])  # type: ignore[arg-type]
    assert log.events() == []


def test_everybody_who_is_known_by_a_name(log: WorkingLog):
    """Who has chosen a password, who has coded, also before a password was forgotten, and who was published."""
    log.append(applied())
    log.set_password("MR", b"salt", b"hash")
    log.set_labels({"HL": "A", "Siân": "B"})
    assert log.coders() == {"HL", "MR", "Siân"}


@pytest.mark.parametrize("statement", ["UPDATE events SET memo = ''", "DELETE FROM events"])
def test_nothing_is_changed_or_deleted(log: WorkingLog, statement: str):
    """What a coder did stays, whoever opens the file."""
    log.append(applied())
    with sqlite3.connect(log.path) as other, pytest.raises(sqlite3.IntegrityError, match="never"):
        other.execute(statement)


def test_erasing_leaves_no_byte_of_it(log: WorkingLog):
    """Of somebody who withdraws nothing stays in the file, nor in the write-ahead log beside it; the rest stays."""
    log.append(applied("FC01", 1, quote="somewhere warm to stay"))
    kept = log.append(applied("FC01", 2))
    assert log.erase("FC01", [1]) == 1
    assert log.events() == [kept]
    for path in log.path.parent.iterdir():
        assert b"somewhere warm to stay" not in path.read_bytes()
    with sqlite3.connect(log.path) as other, pytest.raises(sqlite3.IntegrityError, match="never"):
        other.execute("DELETE FROM events")


def test_erasing_a_whole_transcript(log: WorkingLog):
    """Without turns, everything of a transcript goes."""
    log.append_all([applied("FC01", 1), applied("FC01", 2), applied("YP01", 1)])
    assert log.erase("FC01") == 2
    assert [event.transcript for event in log.events()] == ["YP01"]
    assert log.append(applied()).id == 4  # a number is never given twice


def test_only_its_owner_may_read_it(log: WorkingLog):
    """Others who use the computer cannot open the file or its folder."""
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700


def test_a_database_has_an_identity(log: WorkingLog, tmp_path: Path):
    """A working database that was thrown away is not taken for the one that comes after it."""
    with WorkingLog(log.path) as same, WorkingLog(tmp_path / "other.db") as other:
        assert same.id == log.id != other.id


def test_many_write_at_once(log: WorkingLog):
    """Coders who click at the same time, in threads and in processes, lose nothing."""
    with WorkingLog(log.path) as second:
        threads = [
            threading.Thread(target=lambda one=one: [one.append(applied()) for _ in range(20)])
            for one in (log, second, log, second)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [event.id for event in log.events()] == list(range(1, 81))


def test_labels_are_replaced(log: WorkingLog):
    """Labels are those of the last merge."""
    log.set_labels({"HL": "A", "MR": "B"})
    log.set_labels({"HL": "B", "MR": "A"})
    assert log.labels() == {"HL": "B", "MR": "A"}


def test_what_another_program_still_reads_is_not_called_erased(log: WorkingLog):
    """The file beside the database cannot let go of it; once the other is closed, it goes."""
    log.append(applied(quote="Somewhere to stay"))
    log._db.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(log.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchall()
        with pytest.raises(StoreBusy, match="Another program is reading"):
            log.erase("FC01")
    assert log.erase("FC01") == 0
    assert not any(b"Somewhere to stay" in file.read_bytes() for file in log.path.parent.iterdir())
