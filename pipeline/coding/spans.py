"""Carry a span of another program's text to the turns that it covers, word for word, or say why it has no place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from pipeline.coding.align import Alignment, Stretch
from pipeline.coding.folded import Folded, fold

POINT = "it marks a point, no words"
OUTSIDE = "it covers no words of a turn, but a label, a heading or the like"
CHANGED = "the text was changed there, and its words stand nowhere in this transcript"
SEVERAL = "the text was changed there, and its words stand in several places"

_CONTEXT = 24
_TELLING_CONTEXT = 8
_FOUND_ANYWHERE = 10
# Before the words of a turn: "P1: [12] ", "Mair (00:12:03):", "[03:10]".
_LABEL = re.compile(r"[^\n]{0,60}[:\])>\t]")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a turn (the turns count from 0): code points of the turn's text in its version, end exclusive."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where a span stands: a part for each turn that it covers, and whether only its words led there."""

    parts: tuple[Part, ...]
    by_quote: bool = False


class NoPlace(ValueError):
    """A span has no place in the turns; `why` is one of this module's clauses."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def find_span(alignment: Alignment, start: int, end: int, quote: str = "") -> Found:
    """Find the turns' stretches that `start`:`end` of the text (code points, end exclusive) covers.

    Labels between turns are left out. Where the text differs from the turns, or the `quote` from what stands at the
    span, the words are looked for: near that place first, then in all turns; they must stand in one place only, or in
    one place only with the same words before or after them. Raises NoPlace.
    """
    first, last = alignment.text.folded_span(start, end)
    text = alignment.text
    if quote and fold(quote) != text.folded[first:last]:
        return _by_quote(alignment, fold(quote), first, last, quote, in_place=False)
    if first == last:
        raise NoPlace(OUTSIDE if text.text[start:end].strip() else POINT)
    held = [*_held(alignment, first, last)]
    if not _is_unchanged(alignment, held, first, last):
        return _by_quote(alignment, text.folded[first:last], first, last, text.text[start:end])
    if not held:
        return _moved(alignment, first, last, text.text[start:end])
    return Found(tuple(_parts(alignment, held, start, end, first, last)))


def turn_at(alignment: Alignment, start: int, end: int) -> int:
    """Return the turn (from 0) that a span of the text begins in or near."""
    first, last = alignment.text.folded_span(start, end)
    held = next(_held(alignment, first, last), None)
    return held[1].turn if held else _near(alignment, first, last).start


def _held(alignment: Alignment, first: int, last: int) -> Iterator[tuple[int, Stretch]]:
    """Yield the stretches that stand at least partly in a span of folded characters, with their numbers."""
    n = bisect_right(alignment.stretches, first, key=attrgetter("there_end"))
    while n < len(alignment.stretches) and alignment.stretches[n].there < last:
        yield n, alignment.stretches[n]
        n += 1


def _is_unchanged(alignment: Alignment, held: list[tuple[int, Stretch]], first: int, last: int) -> bool:
    """Say whether the span holds nothing but words of the turns, none of them left out, and labels between them."""
    stretches = alignment.stretches
    at, before = first, held[0][0] - 1 if held else _before(alignment, first)
    for n, stretch in held:
        if stretch.there > at and not _is_label(alignment, before, at, stretch.there):
            return False
        if n > 0 and at > first and stretches[n - 1].turn == stretch.turn and stretches[n - 1].end != stretch.start:
            return False
        at, before = stretch.there_end, n
    return at >= last or _is_label(alignment, before, at, last)


def _before(alignment: Alignment, first: int) -> int:
    """Return the number of the last stretch that ends at or before a folded character; -1 where none does."""
    return bisect_right(alignment.stretches, first, key=attrgetter("there_end")) - 1


def _is_label(alignment: Alignment, before: int, start: int, end: int) -> bool:
    """Say whether what stands after the stretch numbered `before` is no speech: a label, a time, a heading."""
    stretches, turns = alignment.stretches, alignment.turns
    earlier = stretches[before] if before >= 0 else None
    later = stretches[before + 1] if before + 1 < len(stretches) else None
    ends = earlier is None or earlier.end == len(turns[earlier.turn].folded)
    begins = later is None or later.start == 0
    between = range(earlier.turn + 1 if earlier else 0, later.turn if later else len(turns))
    if ends and begins and not any(turns[n].folded for n in between):
        return True  # every word of the turns round it stands elsewhere
    text = alignment.text
    words = text.text[text.starts_at(start) : text.ends_at(end)]
    return all(_says_nothing(line.strip()) for line in words.split("\n"))


def _says_nothing(line: str) -> bool:
    return not any(character.isalpha() for character in line) or _LABEL.fullmatch(line) is not None


def _parts(
    alignment: Alignment, held: list[tuple[int, Stretch]], start: int, end: int, first: int, last: int
) -> Iterator[Part]:
    by_turn: dict[int, list[Stretch]] = {}
    for _, stretch in held:
        by_turn.setdefault(stretch.turn, []).append(stretch)
    for n, stretches in by_turn.items():
        turn, opening, closing = alignment.turns[n], stretches[0], stretches[-1]
        low = max(first, opening.there)
        high = min(last, closing.there_end)
        begins = turn.starts_at(opening.start + low - opening.there)
        ends = turn.ends_at(closing.start + high - closing.there)
        if low == first:
            begins -= _blanks_before(alignment.text, turn, start, low, opening.start + low - opening.there)
        if high == last:
            ends += _blanks_after(alignment.text, turn, end, high, closing.start + high - closing.there)
        yield Part(n, begins, turn.after_marks(ends))


def _blanks_before(text: Folded, turn: Folded, start: int, there: int, here: int) -> int:
    """Count the characters before a folded one that both texts have and folding drops: blanks that are coded too."""
    ours, theirs = turn.text[turn.ends_at(here) : turn.starts_at(here)], text.text[start : text.starts_at(there)]
    n = 0
    while n < min(len(ours), len(theirs)) and ours[-1 - n] == theirs[-1 - n]:
        n += 1
    return n


def _blanks_after(text: Folded, turn: Folded, end: int, there: int, here: int) -> int:
    ours, theirs = turn.text[turn.ends_at(here) : turn.starts_at(here)], text.text[text.ends_at(there) : end]
    n = 0
    while n < min(len(ours), len(theirs)) and ours[n] == theirs[n]:
        n += 1
    return n


def _moved(alignment: Alignment, first: int, last: int, quote: str) -> Found:
    """Find words that stand between turns; what is no turn's words is a heading or the like. Raises NoPlace."""
    if not all(_says_nothing(line.strip()) for line in quote.split("\n")):
        try:
            return _by_quote(alignment, alignment.text.folded[first:last], first, last, quote)
        except NoPlace:
            pass
    raise NoPlace(OUTSIDE)


