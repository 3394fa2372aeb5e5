"""Check a wish before it becomes a decision: known types and policies, words to stand there that name nobody."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.errors import CannotDecide, NamesSomebody, PseudonymTaken
from pipeline.folding import fold
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from pipeline.known_names import known_names
from pipeline.pseudonyms.book import chosen_parts
from pipeline.publish.originals import known_originals, originals_of
from pipeline.review.decisions import (
    ACTIONS,
    APART,
    MENTION,
    PSEUDONYM,
    REPLACE,
    SAME,
    STUDY,
    TRANSCRIPT,
    Wish,
    in_force,
)
from pipeline.review.entities import NAMED
from pipeline.review.phrases import words_of
from pipeline.settings import Settings

_LONGEST = 200
_PEOPLE = """SELECT DISTINCT substr(t.text, i.start + 1, i.end - i.start) AS name
    FROM identifiers i JOIN turns t ON t.id = i.turn_id WHERE i.type = 'PERSON' AND i.status = ?"""


def check_wish(wish: Wish, db: Database, settings: Settings) -> None:
    """Make sure that a wish can be carried out. Raises CannotDecide, NamesSomebody, PseudonymTaken."""
    known = wish.action in ACTIONS and wish.scope in (MENTION, TRANSCRIPT, STUDY) and wish.reading in (1, 2)
    if not known or (wish.scope == STUDY) != (wish.transcript_id is None):
        raise CannotDecide("There is no such decision. Load the page again.")
    if wish.type and wish.type not in IDENTIFIER_TYPES or (wish.action == REPLACE and not wish.type):
        raise CannotDecide(f"Say what kind of identifier it is: one of {', '.join(IDENTIFIER_TYPES)}.")
    if wish.policy and wish.policy not in IDENTIFIER_TYPES[wish.type or "OTHER"].policies:
        allowed = ", ".join(IDENTIFIER_TYPES[wish.type or "OTHER"].policies)
        raise CannotDecide(f"What replaces this kind of identifier is one of: {allowed}.")
    if wish.scope != MENTION and not words_of(wish.words):
        raise CannotDecide("A decision about words everywhere needs at least one word.")
    if wish.action in (SAME, APART, PSEUDONYM):
        _check_name(wish)
    if wish.replacement:
        _check_replacement(wish, db, settings)
    if wish.action == PSEUDONYM and wish.type in ("", "PERSON"):
        _check_free(wish, db)


def _check_name(wish: Wish) -> None:
    """Make sure that what is decided about a name says enough, and of something that has one."""
    if wish.type not in ("", *NAMED):
        raise CannotDecide("Only people, places and organisations have other names.")
    if wish.action == SAME and not words_of(wish.other):
        raise CannotDecide("Say whose other name it is.")
    if wish.action == APART and (wish.type not in ("", "PERSON") or not words_of(wish.other)):
        raise CannotDecide("Only people can be told apart from others of their name, by a number.")
    if wish.action == SAME and wish.type not in ("", "PERSON") and wish.scope != STUDY:
        raise CannotDecide("A place or an organisation is the same everywhere: say so for the whole study.")
    if wish.action == PSEUDONYM and not words_of(wish.replacement):
        raise CannotDecide("A pseudonym needs at least one word.")


def _check_replacement(wish: Wish, db: Database, settings: Settings) -> None:
    new = wish.replacement
    if len(new) > _LONGEST or "\n" in new or not new.strip():
        raise CannotDecide(f"What stands instead is one line of up to {_LONGEST} letters.")
    people = ((row["name"], "PERSON") for row in db.query(_PEOPLE, [FOUND]))
    originals = originals_of([*known_originals(db, settings), *people, (wish.words, wish.type or "PERSON")])
    written = words_of(new)
    words = [word.folded for word in written]
    is_name = wish.action == PSEUDONYM and wish.type in ("", "PERSON")
    # "Hope" in the place of words is somebody who is called so, "hope" is not.
    ordinary = words if is_name else [word.folded for word in written if new[word.start].isupper()]
    if (
        originals.in_text(new)
        or any((word,) in originals.phrases.get(word, ()) for word in words)
        or not originals.ordinary.isdisjoint(ordinary)
    ):
        raise NamesSomebody("What would stand instead names somebody of the study, or part of it does. Choose others.")


def _check_free(wish: Wish, db: Database) -> None:
    """Make sure that nobody else has a chosen pseudonym. Raises PseudonymTaken."""
    given = [
        (one.words, one.replacement, one.other)
        for one in in_force(db)
        if one.action == PSEUDONYM and one.type in ("", "PERSON")
    ]
    given += [(one.name, one.pseudonym, "") for one in known_names(db) if one.type == "PERSON" and one.pseudonym]
    bearers = {fold(new): key for one in given for key, new in chosen_parts(*one)}
    for key, new in chosen_parts(wish.words, wish.replacement, wish.other):
        if bearers.get(fold(new), key) != key:
            raise PseudonymTaken("Somebody else has this pseudonym already, or a part of it. Choose another.")
