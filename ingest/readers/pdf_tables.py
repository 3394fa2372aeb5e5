"""Tables that are drawn with lines, and the text round them, as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.document import Block, Cell, Table
from ingest.readers.pdf_columns import find_columns, is_label_column, rows_of_columns
from ingest.readers.pdf_drawn import Box
from ingest.readers.pdf_furniture import Sheet
from ingest.readers.pdf_lines import Line, with_tab_stops
from ingest.readers.pdf_paragraphs import Setting, paragraphs_of_lines, setting_of

_TOUCH = 2.5
_SAME = 4.0
_MOST_RULES = 1500

RawCell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table's edges: those of its columns from left to right, of its rows from top to bottom."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    downs: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """Return the area of the whole table."""
        return Box(self.columns[0], self.rows[-1], self.columns[-1], self.rows[0])

    def column(self, x: float, y: float) -> int:
        """Return in which column a point lies; cells that are joined count as their first column."""
        at = max((n for n, edge in enumerate(self.columns[:-1]) if edge <= x), default=0)
        while at > 0 and not self._divided(self.columns[at], y):
            at -= 1
        return at

    def row(self, y: float) -> int:
        """Return in which row a height lies."""
        return max((n for n, edge in enumerate(self.rows[:-1]) if edge >= y), default=0)

    def _divided(self, x: float, y: float) -> bool:
        return any(
            abs((one.left + one.right) / 2 - x) <= _SAME and one.bottom - _TOUCH <= y <= one.top + _TOUCH
            for one in self.downs
        )


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as rows of cells of lines, with the page on which it ends and the edges of its columns."""

    rows: tuple[tuple[RawCell, ...], ...]
    page: int
    columns: tuple[float, ...]


Piece = Line | RawTable


def blocks_of(sheets: Sequence[Sheet]) -> list[Block]:
    """Return the paragraphs and tables of the pages, in order."""
    pieces: list[Piece] = []
    for sheet in sheets:
        pieces += _pieces(sheet, grids_of(sheet.rules))
    return blocks_of_pieces(_with_columns(_over_pages(pieces)), sheets)


def _with_columns(pieces: Sequence[Piece]) -> list[Piece]:
    """Make tables of the lines between ruled ones that stand in columns."""
    found: list[Piece] = []
    run: list[Line] = []
    for piece in [*pieces, None]:
        if isinstance(piece, Line):
            run.append(piece)
            continue
        found += _columned(run)
        run = []
        if piece is not None:
            found.append(piece)
    return found


def _columned(lines: list[Line]) -> list[Piece]:
    lines = with_tab_stops(lines)
    columns = find_columns(lines)
    if columns is None or is_label_column(lines, columns):
        return list(lines)
    inside = lines[columns.first : columns.last + 1]
    table = RawTable(tuple(rows_of_columns(inside, columns.edges)), inside[-1].page, (*columns.edges, 1e9))
    return [*lines[: columns.first], table, *lines[columns.last + 1 :]]


def blocks_of_pieces(pieces: Sequence[Piece], sheets: Sequence[Sheet]) -> list[Block]:
    """Make paragraphs of the lines between tables, and tables of the tables."""
    free = [piece for piece in pieces if isinstance(piece, Line)]
    setting = setting_of(free, max((sheet.width for sheet in sheets), default=0.0))
    everything = setting_of([line for sheet in sheets for line in sheet.lines])
    setting = replace(setting, words=everything.words)
    blocks: list[Block] = []
    run: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Line):
            run.append(piece)
            continue
        blocks += paragraphs_of_lines(run, setting)
        run = []
        blocks.append(_table(piece, everything.words))
    return [*blocks, *paragraphs_of_lines(run, setting)]


def grids_of(rules: Sequence[Box]) -> list[Grid]:
    """Return the ruled tables of a page, the smallest first; a frame round one column is none."""
    if len(rules) > _MOST_RULES:
        return []
    grids = []
    for group in _connected(rules):
        acrosses = [one for one in group if one.right - one.left > one.top - one.bottom]
        downs = [one for one in group if one.right - one.left <= one.top - one.bottom]
        if not downs or not acrosses:
            continue
        columns = _edges(
            [(one.left + one.right) / 2 for one in downs]
            + [min(one.left for one in acrosses), max(one.right for one in acrosses)]
        )
        rows = _edges(
            [(one.bottom + one.top) / 2 for one in acrosses]
            + [min(one.bottom for one in downs), max(one.top for one in downs)]
        )
        if len(columns) >= 3 and len(rows) >= 2:
            grids.append(Grid(tuple(columns), tuple(reversed(rows)), tuple(downs)))
    return sorted(grids, key=lambda grid: grid.box.area)