def _by_quote(alignment: Alignment, words: str, first: int, last: int, quote: str, *, in_place: bool = True) -> Found:
    """Find words near a place, or elsewhere; those of several lines line by line. Raises NoPlace.

    `in_place` says that the words stand at the place in the text: then what is beside them there tells them apart.
    """
    if not words:
        raise NoPlace(OUTSIDE)
    near = _near(alignment, first, last)
    beside = (first, last) if in_place else None
    try:
        return Found((_only(alignment, words, near, beside),), by_quote=True)
    except NoPlace:
        lines = [line for line in quote.split("\n") if fold(line)]
        if len(lines) < 2:
            raise
        return Found(tuple(_lines(alignment, lines, near)), by_quote=True)


def _near(alignment: Alignment, first: int, last: int) -> range:
    """Return the turns round a place of the text, by number."""
    before = _before(alignment, first)
    held = [*_held(alignment, first, last)]
    after = held[-1][0] + 1 if held else before + 1
    stretches = alignment.stretches
    low = stretches[before].turn if before >= 0 else 0
    high = stretches[after].turn if after < len(stretches) else len(alignment.turns) - 1
    return range(low, high + 1)


def _lines(alignment: Alignment, lines: Iterable[str], near: range) -> Iterator[Part]:
    """Find each line by itself; one that is not there as it is may have a label before its words."""
    labels = _labels(alignment)
    for line in lines:
        label = next((one for one in labels if _without_numbers(line).startswith(one)), "")
        try:
            yield _only(alignment, fold(line), near)
        except NoPlace:
            rest = fold(line[_length_with_numbers(line, label) :])
            if not label:
                raise
            if rest:
                yield _only(alignment, rest, near)


def _labels(alignment: Alignment) -> list[str]:
    """List what stands before turns in the text, on the same line, with every number made 0; the longest first."""
    text, found = alignment.text, set()
    for before, after in pairwise(alignment.stretches):
        if before.turn != after.turn and after.start == 0:
            between = text.text[text.ends_at(before.there_end) : text.starts_at(after.there)]
            found.add(_without_numbers(between.rpartition("\n")[2]))
    return sorted((one for one in found if one.strip()), key=len, reverse=True)


def _without_numbers(words: str) -> str:
    return _NUMBER.sub("0", words)


def _length_with_numbers(line: str, label: str) -> int:
    """Return how long a label, given with every number made 0, is at the beginning of a line."""
    return next((n for n in range(len(label), len(line) + 1) if _without_numbers(line[:n]) == label), 0)


def _only(alignment: Alignment, words: str, near: range, beside: tuple[int, int] | None = None) -> Part:
    """Find the one place of some words, near by or else anywhere; `beside` is theirs in the text. Raises NoPlace."""
    hits = [*_hits(alignment, words, near)]
    if not hits and len(words) >= _FOUND_ANYWHERE:
        hits = [*_hits(alignment, words, range(len(alignment.turns)))]
    if len(hits) > 1 and beside:
        hits = [hit for hit in hits if _has_same_context(alignment, hit, len(words), *beside)] or hits
    if len(hits) != 1:
        raise NoPlace(SEVERAL if hits else CHANGED)
    n, at = hits[0]
    turn = alignment.turns[n]
    return Part(n, turn.starts_at(at), turn.after_marks(turn.ends_at(at + len(words))))


def _hits(alignment: Alignment, words: str, turns: range) -> Iterator[tuple[int, int]]:
    for n in turns:
        at = alignment.turns[n].folded.find(words)
        while at >= 0:
            yield n, at
            at = alignment.turns[n].folded.find(words, at + 1)


def _has_same_context(alignment: Alignment, hit: tuple[int, int], length: int, first: int, last: int) -> bool:
    """Say whether enough of what stands before or after some words in the text does so in a turn."""
    n, at = hit
    turn, text = alignment.turns[n].folded, alignment.text.folded
    before = _common(reversed(turn[max(0, at - _CONTEXT) : at]), reversed(text[max(0, first - _CONTEXT) : first]))
    after = _common(turn[at + length : at + length + _CONTEXT], text[last : last + _CONTEXT])
    return max(before, after) >= _TELLING_CONTEXT


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    n = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        n += 1
    return n
