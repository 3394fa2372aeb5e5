"""What a page asks for, read from its form: a decision about a place, checked against the text that stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.errors import CannotDecide, NoSuchThing
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.review.decisions import ACTIONS, MENTION, STUDY, TRANSCRIPT, Wish
from pipeline.reviewing.errors import NotUnderstood
from pipeline.reviewing.turns import text_hash

_LONGEST = 200
_FIELDS = {"type", "replacement", "other", "reason"}


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a turn of the store (source coordinates, end exclusive), and the hash of the text it was made for."""

    turn_id: int
    start: int
    end: int
    hash: str


def read_place(given: str) -> Place:
    """Read "TURN START END HASH". Raises NotUnderstood."""
    parts = given.split(" ")
    try:
        turn_id, start, end = (int(part) for part in parts[:3])
        (hash_,) = parts[3:]
    except ValueError:
        raise NotUnderstood("The page sent a place that cannot be read. Load it again.") from None
    return Place(turn_id, start, end, hash_)


def words_at(db: Database, transcript: str, place: Place) -> tuple[int, str]:
    """Return the number of the turn and the words that stand at a place. Raises NoSuchThing, CannotDecide."""
    row = next(
        db.query("SELECT n, text FROM turns WHERE id = ? AND transcript_id = ?", [place.turn_id, transcript]), None
    )
    if row is None:
        raise NoSuchThing("This turn is not in the study any more: the transcript was read again. Load the page again.")
    text = str(row["text"])
    if text_hash(text) != place.hash:
        raise CannotDecide(f"Turn {row['n']} has changed since the page was made. Load the page again.")
    if not 0 <= place.start < place.end <= len(text):
        raise CannotDecide(f"The decision is about a place outside turn {row['n']}. Load the page again.")
    return int(row["n"]), text[place.start : place.end]


def read_wish(db: Database, transcript: str, form: Mapping[str, object], reading: int = 1) -> tuple[int, Wish]:
    """Read a decision from a form, and return it with the number of the turn that it was made in.

    `wish` is "ACTION TURN START END HASH"; `scope`, `type`, `replacement`, `other` and `reason` may follow. Raises
    NotUnderstood, NoSuchThing, CannotDecide.
    """
    action, _, rest = _text(form, "wish").partition(" ")
    scope = _text(form, "scope") or MENTION
    if action not in ACTIONS or scope not in (MENTION, TRANSCRIPT, STUDY):
        raise NotUnderstood("The page sent a decision that cannot be read. Load it again.")
    place = read_place(rest)
    n, words = words_at(db, transcript, place)
    more = {name: _text(form, name).strip() for name in _FIELDS}
    if more["type"] and more["type"] not in IDENTIFIER_TYPES:
        raise NotUnderstood("The page sent a type that llais does not know. Load it again.")
    if any(len(value) > _LONGEST or not value.isprintable() for value in more.values()):
        raise NotUnderstood(f"Write up to {_LONGEST} letters, on one line.")
    if scope == MENTION:
        where = {"transcript_id": transcript, "turn_id": place.turn_id, "start": place.start, "end": place.end}
    else:
        where = {"transcript_id": transcript if scope == TRANSCRIPT else None}
    return n, Wish(action=action, scope=scope, words=words, reading=reading, **where, **more)


def _text(form: Mapping[str, object], name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
