"""Codings and memos are written in one place, and every change leaves a row behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.coding.store import add_coding, add_memo, change_coding, hand_in, name_coders, remove_coding
from pipeline.intake import ingest

SAID = {"FC01": "INT: How did it go?\nFC01: Gŵyneth made cawl 👩‍👧 and then she slept."}
CARE, MOVES = "care/acts", "care/moves"
LATER = "2025-11-20T10:00:00Z"


@pytest.fixture
def db(make_study: Callable, opened: Callable, tmp_path: Path) -> Database:
    """Open a store that holds one interview and two coders."""
    study = make_study(tmp_path / "study", SAID)
    store = opened(study)
    ingest(store, study)
    name_coders(store, ["Marged", "Elin"])
    return store


def turn_of(db: Database, n: int) -> int:
    """Return the store's id of a turn."""
    return next(db.query("SELECT id FROM turns WHERE n = ?", [n]))["id"]


def code(db: Database, start: int, end: int, code_id: str = CARE, coder: str = "Marged", uid: str = "") -> int:
    """Store a coding in the second turn and return its id."""
    coding_id, _ = add_coding(
        db,
        turn_id=turn_of(db, 2),
        start=start,
        end=end,
        code_id=code_id,
        coder=coder,
        codebook_version="0.1.0",
        uid=uid,
    )
    return coding_id


def change(db: Database, uid: str, start: int, end: int, code_id: str = CARE, coder: str = "Marged") -> bool:
    """Change a coding, later."""
    return change_coding(
        db,
        uid,
        start=start,
        end=end,
        code_id=code_id,
        coder=coder,
        at=LATER,
        codebook_version="0.2.0",
        made_on="release-1",
    )


def stored(db: Database) -> list[tuple]:
    """List the codings: uid, span, code, coder."""
    return [(c["uid"], c["start"], c["end"], c["code_id"], c["coder"]) for c in db.query("SELECT * FROM codings")]


def events(db: Database) -> list[tuple]:
    """List what was done to codings: uid, action, span, code and on which text."""
    rows = db.query("SELECT * FROM coding_events ORDER BY id")
    return [(e["uid"], e["action"], e["start"], e["end"], e["code_id"], e["made_on"]) for e in rows]


def memos(db: Database) -> list[tuple]:
    """List the memos: what they are about, author, text."""
    return [(m["about"], m["author"], m["text"]) for m in db.query("SELECT * FROM memos ORDER BY id")]


def test_a_coding_is_new_once(db: Database) -> None:
    """The same code on the same words by the same coder is known, and leaves no second row."""
    code(db, 0, 7, uid="u1")
    code(db, 0, 7, uid="u2")

    assert stored(db) == [("u1", 0, 7, CARE, "Marged")]
    assert events(db) == [("u1", "applied", 0, 7, CARE, "")]


def test_an_id_is_not_given_twice(db: Database) -> None:
    """Another coder's coding does not take the place of the one that has the id."""
    code(db, 0, 7, uid="u1")
    code(db, 0, 7, coder="Elin", uid="u1")

    first, second = stored(db)
    assert first[0] == "u1"
    assert second[0] not in ("", "u1")


def test_a_change_keeps_the_id_and_says_what_was_before(db: Database) -> None:
    """The coding stands elsewhere; the rows tell both places."""
    code(db, 0, 7, uid="u1")

    assert change(db, "u1", 0, 17, MOVES)
    assert not change(db, "u1", 0, 17, MOVES)
    assert stored(db) == [("u1", 0, 17, MOVES, "Marged")]
    assert events(db) == [("u1", "applied", 0, 7, CARE, ""), ("u1", "changed", 0, 17, MOVES, "release-1")]


def test_nobody_changes_or_removes_what_another_coded(db: Database) -> None:
    """Neither by an id that is somebody else's nor by one that nobody has."""
    code(db, 0, 7, uid="u1")

    assert not change(db, "u1", 0, 17, coder="Elin")
    assert not change(db, "u9", 0, 17)
    assert not remove_coding(db, "u1", coder="Elin", at=LATER)
    assert stored(db) == [("u1", 0, 7, CARE, "Marged")]


