"""Transcripts as tables of text (CSV, TSV), and what the columns of such a table are, in a workbook as well."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.conversation import converse
from ingest.document import Document, Paragraph, Table
from ingest.errors import TooLarge, UnreadableFile
from ingest.labels import seconds
from ingest.outside import Kind
from ingest.places import Anchor, Traced
from ingest.readers.number_formats import clock
from ingest.readers.sheet_rows import Cells
from ingest.records import Outside, Transcript
from ingest.rules import FIELDNOTES, GUIDANCE, Rules
from ingest.rules import TABLE as AS_TABLE
from ingest.tables import find_layout, rows_of
from ingest.text import decode, normalise, trace
from ingest.words import COLUMN_OF_NOTES

KIND = "a table of text"
ADVICE = "save it again as CSV, encoding UTF-8, with quotation marks round cells that hold the separator"
DELIMITERS = ",;\t|"

_JUDGED_LINES = 200
_LINES_BEFORE_HEADER = 20
_MOST = 0.6
_MOST_COLUMNS = 500
_PATIENCE = 20
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\n', re.IGNORECASE)
_FRAMES = re.compile(r"(\d{1,2}:\d{2}:\d{2})[:;]\d{2}")
_LONGEST_WORD = 300
_NUMBER = re.compile(r"\d{1,12}(?:[.,]\d+)?(?:[eE]-\d\d?)?")
_LONGEST_AVERAGE_TURN = 900

SPEAKER, PERSON, START, END, TEXT, NOTES = "speaker", "person", "start", "end", "text", "notes"
# In this order: "Speaker ID" is a speaker, "End time" an end, "Participant's words" text.
_HEADINGS = {
    SPEAKER: "speaker speakers who siaradwr pwy talker voice",
    END: "end ends ended finish stop stops until to duration length offset diwedd hyd",
    START: "start starts time times timespan timestamp timestamps timecode timecodes begin begins began from when "
           "onset amser dechrau ms",
    TEXT: "text texts content transcript transcription said speech words utterance utterances dialogue sentence "
          "caption verbatim response testun trawsgrifiad",
    PERSON: "name names participant participants person role interviewee respondent label enw cyfranogwr user",
    NOTES: "coded theme themes id ids confidence tags tag language page " + " ".join(COLUMN_OF_NOTES),
}  # fmt: skip
_ROLES = {role: frozenset(words.split()) for role, words in _HEADINGS.items()}
# How `ingest.tables` knows a column.
_KNOWN_AS = {SPEAKER: "Speaker", START: "Time", TEXT: "Text"}


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table whose columns are called what `ingest.tables` calls them, and what in it is no speech.

    `roles` are what the header says that its columns are, by column; empty where there is no header.
    """

    table: Table
    outside: tuple[Outside, ...]
    roles: Mapping[int, str]


def read(content: bytes, rules: Rules) -> Transcript:
    """Read a table of text whose cells commas, semicolons, tabs or bars divide, as its lines show.

    Cells may hold line feeds, and a title may stand above the header. Raises UnreadableFile, LayoutNotFound.
    """
    delimiter, text = divide(decode(content))
    records = _mended(csv_records(text, delimiter), delimiter)
    rows = [(number, _filled(record)) for number, record in enumerate(records, start=1)]
    named = name_columns([(number, cells) for number, cells in rows if cells], rules)
    return converse(Document((named.table,), named.outside), "csv", rules)


def csv_records(text: str, delimiter: str) -> list[list[str]]:
    """Return the records of a CSV text, however long a cell is. Raises UnreadableFile.

    A line with quotation marks that enclose no cell is taken as it stands, so that a mark that somebody typed does not
    swallow the lines after it.
    """
    before = csv.field_size_limit(2**31 - 1)
    try:
        return _records(io.StringIO(text, newline="").readlines(), delimiter)
    except csv.Error:
        raise UnreadableFile(kind=KIND, advice=ADVICE) from None
    finally:
        csv.field_size_limit(before)


