"""Decisions as tests write them: about words everywhere, or about words where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from pipeline.identify.finds import Identifier
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from pipeline.review.apply import KEPT, Standing, stand
from pipeline.review.decisions import KEEP, MENTION, REPLACE, STUDY, TRANSCRIPT, Decision
from pipeline.review.phrases import Phrases, words_of
from tests.marked import mark_up, parse

_NUMBERS = count(1)


def everywhere(action: str, words: str, type_: str = "", transcript: str | None = None, **more: str) -> Decision:
    """Decide about words wherever they stand: in the study, or in one transcript. A later call is a later decision."""
    scope = TRANSCRIPT if transcript else STUDY
    return Decision(action, scope, words, transcript, type=type_, id=next(_NUMBERS), **more)


def here(action: str, text: str, words: str, type_: str = "", **more: str) -> Decision:
    """Decide about the first place in `text`, its marks taken out, where `words` stand; a later call is a later one."""
    start = parse(text).text.index(words)
    end = start + len(words)
    place = {"transcript_id": "FC01", "turn_id": 1, "start": start, "end": end}
    return Decision(action, MENTION, words, type=type_, id=next(_NUMBERS), **place, **more)


def finds_in(marked: str, status: str = FOUND) -> list[Identifier]:
    """Make of the marks in a sentence what the machine found."""
    return [
        Identifier(start, end, type_, IDENTIFIER_TYPES[type_].kind, status, 0.9, ("names",))
        for start, end, type_ in parse(marked).places
    ]


def standing(
    marked: str,
    decisions: Iterable[Decision] = (),
    transcript: str = "FC01",
    cased: bool = True,
    found: Sequence[Identifier] | None = None,
) -> list[Standing]:
    """Put decisions over what is marked as found in a sentence."""
    text, decisions = parse(marked).text, list(decisions)
    found = finds_in(marked) if found is None else found
    phrases = Phrases(one for one in decisions if one.scope != MENTION)
    mentions = [one for one in decisions if one.scope == MENTION]
    return stand(text, words_of(text), found, mentions, phrases, transcript, cased)


def shown(marked: str, standing: Iterable[Standing]) -> str:
    """Mark in a sentence what stands in it: with its type, with ? before it where in doubt, as KEPT where it stays."""
    spans = ((one.start, one.end, _label(one.identifier)) for one in standing)
    return mark_up(parse(marked).text, spans)


def after(marked: str, *decisions: Decision, transcript: str = "FC01", cased: bool = True) -> str:
    """Mark up a sentence as it stands after the decisions."""
    return shown(marked, standing(marked, decisions, transcript, cased))


def _label(identifier: Identifier) -> str:
    if identifier.status == KEPT:
        return "KEPT"
    return identifier.type if identifier.status == FOUND else f"?{identifier.type}"


__all__ = ["KEEP", "REPLACE", "after", "everywhere", "finds_in", "here", "shown", "standing"]
