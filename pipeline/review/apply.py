"""Put people's decisions over what the machine found: what stands in a turn afterwards, and by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.identify.finds import Identifier
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from pipeline.review.decisions import APART, KEEP, MENTION, REPLACE, SAME, STUDY, TRANSCRIPT, Decision
from pipeline.review.phrases import Phrases, Word

KEPT = "kept"
PERSON_DECIDED = "person"
"""The detector of what somebody decided themselves."""

_NARROWEST_FIRST = {MENTION: 0, TRANSCRIPT: 1, STUDY: 2}


@dataclass(frozen=True, slots=True)
class Standing:
    """A stretch of a turn after the decisions: `decision` is what decided it, None where nobody has.

    `found` is what the machine thought, None where it saw nothing. `sense` tells two people of one name apart;
    `as_name` is the name whose pseudonym is meant.
    """

    identifier: Identifier
    found: Identifier | None = None
    decision: Decision | None = None
    sense: str = ""
    as_name: str = ""

    @property
    def start(self) -> int:
        """Say where it begins."""
        return self.identifier.start

    @property
    def end(self) -> int:
        """Say where it ends; the character there is no part of it."""
        return self.identifier.end


def stand(
    text: str,
    words: Sequence[Word],
    finds: Iterable[Identifier],
    mentions: Sequence[Decision],
    phrases: Phrases,
    transcript: str | None,
    cased: bool = True,
) -> list[Standing]:
    """Return what stands in a turn, in order: decisions first, the narrowest before the widest, then what was found.

    `mentions` are the decisions about places in this turn, `phrases` those about words. A later decision takes the
    place of an earlier one that it overlaps. What was decided about words everywhere does not reach inside a longer
    find, unless they are to be replaced and the find is only a doubt.
    """
    matches = list(phrases.matches(text, words, transcript, cased)) if phrases else []
    claimed: list[Standing] = []
    found = list(finds)
    for decision in sorted(mentions, key=lambda one: -one.id):
        if decision.action in (REPLACE, KEEP) and decision.start is not None and decision.end is not None:
            _claim(claimed, _decided(decision, decision.start, decision.end, found))
    for start, end, decision in sorted(matches, key=_precedence):
        longer = found if decision.action == KEEP else [one for one in found if one.status == FOUND]
        if decision.action in (REPLACE, KEEP) and not _inside_a_find(start, end, longer):
            _claim(claimed, _decided(decision, start, end, found))
    for one in found:
        _claim(claimed, Standing(one, one))
    named = [one for one in matches if one[2].action in (SAME, APART) and one[2].scope != STUDY]
    named += [one for one in matches if one[2].action == APART and one[2].scope == STUDY]
    named.sort(key=lambda one: (_NARROWEST_FIRST[one[2].scope], -one[2].id))
    own = [one for one in mentions if one.action in (SAME, APART)]
    whole = (_named(one, [*own], named) for one in claimed)
    return sorted(whole, key=lambda one: one.start)


def _precedence(match: tuple[int, int, Decision]) -> tuple[int, int, int]:
    start, end, decision = match
    return _NARROWEST_FIRST[decision.scope], start - end, -decision.id


def _inside_a_find(start: int, end: int, found: Iterable[Identifier]) -> bool:
    return any(one.start <= start and end <= one.end and one.end - one.start > end - start for one in found)


def _claim(claimed: list[Standing], new: Standing) -> None:
    if not any(one.start < new.end and new.start < one.end for one in claimed):
        claimed.append(new)


def _decided(decision: Decision, start: int, end: int, found: Iterable[Identifier]) -> Standing:
    over = [one for one in found if one.start < end and start < one.end]
    before = max(over, key=lambda one: one.score, default=None)
    type_ = decision.type or (before.type if before else "OTHER")
    status = FOUND if decision.action == REPLACE else KEPT
    kind = IDENTIFIER_TYPES[type_].kind
    detectors = tuple(sorted({PERSON_DECIDED, *(before.detectors if before else ())}))
    # Who accepts one find does not say that its words are a name wherever they stand.
    score = before.score if before and decision.scope == MENTION else 1.0
    return Standing(Identifier(start, end, type_, kind, status, score, detectors), before, decision)


def _named(standing: Standing, own: Sequence[Decision], elsewhere: Sequence[tuple[int, int, Decision]]) -> Standing:
    """Say who is meant where one name is several people's, or where another name is meant."""
    if standing.identifier.type != "PERSON" or standing.identifier.status == KEPT:
        return standing
    here = [
        one
        for one in sorted(own, key=lambda one: -one.id)
        if one.start is not None and one.end is not None and one.start < standing.end and standing.start < one.end
    ]
    here += [one for start, end, one in elsewhere if standing.start <= start and end <= standing.end]
    if not here:
        return standing
    first = here[0]
    if first.action == SAME:
        return replace(standing, as_name=first.other)
    return replace(standing, sense=first.other)
