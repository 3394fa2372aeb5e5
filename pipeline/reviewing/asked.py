"""What a page asks for, read from its form: a decision about a place, checked against the text that stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlite_utils import Database

from pipeline.errors import CannotDecide, NoSuchThing
from pipeline.review.decisions import ACTIONS, MENTION, REPLACE, STUDY, TRANSCRIPT, Wish
from pipeline.reviewing.errors import NotUnderstood
from pipeline.reviewing.turns import text_hash

_LONGEST = 200
_MORE = ("type", "replacement", "other", "reason")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a turn of the store (source coordinates, end exclusive), and the hash of the text that was shown."""

    turn_id: int
    start: int
    end: int
    hash: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision that somebody asks for in a turn, by its number.

    `here` is the wish to replace what stands at the place itself; `wish` is what is asked for, which may reach further.
    """

    turn: int
    here: Wish
    wish: Wish


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


def read_wish(db: Database, transcript: str, form: Mapping[str, object], reading: int = 1) -> Asked:
    """Read a decision from a form.

    `wish` is "ACTION TURN START END HASH"; `words` are those that the page shows there; `scope`, `type`, `replacement`,
    `other` and `reason` may follow. Raises NotUnderstood, NoSuchThing, CannotDecide.
    """
    action, _, rest = _text(form, "wish").partition(" ")
    scope = _text(form, "scope") or MENTION
    if action not in ACTIONS or scope not in (MENTION, TRANSCRIPT, STUDY):
        raise NotUnderstood("The page sent a decision that cannot be read. Load it again.")
    place = read_place(rest)
    turn, words = words_at(db, transcript, place)
    if _text(form, "words") not in ("", words):
        raise CannotDecide(f"The page shows other words at this place of turn {turn}. Load it again.")
    type_, replacement, other, reason = (" ".join(_text(form, name).split()) for name in _MORE)
    if any(len(value) > _LONGEST or not value.isprintable() for value in (type_, replacement, other, reason)):
        raise NotUnderstood(f"Write up to {_LONGEST} letters.")
    here = Wish(REPLACE, MENTION, words, transcript, place.turn_id, place.start, place.end, reading=reading)
    wish = replace(here, action=action, scope=scope, type=type_, replacement=replacement, other=other, reason=reason)
    if scope != MENTION:
        about = transcript if scope == TRANSCRIPT else None
        wish = replace(wish, transcript_id=about, turn_id=None, start=None, end=None)
    return Asked(turn, here, wish)


def _text(form: Mapping[str, object], name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
