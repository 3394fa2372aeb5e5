"""What an Excel workbook holds beside its cells: comments, headers, links, drawings, properties, data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.containers import Container, local, texts_in
from ingest.outside import Kind, noted
from ingest.readers.parts import PartReader, attached, nothing, sound_part
from ingest.readers.properties import kind_of_property
from ingest.readers.sheet_rows import Workbook, WorkbookSheet, attribute, cell_at, named, place_of, plain_text
from ingest.records import Outside

_PRINT_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|[LCRPNDTFAGZBIUEXYSHO+-])', re.IGNORECASE)
_LITERAL = re.compile(r'"((?:[^"]|"")+)"')
_TEXTS_OF_PROPERTIES = frozenset("title subject keywords description category contentStatus identifier".split())
# What people write into attributes: the messages of a cell that takes certain values, names of views and the like.
_WRITTEN = frozenset(
    "prompt promptTitle error errorTitle text comment display tooltip description help statusBar userName name user "
    "title alt descr url".split()
)
_NAMES_BY_EXCEL = re.compile(r"(?:table|column|query|picture|chart|text ?box|rectangle|shape|slicer)[ _]?\d*", re.I)


def outside_the_cells(workbook: Workbook) -> Iterator[Outside]:
    """Give what stands outside the cells. Raises ProtectedFile, TooLarge."""
    yield from _of_the_workbook(workbook.root)
    for text in workbook.unseen:
        yield from noted(Kind.DATA, text, "text that no cell shows")
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
            yield from noted(Kind.DATA, "\n".join(text for text in texts if text), "defined name")
    for one in root.iter():
        tag = local(one.tag)
        if tag in ("fileSharing", "workbookProtection"):
            yield from noted(Kind.AUTHOR, attribute(one, "userName"), "sharing")
        elif tag == "customWorkbookView":
            yield from noted(Kind.AUTHOR, attribute(one, "name"), "view")
        elif tag == "absPath":
            yield from noted(Kind.PROPERTY, attribute(one, "url"), "folder of the file")


def _of_a_sheet(sheet: WorkbookSheet) -> Iterator[Outside]:
    """Give what a sheet holds beside its rows: headers and footers, links, lists to choose from, messages."""
    for one in sheet.root.iter():
        tag = local(one.tag)
        text = " ".join(_PRINT_CODES.sub(" ", one.text or "").split()) if tag.endswith(("Header", "Footer")) else ""
        if tag.endswith(("Header", "Footer")):
            yield from noted(Kind.HEADER if tag.endswith("Header") else Kind.FOOTER, text, place_of(sheet))
        elif tag == "hyperlink":
            place = cell_at(attribute(one, "ref"))
            where = f"{place_of(sheet)}, row {place[0]}, column {place[1]}" if place else place_of(sheet)
            yield from noted(Kind.LINK, "\n".join(_attributes(one)), where)
        elif tag in ("formula", "formula1", "formula2", "f"):
            yield from noted(Kind.DATA, "\n".join(_LITERAL.findall(one.text or "")), place_of(sheet))
        elif tag != "sheetPr":
            yield from noted(Kind.DATA, "\n".join(_attributes(one)), place_of(sheet))


def _attributes(element: Any) -> Iterable[str]:
    found = {local(key): value for key, value in element.attrib.items()}
    return [text for key, text in found.items() if key in _WRITTEN and any(c.isalpha() for c in text)]


def _parsed(container: Container, name: str) -> Any:
    """Return the XML of a part beside the sheets, or nothing where it is damaged: the speech can be read without."""
    root = sound_part(container, name)
    return () if root is None else root


def _comments(container: Container, name: str, with_threads: bool = False) -> Iterator[Outside]:
    """Give comments and who made them; of those in threads a workbook keeps a copy, which says nothing new."""
    root = _parsed(container, name)
    authors = ["".join(one.itertext()) for one in named(root, "author")] if len(root) else []
    for author in authors:
        if not author.startswith("tc="):
            yield from noted(Kind.AUTHOR, author, "comments")
    for one in named(root, "comment") if len(root) else ():
        number = attribute(one, "authorId")
        author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
        if not (with_threads and author.startswith("tc=")):
            yield from noted(Kind.COMMENT, plain_text(one), _comment_at(one))


def _comment_at(element: Any) -> str:
    place = cell_at(attribute(element, "ref"))
    return f"comment at row {place[0]}, column {place[1]}" if place else "comment"


def _threads(container: Container, name: str) -> Iterator[Outside]:
    root = _parsed(container, name)
    for one in named(root, "threadedComment") if len(root) else ():
        texts = ["".join(text.itertext()) for text in one if local(text.tag) == "text"]
        yield from noted(Kind.COMMENT, "\n".join(texts), _comment_at(one))


def _people(container: Container, name: str) -> Iterator[Outside]:
    for one in _parsed(container, name):
        for key in ("displayName", "userId", "name"):
            text = attribute(one, key)
            if text and (key != "userId" or "@" in text):
                yield from noted(Kind.AUTHOR, text, "people who commented or shared")


def _properties(container: Container, name: str) -> Iterator[Outside]:
    for one in _parsed(container, name):
        tag, called = local(one.tag), attribute(one, "name")
        text = " ".join(texts_in(one))
        kind = kind_of_property(tag)
        if kind is not Kind.PROPERTY:
            yield from noted(kind, text, f"property {tag}")
        elif tag == "HyperlinkBase":
            yield from noted(Kind.LINK, text, f"property {tag}")
        elif tag in _TEXTS_OF_PROPERTIES or called:
            yield from noted(Kind.PROPERTY, f"{called}: {text}" if called else text, "properties")


def _links(container: Container, name: str) -> Iterator[Outside]:
    for one in _parsed(container, name):
        if attribute(one, "TargetMode") == "External":
            yield from noted(Kind.LINK, attribute(one, "Target"), "link")


def _drawing(container: Container, name: str) -> Iterator[Outside]:
    root = _parsed(container, name)
    for one in root.iter() if len(root) else ():
        tag = local(one.tag)
        if tag == "cNvPr":
            texts = [attribute(one, key) for key in ("descr", "title", "name")]
            telling = [text for text in texts if text and not _NAMES_BY_EXCEL.fullmatch(text)]
            yield from noted(Kind.ALT_TEXT, "\n".join(telling), "drawing")
        elif tag == "txBody":
            yield from noted(Kind.TEXT_BOX, "\n".join(texts_in(one)), "drawing")


def _vml(container: Container, name: str) -> Iterator[Outside]:
    root = _parsed(container, name)
    for one in named(root, "textbox") if len(root) else ():
        yield from noted(Kind.TEXT_BOX, "\n".join(texts_in(one)), "drawing")


def _texts(kind: Kind) -> PartReader:
    """Return a reader of all texts of a part, those in attributes that people or cells may have filled as well."""

    def read_part(container: Container, name: str) -> Iterator[Outside]:
        root = _parsed(container, name)
        found: dict[str, None] = {}
        for one in root.iter() if len(root) else ():
            texts = [one.text or "", one.tail or "", *_attributes(one)]
            texts += [one.get("v") or "", one.get("val") or ""] if local(one.tag) in ("s", "sheetName") else []
            found.update(dict.fromkeys(text.strip() for text in texts if any(c.isalpha() for c in text)))
        telling = [text for text in found if not _NAMES_BY_EXCEL.fullmatch(text)]
        yield from noted(kind, "\n".join(telling), name.rpartition("/")[2].removesuffix(".xml"))

    return read_part


_COMMENTS = re.compile(r"xl/(?:.*/)?comments?\d*\.xml", re.IGNORECASE)
_THREADS = re.compile(r"xl/threadedComments/.*\.xml", re.IGNORECASE)

# By the names that parts have; the first that fits reads the part.
_READERS: tuple[tuple[re.Pattern[str], PartReader], ...] = tuple(
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
         r"|xl/theme/.*|xl/printerSettings/.*|.*/itemProps\d+\.xml", nothing),
        (r".*\.vml", _vml),
        (r".*/(?:media/.*|thumbnail\..*)", attached(Kind.PICTURE)),
        (r".*\.xml", _texts(Kind.DATA)),
        (r".*", attached(Kind.EMBEDDED)),
    )
)  # fmt: skip
