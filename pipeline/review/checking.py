"""Check a wish before it becomes a decision: known types and policies, words to stand there that name nobody."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.errors import CannotDecide, NamesSomebody
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.publish.originals import known_originals, originals_of
from pipeline.review.decisions import ACTIONS, MENTION, PSEUDONYM, REPLACE, SAME, STUDY, TRANSCRIPT, Wish
from pipeline.review.phrases import words_of
from pipeline.settings import Settings

_LONGEST = 200


def check_wish(wish: Wish, db: Database, settings: Settings) -> None:
    """Make sure that a wish can be carried out. Raises CannotDecide, NamesSomebody."""
    if wish.action not in ACTIONS or wish.scope not in (MENTION, TRANSCRIPT, STUDY):
        raise CannotDecide("There is no such decision. Load the page again.")
    if wish.type and wish.type not in IDENTIFIER_TYPES or (wish.action == REPLACE and not wish.type):
        raise CannotDecide(f"Say what kind of identifier it is: one of {', '.join(IDENTIFIER_TYPES)}.")
    if wish.policy and wish.policy not in IDENTIFIER_TYPES[wish.type or "OTHER"].policies:
        allowed = ", ".join(IDENTIFIER_TYPES[wish.type or "OTHER"].policies)
        raise CannotDecide(f"What replaces this kind of identifier is one of: {allowed}.")
    if wish.scope != MENTION and not words_of(wish.words):
        raise CannotDecide("A decision about words everywhere needs at least one word.")
    if wish.action == SAME and not words_of(wish.other):
        raise CannotDecide("Say whose other name it is.")
    if wish.action == PSEUDONYM and not words_of(wish.replacement):
        raise CannotDecide("A pseudonym needs at least one word.")
    if wish.replacement:
        _check_replacement(wish, db, settings)


def _check_replacement(wish: Wish, db: Database, settings: Settings) -> None:
    new = wish.replacement
    if len(new) > _LONGEST or "\n" in new or not new.strip():
        raise CannotDecide(f"What stands instead is one line of up to {_LONGEST} letters.")
    originals = originals_of([*known_originals(db, settings), (wish.words, wish.type or "PERSON")])
    if originals.in_text(new) or any(
        (word.folded,) in originals.phrases.get(word.folded, ()) for word in words_of(new)
    ):
        raise NamesSomebody("What would stand instead names somebody of the study, or part of it does. Choose others.")
