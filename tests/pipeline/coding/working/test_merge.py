"""What was coded on a page comes to the words of the source that it was coded on, whatever was replaced in between."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import steps
from pipeline.coding.working.events import (
    ACCEPT,
    APPLY,
    CHANGE,
    HAND_IN,
    MEMO,
    REDO,
    REJECT,
    REMOVE,
    SETTLE,
    TAKE_BACK,
    UNDO,
    Event,
)
from pipeline.coding.working.log import WorkingLog
from pipeline.coding.working.merge import merge, merged_up_to
from pipeline.coding.working.places import hash_of
from pipeline.study import Study
from tests.studies import make_study, opened, run_main_job, say_nothing

TALK = """INT: Who was there for her?

FC01: Nia Pritchard gave her a lift 👩‍👧, and a hen gôt on the quayside, and a bed. Nobody else was offering.
"""


@pytest.fixture
def study(tmp_path: Path):
    """Make and publish a study of one interview, in which a name is replaced."""
    made = make_study(tmp_path / "study", {"FC01": TALK}, listed={"FC01": {"known_names": "Nia Pritchard"}})
    with opened(made) as db:
        run_main_job(db, made)
    return made


class Page:
    """A coder in front of the published text: chooses words, and what happens is an event."""

    def __init__(self, study: Study, log: WorkingLog, coder: str = "HL") -> None:
        with Database(str(study.database())) as published:
            self.release = next(published.query("SELECT id FROM study"))["id"]
            self.text = next(published.query("SELECT text FROM turns WHERE n = 2"))["text"]
        self.log, self.coder = log, coder

    def act(self, action: str, words: str = "", uid: str = "", code: str = "care/acts", **others) -> Event:
        """Do something about words of turn 2."""
        start = self.text.index(words)
        span = {"start": start, "end": start + len(words), "quote": words, "code": code if words else ""}
        made = {"turn": 2, "text_hash": hash_of(self.text), "uid": uid, "codebook_version": "0.1.0", **span, **others}
        return self.log.append(Event(self.coder, action, self.release, "FC01", **made))

    def undo(self, event: Event, action: str = UNDO) -> Event:
        """Undo something, or do it again."""
        return self.log.append(Event(self.coder, action, self.release, "FC01", undoes=event.id))


@pytest.fixture
def log(study: Study):
    """Open the study's working database."""
    with WorkingLog(study.working) as made:
        yield made


def words(db: Database) -> list[tuple[str, str, str]]:
    """List the codings of the store: coder, code, and the words of the source."""
    rows = db.query(
        """SELECT c.coder, c.code_id, substr(t.text, c.start + 1, c."end" - c.start) AS quote
           FROM codings c JOIN turns t ON t.id = c.turn_id ORDER BY c.start, c.code_id, c.coder"""
    )
    return [tuple(row.values()) for row in rows]


def test_a_coding_stands_on_the_same_words(study: Study, log: WorkingLog):
    """What follows a replaced name has other offsets on the page than in the source; the words are the same."""
    page = Page(study, log)
    page.act(APPLY, "a lift 👩‍👧, and a hen gôt on the quayside, and a bed", "a1")
    with opened(study) as db:
        merged = merge(db, log, actor="HL")
        assert words(db) == [("HL", "care/acts", "a lift 👩‍👧, and a hen gôt on the quayside, and a bed")]
        assert (merged.applied, merged.problems) == (1, [])
        assert next(db.query("SELECT uid, made_on FROM coding_events")) == {"uid": "a1", "made_on": page.release}
        assert merged_up_to(db) == f"{log.id}:1"


def test_part_of_a_replaced_name_is_all_of_it(study: Study, log: WorkingLog):
    """A coding that begins inside what was replaced begins where that begins, also in the source."""
    page = Page(study, log)
    page.act(APPLY, page.text[3:30], "a1")
    with opened(study) as db:
        merge(db, log, actor="HL")
        assert words(db)[0][2].startswith("Nia Pritchard gave")


def test_nothing_is_merged_twice(study: Study, log: WorkingLog):
    """A second merge finds nothing new, and leaves no row in the trail."""
    Page(study, log).act(APPLY, "a bed", "a1")
    with opened(study) as db:
        merge(db, log, actor="HL")
        before = db.table("trail").count
        assert not any(merge(db, log, actor="HL").counts.values())
        assert (len(words(db)), db.table("trail").count) == (1, before)


