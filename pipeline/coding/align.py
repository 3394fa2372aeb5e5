"""Find where the turns of a transcript stand in a text that another program holds: a file as it was, or an export.

What stands between turns (speakers' labels, numbers, times) is passed over. A turn that was edited is found by the
parts of it that are left. All positions in this module count folded characters (see `pipeline.coding.folded`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.coding.folded import Folded

_TELLING = 24
"""A line of so many characters is found by itself; a shorter one ("Yes.") only between two that were."""
_LEAST = 10
"""Fewer characters than that say nothing about where an edited turn stands."""
_BETWEEN_TURNS = 400
_LOOKS_FARTHER_AFTER = 3
_FAR_LOOKS = 30
_MOST_PLACES = 200
_MOST_WORK = 2_000_000_000
"""Characters looked at in a gap; where it would be more, nothing is where it should be, and nobody looks."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """`length` characters of a turn (counted from 0) from `start` on, which stand in the text from `there` on."""

    turn: int
    start: int
    there: int
    length: int

    @property
    def end(self) -> int:
        """Say where it ends in the turn."""
        return self.start + self.length

    @property
    def there_end(self) -> int:
        """Say where it ends in the text."""
        return self.there + self.length


@dataclass(frozen=True, slots=True)
class Alignment:
    """Turns beside the text that holds them; `stretches` rise both in the turns and in the text."""

    turns: Sequence[Folded]
    text: Folded
    stretches: tuple[Stretch, ...]

    @property
    def evidence(self) -> float:
        """Say how much of the turns was found, or of the text where that holds a part of them only: 0 to 1."""
        found = sum(stretch.length for stretch in self.stretches)
        whole = sum(len(turn.folded) for turn in self.turns)
        return max(found / whole, found / len(self.text.folded)) if found else 0.0

    @property
    def found(self) -> int:
        """Count the turns' characters that were found."""
        return sum(stretch.length for stretch in self.stretches)

    @property
    def is_whole(self) -> bool:
        """Say whether every character of every turn was found."""
        return self.found == sum(len(turn.folded) for turn in self.turns)


