"""Columns of text that no lines are drawn between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.labels import seconds
from ingest.readers.pdf_lines import Line, Word
from ingest.words import COLUMN_HEADINGS

_SEGMENT = 0.9
_SAME = 2.5
_FEWEST, _SHARE = 4, 0.02
_NARROWEST = 12.0
_CROSSING = 0.04
_WIDE_GAP = 1.18
_LEVEL_SHARE = 0.25

Row = tuple[tuple[Line, ...], ...]
Cells = tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """From which line to which there are columns, and where each of these begins."""

    first: int
    last: int
    edges: tuple[float, ...]


def segments(line: Line) -> list[tuple[Word, ...]]:
    """Divide a line where its gaps are wide, or are tabs."""
    found: list[list[Word]] = []
    for word in line.words:
        if not found or word.gap == "\t" or word.left - found[-1][-1].right > _SEGMENT * line.size:
            found.append([])
        found[-1].append(word)
    return [tuple(words) for words in found]


def find_columns(lines: Sequence[Line]) -> Columns | None:
    """Return the columns that lines are set in: their parts begin at the same places and hardly any runs across."""
    divided = [segments(line) for line in lines]
    starts: list[tuple[float, int]] = sorted((part[0].left, n) for n, parts in enumerate(divided) for part in parts)
    clusters: list[list[tuple[float, int]]] = []
    for start in starts:
        if not clusters or start[0] - clusters[-1][0][0] > _SAME:
            clusters.append([])
        clusters[-1].append(start)
    enough = max(_FEWEST, _SHARE * len(lines))
    often = [cluster for cluster in clusters if len(cluster) >= enough]
    if len(often) < 2:
        return None
    edges = [min(x for x, _ in cluster) for cluster in often]
    several = [n for n, parts in enumerate(divided) if len(_columns_of(parts, edges)) > 1]
    if len(several) < _FEWEST:
        return None
    first, last = several[0], several[-1]
    while last + 1 < len(lines) and abs(lines[last + 1].left - edges[-1]) <= _SAME:
        last += 1
    inside = divided[first : last + 1]
    kept = edges[:1]
    for edge in edges[1:]:
        crossing = sum(_crosses(parts, edge) for parts in inside)
        if crossing <= _CROSSING * len(inside) and edge - kept[-1] >= _NARROWEST:
            kept.append(edge)
    return Columns(first, last, tuple(kept)) if len(kept) > 1 else None


def _columns_of(parts: Sequence[tuple[Word, ...]], edges: Sequence[float]) -> set[int]:
    return {n for part in parts for n, edge in enumerate(edges) if abs(part[0].left - edge) <= _SAME}


def _crosses(parts: Sequence[tuple[Word, ...]], edge: float) -> bool:
    return any(part[0].left < edge - _SAME and part[-1].right > edge + _SAME for part in parts)


def is_label_column(lines: Sequence[Line], columns: Columns) -> bool:
    """Say whether columns are no more than labels before text: paragraphs with a tab in them."""
    if len(columns.edges) != 2:
        return False
    inside = lines[columns.first : columns.last + 1]
    cut = [cells_of(line, columns.edges) for line in inside]
    labelled = [cells for cells in cut if cells[0]]
    if sum(len(cells[0]) > 4 for cells in labelled) > 0.1 * len(labelled):
        return False
    if sum(_time_below(above, below) for above, below in zip(cut, cut[1:], strict=False)) > 0.2 * len(labelled):
        return False
    pitch = _pitch(inside, cut)
    level = [
        pitch > 0 and above.page == below.page and (above.base - below.base) / below.size <= _WIDE_GAP * pitch
        for above, below in zip(inside, inside[1:], strict=False)
    ]
    wrapped = sum(
        one and bool(above[0]) and bool(below[0]) for one, above, below in zip(level, cut, cut[1:], strict=False)
    )
    apart = sum(not one and bool(below[0]) for one, below in zip(level, cut[1:], strict=False))
    return not (apart >= 0.5 * wrapped > 0 and wrapped >= _LEVEL_SHARE * len(labelled))


def _time_below(above: Cells, below: Cells) -> bool:
    """Say whether a time stands below the name of whoever speaks."""
    name, time = ("".join(word.text for word in cells[0]) for cells in (above, below))
    return bool(name) and seconds(name) is None and seconds(time) is not None


def cells_of(line: Line, edges: Sequence[float]) -> Cells:
    """Divide a line into columns; a part that runs across stays whole, in the column where it begins."""
    cells: list[tuple[Word, ...]] = [() for _ in edges]
    for part in segments(line):
        at = max((n for n, edge in enumerate(edges) if part[0].left >= edge - _SAME), default=0)
        cells[at] = (*cells[at], *part)
    return tuple(cells)


def rows_of_columns(lines: Sequence[Line], edges: Sequence[float]) -> list[Row]:
    """Put the lines in columns together to rows.

    A row begins where a narrow column has something, or, where rows stand further apart than lines, at a wider gap.
    """
    cut = [cells_of(line, edges) for line in lines]
    widths = [sum(len(word.text) for cells in cut for word in cells[n]) for n in range(len(edges))]
    text = widths.index(max(widths))
    pitch = _pitch(lines, cut)
    anchored = [any(cell for n, cell in enumerate(cells) if n != text) for cells in cut]
    wide = [True]
    for above, below in zip(lines, lines[1:], strict=False):
        gap = (above.base - below.base) / below.size
        wide.append(above.page != below.page or pitch == 0 or gap > _WIDE_GAP * pitch + 0.05)
    again = sum(one and not other for one, other in zip(anchored, wide, strict=True))
    begins = [gap for cells, anchor, gap in zip(cut, anchored, wide, strict=True) if anchor and cells[text]]
    by_gap = pitch > 0 and sum(wide) > 3 and again > 0 and sum(begins) >= 0.5 * len(begins)
    rows: list[list[list[Line]]] = []
    for n, (line, cells, anchor, gap) in enumerate(zip(lines, cut, anchored, wide, strict=True)):
        goes_on = n > 0 and _time_below(cut[n - 1], cells)
        header = n > 0 and len(rows) == 1 and _is_header(lines[n - 1])
        if not rows or header or (anchor and not goes_on and (gap or not by_gap)):
            rows.append([[] for _ in edges])
        for column, words in enumerate(cells):
            if words:
                rows[-1][column].append(line.part(words))
    return [tuple(tuple(cell) for cell in row) for row in rows]


def _is_header(line: Line) -> bool:
    return {word.strip(":.()").casefold() for word in line.text.split()} <= COLUMN_HEADINGS


def _pitch(lines: Sequence[Line], cut: Sequence[Cells]) -> float:
    """Return the usual distance of lines in a cell, as a share of the font size."""
    gaps = [
        round((above.base - below.base) / below.size, 2)
        for above, below, cells in zip(lines, lines[1:], cut[1:], strict=False)
        if above.page == below.page and sum(bool(cell) for cell in cells) == 1
    ]
    return sorted(gaps)[len(gaps) // 4] if gaps else 0.0
