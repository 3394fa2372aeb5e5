"""How much of gold is found, how much else is changed with it, and how many doubts a reviewer is shown."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.gold import REMOVE, DataSet, GoldSpan
from pipeline.identify.finds import Identifier
from pipeline.identify.types import DOUBT, FOUND
from pipeline.pseudonyms.generalise import vaguer_date

_Z = 1.959964  # 95 per cent
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ARTICLE = re.compile(r"(?:the|a|an|y|yr|my|our|his|her) (?=\S)", re.IGNORECASE)  # gold may mark it or not


@dataclass(slots=True)
class Tally:
    """Counts of gold's spans: all, found whole, and found or shown as a doubt."""

    spans: int = 0
    found: int = 0
    shown: int = 0


@dataclass(slots=True)
class Score:
    """The counts of a data set. Letters say how much of what was claimed gold marks."""

    words: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    people: int = 0
    exposed: int = 0
    entities: dict[str, tuple[int, int]] = field(default_factory=dict)
    doubts: int = 0
    plain_words: int = 0
    plain_lost: int = 0
    kept: int = 0
    kept_lost: int = 0
    letters: int = 0
    letters_right: int = 0
    missed: list[tuple[str, GoldSpan, str, bool]] = field(default_factory=list)
    surplus: list[tuple[str, int, Identifier, str]] = field(default_factory=list)


Slice = Callable[[GoldSpan, str], Iterable[str]]
"""Names the slices that a span of gold belongs to, from the span and its turn's text."""


def score(
    data: DataSet, found: Mapping[str, Sequence[Sequence[Identifier]]], slices: Slice = lambda span, text: ()
) -> Score:
    """Compare what was found with gold: a span counts where all its letters and digits are covered."""
    result = Score(words=data.words)
    exposed: dict[str, bool] = {}
    entities: dict[tuple[str, str, str], bool] = {}
    for id_, document in data.documents.items():
        for n, (text, identifiers) in enumerate(zip(document.texts, found[id_], strict=True)):
            spans = [span for span in document.spans if span.turn == n]
            certain = _letters((i.start, i.end) for i in identifiers if i.status == FOUND)
            shown = certain | _letters((i.start, i.end) for i in identifiers)
            result.doubts += sum(i.status == DOUBT for i in identifiers)
            for span in spans:
                if span.must == REMOVE:
                    _count(result, id_, span, text, certain, shown, slices, exposed)
                    if span.entity:
                        key = (span.kind, id_, span.entity)
                        entities[key] = entities.get(key, True) and _needed(text, span) <= certain
            _count_surplus(result, data, id_, n, text, spans, identifiers)
            for turn, start, end in document.kept:
                if turn == n:
                    result.kept += 1
                    result.kept_lost += bool(certain & set(range(start, end)))
    result.people = len(exposed)
    result.exposed = sum(exposed.values())
    for kind in ("direct", "quasi"):
        whole = [covered for (its, _, _), covered in entities.items() if its == kind]
        result.entities[kind] = (sum(whole), len(whole))
    return result


def _count(
    result: Score,
    id_: str,
    span: GoldSpan,
    text: str,
    certain: set[int],
    shown: set[int],
    slices: Slice,
    exposed: dict[str, bool],
) -> None:
    needed = _needed(text, span)
    is_found, is_shown = needed <= certain, needed <= shown
    for name in (span.type, f"all {span.kind}", *slices(span, text)):
        tally = result.tallies[name]
        tally.spans += 1
        tally.found += is_found
        tally.shown += is_shown
    if span.type == "PERSON" and span.entity:
        exposed[span.entity] = exposed.get(span.entity, False) or not is_found
    if not is_found:
        result.missed.append((id_, span, text, is_shown))


def _count_surplus(
    result: Score,
    data: DataSet,
    id_: str,
    n: int,
    text: str,
    spans: Sequence[GoldSpan],
    identifiers: Sequence[Identifier],
) -> None:
    marked = _letters((_with_article(text, span.start), span.end) for span in spans)
    certain = [i for i in identifiers if i.status == FOUND and not _stays(i, text)]
    replaced = _letters((i.start, i.end) for i in certain)
    for identifier in certain:
        letters = {at for at in range(identifier.start, identifier.end) if text[at].isalnum()}
        if identifier.type in data.types or letters & marked:
            result.letters += len(letters)
            result.letters_right += len(letters & marked)
        if not letters & marked:
            result.surplus.append((id_, n, identifier, text))
    for word in _WORD.finditer(text):
        here = set(range(*word.span()))
        if not here & marked:
            result.plain_words += 1
            result.plain_lost += bool(here & replaced)


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Give the 95 per cent interval of a share, between 0 and 1, by Wilson's formula."""
    if not trials:
        return 0.0, 1.0
    share, spread = successes / trials, _Z**2 / trials
    middle = share + spread / 2
    margin = _Z * math.sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, (middle - margin) / (1 + spread)), min(1.0, (middle + margin) / (1 + spread))


def _stays(identifier: Identifier, text: str) -> bool:
    """Say whether the default policy leaves it as it is: a month is as vague as a month."""
    return identifier.type == "DATE" and vaguer_date(text[identifier.start : identifier.end], "month") is None


def _needed(text: str, span: GoldSpan) -> set[int]:
    article = _ARTICLE.match(text, span.start, span.end)
    return {at for at in range(article.end() if article else span.start, span.end) if text[at].isalnum()}


def _with_article(text: str, start: int) -> int:
    before = re.search(r"\b(?:the|an?|y|yr) $", text[:start], re.IGNORECASE)
    return before.start() if before else start


def _letters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}
