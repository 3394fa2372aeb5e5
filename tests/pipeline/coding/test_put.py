"""What comes in again is known, and what its coder changed elsewhere is changed here."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from exports.guids import coding_guid, memo_guid
from ingest.codings.records import ForeignMemo, ForeignProject
from pipeline.coding.store import add_memo
from tests.foreign import coding, project
from tests.pipeline.coding.taken import (
    ACTS,
    MOVES,
    OURS,
    SAID,
    coded,
    published,
    take,
    told,
)


def test_taking_a_file_again_changes_nothing(db: Database) -> None:
    """Whether or not its codings have ids of their own."""
    text = published(db)
    foreign = project(
        text,
        [
            coding(text, "Carys made", ACTS, memo="hi eto 🙂"),
            coding(text, "The taxi", MOVES, "Elin", guid="{6F9619FF-8B86-D011-B42D-00CF4FC964FF}"),
        ],
    )
    first = take(db, foreign)
    before = [*db.query("SELECT * FROM codings"), *db.query("SELECT * FROM memos")]

    assert (told(first), first.memos) == ((2, 0, 0, 0), 1)
    again = take(db, foreign)
    assert (told(again), again.memos) == ((0, 2, 0, 0), 0)
    assert [*db.query("SELECT * FROM codings"), *db.query("SELECT * FROM memos")] == before


def test_what_a_coder_moved_or_recoded_elsewhere_is_changed_here(db: Database) -> None:
    """The id that llais gave it says which coding it is; what it was stays in the rows of acts."""
    text = published(db)
    take(db, project(text, [("Carys made", ACTS, "Marged"), ("The taxi", ACTS, "Marged")]))
    uids = [row["uid"] for row in db.query("SELECT uid FROM codings ORDER BY id")]
    longer, recoded = (
        coding(text, words, code, "A", guid=coding_guid(uid))
        for words, code, uid in (("then Carys made cawl", ACTS, uids[0]), ("The taxi", MOVES, uids[1]))
    )

    assert told(take(db, project(text, [longer, recoded], origin=OURS))) == (0, 0, 2, 0)
    assert coded(db) == [f"Marged {ACTS}: then Gŵyneth made cawl", f"Marged {MOVES}: The taxi"]
    assert [row["uid"] for row in db.query("SELECT uid FROM codings ORDER BY id")] == uids
    acts = [row["action"] for row in db.query("SELECT action FROM coding_events ORDER BY id")]
    assert acts == ["applied", "applied", "changed", "changed"]


def test_a_coding_that_was_moved_to_another_turn_goes_along_with_its_memo(db: Database) -> None:
    """It is the same coding."""
    text = published(db)
    take(db, project(text, [coding(text, "Carys made", ACTS, memo="hi eto")]))
    (uid,) = (row["uid"] for row in db.query("SELECT uid FROM codings"))

    moved = coding(text, "The taxi", ACTS, "A", guid=coding_guid(uid))
    assert told(take(db, project(text, [moved], origin=OURS))) == (0, 0, 1, 0)
    assert coded(db) == [f"Marged {ACTS}: The taxi"]
    assert [row["text"] for row in db.query("SELECT text FROM memos")] == ["hi eto"]


def test_half_a_name_that_was_published_whole_is_no_change(db: Database) -> None:
    """The published text is coarser than what was said; what comes back from it is the coding that went out."""
    start = SAID["FC01"].split("\n")[1].removeprefix("FC01: ").index("yneth made")
    turn = next(db.query("SELECT id FROM turns WHERE transcript_id = 'FC01' AND n = 2"))["id"]
    take(db, project(published(db), [("The taxi", ACTS, "Marged")]))
    db.execute("UPDATE codings SET turn_id = ?, start = ?, end = ?", [turn, start, start + 10])
    (uid,) = (row["uid"] for row in db.query("SELECT uid FROM codings"))
    text = published(db)

    named = project(text, [coding(text, "Carys made", ACTS, "A", guid=coding_guid(uid))], origin=OURS)
    assert told(take(db, named)) == (0, 1, 0, 0)
    assert told(take(db, project(text, [("Carys made", ACTS, "A")], origin=OURS))) == (0, 1, 0, 0)
    assert coded(db) == [f"Marged {ACTS}: yneth made"]


def test_a_memo_that_was_published_is_known_in_its_published_words(db: Database) -> None:
    """By its id; written anew elsewhere, it is the same memo with other words."""
    text = published(db)
    take(db, project(text, [("The taxi", ACTS, "Marged")]))
    add_memo(db, about="study", author="Marged", text="Gŵyneth again")
    db.execute("UPDATE memos SET text_published = 'Carys again'")
    (uid,) = (row["uid"] for row in db.query("SELECT uid FROM memos"))

    def with_memo(words: str) -> ForeignProject:
        memo = ForeignMemo(words, "A", "2025-11-20", memo_guid(uid))
        return replace(project(text, [], origin=OURS), memos=(memo,))

    assert take(db, with_memo("Carys again")).memos == 0
    assert [row["text"] for row in db.query("SELECT text FROM memos")] == ["Gŵyneth again"]
    assert take(db, with_memo("Carys, again and again")).memos == 1
    assert [(row["text"], row["uid"]) for row in db.query("SELECT * FROM memos")] == [("Carys, again and again", uid)]


def test_memos_that_come_together_are_known_and_what_was_added_is_taken(db: Database) -> None:
    """Word has one comment for all that was noted on a coding."""
    text = published(db)
    take(db, project(text, [coding(text, "The taxi", ACTS, memo="first")]))
    take(db, project(text, [coding(text, "The taxi", ACTS, memo="second")]))

    assert take(db, project(text, [coding(text, "The taxi", ACTS, memo="first\nsecond")])).memos == 0
    assert take(db, project(text, [coding(text, "The taxi", ACTS, memo="first\nsecond\nthird ŵ")])).memos == 1
    assert [row["text"] for row in db.query("SELECT text FROM memos ORDER BY id")] == ["first", "second", "third ŵ"]
