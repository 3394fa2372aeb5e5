"""The body of a Word document as paragraphs and tables, with every word that stands in it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from ingest.errors import UnreadableFile
from ingest.text import normalise

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN, _BOX = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r", "txbxContent"))
# A text box comes twice, once for old versions of Word; what was deleted or moved away is not there any more.
_GONE = frozenset([qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr")])
_LEFT_OUT = _GONE | {f"{_COMPATIBILITY}Fallback"}
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_FALSE = frozenset({"0", "false", "off", "none"})
_BROKEN = (
    PackageNotFoundError, BadZipFile, zlib.error, LxmlError, KeyError, ValueError, AttributeError, OSError,
    RuntimeError, EOFError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text, normalised, and the part at its beginning that is in bold.

    `boxed` paragraphs stand in a text box, which is anchored to the paragraph before them.
    """

    text: str
    bold: str = ""
    boxed: bool = False

    @property
    def all_bold(self) -> bool:
        """Say whether the whole paragraph is in bold."""
        return bool(self.text) and self.bold == self.text


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells; a cell is its paragraphs."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]


Block = Paragraph | Table


def read_body(content: bytes) -> list[Block]:
    """Return the paragraphs and tables of a Word document in order.

    Text in insertions, links, smart tags and content controls is there; deleted and moved-away text and field codes are
    not; headers, footers, notes and comments are no part of the body. Raises UnreadableFile where it is no Word
    document.
    """
    try:
        document = docx.Document(BytesIO(content))
        body: Any = document.element.body
        styles: Any = document.styles.element
    except _BROKEN:
        advice = "open it in Word and save it again as .docx without a password"
        raise UnreadableFile(kind="a Word document", advice=advice) from None
    return list(_blocks(body, _bold_styles(styles)))


def _blocks(parent: Any, styles: Mapping[str, bool], boxed: bool = False) -> Iterator[Block]:
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield from _paragraph(child, styles, boxed)
        elif child.tag == _TABLE:
            yield _table(child, styles)
        elif child.tag not in _LEFT_OUT:
            yield from _blocks(child, styles, boxed)


def _table(table: Any, styles: Mapping[str, bool]) -> Table:
    rows = []
    for row in _parts(table, _ROW):
        cells = [tuple(_flat(_blocks(cell, styles))) for cell in _parts(row, _CELL)]
        rows.append(tuple(cells))
    return Table(tuple(rows))


def _parts(parent: Any, tag: str) -> Iterator[Any]:
    """Give the rows of a table or the cells of a row, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _parts(child, tag)


def _flat(blocks: Iterator[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (paragraph for row in block.rows for cell in row for paragraph in cell)


def _paragraph(element: Any, styles: Mapping[str, bool], boxed: bool) -> Iterator[Paragraph]:
    boxes: list[Any] = []
    pieces = list(_pieces(element, _paragraph_bold(element, styles), styles, boxes))
    text = normalise("".join(words for words, _ in pieces)).strip()
    if text:
        lead = normalise(_leading_bold(pieces)).strip()
        yield Paragraph(text, lead if text.startswith(lead) else "", boxed)
    for box in boxes:
        yield from _flat(_blocks(box, styles, boxed=True))


def _leading_bold(pieces: list[tuple[str, bool]]) -> str:
    lead = ""
    for words, bold in pieces:
        if not bold and words.strip():
            break
        lead += words
    return lead


def _pieces(parent: Any, bold: bool, styles: Mapping[str, bool], boxes: list[Any]) -> Iterator[tuple[str, bool]]:
    """Give the stretches of text in document order, each with whether it is in bold; collect text boxes in `boxes`."""
    for child in parent:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == _BOX:
            boxes.append(child)
        elif child.tag == qn("w:t"):
            yield child.text or "", bold
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag], bold
        elif child.tag == _RUN:
            yield from _pieces(child, _run_bold(child, bold, styles), styles, boxes)
        else:
            yield from _pieces(child, bold, styles, boxes)


def _on(properties: Any) -> bool | None:
    """Return whether properties switch bold on or off, or None where they leave it as it is."""
    bold = None if properties is None else properties.find(qn("w:b"))
    if bold is None:
        return None
    return str(bold.get(qn("w:val"), "true")).lower() not in _FALSE


def _style_of(properties: Any, tag: str) -> str:
    style = None if properties is None else properties.find(qn(tag))
    return "" if style is None else str(style.get(qn("w:val"), ""))


def _run_bold(run: Any, inherited: bool, styles: Mapping[str, bool]) -> bool:
    properties = run.find(qn("w:rPr"))
    own = _on(properties)
    return own if own is not None else inherited or styles.get(_style_of(properties, "w:rStyle"), False)


def _paragraph_bold(paragraph: Any, styles: Mapping[str, bool]) -> bool:
    """Say whether a paragraph is in bold by its style, or by its mark where no run says anything about bold itself."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return False
    mark = _on(properties.find(qn("w:rPr"))) and len(list(paragraph.iter(qn("w:b")))) == 1
    return bool(mark) or styles.get(_style_of(properties, "w:pStyle"), False)


def _bold_styles(root: Any) -> dict[str, bool]:
    """Return for each style whether it is bold, by itself or by the style that it is based on."""
    own, parents = {}, {}
    for style in root.findall(qn("w:style")):
        name = str(style.get(qn("w:styleId"), ""))
        own[name] = _on(style.find(qn("w:rPr")))
        parents[name] = _style_of(style, "w:basedOn")
    return {name: _inherited(name, own, parents) for name in own}


def _inherited(name: str, own: Mapping[str, bool | None], parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while name in own and name not in seen:
        seen.add(name)
        value = own[name]
        if value is not None:
            return value
        name = parents[name]
    return False
