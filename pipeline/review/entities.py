"""Who and what is meant: the people, places and organisations behind the mentions.

A bare name belongs to the only full name that it fits. Where it fits several it stays by itself: who is meant is for
people to say, and is asked where those several have been told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.folding import fold
from pipeline.identify.types import FOUND
from pipeline.pseudonyms.book import without_sense
from pipeline.pseudonyms.parts import FIRST, LAST
from pipeline.pseudonyms.replace import Replacer
from pipeline.review.apply import Standing

NAMED = ("PERSON", "PLACE", "ORG")
EntityKey = tuple[str, str]
"""(type, what tells it from others of its type): ("PERSON", "nia|pritchard"), ("PLACE", "pont-y-gof")."""

Place = tuple[int, int]
"""(turn id, start in the turn's source text)."""


class WhoIsMeant:
    """Finds who or what a mention means, by the names of the whole study."""

    def __init__(self, replacer: Replacer, names: Sequence[tuple[str, str]]) -> None:
        """Learn from all names of people that stand in the study, as (name, sense)."""
        self._replacer = replacer
        self._full: set[tuple[str, str]] = set()
        for name, sense in names:
            parts = replacer.book.parts_of(name, sense)
            if FIRST in parts and LAST in parts:
                self._full.add((parts[FIRST], parts[LAST]))

    def key(self, standing: Standing, text: str) -> EntityKey | None:
        """Return who or what is meant, None where it is neither a person, a place nor an organisation."""
        one = standing.identifier
        if one.type not in NAMED or one.status != FOUND:
            return None
        words = text[one.start : one.end]
        if one.type != "PERSON":
            folded = fold(words)
            return one.type, fold(self._replacer.same.get(folded, folded))
        return "PERSON", self.person(standing.as_name or words, standing.sense)

    def person(self, name: str, sense: str = "") -> str:
        """Return the key of the person who is called so."""
        parts = self._replacer.book.parts_of(name, sense)
        first, last = parts.get(FIRST, ""), parts.get(LAST, "")
        if not first and not last:
            return fold(name)
        if not (first and last):
            fitting = self.candidates(name, sense)
            if len(fitting) == 1:
                first, last = fitting[0]
        return f"{first}|{last}"

    def candidates(self, name: str, sense: str = "") -> list[tuple[str, str]]:
        """List the full names, as (first name, surname), that a bare name could be: also of people told apart."""
        parts = self._replacer.book.parts_of(name, sense)
        first, last = parts.get(FIRST, ""), parts.get(LAST, "")
        return sorted(full for full in self._full if _fits(first, full[0]) and _fits(last, full[1]))


def _fits(spoken: str, whole: str) -> bool:
    """Say whether a part of a name could be that of a full name, which may be told apart from others by a sense."""
    return spoken in ("", whole, without_sense(whole))


def who_is_meant(
    standing: Mapping[int, Sequence[Standing]], texts: Mapping[int, str], replacer: Replacer
) -> WhoIsMeant:
    """Learn the names of people from everything that stands in the study."""
    names = {
        (one.as_name or texts[turn][one.start : one.end], one.sense)
        for turn, its in standing.items()
        for one in its
        if one.identifier.type == "PERSON" and one.identifier.status == FOUND
    }
    return WhoIsMeant(replacer, sorted(names))


def entity_keys(
    standing: Mapping[int, Sequence[Standing]], texts: Mapping[int, str], replacer: Replacer
) -> dict[Place, EntityKey]:
    """Map the place of each person, place and organisation to who or what is meant."""
    who = who_is_meant(standing, texts, replacer)
    return dict(_keys(standing, texts, who))


def _keys(
    standing: Mapping[int, Sequence[Standing]], texts: Mapping[int, str], who: WhoIsMeant
) -> Iterator[tuple[Place, EntityKey]]:
    for turn, its in standing.items():
        for one in its:
            key = who.key(one, texts[turn])
            if key is not None:
                yield (turn, one.start), key