def test_changed_and_removed(study: Study, log: WorkingLog):
    """A coding that was merged is changed and removed by what comes after, and its history is kept."""
    page = Page(study, log)
    page.act(APPLY, "a bed", "a1")
    page.act(APPLY, "a lift", "a2")
    with opened(study) as db:
        merge(db, log, actor="HL")
        page.act(CHANGE, "and a bed", "a1", code="care/unmet-needs")
        page.act(REMOVE, uid="a2")
        merged = merge(db, log, actor="HL")
        assert words(db) == [("HL", "care/unmet-needs", "and a bed")]
        assert (merged.changed, merged.removed) == (1, 1)
        actions = [row["action"] for row in db.query("SELECT action FROM coding_events WHERE uid = 'a1' ORDER BY id")]
        assert actions == ["applied", "changed"]


def test_what_was_undone_before_the_merge_never_comes(study: Study, log: WorkingLog):
    """Only what is in force comes over; what was done again is."""
    page = Page(study, log)
    first, second = page.act(APPLY, "a bed", "a1"), page.act(APPLY, "a lift", "a2")
    page.undo(second)
    page.undo(first)
    page.undo(first, REDO)
    with opened(study) as db:
        merge(db, log, actor="HL")
        assert [one[2] for one in words(db)] == ["a bed"]


def test_undone_after_the_merge(study: Study, log: WorkingLog):
    """An undo of something that was merged takes it out of the store again, and a redo puts it back."""
    page = Page(study, log)
    first = page.act(APPLY, "a bed", "a1")
    with opened(study) as db:
        merge(db, log, actor="HL")
        page.undo(first)
        merge(db, log, actor="HL")
        assert words(db) == []
        page.undo(first, REDO)
        merge(db, log, actor="HL")
        assert [one[2] for one in words(db)] == ["a bed"]


def test_undoing_a_change_of_a_coding_that_came_from_elsewhere(study: Study, log: WorkingLog, tmp_path: Path):
    """A coding of a file that was changed on the page, merged, and changed back by undo, is as the file had it."""
    file = tmp_path / "codings.csv"
    file.write_text("transcript,turn,code,coder,quote\nFC01,2,care/acts,HL,a bed\n", encoding="utf-8")
    page = Page(study, log)
    with opened(study) as db:
        steps.take_codings(db, study, file)
        uid = next(db.query("SELECT uid FROM codings"))["uid"]
        changed = page.act(CHANGE, "and a bed", uid, code="care/unmet-needs")
        merge(db, log, actor="HL")
        assert words(db) == [("HL", "care/unmet-needs", "and a bed")]
        page.undo(changed)
        merge(db, log, actor="HL")
        assert words(db) == [("HL", "care/acts", "a bed")]


def test_a_name_found_later_does_not_move_a_coding(study: Study, log: WorkingLog):
    """What was coded on an older draft comes through that draft's replacements, however many more there are now."""
    page = Page(study, log)
    page.act(APPLY, "Nobody else was offering", "a1")
    (study.folder / "people.csv").write_text("name,type\nquayside,PLACE\n", encoding="utf-8")
    with opened(study) as db:
        run_main_job(db, study)
        assert words(db) == [("HL", "care/acts", "Nobody else was offering")]
    with Database(str(study.database())) as published:
        assert "quayside" not in next(published.query("SELECT text FROM turns WHERE n = 2"))["text"]
        assert [row["quote"] for row in published.query("SELECT quote FROM codings")] == ["Nobody else was offering"]


def test_what_has_no_place_is_told_of_and_tried_again(study: Study, log: WorkingLog):
    """Words that are not there once are never guessed: the coding waits in the log until they are."""
    page = Page(study, log)
    lost = page.act(APPLY, "a bed", "a1")
    log.append(replace(lost, id=0, at="", uid="a2", text_hash="of another text", quote="words that nobody said"))
    with opened(study) as db:
        merged = merge(db, log, actor="HL")
        assert len(words(db)) == 1
        assert len(merged.problems) == 1
        assert "turn 2 of FC01 has changed" in merged.problems[0]
        assert "nobody said" not in merged.problems[0]
        assert len(merge(db, log, actor="HL").problems) == 1


def test_found_again_by_its_words(study: Study, log: WorkingLog):
    """On a turn whose text changed, a coding is found by its words where they stand there once."""
    page = Page(study, log)
    page.act(APPLY, "a bed", "a1", text_hash="of another text")
    with opened(study) as db:
        merge(db, log, actor="HL")
        assert [one[2] for one in words(db)] == ["a bed"]


