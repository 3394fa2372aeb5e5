"""Memos and settlements of the pages, into the store."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.coding.memo_targets import target_of
from pipeline.coding.memos import CODING, SETTLEMENT, TRANSCRIPT, TURN, NoSuchTarget
from pipeline.coding.store import add_memo
from pipeline.coding.working.events import APPLY, Event
from pipeline.coding.working.places import NoPlace, Places

_OPPOSITE = {"coder": "other", "other": "coder"}


def store_memo(db: Database, places: Places, event: Event) -> bool:
    """Store the memo that an event tells of, or remove it where the event has no words; say whether that was new.

    The memo of an APPLY is about the coding that it made. Raises NoPlace.
    """
    if not event.memo:
        return bool(db.execute("DELETE FROM memos WHERE uid = ? AND author = ?", [event.uid, event.coder]).rowcount)
    if event.action == APPLY:
        kind, which, uid = CODING, event.uid, ""
    else:
        kind, which, uid = event.about, event.about_id, event.uid
    if kind == TURN:
        places.turn(event)
        which = f"{places.transcript(event)}/{event.turn}"
    elif kind == TRANSCRIPT:
        which = places.transcript(event)
    return _add(db, kind, which, event, uid)


def store_settlement(db: Database, places: Places, event: Event) -> bool:
    """Store how a disagreement was settled, in place of what was decided on it before. Raises NoPlace.

    The two coders stand under their labels in the event, and under their names, in their order, in the store.
    """
    names = {row["label"]: row["name"] for row in db.query("SELECT name, label FROM coders")}
    if not all(label in names for label in event.coders):
        raise NoPlace(f"a disagreement in turn {event.turn} of {event.transcript} is between coders who are not known")
    coder, other = (names[label] for label in event.coders)
    choice = event.choice
    if coder > other:
        coder, other, choice = other, coder, _OPPOSITE.get(choice, choice)
    turn_id, start, end = places.span(event)
    row = {"uid": event.uid, "at": event.at, "decided_by": event.coder, "turn_id": turn_id, "start": start, "end": end}
    row |= {"code_id": event.code, "coder": coder, "other": other, "choice": choice}
    db.execute("DELETE FROM settlements WHERE uid = ?", [event.uid])
    db.table("settlements").insert(row)
    if event.memo:
        _add(db, SETTLEMENT, event.uid, event)
    return True


def _add(db: Database, kind: str, which: str, event: Event, uid: str = "") -> bool:
    try:
        target = target_of(db, kind, which, {which})
    except NoSuchTarget:
        raise NoPlace(f"a memo of {event.transcript} is about something that is no longer there") from None
    return add_memo(db, about=kind, author=event.coder, text=event.memo, at=event.at, uid=uid, **target)
