"""A sample in the store: what its reader sees and may do, and that every act is in the trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.audit.actors import label_of
from pipeline.audit.sample import (
    CannotMark,
    NothingToSample,
    SampleNotFinished,
    draw_sample,
    find_sample,
    finish,
    mark,
    mark_read,
    mark_unread,
    next_unread,
    planted_in,
    samples,
    turn_of,
    turns_of,
    unmark,
)
from pipeline.audit.trail import entries
from pipeline.errors import NoSuchThing, NotTwoPeople
from pipeline.folding import folded_words
from pipeline.study import Study
from tests.studies import run_main_job

ONE = """INT: Who listened to you, would you say?
P1: My key worker, Gŵyneth. She just listened, and she asked me what I wanted. ❤️
INT: And did anything change?
P1: I got to stay at the same school. That was the main thing, Ŷch a fi, the taxi rides before that!
P1: Yeah.
P1: …
"""
TWO = """INT: How does a placement start?
P1: The phone goes on a Friday. There was a bed made up, and a pan of cawl on the stove.
P1: My sister fostered too, and she said just listen to them, cariad.
"""


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """Two transcripts, with eight turns that hold words."""
    return make_study(tmp_path, {"YP01": ONE, "FC01": TWO}, listed={"YP01": {"known_names": "Gŵyneth"}})


@pytest.fixture
def db(study: Study, opened: Callable[[Study], Database]) -> Database:
    """The study's store, everything published."""
    store = opened(study)
    run_main_job(store, study)
    return store


def reviewed(db: Database, transcript: str, reader: str) -> None:
    """Say that somebody has reviewed a transcript."""
    label_of(db, reader)
    row = {"transcript_id": transcript, "reading": 1, "reader": reader, "begun_at": ""}
    db.table("readings").insert(row)


def actions(db: Database) -> list[str]:
    """List what the trail tells of samples."""
    return [entry.action for entry in entries(db) if entry.action.startswith("sample")]


def test_a_sample_is_of_what_would_be_published(db: Database, study: Study) -> None:
    """No original is in it, and a turn without a word is not drawn."""
    id_ = draw_sample(db, study.settings, 100, "Ann", seeds=False)
    texts = [turn.text for turn in turns_of(db, id_)]

    assert len(texts) == find_sample(db).turns_in_all == 8
    assert not any("Gŵyneth" in text for text in texts)
    assert "Yeah." in texts and "…" not in texts
    assert [entry.counts for entry in entries(db) if entry.action == "sample drawn"] == [
        {"turns": 8, "turns in all": 8, "planted": 0}
    ]


def test_a_seed_draws_and_plants_the_same_again(db: Database, study: Study) -> None:
    """The seed is kept, so that a draw can be checked; without one it is another each time."""
    settings = study.settings
    first = draw_sample(db, settings, 4, "Ann")
    seed = db.table("samples").get(first)["seed"]
    again, other = draw_sample(db, settings, 4, "Ann", seed=seed), draw_sample(db, settings, 4, "Ann")

    def whole(id_: int) -> list[tuple[str, int, str]]:
        return [(turn.transcript_id, turn.turn, turn.text) for turn in turns_of(db, id_)]

    assert whole(first) == whole(again)
    assert db.table("samples").get(other)["seed"] != seed
    assert [one.id for one in samples(db)] == [first, again, other]


def test_what_is_planted_stands_in_the_sample_alone(db: Database, study: Study) -> None:
    """A planted text is in no turn of the study, and holds no word of it where it names somebody."""
    id_ = draw_sample(db, replace(study.settings, turns_per_seed=1), 8, "Ann")
    spoken = {word for row in db.query("SELECT text FROM turns") for word in folded_words(row["text"])}
    found = 0
    for n, seeds in planted_in(db, id_).items():
        for seed in seeds:
            words = turn_of(db, id_, n).text[seed.start : seed.end]
            found += 1
            assert not db.execute("SELECT 1 FROM turns WHERE instr(text, ?)", [words]).fetchone()
            if seed.type in ("FIRST", "FULL", "TOWN"):
                assert not spoken & set(folded_words(words))
    assert found == 8


def test_nothing_to_draw(db: Database, study: Study) -> None:
    """No turn asked for is refused."""
    with pytest.raises(NothingToSample):
        draw_sample(db, study.settings, 0, "Ann")
    with pytest.raises(NoSuchThing):
        find_sample(db)


def test_reading_goes_on_where_it_stopped(db: Database, study: Study) -> None:
    """The next turn is the first unread one; taking a reading back brings it again; at the end there is none."""
    id_ = draw_sample(db, study.settings, 2, "Ann", seeds=False)
    mark_read(db, id_, 1, "Bob")

    second = next_unread(db, id_, "Bob")
    assert second and second.n == 2
    mark_unread(db, id_, 1, "Bob")
    first = next_unread(db, id_, "Bob")
    assert first and first.n == 1
    for n in (1, 2):
        mark_read(db, id_, n, "Bob")
    assert next_unread(db, id_, "Bob") is None