def _connected(rules: Sequence[Box]) -> list[list[Box]]:
    """Divide ruled lines into groups that touch each other."""
    groups: list[tuple[Box, list[Box]]] = []
    for rule in rules:
        touching = [n for n, (_, group) in enumerate(groups) if any(_touch(rule, one) for one in group)]
        merged = [rule]
        for n in reversed(touching):
            merged += groups.pop(n)[1]
        groups.append((rule, merged))
    return [group for _, group in groups]


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left - _TOUCH <= other.right
        and other.left - _TOUCH <= one.right
        and one.bottom - _TOUCH <= other.top
        and other.bottom - _TOUCH <= one.top
    )


def _edges(values: Iterable[float]) -> list[float]:
    """Return the values in order, those that lie close together as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _pieces(sheet: Sheet, grids: Sequence[Grid]) -> list[Piece]:
    """Divide a page into lines and tables, from top to bottom."""
    left = list(sheet.lines)
    placed: list[tuple[float, Piece]] = []
    for grid in grids:
        rows: list[list[list[Line]]] = [[[] for _ in grid.columns[1:]] for _ in grid.rows[1:]]
        rest: list[Line] = []
        for line in left:
            height = line.base + 0.3 * line.size
            inside = [word for word in line.words if grid.box.holds((word.left + word.right) / 2, height)]
            if not inside:
                rest.append(line)
                continue
            others = [word for word in line.words if word not in inside]
            if others:
                rest.append(line.part(others))
            row = rows[grid.row(height)]
            for n in range(len(row)):
                words = [word for word in inside if grid.column((word.left + word.right) / 2, height) == n]
                if words:
                    row[n].append(line.part(words))
        left = rest
        filled = tuple(tuple(tuple(cell) for cell in row) for row in rows if any(row))
        if filled:
            placed.append((grid.rows[0], RawTable(filled, sheet.number, grid.columns)))
    placed += [(line.base, line) for line in left]
    return [piece for _, piece in sorted(placed, key=lambda one: -one[0])]


def _over_pages(pieces: Iterable[Piece]) -> list[Piece]:
    """Join a table that ends a page with one that begins the next with the same columns."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if isinstance(piece, RawTable) and isinstance(before, RawTable) and _goes_on(before, piece):
            found[-1] = RawTable(_joined_rows(before.rows, piece.rows), piece.page, before.columns)
        else:
            found.append(piece)
    return found


def _goes_on(before: RawTable, after: RawTable) -> bool:
    same = len(before.columns) == len(after.columns) and all(
        abs(one - other) <= _SAME for one, other in zip(before.columns, after.columns, strict=True)
    )
    return same and after.page == before.page + 1


def _joined_rows(
    above: tuple[tuple[RawCell, ...], ...], below: tuple[tuple[RawCell, ...], ...]
) -> tuple[tuple[RawCell, ...], ...]:
    """Put rows together that a page's end divides; a header that comes again is left out."""
    if len(below) > 1 and _texts(below[0]) == _texts(above[0]):
        below = below[1:]
    last, first = above[-1], below[0]
    if _rest_of_row(last, first):
        both = tuple((*one, *other) for one, other in zip(last, first, strict=True))
        return (*above[:-1], both, *below[1:])
    return (*above, *below)


def _rest_of_row(last: tuple[RawCell, ...], first: tuple[RawCell, ...]) -> bool:
    """Say whether a page's first row holds only what is left of the row before."""
    return not first[0] and all(bool(one) or not other for one, other in zip(last, first, strict=True))


def _texts(row: Sequence[RawCell]) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in row]


def _table(table: RawTable, words: frozenset[str]) -> Table:
    columns = len(table.columns) - 1
    settings: list[Setting] = []
    for n in range(columns):
        lines = [line for row in table.rows for line in row[n]]
        settings.append(replace(setting_of(lines), words=words))
    rows = []
    for row in table.rows:
        cells: list[Cell] = [
            tuple(paragraphs_of_lines(cell, setting)) for cell, setting in zip(row, settings, strict=True)
        ]
        rows.append(tuple(cells))
    return Table(tuple(rows))
