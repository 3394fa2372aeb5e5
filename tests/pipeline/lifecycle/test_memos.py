"""Memos where somebody withdraws: those on them and on their words go or stay as published, others stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Database

from pipeline.lifecycle.withdraw import ERASE, UNLINK, withdraw
from pipeline.study import Study
from tests import studies
from tests.memos import note
from tests.withdrawing import CODE, CODER, everything_in


def turn(db: Database, label: str, n: int) -> int:
    """Return the store's number of a turn."""
    return next(db.query("SELECT id FROM turns WHERE transcript_id = ? AND n = ?", [label, n]))["id"]


def settle(db: Database, turn_id: int) -> int:
    """Settle a disagreement on a turn."""
    db.table("coders").insert({"name": "Elin", "label": "C9"}, ignore=True)
    row = {"uid": f"s{turn_id}", "at": "2026-01-05T10:00:00Z", "decided_by": "Elin", "turn_id": turn_id}
    row |= {"start": 0, "end": 6, "code_id": CODE, "coder": "Elin", "other": CODER, "choice": "other"}
    return int(db.table("settlements").insert(row).last_pk)


def note_everywhere(db: Database, label: str, n: int, participant: str) -> dict[str, int]:
    """Note something on a participant, on what they said and what was made of it; return the memos by kind."""
    its = turn(db, label, n)
    coding = next(db.query("SELECT id FROM codings WHERE turn_id = ?", [its]))["id"]
    told = f"ask Gethin Treharne about {participant}"
    return {
        "participant": note(db, told, CODER, "participant", participant_id=participant),
        "turn": note(db, told, CODER, "turn", turn_id=its),
        "coding": note(db, told, "Elin", "coding", coding_id=coding),
        "settlement": note(db, told, "Elin", "settlement", settlement_id=settle(db, its)),
    }


def memos_left(db: Database) -> set[int]:
    """Return the numbers of the memos that the store has."""
    return {row["id"] for row in db.query("SELECT id FROM memos")}


@pytest.mark.parametrize(("label", "participant", "n"), [("FC03", "FC03", 4), ("FG01", "WK03", 2)])
def test_memos_on_somebody_erased_are_gone(study: Study, label: str, participant: str, n: int) -> None:
    """Those on the person, their turns, and what is coded and settled in these go; those on others' stay."""
    with studies.opened(study) as db:
        theirs = note_everywhere(db, label, n, participant)
        others = note_everywhere(db, "FC04", 2, "FC04")
        others |= {"study": note(db, "begin earlier", CODER), "code": note(db, "wide", CODER, "code", code_id=CODE)}
        others["group"] = note(db, "a loud room", CODER, "transcript", transcript_id="FG01")
        proof = withdraw(db, study, participant, ERASE, "Ffion")
        left = memos_left(db)
        assert left.isdisjoint(theirs.values())
        assert left.issuperset(others.values())
        assert proof.removed["memos"] >= len(theirs)
        assert db.execute("SELECT count(*) FROM memo_finds WHERE memo_id NOT IN (SELECT id FROM memos)").fetchone() == (
            0,
        )


def test_a_memo_on_a_whole_interview_goes_with_it(study: Study) -> None:
    """What was noted on an interview is gone with the only one who spoke in it."""
    with studies.opened(study) as db:
        note(db, "Nia was tired", CODER, "transcript", transcript_id="FC03")
        withdraw(db, study, "FC03", ERASE, "Ffion")
        assert "Nia" not in everything_in(db)
        assert db.execute("SELECT count(*) FROM memos WHERE about = 'transcript'").fetchone() == (0,)


def test_memos_that_stay_and_name_them_are_told_of_by_number(study: Study) -> None:
    """A memo on the study that holds the erased person's name is for people to read; the name is not said."""
    with studies.opened(study) as db:
        naming = note(db, "Pritchard rang; see the note of Tuesday", CODER)
        silent = note(db, "somebody rang", CODER)
        uids = {row["id"]: row["uid"] for row in db.query("SELECT id, uid FROM memos")}
        proof = withdraw(db, study, "FC03", ERASE, "Ffion")
        (line,) = [line for line in proof.to_do if line.startswith("memo ")]
        assert line.startswith(f"memo {uids[naming]} (about the study) holds a name of theirs")
        assert uids[silent] not in line
        assert not any("Pritchard" in line for line in proof.to_do)


@pytest.mark.parametrize(("label", "participant", "n"), [("FC03", "FC03", 4), ("FG01", "WK03", 2)])
def test_memos_on_somebody_unlinked_stay_as_they_were_published(
    study: Study, label: str, participant: str, n: int
) -> None:
    """The published text takes the place of what was typed, nothing is looked for in it, and the table stays."""
    with studies.opened(study) as db:
        theirs = note_everywhere(db, label, n, participant)
        studies.run_main_job(db, study)
        before = published_memos(study)
        assert not any("Treharne" in row[-1] for row in before)
        withdraw(db, study, participant, UNLINK, "Ffion")
        for id_ in theirs.values():
            memo = next(db.query("SELECT * FROM memos WHERE id = ?", [id_]))
            assert (memo["as_published"], memo["text"]) == (1, memo["text_published"])
            assert "Treharne" not in memo["text"]
        studies.run_main_job(db, study)
        studies.run_main_job(db, study)
    assert published_memos(study) == before


def test_a_memo_on_words_that_were_unlinked_before_is_protected(study: Study) -> None:
    """What somebody notes afterwards is looked through like any other memo."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", UNLINK, "Ffion")
        note(db, "said to Gethin Treharne", CODER, "turn", turn_id=turn(db, "FC03", 2))
        studies.run_main_job(db, study)
    (text,) = [row[-1] for row in published_memos(study) if row[0] == "turn"]
    assert text.startswith("said to ")
    assert "Treharne" not in text


def published_memos(study: Study) -> list[tuple]:
    """Return the memos that were published, without their numbers."""
    with closing(sqlite3.connect(study.database())) as db:
        sql = "SELECT about, about_id, transcript_id, participant_id, code_id, author_id, text FROM memos"
        return sorted(db.execute(sql), key=repr)