def test_marks_are_made_and_taken_back(db: Database, study: Study) -> None:
    """A mark is on words of its turn, says what it is, and every act of it is in the trail."""
    id_ = draw_sample(db, study.settings, 8, "Ann", seeds=False)
    n = next(turn.n for turn in turns_of(db, id_) if "pan of cawl" in turn.text)
    start = turn_of(db, id_, n).text.index("cawl")
    mark_id = mark(db, id_, n, start, start + 4, "quasi", "combining", "Bob")

    assert [(m.start, m.end, m.kind, m.severity) for m in turn_of(db, id_, n).marks] == [
        (start, start + 4, "quasi", "combining")
    ]
    unmark(db, id_, n, mark_id, "Bob")
    assert turn_of(db, id_, n).marks == ()
    with pytest.raises(NoSuchThing):
        unmark(db, id_, n, mark_id, "Bob")
    assert actions(db) == ["sample drawn", "sample: mark", "sample: unmark"]


@pytest.mark.parametrize(
    ("start", "end", "kind", "severity"),
    [(0, 0, "direct", "participant"), (-1, 2, "direct", "participant"), (0, 10_000, "quasi", "combining"),
     (0, 3, "grave", "participant"), (0, 3, "direct", "awful")],
)  # fmt: skip
def test_marks_that_do_not_fit(db: Database, study: Study, start: int, end: int, kind: str, severity: str) -> None:
    """Outside the text, or of no known sort, nothing is marked and nothing is in the trail."""
    id_ = draw_sample(db, study.settings, 8, "Ann", seeds=False)
    with pytest.raises(CannotMark):
        mark(db, id_, 1, start, end, kind, severity, "Bob")

    assert actions(db) == ["sample drawn"]


def test_who_reviewed_does_not_read(db: Database, study: Study) -> None:
    """Their transcripts are left to somebody else, unless they say that they are alone."""
    id_ = draw_sample(db, study.settings, 8, "Ann", seeds=False)
    reviewed(db, "FC01", "Bob")
    others = [turn.n for turn in turns_of(db, id_) if turn.transcript_id == "YP01"]
    for n in others:
        found = next_unread(db, id_, "Bob")
        assert found and found.n == n
        mark_read(db, id_, n, "Bob")

    with pytest.raises(NotTwoPeople, match="FC01"):
        next_unread(db, id_, "Bob")
    left = next_unread(db, id_, "Bob", alone=True)
    assert left and left.transcript_id == "FC01"
    with pytest.raises(NotTwoPeople):
        mark_read(db, id_, left.n, "Bob")
    mark_read(db, id_, left.n, "Bob", alone=True)
    mark_read(db, id_, left.n + 1, "Ceri")
    assert turn_of(db, id_, left.n + 1).reader == "Ceri"


def test_a_sample_is_finished_once_and_then_stays(db: Database, study: Study) -> None:
    """Unread turns keep it open; finished, it takes no mark any more."""
    id_ = draw_sample(db, study.settings, 2, "Ann", seeds=False)
    mark_read(db, id_, 1, "Bob")
    with pytest.raises(SampleNotFinished, match="1 of 2 turns"):
        finish(db, id_, "Bob")
    mark_read(db, id_, 2, "Bob")
    finish(db, id_, "Bob")

    for act in (
        lambda: mark(db, id_, 1, 0, 2, "direct", "participant", "Bob"),
        lambda: mark_read(db, id_, 1, "Bob"),
        lambda: mark_unread(db, id_, 1, "Bob"),
        lambda: finish(db, id_, "Bob"),
    ):
        with pytest.raises(CannotMark):
            act()
    assert actions(db)[-1] == "sample finished"


def test_a_turn_that_is_not_there(db: Database, study: Study) -> None:
    """Turns and samples are named by numbers that exist."""
    id_ = draw_sample(db, study.settings, 2, "Ann", seeds=False)
    with pytest.raises(NoSuchThing):
        turn_of(db, id_, 3)
    with pytest.raises(NoSuchThing):
        next_unread(db, id_ + 1, "Bob")


def test_who_reviewed_does_not_read_under_another_spelling(db: Database, study: Study) -> None:
    """Capitals, accents and blanks make nobody a second person."""
    id_ = draw_sample(db, study.settings, 3, "Ann")
    for transcript in {turn.transcript_id for turn in turns_of(db, id_)}:
        reviewed(db, transcript, "Siân Wyn")

    with pytest.raises(NotTwoPeople):
        next_unread(db, id_, "SIAN  WYN")