def _records(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    records: list[list[str]] = []
    begin, patience = 0, _PATIENCE * len(lines) + _PATIENCE
    while patience > 0:
        reader = csv.reader(islice(lines, begin, None), delimiter=delimiter, strict=True)
        read = 0
        try:
            for record in reader:
                records.append(record)
                read = reader.line_num
        except csv.Error:
            patience -= reader.line_num
            begin += read
            records += csv.reader(lines[begin : begin + 1], delimiter=delimiter, quoting=csv.QUOTE_NONE)
            begin += 1
        else:
            return records
    return records + list(csv.reader(lines[begin:], delimiter=delimiter, quoting=csv.QUOTE_NONE))


def separator_line(text: str) -> tuple[str, str]:
    """Return what the first line of a CSV text says its cells are divided by ("sep=;"), or "", and the other lines."""
    said = _SEPARATOR_LINE.match(text)
    return (said[1], text[said.end() :]) if said else ("", text)


def divide(text: str) -> tuple[str, str]:
    """Return what divides the cells of a CSV text, and the text without a line that says so ("sep=;").

    It is what divides most of the first lines into the same number of cells, or the header into headings.
    """
    said, text = separator_line(text)
    if said:
        return said, text
    beginning = "".join(islice(io.StringIO(text), _JUDGED_LINES))[:1_000_000]
    evenness = {delimiter: _evenness(csv_records(beginning, delimiter)) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: evenness[delimiter]), text


def _evenness(records: Iterable[Sequence[str]]) -> tuple[float, int]:
    """Rate how well a text is divided: whether into a header, and how many records have the usual number of cells."""
    filled = [record for record in records if any(cell.strip() for cell in record)]
    widths = Counter(len(record) for record in filled if len(record) > 1)
    if not widths:
        return 0.0, 0
    width, times = widths.most_common(1)[0]
    share = times / len(filled)
    headed = any(_roles_in(_filled(record)) for record in filled[:_LINES_BEFORE_HEADER])
    return share + headed if headed or share > 0.5 else 0.0, width


def _filled(record: Sequence[str]) -> Cells:
    return {column: cell for column, cell in enumerate(record, start=1) if cell.strip()}


def _mended(records: Sequence[list[str]], delimiter: str) -> Iterator[list[str]]:
    """Give the records, with what was divided by mistake put together: text in the last column has no quotes at times.

    Only where the header calls the last column text.
    """
    width = 0
    for record in records:
        roles = _roles_in(_filled(record)) if not width else {}
        if roles and roles.get(max(roles)) == TEXT:
            width = max(roles)
        if width and len(record) > width and any(cell.strip() for cell in record[width:]):
            yield [*record[: width - 1], delimiter.join(record[width - 1 :])]
        else:
            yield record


def name_columns(rows: Sequence[tuple[int, Cells]], rules: Rules, place: str = "") -> NamedTable:
    """Return numbered rows as a table; `place` is what comes before "row 12, column 3".

    A header is a row of headings near the top. What stands above it is no speech, columns that it names otherwise than
    speaker, time and text are notes, ends of times are left out, and times in seconds become clock times. Where `rules`
    say that the file is no table of speech, every cell stays.
    """
    at = next((n for n, (_, cells) in enumerate(rows[:_LINES_BEFORE_HEADER]) if _roles_in(cells)), None)
    if at is None or rules.material in (FIELDNOTES, GUIDANCE) or rules.layout not in ("", AS_TABLE):
        return NamedTable(_table(rows, place), (), {})
    outside = [Outside(Kind.COVER, row_text(cells), f"{place}row {number}") for number, cells in rows[:at]]
    number, header = rows[at]
    body = [(n, dict(cells)) for n, cells in rows[at + 1 :] if cells != header]
    roles = _settled(_roles_in(header), [cells for _, cells in body])
    for column in [column for column, role in roles.items() if role in (START, END)]:
        _write_times(body, column, header.get(column, ""), roles)
    for n, cells in body:
        for column in [column for column in cells if roles.get(column) == NOTES]:
            note = normalise(cells.pop(column)).strip()
            if note and not note.strip(" .").isdigit():
                outside.append(Outside(Kind.COLUMN, note, f"{place}row {n}, column {column}"))
    headings = {column: _KNOWN_AS[role] for column, role in roles.items() if role in _KNOWN_AS}
    table = _table([(number, headings), *body], place)
    # Without a conversation in it every row is read, and a heading is nothing that anybody said.
    return NamedTable(table if find_layout(rows_of(table)) else _table(body, place), tuple(outside), roles)


def row_text(cells: Cells) -> str:
    """Return the cells of a row in order, with tabs between them."""
    return normalise("\t".join(cells[column] for column in sorted(cells))).strip()


def _table(rows: Iterable[tuple[int, Cells]], place: str) -> Table:
    """Make a table of the columns that hold anything."""
    rows = list(rows)
    columns = sorted({column for _, cells in rows for column in cells})
    if len(columns) > _MOST_COLUMNS:
        raise TooLarge
    return Table(
        tuple(
            tuple(_cell(cells.get(column, ""), f"{place}row {number}, column {column}") for column in columns)
            for number, cells in rows
        )
    )


def _cell(text: str, place: str) -> tuple[Paragraph, ...]:
    if not text.strip():
        return ()
    # No word is this long; to follow every character of one would take time that grows with its square.
    endless = len(text) > _LONGEST_WORD and max(map(len, text.split())) > _LONGEST_WORD
    traced = Traced(normalise(text), (Anchor(0, place, 0),)) if endless else trace(text, place)
    words = traced.strip()
    return (Paragraph(words),) if words else ()


def _roles_in(cells: Cells) -> dict[int, str]:
    """Return what the columns are if this row is a header, otherwise nothing.

    A header has headings for most of its cells, two kinds at least, one of them for speakers or text.
    """
    if len(cells) < 2 or any(len(cell) > 60 or cell.strip().endswith((".", "?", "!")) for cell in cells.values()):
        return {}
    roles = {column: _role(cell) for column, cell in cells.items()}
    kinds = set(roles.values()) - {""}
    if len(kinds) < 2 or not kinds & {SPEAKER, PERSON, TEXT}:
        return {}
    return roles if 2 * sum(bool(role) for role in roles.values()) >= len(cells) else {}


def _role(heading: str) -> str:
    words = [word for word in re.split(r"[\W_]+", heading.casefold()) if word]
    if not 0 < len(words) <= 5 or any(word.isdigit() for word in words):
        return NOTES if heading.strip() == "#" else ""
    return next((role for role, known in _ROLES.items() if not known.isdisjoint(words)), "")


def _settled(roles: Mapping[int, str], body: Sequence[Cells]) -> dict[int, str]:
    """Return the roles with one column of speakers and one of starts, all others being notes if a text is named."""
    settled = dict(roles)
    columns = sorted({column for cells in body for column in cells} | settled.keys())
    named = [column for column in columns if settled.get(column) == SPEAKER]
    if not named:
        people = [column for column in columns if settled.get(column) == PERSON]
        several = [n for n in people if len({cells[n].strip() for cells in body if n in cells}) > 1]
        named = (several or people)[:1]
    starts = [column for column in columns if settled.get(column) == START]
    for column in columns:
        role = settled.get(column, "")
        if role in (SPEAKER, PERSON):
            settled[column] = SPEAKER if column == named[0] else NOTES
        elif role == START and column != starts[0]:
            settled[column] = END
        elif not role:
            settled[column] = NOTES if TEXT in roles.values() else ""
    return settled


def _write_times(body: Sequence[tuple[int, Cells]], column: int, heading: str, roles: dict[int, str]) -> None:
    """Write the times of a column as clock times; ends go, and a column that holds none is one of notes."""
    found = {number: cells[column].strip() for number, cells in body if column in cells}
    times = _clock_times(found, heading.casefold())
    if len(times) < _MOST * len(found):
        roles[column] = NOTES
        return
    for number, cells in body:
        if number in times and roles[column] == START:
            cells[column] = times[number]
        elif number in times:
            del cells[column]
    if roles[column] == END:
        del roles[column]


def _clock_times(found: Mapping[int, str], heading: str) -> dict[int, str]:
    numbers = {n: float(cell.replace(",", ".")) for n, cell in found.items() if _NUMBER.fullmatch(cell)}
    if numbers and len(numbers) >= _MOST * len(found):
        unit = _unit(list(numbers.values()), heading)
        return {n: clock(number * unit) for n, number in numbers.items()}
    whole = {n: _FRAMES.sub(r"\1", cell) for n, cell in found.items()}
    return {n: cell for n, cell in whole.items() if seconds(cell) is not None}


def _unit(numbers: Sequence[float], heading: str) -> float:
    """Return how many seconds the numbers of a column count in: days, as spreadsheets do, milliseconds or seconds."""
    if len(numbers) > 2 and max(numbers) < 1:
        return 86400
    whole = all(number.is_integer() for number in numbers)
    too_long = max(numbers) / len(numbers) > _LONGEST_AVERAGE_TURN
    return 0.001 if re.search(r"\bms\b|msec|milli", heading) or (whole and too_long) else 1
