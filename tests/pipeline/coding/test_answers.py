"""What coders answered to suggestions is kept once, as they answered last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.coding.answers import ACCEPTED, REJECTED, forget_answer, record_answer
from pipeline.coding.store import name_coders
from tests.studies import make_study, opened, run_main_job

ABOUT = {"turn_id": 2, "start": 0, "end": 20, "code_id": "voice/silenced", "coder": "Siân"}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """Open the store of a study with one coder."""
    study = make_study(tmp_path / "study", {"YP01": "INT: Did they ask?\n\nYP01: Nobody asked me, ŵ. 👩‍👧\n"})
    with opened(study) as store:
        run_main_job(store, study)
        name_coders(store, ["Siân"])
        yield store


def answers(db: Database) -> list[tuple[str, str]]:
    """List the answers with where the suggestions came from."""
    return [(row["source"], row["answer"]) for row in db.query("SELECT source, answer FROM suggestion_answers")]


def test_the_last_answer_counts(db: Database) -> None:
    """Another answer takes the place of the first; the same again is nothing new."""
    assert record_answer(db, **ABOUT, source="cue", answer=REJECTED, at="2026-11-26T09:00:00Z")
    assert not record_answer(db, **ABOUT, source="cue", answer=REJECTED, at="2026-11-26T09:01:00Z")
    assert record_answer(db, **ABOUT, source="learned", answer=ACCEPTED, at="2026-11-26T09:02:00Z")
    assert answers(db) == [("learned", ACCEPTED)]


def test_an_answer_that_was_undone_is_forgotten(db: Database) -> None:
    """It says whether there was one; those about other words stay."""
    record_answer(db, **ABOUT, source="cue", answer=REJECTED, at="")
    record_answer(db, **{**ABOUT, "end": 10}, source="cue", answer=ACCEPTED, at="")
    assert forget_answer(db, **ABOUT)
    assert not forget_answer(db, **ABOUT)
    assert answers(db) == [("cue", ACCEPTED)]