def test_memos(study: Study, log: WorkingLog):
    """Memos on a coding, a turn and a transcript come with their author, and go when they are emptied."""
    page = Page(study, log)
    page.act(APPLY, "a bed", "a1", memo="Pwy oedd yn cynnig?")
    note = page.act(MEMO, uid="m1", memo="She hesitates.", about="turn")
    page.act(MEMO, uid="m2", memo="Read this one again.", about="transcript", turn=0)
    page.act(MEMO, uid="m3", memo="Or unmet need?", about="coding", about_id="a1")
    with opened(study) as db:
        merge(db, log, actor="HL")
        rows = [(row["about"], row["author"], row["text"]) for row in db.query("SELECT * FROM memos ORDER BY id")]
        assert sorted(rows) == [
            ("coding", "HL", "Or unmet need?"),
            ("coding", "HL", "Pwy oedd yn cynnig?"),
            ("transcript", "HL", "Read this one again."),
            ("turn", "HL", "She hesitates."),
        ]
        page.undo(note)
        page.act(MEMO, uid="m2", about="transcript", turn=0)
        merge(db, log, actor="HL")
        assert {row["about"] for row in db.query("SELECT about FROM memos")} == {"coding"}


def test_suggestions_are_answered(study: Study, log: WorkingLog):
    """An accepted suggestion is the coder's coding; both answers are kept, and an undone one is not."""
    page = Page(study, log)
    page.act(ACCEPT, "Nobody else was offering.", "a1", code="exchange/solution", source="cue")
    rejected = page.act(REJECT, "and a bed", code="care/acts", source="cue")
    with opened(study) as db:
        merge(db, log, actor="HL")
        assert words(db) == [("HL", "exchange/solution", "Nobody else was offering.")]
        assert [row["answer"] for row in db.query("SELECT answer FROM suggestion_answers")] == ["accepted", "rejected"]
        page.undo(rejected)
        merge(db, log, actor="HL")
        assert [row["answer"] for row in db.query("SELECT answer FROM suggestion_answers")] == ["accepted"]


def test_hand_ins_are_taken_back(study: Study, log: WorkingLog):
    """A coder hands in, and may take it back."""
    page = Page(study, log)
    page.log.append(Event("HL", HAND_IN, page.release, "fc01"))
    with opened(study) as db:
        merge(db, log, actor="HL")
        assert [(row["transcript_id"], row["coder"]) for row in db.query("SELECT * FROM hand_ins")] == [("FC01", "HL")]
        page.log.append(Event("HL", TAKE_BACK, page.release, "FC01"))
        merge(db, log, actor="HL")
        assert db.table("hand_ins").count == 0


@pytest.mark.parametrize(("choice", "stored"), [("coder", "other"), ("other", "coder"), ("both", "both")])
def test_a_settled_disagreement(study: Study, log: WorkingLog, choice: str, stored: str):
    """Who decided what stays, whichever of the two coders is named first; a later decision takes its place."""
    Page(study, log, "MR").act(APPLY, "a bed", "b1")
    with opened(study) as db:
        merge(db, log, actor="MR")
        page = Page(study, log, "HL")
        page.act(APPLY, "and a bed", "a1")
        merge(db, log, actor="HL")
        labels = {row["name"]: row["label"] for row in db.query("SELECT name, label FROM coders")}
        pair = (labels["MR"], labels["HL"])
        page.act(SETTLE, "and a bed", "s1", coders=pair, choice="neither")
        page.act(SETTLE, "and a bed", "s1", coders=pair, choice=choice, memo="The verb belongs to it.")
        merge(db, log, actor="HL")
        row = next(db.query("SELECT * FROM settlements"))
        assert (row["coder"], row["other"], row["choice"], row["decided_by"]) == ("HL", "MR", stored, "HL")
        assert [memo["text"] for memo in db.query("SELECT text FROM memos")] == ["The verb belongs to it."]


def test_publishing_brings_it_over(study: Study, log: WorkingLog):
    """What is published holds what was coded on the pages, memos pseudonymised, and says up to where."""
    page = Page(study, log)
    page.act(APPLY, "a bed", "a1", memo="Nia Pritchard again")
    with opened(study) as db:
        steps.publish(db, study, "team", say_nothing)
    with Database(str(study.database())) as published:
        row = next(published.query("SELECT quote, memo, uid FROM codings"))
        assert (row["quote"], row["uid"]) == ("a bed", "a1")
        assert row["memo"].endswith(" again")
        assert "Nia" not in row["memo"]
        assert next(published.query("SELECT events_up_to FROM study"))["events_up_to"] == f"{log.id}:1"
    assert log.labels() == {"HL": "A"}


def test_all_of_it_or_nothing(study: Study, log: WorkingLog, monkeypatch: pytest.MonkeyPatch):
    """Where the merge breaks off, the store is as it was, and the next merge does all of it."""
    Page(study, log).act(APPLY, "a bed", "a1")

    def fail(*_, **__) -> None:
        raise OSError

    with opened(study) as db:
        with monkeypatch.context() as broken, pytest.raises(OSError):
            broken.setattr("pipeline.coding.working.merge.record", fail)
            merge(db, log, actor="HL")
        assert words(db) == []
        merge(db, log, actor="HL")
        assert len(words(db)) == 1
