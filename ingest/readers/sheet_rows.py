"""The sheets of an Excel workbook: the cells of their rows as the texts that people see, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from posixpath import join as join_path
from posixpath import normpath
from typing import Any

from lxml import etree

from ingest.containers import Container, local, open_container
from ingest.errors import TooLarge, UnreadableFile
from ingest.readers.number_formats import NumberFormat, Time, clock, number_format, shown, usual_code

KIND = "an Excel workbook"
ADVICE = "open it in Excel or LibreOffice and save it again as .xlsx"

_MOST_CELLS = 1_000_000
_MOST_COLUMNS = 16384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')

Cells = dict[int, str]


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row that holds something, its cells by column; rows and columns count from 1, as spreadsheets show them."""

    number: int
    cells: Cells
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet of a workbook: its filled rows, which columns are hidden, and what formulas say that cells do not.

    `formulas` holds texts by row and column; `root` is the sheet's XML without its rows.
    """

    number: int
    name: str
    hidden: bool
    part: str
    rows: tuple[NumberedRow, ...]
    hidden_columns: frozenset[int]
    formulas: dict[tuple[int, int], str]
    root: Any


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook: its sheets in order, the XML of the workbook itself, and shared texts that no cell shows."""

    container: Container
    sheets: tuple[WorkbookSheet, ...]
    root: Any
    unseen: tuple[str, ...]


@dataclass(slots=True)
class _Values:
    """What the cells of a workbook refer to: shared texts, formats and the day from which dates count."""

    shared: list[str]
    forms: list[NumberFormat]
    epoch: datetime
    used: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Found:
    """What reading a sheet has found: its rows, and by row and column its times and what formulas hold."""

    rows: list[NumberedRow] = field(default_factory=list)
    times: dict[tuple[int, int], Time] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)


def read_workbook(content: bytes) -> Workbook:
    """Read the sheets of a workbook. Raises UnreadableFile, ProtectedFile, TooLarge."""
    try:
        return _read(open_container(content, KIND))
    except UnreadableFile:
        raise broken() from None


def _read(container: Container) -> Workbook:
    part = _main_part(container)
    root = container.xml(part)
    if root is None or local(root.tag) != "workbook":
        raise broken()
    related = relations(container, part)
    shared = next((target for kind, target in related.values() if kind == "sharedStrings"), "")
    styles = next((target for kind, target in related.values() if kind == "styles"), "")
    old_epoch = any(attribute(one, "date1904") in ("1", "true") for one in named(root, "workbookPr"))
    epoch = datetime(1904, 1, 1) if old_epoch else datetime(1899, 12, 30)
    values = _Values(_shared_texts(container, shared), _forms(container, styles), epoch)
    sheets = []
    for number, sheet in enumerate(named(root, "sheet"), start=1):
        kind, target = related.get(attribute(sheet, "id"), ("", ""))
        if kind == "worksheet" and target in container.names:
            hidden = attribute(sheet, "state") in ("hidden", "veryHidden")
            sheets.append(_read_sheet(container, number, attribute(sheet, "name"), hidden, target, values))
    unseen = tuple(text for n, text in enumerate(values.shared) if n not in values.used and text.strip())
    return Workbook(container, tuple(sheets), root, unseen)


def broken() -> UnreadableFile:
    """Return the error for a file that is no workbook."""
    return UnreadableFile(kind=KIND, advice=ADVICE)


def attribute(element: Any, name: str) -> str:
    """Return an attribute whatever its namespace; the plain one first; "" where there is none."""
    plain = element.get(name)
    return plain if plain is not None else next((v for k, v in element.attrib.items() if local(k) == name), "")


def named(root: Any, name: str) -> Iterator[Any]:
    """Give the elements of a tree that are called `name`, whatever their namespace."""
    return root.iter(f"{{*}}{name}")


def relations(container: Container, part: str) -> dict[str, tuple[str, str]]:
    """Return the parts that a part refers to, by the id of the reference: what they are, and their names.

    Raises UnreadableFile, ProtectedFile, TooLarge.
    """
    folder, _, stem = part.rpartition("/")
    root = container.xml(f"{folder}/_rels/{stem}.rels" if folder else f"_rels/{stem}.rels")
    found = {}
    for one in () if root is None else named(root, "Relationship"):
        target = attribute(one, "Target")
        name = target.lstrip("/") if target.startswith("/") else normpath(join_path(folder, target))
        found[attribute(one, "Id")] = (attribute(one, "Type").rpartition("/")[2], name)
    return found


def place_of(sheet: WorkbookSheet) -> str:
    """Name the place of what belongs to a whole sheet."""
    return f"sheet {sheet.number}"


