"""Two readers: the second is somebody else, sees nothing of the first, and hands in once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.audit.trail import entries
from pipeline.errors import CannotDecide, NoSuchThing, NotTwoPeople
from pipeline.intake import ingest
from pipeline.review.decisions import KEEP, TRANSCRIPT, Wish, decide, undo
from pipeline.review.readings import (
    FIRST_READING,
    SECOND_READING,
    begin_second,
    finish_second,
    note_reader,
    readers_of,
)
from tests.deciding import ELERI, MARGED
from tests.intakes import CAWL, TOAST, Maker, Opener

SION = "Siôn Treharne"


@pytest.fixture
def db(make_study: Maker, opened: Opener, tmp_path: Path) -> Database:
    """Open a store with two interviews in it."""
    study = make_study(tmp_path, {"FC01": CAWL, "YP01": TOAST})
    db = opened(study)
    ingest(db, study, actor=ELERI)
    return db


def read(db: Database, actor: str, reading: int = FIRST_READING) -> int:
    """Decide something in the first interview, as a reader."""
    with db.atomic():
        note_reader(db, "FC01", reading, actor)
        return decide(db, Wish(KEEP, TRANSCRIPT, "cawl", "FC01", reading=reading), actor).id


def test_whoever_decides_first_is_noted(db: Database) -> None:
    """Once, with a row in the trail; others may go on with a first reading."""
    read(db, ELERI)
    read(db, MARGED)

    (row,) = db.query("SELECT * FROM readings")
    assert (row["reader"], row["reading"]) == (ELERI, 1)
    assert [one.action for one in entries(db)].count("first reading begun") == 1
    assert readers_of(db, "FC01", FIRST_READING) == {ELERI, MARGED}
    assert readers_of(db, "YP01", FIRST_READING) == set()


def test_nobody_reads_a_transcript_twice(db: Database) -> None:
    """Not even under another spelling of their name, nor after what they decided was undone."""
    undo(db, read(db, ELERI), ELERI)
    read(db, MARGED)

    for name in (ELERI, MARGED, ELERI.upper(), "eleri  vaughan"):
        with pytest.raises(NotTwoPeople):
            begin_second(db, "FC01", name)
    begin_second(db, "FC01", SION)
    with pytest.raises(NotTwoPeople):
        read(db, SION)
    begin_second(db, "YP01", ELERI)


def test_a_second_reading_is_one_person_s(db: Database) -> None:
    """To decide in it and to hand it in."""
    begin_second(db, "FC01", SION)
    read(db, SION, SECOND_READING)

    with pytest.raises(NotTwoPeople):
        read(db, MARGED, SECOND_READING)
    with pytest.raises(NotTwoPeople):
        finish_second(db, "FC01", MARGED)


def test_once_handed_in_it_is_closed(db: Database) -> None:
    """Handing in twice changes nothing."""
    begin_second(db, "FC01", SION)
    finish_second(db, "FC01", SION)
    before = list(db.query("SELECT * FROM readings"))
    finish_second(db, "FC01", SION)

    with pytest.raises(CannotDecide, match="handed in"):
        read(db, SION, SECOND_READING)
    assert list(db.query("SELECT * FROM readings")) == before
    assert [one.action for one in entries(db)][-2:] == ["second reading begun", "second reading handed in"]


def test_there_has_to_be_something_to_read(db: Database) -> None:
    """A transcript, and a reading that was begun."""
    with pytest.raises(NoSuchThing):
        begin_second(db, "FC99", SION)
    with pytest.raises(NoSuchThing):
        finish_second(db, "YP01", SION)