def test_two_codings_that_become_the_same_are_one_with_both_memos(db: Database) -> None:
    """No memo is lost where a change makes two codings alike."""
    kept, moved = code(db, 0, 7, uid="u1"), code(db, 8, 17, uid="u2")
    add_memo(db, about="coding", author="Marged", text="first", coding_id=kept)
    add_memo(db, about="coding", author="Elin", text="ail 🙂", coding_id=moved)

    assert change(db, "u2", 0, 7)
    assert stored(db) == [("u1", 0, 7, CARE, "Marged")]
    assert [row["coding_id"] for row in db.query("SELECT coding_id FROM memos")] == [kept, kept]
    assert [event[:2] for event in events(db)][2:] == [("u2", "changed"), ("u2", "removed")]


def test_a_removed_coding_leaves_its_row_and_what_others_wrote(db: Database) -> None:
    """The coder's own memo goes with the coding; a colleague's stays, on the turn."""
    coding = code(db, 0, 7, uid="u1")
    add_memo(db, about="coding", author="Marged", text="mine", coding_id=coding)
    add_memo(db, about="coding", author="Elin", text="hers", coding_id=coding)

    assert remove_coding(db, "u1", coder="Marged", at=LATER)
    assert stored(db) == []
    assert memos(db) == [("turn", "Elin", "hers")]
    assert events(db)[-1] == ("u1", "removed", 0, 7, CARE, "")


def test_memos_are_known_by_their_words(db: Database) -> None:
    """As they were written or as they are published; other words are another memo; none is not one."""
    coding = code(db, 0, 7)
    about = {"about": "coding", "author": "Marged", "coding_id": coding}
    assert add_memo(db, **about, text="Gŵyneth again", uid="m1")
    db.execute("UPDATE memos SET text_published = 'Carys again'")

    assert not add_memo(db, **about, text="Gŵyneth again")
    assert not add_memo(db, **about, text="Carys again", uid="m1")
    assert not add_memo(db, **about, text=" \n")
    assert add_memo(db, **about, text="and the cawl")
    assert add_memo(db, about="transcript", author="Marged", text="Gŵyneth again", transcript_id="FC01")
    assert len(memos(db)) == 3


def test_a_memo_written_anew_is_looked_through_again(db: Database) -> None:
    """Under its own id it is the same memo; what was found in it before says nothing of the new words."""
    coding = code(db, 0, 7)
    add_memo(db, about="coding", author="Marged", coding_id=coding, text="Gŵyneth again", uid="m1")
    db.execute("UPDATE memos SET text_published = 'Carys again'")

    assert add_memo(db, about="coding", author="Marged", coding_id=coding, text="Carys, twice", uid="m1", at=LATER)
    (memo,) = db.query("SELECT * FROM memos")
    assert (memo["text"], memo["text_published"], memo["at"]) == ("Carys, twice", None, LATER)


def test_the_id_of_a_memo_is_not_taken_from_its_author(db: Database) -> None:
    """Somebody else's memo under the same id is a memo of its own."""
    add_memo(db, about="study", author="Marged", text="one", uid="m1")

    assert add_memo(db, about="study", author="Elin", text="two", uid="m1")
    assert memos(db) == [("study", "Marged", "one"), ("study", "Elin", "two")]


def test_a_label_that_is_in_use_is_passed_over(db: Database) -> None:
    """Where a coder is gone, the next label may still be somebody's."""
    db.execute("DELETE FROM coders WHERE label = 'A'")
    name_coders(db, ["Nest"])

    assert {row["label"] for row in db.query("SELECT * FROM coders")} == {"B", "C"}


def test_a_transcript_is_handed_in_once(db: Database) -> None:
    """The first time counts."""
    assert hand_in(db, "FC01", "Marged", LATER)
    assert not hand_in(db, "FC01", "Marged", "2026-01-01T00:00:00Z")
    assert [row["at"] for row in db.query("SELECT at FROM hand_ins")] == [LATER]
