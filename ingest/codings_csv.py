"""Read codings that someone keeps in a spreadsheet, and a team's list of what other programs' codes are called here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ingest.errors import BadCodings
from ingest.records import CodingRow
from ingest.sheets import Problems, Sheet, check_columns, check_filled, read_sheet

REQUIRED = ("transcript", "turn", "code", "coder")
_SPANS = (("start", "end"), ("published_start", "published_end"))
_THEIRS, _OURS = "theirs", "ours"


def read_codings(path: Path, *, coder_needed: bool = True) -> list[CodingRow]:
    """Read codings from the CSV file at `path`.

    Columns are transcript, turn (counted from 1), code, coder, then start and end (source coordinates, end exclusive),
    or release, published_start and published_end, or quote; and memo, uid, made_on and codebook_version. Every row
    needs offsets or a quote, and a coder where `coder_needed`. Raises BadCodings with all problems, MissingFile or
    UnreadableFile.
    """
    sheet = read_sheet(path)
    problems = Problems(sheet.label)
    required = REQUIRED if coder_needed else REQUIRED[:-1]
    rows: list[CodingRow] = []
    if check_columns(sheet, required, problems, dict.fromkeys(CodingRow.__slots__)) and _has_places(sheet, problems):
        rows = [_coding_row(number, cells, required, problems) for number, cells in sheet.rows]
    if problems.lines:
        raise BadCodings(sheet.label, problems.lines)
    return rows


def read_code_list(path: Path) -> list[tuple[int, str, str]]:
    """Read which code of ours another program's code is, from the CSV file at `path` with the columns theirs and ours.

    Returns (row, theirs, ours): `theirs` is a code's name there or its whole path; where `ours` is empty, codings of
    that code are left out. Raises BadCodings with all problems, MissingFile or UnreadableFile.
    """
    sheet = read_sheet(path)
    problems = Problems(sheet.label)
    codes: dict[str, tuple[int, str, str]] = {}
    if check_columns(sheet, (_THEIRS, _OURS), problems):
        for number, cells in sheet.rows:
            check_filled(number, cells, (_THEIRS,), problems)
            if cells[_THEIRS] in codes:
                problems.of_cell(number, _THEIRS, "there already; keep one row for each code")
            codes[cells[_THEIRS]] = number, cells[_THEIRS], cells[_OURS]
    if problems.lines:
        raise BadCodings(sheet.label, problems.lines)
    return list(codes.values())


def _has_places(sheet: Sheet, problems: Problems) -> bool:
    if "quote" in sheet.columns or any({*span} <= {*sheet.columns} for span in _SPANS):
        return True
    problems.of_file("missing column quote, or both start and end; add it to the first row")
    return False


def _coding_row(number: int, cells: Mapping[str, str], required: tuple[str, ...], problems: Problems) -> CodingRow:
    check_filled(number, cells, required, problems)
    turn = _whole_number(number, "turn", cells, 1, problems)
    (start, end), (published_start, published_end) = (_span(number, *names, cells, problems) for names in _SPANS)
    quote, release = cells.get("quote", ""), cells.get("release", "")
    if not quote and not any(cells.get(name) for names in _SPANS for name in names):
        problems.of_row(number, "neither a quote nor start and end; fill in one of the two")
    if cells.get("published_start") and not release:
        problems.of_cell(number, "release", "empty; name the draft or release that published_start counts in")
    return CodingRow(
        row=number,
        transcript=cells["transcript"],
        turn=turn or 0,
        code=cells["code"],
        coder=cells.get("coder", ""),
        start=start,
        end=end,
        quote=quote,
        memo=cells.get("memo", ""),
        published_start=published_start,
        published_end=published_end,
        release=release,
        uid=cells.get("uid", ""),
        made_on=cells.get("made_on", ""),
        codebook_version=cells.get("codebook_version", ""),
    )


def _span(
    number: int, first: str, last: str, cells: Mapping[str, str], problems: Problems
) -> tuple[int | None, int | None]:
    start = _whole_number(number, first, cells, 0, problems)
    end = _whole_number(number, last, cells, 0, problems)
    if bool(cells.get(first)) != bool(cells.get(last)):
        problems.of_row(number, f"only one of {first} and {last}; fill in both, or a quote instead")
    elif start is not None and end is not None and end <= start:
        problems.of_cell(number, last, f"not after {first}; the end is the first character that is no longer coded")
    return start, end


def _whole_number(number: int, column: str, cells: Mapping[str, str], least: int, problems: Problems) -> int | None:
    cell = cells.get(column, "")
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit()) or int(cell) < least:
        problems.of_cell(number, column, f"not a whole number from {least}; correct it")
        return None
    return int(cell)
