"""Read codings that someone keeps in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ingest.errors import BadCodings
from ingest.records import CodingRow
from ingest.sheets import Problems, check_columns, check_filled, read_sheet

REQUIRED = ("transcript", "turn", "code", "coder")


def read_codings(path: Path) -> list[CodingRow]:
    """Read codings from the CSV file at `path`.

    Columns are transcript, turn (counted from 1), code, coder, then start and end (source coordinates, end exclusive)
    or quote, and memo. Every row needs both offsets or a quote. Raises BadCodings with all problems, MissingFile or
    UnreadableFile.
    """
    sheet = read_sheet(path)
    problems = Problems(sheet.label)
    rows: list[CodingRow] = []
    if check_columns(sheet, REQUIRED, problems):
        if "quote" not in sheet.columns and not {"start", "end"} <= set(sheet.columns):
            problems.of_file("missing column quote, or both start and end; add it to the first row")
        else:
            rows = [_coding_row(number, cells, problems) for number, cells in sheet.rows]
    if problems.lines:
        raise BadCodings(sheet.label, problems.lines)
    return rows


def _coding_row(number: int, cells: Mapping[str, str], problems: Problems) -> CodingRow:
    check_filled(number, cells, REQUIRED, problems)
    turn = _whole_number(number, "turn", cells, 1, problems)
    start = _whole_number(number, "start", cells, 0, problems)
    end = _whole_number(number, "end", cells, 0, problems)
    has_start, has_end, quote = bool(cells.get("start")), bool(cells.get("end")), cells.get("quote", "")
    if has_start != has_end:
        problems.of_row(number, "only one of start and end; fill in both, or a quote instead")
    elif not has_start and not quote:
        problems.of_row(number, "neither a quote nor start and end; fill in one of the two")
    elif start is not None and end is not None and end <= start:
        problems.of_cell(number, "end", "not after start; the end is the first character that is no longer coded")
    return CodingRow(
        row=number,
        transcript=cells["transcript"],
        turn=turn or 0,
        code=cells["code"],
        coder=cells["coder"],
        start=start,
        end=end,
        quote=quote,
        memo=cells.get("memo", ""),
    )


def _whole_number(number: int, column: str, cells: Mapping[str, str], least: int, problems: Problems) -> int | None:
    cell = cells.get(column, "")
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit()) or int(cell) < least:
        problems.of_cell(number, column, f"not a whole number from {least}; correct it")
        return None
    return int(cell)
