"""Decisions of people on identifiers, as the store keeps them: added, undone by another one, never changed.

A decision is about a mention (`turn_id`, `start`, `end` in the turn's source text, end exclusive), or about words
wherever they stand in a transcript or in the study. Those of a first reading shape the text; those of a second reading
are kept apart, to be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from pipeline.audit.actors import label_of
from pipeline.audit.trail import now, record
from pipeline.errors import CannotDecide

REPLACE = "replace"
KEEP = "keep"
SAME = "same"
APART = "apart"
PSEUDONYM = "pseudonym"
DIFFERENT = "different"
UNDO = "undo"
ACTIONS = (REPLACE, KEEP, SAME, APART, PSEUDONYM, DIFFERENT)

MENTION = "mention"
TRANSCRIPT = "transcript"
STUDY = "study"

_COLUMNS = "reading, action, scope, transcript_id, turn_id, start, end, words, type, policy, replacement, other, reason"
_INSERT = f"""INSERT INTO decisions (at, actor, {_COLUMNS}) VALUES
    (:at, :actor, {", ".join(f":{name}" for name in _COLUMNS.split(", "))})"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody decides.

    `replace`: the words identify, as a `type`; `policy` and `replacement` overrule those of the study. `keep`: they
    stay. `same`: `words` is another name of `other`. `apart`: here `words` is somebody else than elsewhere, told apart
    by `other` ("2"). `pseudonym`: `words` gets `replacement`. `different`: `words` is nobody who is called `other`, so
    that it is not asked again.
    """

    action: str
    scope: str
    words: str = ""
    transcript_id: str | None = None
    turn_id: int | None = None
    start: int | None = None
    end: int | None = None
    type: str = ""
    policy: str = ""
    replacement: str = ""
    other: str = ""
    reason: str = ""
    reading: int = 1


@dataclass(frozen=True, slots=True)
class Decision(Wish):
    """A wish that is in force, with its number, when it was made and by whom (the person's name)."""

    id: int = 0
    at: str = ""
    actor: str = ""


def decide(db: Database, wish: Wish, actor: str) -> Decision:
    """Store a decision and its row in the trail, all or nothing, and return it.

    Raises CannotDecide where it is about a place that the text does not have.
    """
    with db.atomic():
        if wish.scope == MENTION:
            _check_place(db, wish)
        label_of(db, actor)
        at = now()
        id_ = int(db.execute(_INSERT, {**asdict(wish), "at": at, "actor": actor}).lastrowid or 0)
        about = " ".join(str(part) for part in (f"decision {id_}", wish.transcript_id) if part)
        name = wish.action if wish.reading == 1 else f"second reading: {wish.action}"
        record(db, f"{name} ({wish.scope})", actor=actor, about=about)
    return Decision(**asdict(wish), id=id_, at=at, actor=actor)


def undo(db: Database, decision_id: int, actor: str) -> None:
    """Take a decision out of force by a row of its own. Raises CannotDecide where it is out of force already."""
    with db.atomic():
        old = next(db.query("SELECT * FROM decisions WHERE id = ? AND action <> ?", [decision_id, UNDO]), None)
        if old is None or next(db.query("SELECT 1 FROM decisions WHERE undoes = ?", [decision_id]), None):
            raise CannotDecide(f"Decision {decision_id} is not in force, so it cannot be undone.")
        label_of(db, actor)
        place = {key: old[key] for key in ("reading", "scope", "transcript_id", "turn_id", "start", "end")}
        db.table("decisions").insert({**place, "action": UNDO, "undoes": decision_id, "at": now(), "actor": actor})
        record(db, "undo", actor=actor, about=f"decision {decision_id}")


def in_force(db: Database, reading: int = 1, transcript: str | None = None) -> Iterator[Decision]:
    """Yield the decisions of a reading that nobody undid, in the order in which they were made.

    With `transcript`, those that are about it or about the whole study.
    """
    sql = f"""SELECT id, at, actor, {_COLUMNS} FROM decisions d WHERE reading = ? AND action <> '{UNDO}'
              AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.id)"""
    values: list[Any] = [reading]
    if transcript is not None:
        sql += " AND (scope = 'study' OR transcript_id = ?)"
        values.append(transcript)
    for row in db.query(f"{sql} ORDER BY id", values):
        yield Decision(**row)


def _check_place(db: Database, wish: Wish) -> None:
    row = next(db.query("SELECT transcript_id, text FROM turns WHERE id = ?", [wish.turn_id]), None)
    if row is None or row["transcript_id"] != wish.transcript_id:
        raise CannotDecide("The turn is not there any more: the transcript was read again. Load the page again.")
    start, end = wish.start, wish.end
    if start is None or end is None or not 0 <= start < end <= len(row["text"]):
        raise CannotDecide("The decision is about a place outside its turn. Load the page again.")
    if row["text"][start:end] != wish.words:
        raise CannotDecide("The text has changed since the page was made. Load the page again.")
