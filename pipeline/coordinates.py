"""From source coordinates to published ones and back, through the replacements of a turn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands in the place of `start`:`end` (source coordinates, end exclusive)."""

    start: int
    end: int
    text: str


class ReplacedText:
    """A turn's text with replacements applied, and the two-way map between its coordinates and the source's.

    All offsets are Python `str` indices, end exclusive. Replacements may touch but not overlap; raises ValueError where
    they do, or where one lies outside the text.
    """

    def __init__(self, source: str, replacements: Iterable[Replacement] = ()) -> None:
        self.source = source
        self.replacements = tuple(sorted(replacements, key=lambda r: r.start))
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._new_starts: list[int] = []
        self._new_ends: list[int] = []
        pieces, at, length = [], 0, 0
        for replacement in self.replacements:
            if not at <= replacement.start < replacement.end <= len(source):
                raise ValueError("replacements overlap or lie outside the text")
            pieces += [source[at : replacement.start], replacement.text]
            length += replacement.start - at
            self._starts.append(replacement.start)
            self._ends.append(replacement.end)
            self._new_starts.append(length)
            length += len(replacement.text)
            self._new_ends.append(length)
            at = replacement.end
        self.text = "".join([*pieces, source[at:]])

    def to_published(self, start: int, end: int) -> tuple[int, int]:
        """Map a source span to published coordinates; one that touches a replacement's inside snaps to its edge."""
        return _carry(start, end, self._starts, self._ends, self._new_starts, self._new_ends)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a published span to source coordinates; one that touches a replacement's inside snaps to its edge."""
        return _carry(start, end, self._new_starts, self._new_ends, self._starts, self._ends)

    def published_spans(self) -> list[tuple[int, int, Replacement]]:
        """List where each replacement stands in the published text, with the replacement."""
        return list(zip(self._new_starts, self._new_ends, self.replacements, strict=True))


def _carry(
    start: int, end: int, starts: list[int], ends: list[int], to_starts: list[int], to_ends: list[int]
) -> tuple[int, int]:
    """Carry a span over the replacements: a start inside one moves to its left edge, an end to its right edge."""
    before = bisect_right(ends, start) - 1  # the last replacement that ends at or before the span's start
    inside = before + 1
    if inside < len(starts) and starts[inside] < start < ends[inside]:
        new_start = to_starts[inside]
    else:
        new_start = start + (to_ends[before] - ends[before] if before >= 0 else 0)
    after = bisect_left(starts, end) - 1  # the last replacement that starts before the span's end
    if after >= 0 and end < ends[after]:
        new_end = to_ends[after]
    else:
        new_end = end + (to_ends[after] - ends[after] if after >= 0 else 0)
    return new_start, max(new_start, new_end)
