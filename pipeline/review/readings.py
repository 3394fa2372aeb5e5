"""Who reads a transcript: a first reading, which shapes the text, and a second one that is blind to it."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.audit.actors import label_of, same_person
from pipeline.audit.trail import now, record
from pipeline.errors import CannotDecide, NoSuchThing, NotTwoPeople

FIRST_READING = 1
SECOND_READING = 2


def note_reader(db: Database, transcript: str, reading: int, actor: str) -> None:
    """Note who reads a transcript, when they first decide something in it; in the transaction of that decision.

    Raises NotTwoPeople where both readings would be one person's, CannotDecide where the second has been handed in.
    """
    row = next(db.query("SELECT * FROM readings WHERE transcript_id = ? AND reading = ?", [transcript, reading]), None)
    if row is not None and reading == SECOND_READING:
        if row["finished_at"]:
            raise CannotDecide("This second reading has been handed in, and is not changed any more.")
        if not same_person(row["reader"], actor):
            raise NotTwoPeople(f"{transcript} has its second reader already. Take another transcript.")
    others = readers_of(db, transcript, SECOND_READING if reading == FIRST_READING else FIRST_READING)
    if reading == SECOND_READING:
        others |= deciders_by_transcript(db, transcript).get(transcript, frozenset())
    if any(same_person(actor, other) for other in others):
        raise NotTwoPeople(f"You are the other reader of {transcript}. A second reading is somebody else's.")
    if row is None:
        _begin(db, transcript, reading, actor)


def readers_of(db: Database, transcript: str, reading: int) -> set[str]:
    """Return who has read a transcript: of the first reading everybody who decided something in it."""
    rows = db.query("SELECT reader FROM readings WHERE transcript_id = ? AND reading = ?", [transcript, reading])
    names = {row["reader"] for row in rows}
    decided = db.query(
        "SELECT DISTINCT actor FROM decisions WHERE transcript_id = ? AND reading = ?", [transcript, reading]
    )
    return names | {row["actor"] for row in decided}


def begin_second(db: Database, transcript: str, actor: str) -> None:
    """Begin the second reading of a transcript. Raises NotTwoPeople, NoSuchThing."""
    with db.atomic():
        note_reader(db, transcript, SECOND_READING, actor)


def finish_second(db: Database, transcript: str, actor: str) -> None:
    """Hand a second reading in: from here on both may be compared. Raises NoSuchThing, NotTwoPeople."""
    with db.atomic():
        row = next(db.query("SELECT * FROM readings WHERE transcript_id = ? AND reading = 2", [transcript]), None)
        if row is None:
            raise NoSuchThing(f"Nobody has begun a second reading of {transcript}.")
        if not same_person(row["reader"], actor):
            raise NotTwoPeople(f"The second reading of {transcript} is handed in by whoever reads it.")
        if not row["finished_at"]:
            db.execute(
                """UPDATE readings SET finished_at = ?, decisions_before = (SELECT coalesce(max(id), 0) FROM decisions)
                   WHERE transcript_id = ? AND reading = 2""",
                [now(), transcript],
            )
            record(db, "second reading handed in", actor=actor, about=transcript)


def _begin(db: Database, transcript: str, reading: int, actor: str) -> None:
    if not next(db.query("SELECT 1 FROM transcripts WHERE id = ?", [transcript]), None):
        raise NoSuchThing(f"The study has no transcript {transcript}.")
    label_of(db, actor)
    row = {"transcript_id": transcript, "reading": reading, "reader": actor, "begun_at": now()}
    db.table("readings").insert(row)
    name = "first reading begun" if reading == FIRST_READING else "second reading begun"
    record(db, name, actor=actor, about=transcript)


def deciders_by_transcript(db: Database, transcript: str = "") -> dict[str, frozenset[str]]:
    """Return whose decisions stand in which transcript (or in one of them), those made everywhere in the study too."""
    rows = db.query(
        """SELECT DISTINCT t.transcript_id, d.actor FROM turns t JOIN identifiers i ON i.turn_id = t.id
           JOIN decisions d ON d.id = i.decision_id WHERE ?1 IN ('', t.transcript_id)""",
        [transcript],
    )
    people: dict[str, set[str]] = {}
    for row in rows:
        people.setdefault(row["transcript_id"], set()).add(row["actor"])
    return {id_: frozenset(its) for id_, its in people.items()}
