"""A file that is read again: what people coded, noted, settled and answered stands on the new turns as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from pipeline.coding.place import NotPlaced
from pipeline.coding.reread import Moved
from pipeline.intake import FAILED, REPLACED, ingest
from pipeline.study import Study
from tests import studies
from tests.memos import note

SAID = """INT: What was there to eat?
FC01: Cawl, and bara brith after, and a lift home from Gŵyneth. 🙂
INT: And to drink?
FC01: Te, wrth gwrs.
"""
TABLES = ("codings", "settlements", "suggestion_answers", "memos", "coding_events", "hand_ins")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study of one interview."""
    return studies.make_study(tmp_path / "study", {"FC01": SAID})


@pytest.fixture
def db(study: Study) -> Iterator[Database]:
    """Read it in, and put a row of everything on its second turn, and memos on the fourth and on the transcript."""
    with studies.opened(study) as db:
        ingest(db, study)
        db.table("coders").insert_all([{"name": "Elin", "label": "A"}, {"name": "Ŵyn", "label": "B"}])
        turns = {row["n"]: row["id"] for row in db.query("SELECT id, n FROM turns")}
        span = {"turn_id": turns[2], "start": 10, "end": 20, "code_id": "care/acts"}
        made = {"uid": "c1", "at": "2026-01-05T10:00:00Z", "codebook_version": "0.1.0"}
        db.table("codings").insert({"id": 41, **span, "coder": "Ŵyn", **made})
        decided = {"uid": "s1", "at": "2026-01-06T10:00:00Z", "decided_by": "Ŵyn", "coder": "Elin", "other": "Ŵyn"}
        db.table("settlements").insert_all(
            {"id": 50 + n, **span, **decided, "uid": f"s{n}", "choice": "both"} for n in (1, 2)
        )
        answer = {"id": 61, "at": "2026-01-05T10:00:00Z", "coder": "Ŵyn", "source": "cue", "answer": "rejected"}
        db.table("suggestion_answers").insert({**answer, **span})
        event = {"uid": "c1", "at": "", "coder": "Ŵyn", "action": "applied", "transcript_id": "FC01", "turn": 2}
        db.table("coding_events").insert(
            {**event, "start": 10, "end": 20, "code_id": "care/acts", "codebook_version": "1"}
        )
        db.table("hand_ins").insert({"transcript_id": "FC01", "coder": "Ŵyn", "at": "2026-01-07T10:00:00Z"})
        note(db, "sweet 🙂", "Elin", "coding", coding_id=41, at="2026-01-08T10:00:00Z")
        note(db, "warm", "Ŵyn", "coding", coding_id=41)
        note(db, "agreed", "Elin", "settlement", settlement_id=51)
        note(db, "laughs", "Elin", "turn", turn_id=turns[2])
        note(db, "quiet", "Elin", "turn", turn_id=turns[4])
        note(db, "long", "Elin", "transcript", transcript_id="FC01")
        yield db


def rows(db: Database, table: str) -> list[dict]:
    """Return a table's rows, their turns by number."""
    numbers = {row["id"]: row["n"] for row in db.query("SELECT id, n FROM turns")}
    key = "transcript_id" if table == "hand_ins" else "id"
    its = db.query(f"SELECT * FROM {table} ORDER BY {key}")
    return [{**row, "turn_id": numbers[row["turn_id"]]} if row.get("turn_id") else row for row in its]


def read_again(db: Database, study: Study, text: str) -> str:
    """Give the interview another text and read it again; return what became of it."""
    (study.transcripts / "FC01.txt").write_text(text, encoding="utf-8")
    (outcome,) = ingest(db, study, replace_changed=True)
    return outcome.status


def test_nothing_is_lost_where_a_turn_comes_before(db: Database, study: Study) -> None:
    """All rows are as they were, two turns further down; acts and hand-ins keep to the transcript."""
    before = {table: rows(db, table) for table in TABLES}
    assert read_again(db, study, "INT: Croeso.\nFC01: Diolch.\n" + SAID) == REPLACED
    for table in TABLES:
        moved = [{**row, "turn_id": row["turn_id"] + 2} if row.get("turn_id") else row for row in before[table]]
        assert rows(db, table) == moved, table


def test_memos_follow_words_and_turns_that_were_mended(db: Database, study: Study) -> None:
    """Where a turn was corrected, its codings stand on the same words and its memos on the same turn."""
    assert read_again(db, study, SAID.replace("Cawl, and", "Wel, cawl cennin 🙂, and wedyn")) == REPLACED
    (coding,) = rows(db, "codings")
    text = next(db.query("SELECT text FROM turns WHERE n = 2"))["text"]
    assert text[coding["start"] : coding["end"]] == "bara brith"
    assert (coding["uid"], coding["at"]) == ("c1", "2026-01-05T10:00:00Z")
    assert [row["text"] for row in rows(db, "memos")] == ["sweet 🙂", "warm", "agreed", "laughs", "quiet", "long"]
    assert [row["turn_id"] for row in rows(db, "memos") if row["about"] == "turn"] == [2, 4]


@pytest.mark.parametrize(
    "text", [SAID.replace("Te, wrth gwrs.", "Nothing at all, to be honest."), SAID.partition("INT: And")[0]]
)
def test_a_memo_on_a_turn_that_is_gone_keeps_the_old_file(db: Database, study: Study, text: str) -> None:
    """A turn of quite other words, or none of its number, is not what the memo was about: nothing is changed."""
    before = {table: rows(db, table) for table in TABLES}
    assert read_again(db, study, text) == FAILED
    assert {table: rows(db, table) for table in TABLES} == before


def test_an_answer_to_words_that_are_gone_goes(db: Database, study: Study) -> None:
    """A rejected suggestion whose words are not said any more is no reason to keep the old file."""
    db.execute("DELETE FROM codings")
    db.execute("DELETE FROM settlements")
    assert read_again(db, study, SAID.replace("bara brith", "pice bach")) == REPLACED
    assert rows(db, "suggestion_answers") == []


WORDS = st.lists(st.sampled_from("tŷ bach twt 🙂 👩‍👧 Gŵyneth lift meeting".split()), min_size=1, max_size=6).map(
    " ".join
)


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, max_size=3), st.data())
def test_a_whole_turn_is_only_found_in_the_same_words_or_much_of_them(
    before: list[str], put_before: list[str], data: st.DataObject
) -> None:
    """Turns put before the others move them along; a turn that stands once is found wherever it is."""
    after = put_before + before
    moved = Moved(*([{"id": 10 * n, "n": n, "text": text} for n, text in enumerate(its, 1)] for its in (before, after)))
    n = data.draw(st.integers(1, len(before)))
    try:
        turn = moved.turn(n)
    except NotPlaced:
        assert after.count(before[n - 1]) > 1
        return
    if after.count(before[n - 1]) == 1:
        assert turn["n"] == n + len(put_before)
    if turn["text"] != before[n - 1]:
        assert after.count(before[n - 1]) > 1