def align(turns: Sequence[Folded], text: Folded) -> Alignment:
    """Find the turns, in their order, in `text`; what is not there, or could be in two places, is left out."""
    lines = [_Line(n, *span, turn.folded[slice(*span)]) for n, turn in enumerate(turns) for span in turn.lines]
    placed = _telling_lines(lines, text.folded)
    stretches = [
        *(Stretch(lines[n].turn, lines[n].start, there, len(lines[n].words)) for n, there in placed.items()),
        *(stretch for gap in _gaps(lines, placed, text.folded) for stretch in _fill(gap, text)),
    ]
    found = [*_widened(_rising(stretches), turns, text.folded)]
    found = _rising([*found, *_left_between(found, turns, text.folded)])
    return Alignment(turns, text, tuple(_joined(_widened(found, turns, text.folded))))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a turn: its span in the turn, and its characters."""

    turn: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Gap:
    """Lines that were not found yet, and the part of the text in which they must stand."""

    lines: list[_Line]
    start: int
    end: int

    @property
    def work(self) -> int:
        """Count the characters that would be looked at, were no line there as it was."""
        return (self.end - self.start) * sum(1 + len(line.words) // _LEAST for line in self.lines)


def _telling_lines(lines: Sequence[_Line], text: str) -> dict[int, int]:
    """Find the lines that are long enough to tell, each near the one before; {number of the line: place}."""
    placed: dict[int, int] = {}
    cursor = passed = missed = far_looks = 0
    for n, line in enumerate(lines):
        length = len(line.words)
        if length >= _TELLING:
            at = text.find(line.words, cursor, cursor + 2 * passed + length + _BETWEEN_TURNS)
            if at < 0 and missed >= _LOOKS_FARTHER_AFTER and far_looks < _FAR_LOOKS:
                far_looks += 1
                at = _only_place(text, line.words, cursor, len(text))
            if at >= 0:
                placed[n] = at
                cursor, passed, missed, far_looks = at + length, 0, 0, 0
                continue
            missed += 1
        passed += length
    return placed


def _gaps(lines: Sequence[_Line], placed: dict[int, int], text: str) -> Iterator[_Gap]:
    waiting: list[_Line] = []
    start = 0
    for n, line in enumerate(lines):
        if n not in placed:
            waiting.append(line)
            continue
        if waiting:
            yield _Gap(waiting, start, placed[n])
        waiting, start = [], placed[n] + len(line.words)
    if waiting:
        yield _Gap(waiting, start, len(text))


def _fill(gap: _Gap, text: Folded) -> Iterator[Stretch]:
    """Find the lines of a gap: all of them where there is one way only, else those that can be in one place only."""
    if gap.work > _MOST_WORK:
        return
    places = [_places(line.words, gap, text) for line in gap.lines]
    first, last = _earliest(gap.lines, places, gap.start), _latest(gap.lines, places, gap.end)
    if first is not None and last is not None:
        for line, there, latest in zip(gap.lines, first, last, strict=True):
            if there == latest:
                yield Stretch(line.turn, line.start, there, len(line.words))
        return
    times = Counter(line.words for line in gap.lines)
    cursor = gap.start
    for line, its in zip(gap.lines, places, strict=True):
        if len(its) == 1 and times[line.words] == 1:
            found = [Stretch(line.turn, line.start, its[0], len(line.words))]
        else:
            found = [*_parts(line, text.folded, cursor, gap.end)]
        for stretch in found:
            if stretch.there >= cursor:
                yield stretch
                cursor = stretch.there_end


def _places(words: str, gap: _Gap, text: Folded) -> list[int]:
    """List where a line may stand in a gap; a short one stands by itself, with nothing but a label before it."""
    found: list[int] = []
    at = text.folded.find(words, gap.start, gap.end)
    while at >= 0 and len(found) < _MOST_PLACES:
        if len(words) >= _TELLING or _stands_alone(text, at, at + len(words)):
            found.append(at)
        at = text.folded.find(words, at + 1, gap.end)
    return found


def _stands_alone(text: Folded, start: int, end: int) -> bool:
    """Say whether a line of the text ends where the stretch ends, and nothing but a label can stand before it."""
    line = bisect_left(text.lines, (start + 1,)) - 1
    opening, closing = text.lines[line]
    return end == closing and (start == opening or not text.folded[start - 1].isalnum())


def _earliest(lines: Sequence[_Line], places: Sequence[list[int]], start: int) -> list[int] | None:
    found: list[int] = []
    for line, its in zip(lines, places, strict=True):
        at = next((place for place in its if place >= start), None)
        if at is None:
            return None
        found.append(at)
        start = at + len(line.words)
    return found


def _latest(lines: Sequence[_Line], places: Sequence[list[int]], end: int) -> list[int] | None:
    found: list[int] = []
    for line, its in zip(reversed(lines), reversed(places), strict=True):
        at = next((place for place in reversed(its) if place + len(line.words) <= end), None)
        if at is None:
            return None
        found.append(at)
        end = at
    return found[::-1]


def _parts(line: _Line, text: str, start: int, end: int) -> Iterator[Stretch]:
    """Find what is left of an edited line: halves of it, and halves of those that are not there once."""
    if len(line.words) < _LEAST:
        return
    at = _only_place(text, line.words, start, end)
    if at >= 0:
        yield Stretch(line.turn, line.start, at, len(line.words))
        return
    middle = len(line.words) // 2
    for half in (
        _Line(line.turn, line.start, line.start + middle, line.words[:middle]),
        _Line(line.turn, line.start + middle, line.end, line.words[middle:]),
    ):
        for stretch in _parts(half, text, start, end):
            yield stretch
            start = stretch.there_end


def _only_place(text: str, words: str, start: int, end: int) -> int:
    at = text.find(words, start, end)
    return at if at >= 0 and text.find(words, at + 1, end) < 0 else -1


def _rising(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Sort stretches by their place in the turns, and leave out those that would stand before an earlier one."""
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda one: (one.turn, one.start)):
        if not kept or kept[-1].there_end <= stretch.there:
            kept.append(stretch)
    return kept


def _widened(stretches: Sequence[Stretch], turns: Sequence[Folded], text: str) -> Iterator[Stretch]:
    """Take into each stretch what is the same on both sides of it, up to its turn's ends and to its neighbours."""
    before: Stretch | None = None
    for n, stretch in enumerate(stretches):
        after = stretches[n + 1] if n + 1 < len(stretches) else None
        words = turns[stretch.turn].folded
        least = before.end if before and before.turn == stretch.turn else 0
        most = after.start if after and after.turn == stretch.turn else len(words)
        start, there, end, there_end = stretch.start, stretch.there, stretch.end, stretch.there_end
        while start > least and there > (before.there_end if before else 0) and words[start - 1] == text[there - 1]:
            start, there = start - 1, there - 1
        limit = after.there if after else len(text)
        while end < most and there_end < limit and words[end] == text[there_end]:
            end, there_end = end + 1, there_end + 1
        before = Stretch(stretch.turn, start, there, end - start)
        yield before


def _left_between(stretches: Sequence[Stretch], turns: Sequence[Folded], text: str) -> Iterator[Stretch]:
    """Find what is left of a turn between two stretches of it, now that both are as wide as they can be."""
    for before, after in pairwise(stretches):
        if before.turn == after.turn and before.end < after.start:
            words = turns[before.turn].folded[before.end : after.start]
            at = _only_place(text, words, before.there_end, after.there)
            if at >= 0:
                yield Stretch(before.turn, before.end, at, len(words))
            else:
                rest = _Line(before.turn, before.end, after.start, words)
                yield from _parts(rest, text, before.there_end, after.there)


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join stretches that touch in their turn and in the text."""
    held: Stretch | None = None
    for stretch in stretches:
        if held and held.turn == stretch.turn and held.end == stretch.start and held.there_end == stretch.there:
            held = Stretch(held.turn, held.start, held.there, held.length + stretch.length)
            continue
        if held:
            yield held
        held = stretch
    if held:
        yield held
