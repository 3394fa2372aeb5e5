"""The tables of an OpenDocument text, and those that are no more than a frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.document import Cell, Table, paragraphs_of
from ingest.errors import TooLarge
from ingest.outside import Kind
from ingest.readers.odt_body import Body, times_said
from ingest.readers.odt_names import get, named, tag_of
from ingest.readers.odt_styles import Look

_MOST_EMPTY_CELLS = 64
_MOST_COPIES = 20_000

_ROW, _TABLE = tag_of("table:table-row"), tag_of("table:table")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_ROW_GROUPS = frozenset({"table:table-rows", "table:table-header-rows", "table:table-row-group"})


def read_table(body: Body, table: Any, look: Look) -> None:
    """Read a table, or what stands in one of a single cell a row around others, which is no more than a frame.

    Raises TooLarge where cells or rows that are written once would come far too often.
    """
    rows = [[cell for cell in row if named(cell.tag) in _CELLS] for row in table.iter(_ROW) if _of(row, table)]
    if all(len(row) == 1 for row in rows) and any(cell.find(_TABLE) is not None for row in rows for cell in row):
        body.children(table, look)
    else:
        _table(body, table, look)


def _table(body: Body, table: Any, look: Look) -> None:
    body.ledger.tables += 1
    place = f"{body.flow.inside}, table" if body.flow.inside else f"table {body.ledger.tables}"
    body.note_name(table, "table:name")
    unwanted = body.rejecting
    rows: list[tuple[Cell, ...]] = []
    number = 1
    for row in _parts(body, table, ("table:table-row",), look):
        inserted = body.rejecting
        cells = _row(body, row, f"{place}, row {number}", look)
        times = times_said(get(row, "table:number-rows-repeated"))
        number += times
        if not (inserted and body.rejecting):
            rows += [cells] * _times(body, times, sum(map(len, cells)), most_empty=1)
    if not (unwanted and body.rejecting):
        body.flow.close()
        body.flow.blocks.append(Table(tuple(rows)))


def _row(body: Body, row: Any, place: str, look: Look) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    column = 1
    for element in _parts(body, row, _CELLS, look):
        where = f"{place}, column {column}"
        times = times_said(get(element, "table:number-columns-repeated"))
        column += times
        cell: Cell = ()
        if named(element.tag) == _CELLS[0]:
            cell = tuple(paragraphs_of(body.inside(element, Look(hidden=look.hidden), where)))
        else:
            # A merged cell covers it; its words are still in the file.
            body.apart(Kind.HIDDEN, element, where)
        cells += [cell] * _times(body, times, len(cell), most_empty=_MOST_EMPTY_CELLS)
    return tuple(cells)


def _times(body: Body, times: int, words: int, most_empty: int) -> int:
    """Return how often a row or a cell is to come: empty ones not beyond any table, others as often as they say."""
    if not words:
        return min(times, most_empty)
    body.copies += (times - 1) * words
    if body.copies > _MOST_COPIES:
        raise TooLarge
    return times


def _parts(body: Body, parent: Any, wanted: tuple[str, ...], look: Look) -> Iterator[Any]:
    """Give the rows of a table, also those in groups, or the cells of a row."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        name = named(element.tag)
        if name in wanted:
            yield element
        elif name in _ROW_GROUPS:
            waiting += reversed(element)
        else:
            body.element(element, look)


def _of(row: Any, table: Any) -> bool:
    """Say whether a row is of this table, not of one inside it."""
    return next(row.iterancestors(_TABLE)) is table
