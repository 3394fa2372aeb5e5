"""Decisions in the store: added and undone, never changed; each with its row in the trail, which names nobody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.audit.trail import breaks, entries
from pipeline.errors import CannotDecide
from pipeline.folding import folded_words
from pipeline.intake import ingest
from pipeline.review.decisions import (
    APART,
    KEEP,
    MENTION,
    PSEUDONYM,
    REPLACE,
    SAME,
    STUDY,
    TRANSCRIPT,
    Wish,
    decide,
    in_force,
    undo,
)
from tests.deciding import ELERI, MARGED
from tests.intakes import Maker, Opener

SAID = "INT: Pwy ddaeth?\nFC01: 🙂 Gŵyneth took Nia Pritchard to Neath."


@pytest.fixture
def db(make_study: Maker, opened: Opener, tmp_path: Path) -> Database:
    """Open a store with an interview in it."""
    study = make_study(tmp_path, {"FC01": SAID, "YP01": "INT: And?\nYP01: Nia came."})
    db = opened(study)
    ingest(db, study, actor=MARGED)
    return db


def mention(db: Database, words: str, action: str = REPLACE, **more: object) -> Wish:
    """Wish something about words of the interview, where they stand."""
    turn = next(db.query("SELECT id, text FROM turns WHERE transcript_id = 'FC01' AND n = 2"))
    start = turn["text"].index(words)
    place = {"transcript_id": "FC01", "turn_id": turn["id"], "start": start, "end": start + len(words)}
    return Wish(action, MENTION, words, **{"type": "PERSON", **place, **more})


def test_a_decision_is_in_force_from_when_it_is_made_until_it_is_undone(db: Database) -> None:
    """With its number, when and by whom; afterwards it is still in the store, beside what undid it."""
    made = decide(db, mention(db, "Nia Pritchard"), ELERI)

    assert list(in_force(db)) == [made]
    assert (made.words, made.actor) == ("Nia Pritchard", ELERI)

    undo(db, made.id, MARGED)

    assert list(in_force(db)) == []
    rows = db.execute("SELECT action, actor, undoes FROM decisions ORDER BY id").fetchall()
    assert rows == [("replace", ELERI, None), ("undo", MARGED, made.id)]


@pytest.mark.parametrize("n", [1, 2])
def test_what_is_not_in_force_cannot_be_undone(db: Database, n: int) -> None:
    """Neither twice, nor an undoing itself, nor what was never decided."""
    undo(db, decide(db, mention(db, "Neath"), ELERI).id, ELERI)
    before = list(db.query("SELECT * FROM decisions"))

    for id_ in (n, 99):
        with pytest.raises(CannotDecide, match="not in force"):
            undo(db, id_, ELERI)
    assert list(db.query("SELECT * FROM decisions")) == before


def test_readings_are_kept_apart(db: Database) -> None:
    """What a second reader decides is no decision of the first reading."""
    first = decide(db, mention(db, "Neath"), ELERI)
    second = decide(db, mention(db, "Neath", KEEP, reading=2), MARGED)

    assert list(in_force(db)) == [first]
    assert list(in_force(db, 2)) == [second]


def test_of_a_transcript_one_may_ask_alone(db: Database) -> None:
    """With what holds for the whole study."""
    here = decide(db, Wish(KEEP, TRANSCRIPT, "Neath", "FC01", type="PLACE"), ELERI)
    there = decide(db, Wish(KEEP, TRANSCRIPT, "Neath", "YP01", type="PLACE"), ELERI)
    all_over = decide(db, Wish(KEEP, STUDY, "Camau", type="ORG"), ELERI)

    assert list(in_force(db, transcript="FC01")) == [here, all_over]
    assert list(in_force(db, transcript="YP01")) == [there, all_over]


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": 0, "end": 99},
        {"start": 3, "end": 3},
        {"start": -1},
        {"start": None},
        {"words": "Nia Pritchar"},
        {"words": "Nia Prítchard"},
        {"turn_id": 99},
        {"transcript_id": "YP01"},
    ],
)
def test_a_place_that_the_text_does_not_have_is_refused(db: Database, wrong: dict[str, object]) -> None:
    """Nothing of it is stored, and the message says no word of the text."""
    with pytest.raises(CannotDecide) as refused:
        decide(db, replace(mention(db, "Nia Pritchard"), **wrong), ELERI)

    assert not {"nia", "pritchard", "neath"} & set(folded_words(str(refused.value)))
    assert db.table("decisions").count == 0
    assert [entry.action for entry in entries(db)] == ["transcript read", "transcript read"]


def test_every_decision_has_its_row_in_the_trail(db: Database) -> None:
    """By the label of who decided, about the number of the decision."""
    decide(db, mention(db, "Neath", KEEP), ELERI)
    decide(db, Wish(KEEP, STUDY, "Camau"), MARGED)
    decide(db, mention(db, "Neath", reading=2), MARGED)
    undo(db, 1, MARGED)

    assert [(one.actor, one.action, one.about) for one in list(entries(db))[2:]] == [
        ("R2", "keep (mention)", "decision 1 FC01"),
        ("R1", "keep (study)", "decision 2"),
        ("R1", "second reading: replace (mention)", "decision 3 FC01"),
        ("R1", "undo", "decision 1"),
    ]
    assert list(breaks(db.query("SELECT * FROM trail ORDER BY id"))) == []


def test_the_trail_holds_nothing_original(db: Database) -> None:
    """Whatever is decided: no name, no word of the text, no reason, nobody of the team."""
    decide(db, mention(db, "Nia Pritchard", reason="she is Gŵyneth's sister"), ELERI)
    decide(db, mention(db, "Neath", replacement="a town by the sea"), ELERI)
    decide(db, Wish(SAME, STUDY, "Jojo", other="Joanne", type="PERSON"), ELERI)
    decide(db, Wish(APART, TRANSCRIPT, "Nia", "YP01", other="2"), MARGED)
    decide(db, Wish(PSEUDONYM, STUDY, "Nia", replacement="Heledd"), MARGED)
    undo(db, 1, MARGED)

    told = {
        word for row in db.query("SELECT * FROM trail") for cell in row.values() for word in folded_words(str(cell))
    }
    secret = f"{SAID} {ELERI} {MARGED} Jojo Joanne Heledd sister town sea"
    assert not told & {word for word in folded_words(secret) if word not in ("fc01", "to")}


def test_a_decision_and_its_row_in_the_trail_are_stored_together(db: Database) -> None:
    """Where the one fails, the other is not there either."""
    db.execute("CREATE TRIGGER full BEFORE INSERT ON trail BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")

    for work in (lambda: decide(db, mention(db, "Neath"), ELERI), lambda: decide(db, Wish(KEEP, STUDY, "x"), ELERI)):
        with pytest.raises(Exception, match="the disk is full"):
            work()
    assert db.table("decisions").count == 0
    assert ELERI not in {row["name"] for row in db.query("SELECT name FROM actors")}
