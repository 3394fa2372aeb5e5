"""A turn's text cut at the edges of everything that is marked in it, each stretch with the marks over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LANES = 4
"""So many underlines are drawn one below the other; the margin tells of further ones."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a turn's text in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that the same marks cover: their places in the list that was given, those that begin and that end here.

    `replaced` says whether it stands in place of something, `note` what of, at the beginning of that.
    """

    text: str
    marks: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    replaced: bool = False
    note: str = ""


def cut(text: str, marks: Sequence[Span], replaced: Iterable[tuple[int, int, str]] = ()) -> tuple[Stretch, ...]:
    """Cut `text` at the edges of `marks` and of what was replaced: (start, end, note) in code points, end exclusive.

    The stretches put together are the text.
    """
    replacements = sorted(replaced)
    edges = {0, len(text)}
    for span in (*((one.start, one.end) for one in marks), *((start, end) for start, end, _ in replacements)):
        edges.update(edge for edge in span if 0 < edge < len(text))
    cuts = sorted(edges)
    stretches = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        over = tuple(n for n, one in enumerate(marks) if one.start <= start and end <= one.end)
        within = [one for one in replacements if one[0] <= start and end <= one[1]]
        stretches.append(
            Stretch(
                text[start:end],
                over,
                tuple(n for n in over if marks[n].start == start),
                tuple(n for n in over if marks[n].end == end),
                bool(within),
                next((note for begin, _, note in within if begin == start), ""),
            )
        )
    return tuple(stretches)


def lanes(marks: Sequence[Span]) -> tuple[int, ...]:
    """Give each mark a lane, counted from 0, so that marks which overlap are drawn one below the other.

    A mark gets the first lane that is free where it begins; the order is that of their beginnings, the longer first.
    """
    free_from: list[int] = []
    given = [0] * len(marks)
    for n in sorted(range(len(marks)), key=lambda n: (marks[n].start, -marks[n].end, n)):
        lane = next((lane for lane, free in enumerate(free_from) if free <= marks[n].start), len(free_from))
        if lane == len(free_from):
            free_from.append(0)
        free_from[lane] = marks[n].end
        given[n] = lane
    return tuple(given)
