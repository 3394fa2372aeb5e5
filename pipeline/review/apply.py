"""Put people's decisions over what the machine found: what stands in a turn afterwards, and by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.identify.finds import Identifier
from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from pipeline.review.decisions import APART, KEEP, MENTION, REPLACE, SAME, STUDY, TRANSCRIPT, Decision
from pipeline.review.phrases import Phrases, Word, uncovered, words_of

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
    """Return what stands in a turn, in order: the last decision about a stretch, else what was found.

    `mentions` are the decisions about places in this turn, `phrases` those about words. What was decided about words
    wherever they stand does not reach inside anything longer: another decision's words, or a find; but words that are
    to be replaced do, where a longer find is only a doubt.
    """
    matches = list(phrases.matches(text, words, transcript, cased)) if phrases else []
    found = list(finds)
    wanted = [(one.start, one.end, one) for one in mentions if one.start is not None and one.end is not None]
    wanted = [one for one in (*wanted, *matches) if one[2].action in (REPLACE, KEEP)]
    claimed: list[Standing] = []
    for start, end, decision in sorted(wanted, key=lambda one: -one[2].id):
        longer = [(one.start, one.end) for one in found if decision.action == KEEP or one.status == FOUND]
        longer += [(other[0], other[1]) for other in wanted]
        if decision.scope == MENTION or not _inside(start, end, longer):
            _claim(claimed, _decided(decision, start, end, found))
    for one in found:
        for start, end in _left_of(text, one, claimed):
            _claim(claimed, Standing(replace(one, start=start, end=end), one))
    named = [one for one in matches if one[2].action in (SAME, APART) and one[2].scope != STUDY]
    named += [one for one in matches if one[2].action == APART and one[2].scope == STUDY]
    named.sort(key=lambda one: (_NARROWEST_FIRST[one[2].scope], -one[2].id))
    own = [one for one in mentions if one.action in (SAME, APART)]
    whole = (_named(text, one, own, named, phrases) for one in claimed)
    return sorted(whole, key=lambda one: one.start)


def _inside(start: int, end: int, longer: Iterable[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last and last - first > end - start for first, last in longer)


def _claim(claimed: list[Standing], new: Standing) -> None:
    if not any(one.start < new.end and new.start < one.end for one in claimed):
        claimed.append(new)


def _left_of(text: str, one: Identifier, claimed: Sequence[Standing]) -> list[tuple[int, int]]:
    """List what stands of a find beside decisions: all that is not kept; nothing where somebody replaced a part."""
    over = [other for other in claimed if other.start < one.end and one.start < other.end]
    if any(other.identifier.status != KEPT for other in over):
        return []
    return list(uncovered(text, one.start, one.end, [(other.start, other.end) for other in over]))


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


def _named(
    text: str,
    standing: Standing,
    own: Sequence[Decision],
    elsewhere: Sequence[tuple[int, int, Decision]],
    phrases: Phrases,
) -> Standing:
    """Say who is meant where one name is several people's, or where another name is meant."""
    if standing.identifier.type != "PERSON" or standing.identifier.status == KEPT:
        return standing
    here = [
        one
        for one in sorted(own, key=lambda one: -one.id)
        if one.start is not None and one.end is not None and one.start < standing.end and standing.start < one.end
    ]
    here += [one for start, end, one in elsewhere if _is_whole_name(text, standing, start, end)]
    if not here:
        return standing
    first = here[0]
    if first.action == SAME:
        return replace(standing, as_name=first.other, sense=_sense_of(first.other, phrases))
    return replace(standing, sense=first.other)


def _is_whole_name(text: str, standing: Standing, start: int, end: int) -> bool:
    """Say whether words are the whole of somebody's name, titles aside: "Sarah" says nothing of Sarah Rees."""
    if not (standing.start <= start and end <= standing.end):
        return False
    beside = text[standing.start : start] + " " + text[end : standing.end]
    return all(len(word.folded) == 1 or word.folded in FORMAL_TITLES | KIN_TITLES for word in words_of(beside))


def _sense_of(name: str, phrases: Phrases) -> str:
    """Return what tells the person of a full name from others, where that was decided for the whole study."""
    matches = phrases.matches(name, words_of(name), None, cased=False)
    apart = [one for _, _, one in matches if one.action == APART and one.scope == STUDY]
    return max(apart, key=lambda one: one.id).other if apart else ""
