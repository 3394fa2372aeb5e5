"""The tables of a study, CSV or Excel: a header, rows numbered as a spreadsheet shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ingest.errors import IngestError, UnreadableFile, safe_label
from ingest.files import read_content
from ingest.readers.csv_table import csv_records, separator_line
from ingest.readers.sheet_rows import read_workbook
from ingest.text import decode, normalise

_DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M")
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a table of the study may have: its name, whether it has to be there, and what it says."""

    name: str
    required: bool
    meaning: str


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
    """Read the table at `path`: the first sheet of an Excel workbook that holds anything, otherwise a CSV file.

    The encoding is found as for transcripts; cells may be separated by commas, semicolons or tabs, as the header shows.
    Columns are in lower case with underscores, cells normalised and without blanks round them; blank rows are left out.
    Hidden rows and columns count: a filter must not take anybody's row away. Raises MissingFile, UnreadableFile,
    ProtectedFile or TooLarge.
    """
    label = safe_label(path)
    try:
        content = read_content(path)
        records = _sheet_records(content) if path.suffix.lower() in _WORKBOOKS else _text_records(content)
    except IngestError as error:
        raise error.in_file(label) from None
    if not records:
        return Sheet(label, (), ())
    header = tuple(as_key(cell) for cell in records[0][1])
    filled = [(number, cells) for number, cells in records[1:] if any(cell.strip() for cell in cells)]
    rows = tuple((number, _row(header, cells)) for number, cells in filled)
    surplus = tuple(number for number, cells in filled if any(cell.strip() for cell in cells[len(header) :]))
    return Sheet(label, tuple(column for column in header if column), rows, surplus)


def _text_records(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        delimiter, text = separator_line(decode(content))
        return list(enumerate(csv_records(text, delimiter or _delimiter(text)), start=1))
    except UnreadableFile:
        raise UnreadableFile(kind="a CSV table", advice="save it again as CSV, encoding UTF-8") from None


def _sheet_records(content: bytes) -> list[tuple[int, list[str]]]:
    sheets = [sheet for sheet in read_workbook(content).sheets if sheet.rows]
    sheet = next((sheet for sheet in sheets if not sheet.hidden), None)
    return (
        [(row.number, [row.cells.get(n, "") for n in range(1, max(row.cells) + 1)]) for row in sheet.rows if row.cells]
        if sheet
        else []
    )


def _delimiter(text: str) -> str:
    header = text.lstrip().partition("\n")[0]
    return max(",;\t", key=header.count)


def as_key(cell: str) -> str:
    """Return a heading or a choice as it is compared: in lower case, with underscores for blanks and hyphens."""
    return "_".join(normalise(cell).replace("-", " ").casefold().split())


def _row(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return {column: normalise(cell).strip() for column, cell in zip(header, padded, strict=False) if column}


def check_columns(
    sheet: Sheet, required: Iterable[str], problems: Problems, known: Iterable[str] | None = None
) -> bool:
    """Note missing and repeated columns and rows with too many cells; say whether all required columns are there.

    `known` are all columns that may come once only; the required ones where None.
    """
    required = tuple(required)
    missing = [column for column in required if column not in sheet.columns]
    if not sheet.columns:
        problems.of_file("no header; the first row names the columns")
    elif missing:
        problems.of_file(f"missing column {', '.join(missing)}; add it to the first row")
    for column in required if known is None else known:
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


def check_choice(number: int, column: str, cell: str, choices: Collection[str], what: str, problems: Problems) -> str:
    """Return a cell in lower case with underscores; note that it is not `what` it should be where it is no choice."""
    choice = as_key(cell)
    if choice and choice not in choices:
        problems.of_cell(number, column, f"not {what}; use {alternatives(tuple(choices))}")
    return choice


def listed(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell that are separated by semicolons, each once."""
    return tuple(dict.fromkeys(" ".join(entry.split()) for entry in cell.split(";") if entry.strip()))


def read_date(cell: str) -> date | None:
    """Return the date that a cell holds, as 2025-11-04 or 04/11/2025 (day first), or None where it is none.

    A time of day after it is left out.
    """
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(cell, form).date()
        except ValueError:
            continue
    return None


def alternatives(choices: Sequence[str]) -> str:
    """Return "a, b or c"."""
    return " or ".join([", ".join(choices[:-1]), choices[-1]] if len(choices) > 1 else choices)
