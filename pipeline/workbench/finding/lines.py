"""A concordance: every place of a word on a line of its own, with what stands before and after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.workbench.finding.folding import folded_words
from pipeline.workbench.finding.marked import begin_before, end_after, places
from pipeline.workbench.finding.turns import FoundTurn

AROUND = 60
"""How many characters of a turn are shown on either side, at most."""

LEFT, RIGHT, PLACE = "left", "right", "place"
SORTS = (RIGHT, LEFT, PLACE)


@dataclass(frozen=True, slots=True)
class Line:
    """A place of a word; `left`, `word` and `right` put together are a stretch of the turn."""

    left: str
    word: str
    right: str
    turn: FoundTurn


def lines_of(turns: Iterable[FoundTurn], most: int) -> list[Line]:
    """Lay out every place that was found in turns, in their order, `most` of them at most."""
    lines: list[Line] = []
    for turn in turns:
        text, found = places(turn.marked)
        for start, end in found:
            if len(lines) == most:
                return lines
            left = text[begin_before(text, start, AROUND) : start]
            lines.append(Line(left, text[start:end], text[end : end_after(text, end, AROUND)], turn))
    return lines


def sorted_lines(lines: Iterable[Line], by: str) -> list[Line]:
    """Sort by the words to the left, nearest first, or to the right, accents and capitals aside; or leave in place."""
    if by == LEFT:
        return sorted(lines, key=lambda line: folded_words(line.left)[::-1])
    if by == RIGHT:
        return sorted(lines, key=lambda line: folded_words(line.right))
    return list(lines)
