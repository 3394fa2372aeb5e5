"""Excel workbooks: conversations in their sheets, and everything else that a workbook holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ingest.containers import Container, local, texts_in
from ingest.conversation import converse
from ingest.document import Document
from ingest.errors import UnreadableFile
from ingest.labels import find_label
from ingest.outside import Kind
from ingest.readers.csv_table import SPEAKER, TEXT, NamedTable, name_columns, row_text
from ingest.readers.sheet_rows import Workbook, WorkbookSheet, attribute, cell_at, named, plain_text, read_workbook
from ingest.records import Outside, Transcript
from ingest.rules import Rules
from ingest.speakers import choose_speakers
from ingest.tables import find_layout, rows_of
from ingest.text import normalise

# In a list of people or a key, cells are shorter than what people say.
_SPOKEN_WORDS = 3.5

_USUAL_NAME = re.compile(r"(?:sheet|worksheet|taflen|transcript|part|page|tab)?[ _-]?\d{0,3}", re.IGNORECASE)
_PRINT_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|[LCRPNDTFAGZBIUEXYSHO+-])', re.IGNORECASE)
_LITERAL = re.compile(r'"((?:[^"]|"")+)"')
_AUTHORS = frozenset({"creator", "lastModifiedBy", "Manager"})
_TEXTS_OF_PROPERTIES = frozenset("title subject keywords description category contentStatus identifier".split())
# What people write into attributes: the messages of a cell that takes certain values, names of views and the like.
_WRITTEN = frozenset(
    "prompt promptTitle error errorTitle text comment display tooltip description help statusBar userName name user "
    "title alt descr url".split()
)
_NAMES_BY_EXCEL = re.compile(r"(?:table|column|query|picture|chart|text ?box|rectangle|shape|slicer)[ _]?\d*", re.I)


def read(content: bytes, rules: Rules) -> Transcript:
    """Read an Excel workbook: every visible sheet that holds a conversation, in order.

    Cells are what people see, of formulas the value that was worked out last. Hidden sheets, rows and columns, other
    sheets, comments, properties and the rest are listed as outside the speech. Raises UnreadableFile, ProtectedFile,
    TooLarge, LayoutNotFound.
    """
    return converse(read_document(read_workbook(content), rules), "xlsx", rules)


def read_document(workbook: Workbook, rules: Rules) -> Document:
    """Return the sheets that hold a conversation as tables, and what lies outside the speech."""
    outside: list[Outside] = []
    tables: list[tuple[WorkbookSheet, NamedTable]] = []
    for sheet in workbook.sheets:
        outside += _noted(Kind.SHEET, "" if _USUAL_NAME.fullmatch(sheet.name.strip()) else sheet.name, _at(sheet))
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
            outside += _noted(Kind.SHEET, "\n".join(row_text(row.cells) for row in sheet.rows), _at(sheet))
    return Document(tuple(table.table for table in spoken), (*outside, *_elsewhere(workbook)))


def _at(sheet: WorkbookSheet) -> str:
    return f"sheet {sheet.number}"


def _seen(sheet: WorkbookSheet, cells: dict[int, str]) -> dict[int, str]:
    return {column: text for column, text in cells.items() if column not in sheet.hidden_columns and text.strip()}


def _hidden(sheet: WorkbookSheet, place: str) -> Iterator[Outside]:
    """Give the rows of a hidden sheet, and of a visible one what is hidden in it."""
    for row in sheet.rows:
        seen = {} if sheet.hidden or row.hidden else _seen(sheet, row.cells)
        unseen = {column: text for column, text in row.cells.items() if column not in seen}
        yield from _noted(Kind.HIDDEN, row_text(unseen), f"{place}row {row.number}")
    for (row_number, column), text in sheet.formulas.items():
        yield from _noted(Kind.FIELD, text, f"{place}row {row_number}, column {column}")


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


def _noted(kind: Kind, text: str, place: str) -> Iterator[Outside]:
    text = normalise(text).strip()
    if text:
        yield Outside(kind, text, place)


def _elsewhere(workbook: Workbook) -> Iterator[Outside]:
    """Give what stands outside the cells. Raises TooLarge."""
    yield from _of_the_workbook(workbook.root)
    for text in workbook.unseen:
        yield from _noted(Kind.DATA, text, "text that no cell shows")
    for sheet in workbook.sheets:
        yield from _of_a_sheet(sheet)
    sheets = {sheet.part for sheet in workbook.sheets}
    threaded = any(_THREADS.fullmatch(name) for name in workbook.container.names)
    for name in workbook.container.names:
        if name in sheets:
            continue
        if threaded and _COMMENTS.fullmatch(name):
            yield from _comments(workbook.container, name, with_threads=True)
            continue
        yield from next(read for pattern, read in _READERS if pattern.fullmatch(name))(workbook.container, name)


def _of_the_workbook(root: Any) -> Iterator[Outside]:
    for one in named(root, "definedName"):
        name, value = attribute(one, "name"), "".join(one.itertext())
        if not name.startswith("_xlnm."):
            texts = [name, attribute(one, "comment"), attribute(one, "description"), *_LITERAL.findall(value)]
            yield from _noted(Kind.DATA, "\n".join(text for text in texts if text), "defined name")
    for one in root.iter():
        tag = local(one.tag)
        if tag in ("fileSharing", "workbookProtection"):
            yield from _noted(Kind.AUTHOR, attribute(one, "userName"), "sharing")
        elif tag == "customWorkbookView":
            yield from _noted(Kind.AUTHOR, attribute(one, "name"), "view")
        elif tag == "absPath":
            yield from _noted(Kind.PROPERTY, attribute(one, "url"), "folder of the file")


def _of_a_sheet(sheet: WorkbookSheet) -> Iterator[Outside]:
    """Give what a sheet holds beside its rows: headers and footers, links, lists to choose from, messages."""
    for one in sheet.root.iter():
        tag = local(one.tag)
        text = " ".join(_PRINT_CODES.sub(" ", one.text or "").split()) if tag.endswith(("Header", "Footer")) else ""
        if tag.endswith(("Header", "Footer")):
            yield from _noted(Kind.HEADER if tag.endswith("Header") else Kind.FOOTER, text, _at(sheet))
        elif tag == "hyperlink":
            place = cell_at(attribute(one, "ref"))
            where = f"{_at(sheet)}, row {place[0]}, column {place[1]}" if place else _at(sheet)
            yield from _noted(Kind.LINK, "\n".join(_attributes(one)), where)
        elif tag in ("formula", "formula1", "formula2", "f"):
            yield from _noted(Kind.DATA, "\n".join(_LITERAL.findall(one.text or "")), _at(sheet))
        elif tag != "sheetPr":
            yield from _noted(Kind.DATA, "\n".join(_attributes(one)), _at(sheet))


def _attributes(element: Any) -> Iterable[str]:
    found = {local(key): value for key, value in element.attrib.items()}
    return [text for key, text in found.items() if key in _WRITTEN and any(c.isalpha() for c in text)]


def _parsed(container: Container, name: str) -> Any:
    """Return the XML of a part beside the sheets, or nothing where it is damaged: the speech can be read without."""
    try:
        root = container.xml(name)
    except UnreadableFile:
        return ()
    return () if root is None else root


def _comments(container: Container, name: str, with_threads: bool = False) -> Iterator[Outside]:
    """Give comments and who made them; of those in threads a workbook keeps a copy, which says nothing new."""
    root = _parsed(container, name)
    authors = ["".join(one.itertext()) for one in named(root, "author")] if len(root) else []
    for author in authors:
        if not author.startswith("tc="):
            yield from _noted(Kind.AUTHOR, author, "comments")
    for one in named(root, "comment") if len(root) else ():
        number = attribute(one, "authorId")
        author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
        if not (with_threads and author.startswith("tc=")):
            yield from _noted(Kind.COMMENT, plain_text(one), _comment_at(one))


def _comment_at(element: Any) -> str:
    place = cell_at(attribute(element, "ref"))
    return f"comment at row {place[0]}, column {place[1]}" if place else "comment"


def _threads(container: Container, name: str) -> Iterator[Outside]:
    root = _parsed(container, name)
    for one in named(root, "threadedComment") if len(root) else ():
        texts = ["".join(text.itertext()) for text in one if local(text.tag) == "text"]
        yield from _noted(Kind.COMMENT, "\n".join(texts), _comment_at(one))


def _people(container: Container, name: str) -> Iterator[Outside]:
    for one in _parsed(container, name):
        for key in ("displayName", "userId", "name"):
            text = attribute(one, key)
            if text and (key != "userId" or "@" in text):
                yield from _noted(Kind.AUTHOR, text, "people who commented or shared")


def _properties(container: Container, name: str) -> Iterator[Outside]:
    for one in _parsed(container, name):
        tag, called = local(one.tag), attribute(one, "name")
        text = " ".join(texts_in(one))
        if tag in _AUTHORS:
            yield from _noted(Kind.AUTHOR, text, f"property {tag}")
        elif tag == "Company":
            yield from _noted(Kind.ORGANISATION, text, f"property {tag}")
        elif tag == "HyperlinkBase":
            yield from _noted(Kind.LINK, text, f"property {tag}")
        elif tag in _TEXTS_OF_PROPERTIES or called:
            yield from _noted(Kind.PROPERTY, f"{called}: {text}" if called else text, "properties")


def _links(container: Container, name: str) -> Iterator[Outside]:
    for one in _parsed(container, name):
        if attribute(one, "TargetMode") == "External":
            yield from _noted(Kind.LINK, attribute(one, "Target"), "link")


def _drawing(container: Container, name: str) -> Iterator[Outside]:
    root = _parsed(container, name)
    for one in root.iter() if len(root) else ():
        tag = local(one.tag)
        if tag == "cNvPr":
            texts = [attribute(one, key) for key in ("descr", "title", "name")]
            telling = [text for text in texts if text and not _NAMES_BY_EXCEL.fullmatch(text)]
            yield from _noted(Kind.ALT_TEXT, "\n".join(telling), "drawing")
        elif tag == "txBody":
            yield from _noted(Kind.TEXT_BOX, "\n".join(texts_in(one)), "drawing")


def _vml(container: Container, name: str) -> Iterator[Outside]:
    root = _parsed(container, name)
    for one in named(root, "textbox") if len(root) else ():
        yield from _noted(Kind.TEXT_BOX, "\n".join(texts_in(one)), "drawing")


def _texts(kind: Kind) -> Callable[[Container, str], Iterator[Outside]]:
    """Return a reader of all texts of a part, those in attributes that people or cells may have filled as well."""

    def read_part(container: Container, name: str) -> Iterator[Outside]:
        root = _parsed(container, name)
        found: dict[str, None] = {}
        for one in root.iter() if len(root) else ():
            texts = [one.text or "", one.tail or "", *_attributes(one)]
            texts += [one.get("v") or "", one.get("val") or ""] if local(one.tag) in ("s", "sheetName") else []
            found.update(dict.fromkeys(text.strip() for text in texts if any(c.isalpha() for c in text)))
        telling = [text for text in found if not _NAMES_BY_EXCEL.fullmatch(text)]
        yield from _noted(kind, "\n".join(telling), name.rpartition("/")[2].removesuffix(".xml"))

    return read_part


def _file(kind: Kind) -> Callable[[Container, str], Iterator[Outside]]:
    def read_part(container: Container, name: str) -> Iterator[Outside]:
        yield Outside(kind, name.rpartition("/")[2], f"{max(container.size(name) // 1024, 1)} kB")

    return read_part


def _nothing(container: Container, name: str) -> Iterator[Outside]:
    yield from ()


_COMMENTS = re.compile(r"xl/(?:.*/)?comments?\d*\.xml", re.IGNORECASE)
_THREADS = re.compile(r"xl/threadedComments/.*\.xml", re.IGNORECASE)

# By the names that parts have; the first that fits reads the part.
_READERS: tuple[tuple[re.Pattern[str], Callable[[Container, str], Iterator[Outside]]], ...] = tuple(
    (pattern if isinstance(pattern, re.Pattern) else re.compile(pattern, re.IGNORECASE), read_part)
    for pattern, read_part in (
        (_COMMENTS, _comments),
        (_THREADS, _threads),
        (r"xl/persons/.*\.xml|xl/revisions/userNames\.xml", _people),
        (r"docProps/.*\.xml", _properties),
        (r".*\.rels", _links),
        (r"xl/drawings/[^/]*\.xml", _drawing),
        (r"xl/(?:charts|diagrams)/.*\.xml", _texts(Kind.DIAGRAM)),
        (r"\[Content_Types\]\.xml|xl/(?:workbook|styles|sharedStrings|calcChain|metadata)\d*\.(?:xml|bin)"
         r"|xl/theme/.*|xl/printerSettings/.*|.*/itemProps\d+\.xml", _nothing),
        (r".*\.vml", _vml),
        (r".*/(?:media/.*|thumbnail\..*)", _file(Kind.PICTURE)),
        (r".*\.xml", _texts(Kind.DATA)),
        (r".*", _file(Kind.EMBEDDED)),
    )
)  # fmt: skip