def cell_at(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as "C12", or None where it is none."""
    match = _CELL.match(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def plain_text(element: Any) -> str:
    """Return the text of a shared or inline string, its runs joined; how Japanese is read aloud is left out."""
    texts = [t.text or "" for t in named(element, "t") if local(t.getparent().tag) != "rPh"]
    return _unescaped("".join(texts))


def _unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold, which workbooks write as _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _main_part(container: Container) -> str:
    found = (name for kind, name in relations(container, "").values() if kind == "officeDocument")
    return next((name for name in found if name in container.names), "xl/workbook.xml")


def _stream(content: bytes, *names: str) -> Any:
    """Parse XML as safely as `ingest.containers.parse_xml`, giving elements by `names` as they end."""
    return etree.iterparse(
        BytesIO(content), tag=[f"{{*}}{name}" for name in names], resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _forget(element: Any) -> None:
    """Let go of an element and of all before it, so that a million rows take no memory."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _shared_texts(container: Container, part: str) -> list[str]:
    content = container.read(part) if part else None
    texts = []
    try:
        for _, element in _stream(content, "si") if content else ():
            texts.append(plain_text(element))
            _forget(element)
    except etree.LxmlError:
        raise broken() from None
    return texts


def _forms(container: Container, part: str) -> list[NumberFormat]:
    root = container.xml(part) if part else None
    if root is None:
        return []
    codes = {attribute(one, "numFmtId"): attribute(one, "formatCode") for one in named(root, "numFmt")}
    used = [attribute(xf, "numFmtId") for cells in named(root, "cellXfs") for xf in cells]
    return [number_format(codes.get(n) or usual_code(n)) for n in used]


def _read_sheet(
    container: Container, number: int, name: str, hidden: bool, part: str, values: _Values
) -> WorkbookSheet:
    stream = _stream(container.read(part) or b"", "row", "col")
    found = _Found()
    at = cells = 0
    try:
        for _, element in stream:
            if local(element.tag) == "col":
                found.hidden_columns |= _columns_hidden(element)
                continue
            at = int(element.get("r") or at + 1)
            texts = _cells(element, at, values, found)
            cells += len(texts)
            if cells > _MOST_CELLS:
                raise TooLarge
            if texts:
                found.rows.append(NumberedRow(at, texts, _hides(element, "ht")))
            _forget(element)
    except (etree.LxmlError, ValueError, IndexError, OverflowError):
        raise broken() from None
    if stream.root is None or stream.root.getroottree().docinfo.doctype:
        raise broken()
    _write_times(found)
    rows, columns = tuple(found.rows), frozenset(found.hidden_columns)
    return WorkbookSheet(number, name, hidden, part, rows, columns, found.formulas, stream.root)


def _hides(element: Any, measure: str) -> bool:
    """Say whether a row or a column is hidden, or has no height or width."""
    return element.get("hidden") in ("1", "true") or element.get(measure) in ("0", "0.0")


def _columns_hidden(element: Any) -> set[int]:
    if not _hides(element, "width"):
        return set()
    return set(range(int(element.get("min") or 1), min(int(element.get("max") or 1), _MOST_COLUMNS) + 1))


def _cells(row: Any, number: int, values: _Values, found: _Found) -> Cells:
    texts: Cells = {}
    column = 0
    for cell in row:
        place = cell_at(cell.get("r") or "")
        column = place[1] if place else column + 1
        if not len(cell):
            continue
        parts = {local(part.tag): part for part in cell}
        formula = (parts["f"].text or "") if "f" in parts else ""
        value = _value(cell, parts, formula, values)
        if isinstance(value, Time):
            found.times[number, column] = value
        text = clock(value.total) if isinstance(value, Time) else value
        if text:
            texts[column] = text
        more = [literal for literal in _literals(formula) if literal not in text]
        if more:
            found.formulas[number, column] = "\n".join(more)
    return texts


def _literals(formula: str) -> list[str]:
    texts = [text.replace('""', '"') for text in _LITERAL.findall(formula)]
    return [text for text in texts if any(character.isalpha() for character in text)]


def _value(cell: Any, parts: dict[str, Any], formula: str, values: _Values) -> str | Time:
    """Return what people see in a cell; of a formula the value that was worked out last."""
    kind, style = cell.get("t") or "n", int(cell.get("s") or 0)
    raw = (parts["v"].text or "") if "v" in parts else ""
    if kind == "inlineStr":
        return plain_text(parts["is"]) if "is" in parts else ""
    if kind == "s":
        index = int(raw or -1)
        values.used.add(index)
        return values.shared[index] if index >= 0 else ""
    if kind == "b":
        return "TRUE" if raw in ("1", "true") else "FALSE"
    if kind == "e":
        # "-well" typed into a cell is a formula to a spreadsheet; what was typed is what somebody said.
        return formula if raw == "#NAME?" else ""
    if kind == "d":
        return raw.replace("T", " ").removesuffix("Z").removesuffix(" 00:00:00").strip()
    if kind == "str" or not raw.strip():
        whole = _LITERAL.fullmatch(formula.strip())
        return _unescaped(raw) or (whole[1].replace('""', '"') if whole else "")
    return shown(float(raw), values.forms[style] if 0 <= style < len(values.forms) else NumberFormat(), values.epoch)


def _write_times(found: _Found) -> None:
    """Write times as the cells show them: without seconds where somebody typed 2:30 for minutes and seconds.

    A spreadsheet takes that for hours and minutes, and gives those from 24:00 on seconds of its own.
    """
    short: set[int] = set()
    long: set[int] = set()
    for (_, column), time in found.times.items():
        if not time.shows_seconds:
            (long if time.total % 60 else short).add(column)
    for row in found.rows:
        for column in (short - long) & row.cells.keys():
            time = found.times.get((row.number, column), Time(0, True))
            if not time.shows_seconds:
                row.cells[column] = clock(time.total, show_seconds=False)
