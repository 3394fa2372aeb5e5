"""Excel workbooks: the conversations in their sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.conversation import converse
from ingest.document import Document
from ingest.labels import find_label
from ingest.outside import Kind, noted
from ingest.readers.csv_table import SPEAKER, TEXT, NamedTable, name_columns, row_text
from ingest.readers.sheet_rows import Workbook, WorkbookSheet, place_of, read_workbook
from ingest.readers.xlsx_parts import outside_the_cells
from ingest.records import Outside, Transcript
from ingest.rules import Rules
from ingest.speakers import choose_speakers
from ingest.tables import find_layout, rows_of

# In a list of people or a key, cells are shorter than what people say.
_SPOKEN_WORDS = 3.5

_USUAL_NAME = re.compile(r"(?:sheet|worksheet|taflen|transcript|part|page|tab)?[ _-]?\d{0,3}", re.IGNORECASE)


def read(content: bytes, rules: Rules) -> Transcript:
    """Read an Excel workbook: every visible sheet that holds a conversation, in order.

    Cells are what people see, of formulas the value that was worked out last. Hidden sheets, rows and columns, other
    sheets, comments, properties and the rest are listed as outside the speech. Raises UnreadableFile, ProtectedFile,
    TooLarge, LayoutNotFound.
    """
    return converse(read_document(read_workbook(content), rules), "xlsx", rules)


def read_document(workbook: Workbook, rules: Rules) -> Document:
    """Return the sheets that hold a conversation as tables, and what lies outside the speech.

    Raises ProtectedFile or TooLarge.
    """
    outside: list[Outside] = []
    tables: list[tuple[WorkbookSheet, NamedTable]] = []
    for sheet in workbook.sheets:
        outside += noted(Kind.SHEET, "" if _USUAL_NAME.fullmatch(sheet.name.strip()) else sheet.name, place_of(sheet))
        place = f"sheet {sheet.number}, " if len(workbook.sheets) > 1 else ""
        outside += _hidden(sheet, place)
        rows = [] if sheet.hidden else [(row.number, _seen(sheet, row.cells)) for row in sheet.rows if not row.hidden]
        rows = [(number, cells) for number, cells in rows if cells]
        if rows:
            tables.append((sheet, name_columns(rows, rules, place)))
    spoken = _conversations([table for _, table in tables], rules)
    for sheet, table in tables:
        if any(table is one for one in spoken):
            outside += table.outside
        else:
            outside += noted(Kind.SHEET, "\n".join(row_text(row.cells) for row in sheet.rows), place_of(sheet))
    return Document(tuple(table.table for table in spoken), (*outside, *outside_the_cells(workbook)))


def _seen(sheet: WorkbookSheet, cells: dict[int, str]) -> dict[int, str]:
    return {column: text for column, text in cells.items() if column not in sheet.hidden_columns and text.strip()}


def _hidden(sheet: WorkbookSheet, place: str) -> Iterator[Outside]:
    """Give the rows of a hidden sheet, and of a visible one what is hidden in it."""
    for row in sheet.rows:
        seen = {} if sheet.hidden or row.hidden else _seen(sheet, row.cells)
        unseen = {column: text for column, text in row.cells.items() if column not in seen}
        yield from noted(Kind.HIDDEN, row_text(unseen), f"{place}row {row.number}")
    for (row_number, column), text in sheet.formulas.items():
        yield from noted(Kind.FIELD, text, f"{place}row {row_number}, column {column}")


def _conversations(tables: list[NamedTable], rules: Rules) -> list[NamedTable]:
    """Choose the tables that hold a conversation; where none seems to, the one with most words."""
    if rules.layout or len(tables) < 2:
        return tables
    rated = [(_rating(table), table) for table in tables]
    best = max(rating for rating, _ in rated)
    if not best:
        return [max(tables, key=_words)]
    return [table for rating, table in rated if rating and (rating == best or not table.roles)]


def _rating(table: NamedTable) -> int:
    """Rate how surely a table is a conversation: 2 where its header says so, 1 where it looks like one."""
    roles = set(table.roles.values())
    if {SPEAKER, TEXT} <= roles:
        return 2
    rows = rows_of(table.table)
    filled = [cell.text for row in rows for cell in row if cell]
    if max(len(row) for row in rows) == 1:
        labels = (find_label(line) for text in filled for line in text.split("\n"))
        return int(bool(choose_speakers(label for label in labels if label)))
    layout = find_layout(rows)
    spoken = [row[layout.text].text for row in rows if layout and row[layout.text]]
    return int(bool(spoken) and sum(len(text.split()) for text in spoken) >= _SPOKEN_WORDS * len(spoken))


def _words(table: NamedTable) -> int:
    return sum(len(cell.text.split()) for row in rows_of(table.table) for cell in row)
