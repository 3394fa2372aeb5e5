"""CSV files as people and spreadsheets write them: a header, rows numbered as a spreadsheet shows them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ingest.errors import UnreadableFile, safe_label
from ingest.files import read_content
from ingest.text import decode, normalise

_DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the safe label of its file, its columns, and its filled rows with their numbers (the header is row 1).

    `surplus` are the numbers of rows that have more cells than there are columns.
    """

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    surplus: tuple[int, ...] = ()


@dataclass(slots=True)
class Problems:
    """What is wrong with a table, collected one line each; no line quotes a cell."""

    label: str
    lines: list[str] = field(default_factory=list)

    def of_file(self, problem: str) -> None:
        """Note a problem of the whole file."""
        self.lines.append(f"{self.label}: {problem}")

    def of_row(self, row: int, problem: str) -> None:
        """Note a problem of a row."""
        self.lines.append(f"{self.label}, row {row}: {problem}")

    def of_cell(self, row: int, column: str, problem: str) -> None:
        """Note a problem of a cell."""
        self.lines.append(f"{self.label}, row {row}, column {column}: {problem}")


def read_sheet(path: Path) -> Sheet:
    """Read the CSV file at `path`.

    The encoding is found as for transcripts; cells may be separated by commas, semicolons or tabs, as the header shows.
    Columns are in lower case with underscores, cells normalised and without blanks round them; blank rows are left out.
    Raises MissingFile or UnreadableFile.
    """
    label = safe_label(path)
    try:
        text = decode(read_content(path))
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except (UnreadableFile, csv.Error):
        raise UnreadableFile(label, kind="a CSV table", advice="save it again as CSV, encoding UTF-8") from None
    header = tuple(_column(cell) for cell in records[0]) if records else ()
    filled = [(number, cells) for number, cells in enumerate(records[1:], start=2) if any(c.strip() for c in cells)]
    rows = tuple((number, _row(header, cells)) for number, cells in filled)
    surplus = tuple(number for number, cells in filled if any(cell.strip() for cell in cells[len(header) :]))
    return Sheet(label, tuple(column for column in header if column), rows, surplus)


def _delimiter(text: str) -> str:
    header = text.lstrip().partition("\n")[0]
    return max(",;\t", key=header.count)


def _column(cell: str) -> str:
    return "_".join(normalise(cell).replace("-", " ").casefold().split())


def _row(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return {column: normalise(cell).strip() for column, cell in zip(header, padded, strict=False) if column}


def check_columns(sheet: Sheet, required: Iterable[str], problems: Problems) -> bool:
    """Note missing and repeated columns and rows with too many cells; say whether all required columns are there."""
    missing = [column for column in required if column not in sheet.columns]
    if not sheet.columns:
        problems.of_file("no header; the first row names the columns")
    elif missing:
        problems.of_file(f"missing column {', '.join(missing)}; add it to the first row")
    for column in required:
        if sheet.columns.count(column) > 1:
            problems.of_file(f"column {column} comes twice; keep one of them")
    for number in sheet.surplus:
        problems.of_row(number, "more cells than columns; put quotation marks round a cell that holds the separator")
    return not missing


def check_filled(number: int, row: Mapping[str, str], required: Iterable[str], problems: Problems) -> None:
    """Note the required cells of a row that are empty."""
    for column in required:
        if not row.get(column):
            problems.of_cell(number, column, "empty; fill it in")


def listed(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell that are separated by semicolons, each once."""
    return tuple(dict.fromkeys(" ".join(entry.split()) for entry in cell.split(";") if entry.strip()))


def read_date(cell: str) -> date | None:
    """Return the date that a cell holds, as 2025-11-04 or 04/11/2025 (day first), or None where it is none."""
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(cell, form).date()
        except ValueError:
            continue
    return None


def alternatives(choices: Sequence[str]) -> str:
    """Return "a, b or c"."""
    return " or ".join([", ".join(choices[:-1]), choices[-1]] if len(choices) > 1 else choices)
