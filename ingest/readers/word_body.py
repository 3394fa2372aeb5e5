"""The body of a Word document as paragraphs and tables, with every word that stands in it, and what hides there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.containers import local
from ingest.document import Block, Cell, Paragraph, Table, leading, paragraphs_of
from ingest.outside import Kind
from ingest.places import join
from ingest.readers.fields import Field
from ingest.readers.ledger import Ledger
from ingest.readers.word_numbering import Numbering
from ingest.readers.word_styles import BOLD, HIDDEN, ITALIC, Styles, attribute, child, switched, value_of
from ingest.text import trace

_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PROPERTIES = frozenset({"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rt", "sdtPr", "sdtEndPr"})
_INSERTIONS, _DELETIONS = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})

_WORDS_OF_A_SENTENCE = 5
# What attributes tell, by the elements that have them.
_TELLING: dict[str, tuple[tuple[Kind, tuple[str, ...]], ...]] = {
    **dict.fromkeys(("docPr", "cNvPr"), ((Kind.ALT_TEXT, ("descr", "title")), (Kind.PICTURE, ("name",)))),
    **dict.fromkeys(("shape", "rect", "oval", "roundrect"), ((Kind.ALT_TEXT, ("alt",)),)),
    "hyperlink": ((Kind.LINK, ("tooltip",)),),
    "permStart": ((Kind.AUTHOR, ("ed",)),),
    "textpath": ((Kind.TEXT_BOX, ("string",)),),
    **dict.fromkeys(("moveFromRangeStart", "moveToRangeStart"), ((Kind.BOOKMARK, ("name",)),)),
}
_NAMED_BY_WORD = re.compile(
    r"(?:(?:Picture|Image|Graphic|Text Box|TextBox|Textfeld|Rectangle|Group|Chart|Object|Diagram|Shape|Oval|Line|"
    r"Canvas|Straight Connector|Text|Check|Dropdown|move)\s*\d*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    bold: bool
    italic: bool
    look: tuple[str, ...] = ()
    of_the_file: bool = False


@dataclass(slots=True)
class Body:
    """Reads the body of one document; `ledger` fills with what is no speech and counts tracked changes."""

    styles: Styles
    ledger: Ledger
    numbering: Numbering = Numbering()
    _fields: list[Field] = field(default_factory=list)
    _gone: list[str] = field(default_factory=list)
    _place: str = ""

    def blocks(self, parent: Any) -> list[Block]:
        """Return the paragraphs and tables below an element, in order."""
        return list(self._merged(self._blocks(parent)))

    def _blocks(self, parent: Any, boxed: bool = False, inside: str = "") -> Iterator[tuple[Block, bool]]:
        """Give each block with whether its paragraph mark is gone, so that the next paragraph goes on with it."""
        number = 0
        for element in parent:
            name = local(element.tag)
            if name == "p":
                number += 1
                yield from self._paragraph(element, boxed, f"{inside}, paragraph {number}" if inside else "")
            elif name == "tbl":
                yield from self._table_or_frame(element, boxed, inside)
            elif not self._skip(element, name):
                yield from self._blocks(element, boxed, inside)

    def _merged(self, blocks: Iterable[tuple[Block, bool]]) -> Iterator[Block]:
        """Join a paragraph whose mark is gone with the one after it."""
        open_: Paragraph | None = None
        for block, unmarked in blocks:
            if open_ is not None and isinstance(block, Paragraph) and not block.boxed:
                block = replace(open_, words=join((one for one in (open_.words, block.words) if one), " "))
                open_ = None
            elif open_ is not None:
                yield open_
                open_ = None
            if unmarked and isinstance(block, Paragraph):
                open_ = block
            elif not isinstance(block, Paragraph) or block.text:
                yield block
        if open_ is not None and open_.text:
            yield open_

    def _skip(self, element: Any, name: str) -> bool:
        """Say whether an element is no text here, and note what it holds."""
        if name in _PROPERTIES:
            self._properties(element, name)
            return True
        if name == "AlternateContent":
            return False
        if name == "Fallback":
            return child(element.getparent(), "Choice") is not None
        if name in _INSERTIONS | _DELETIONS:
            return self._changed(element, name)
        if name == "sdt":
            return self._control(element)
        if name == "bookmarkStart":
            self._note(Kind.BOOKMARK, "" if attribute(element, "name").startswith("_") else attribute(element, "name"))
        if name == "altChunk":
            self._note(Kind.EMBEDDED, "a document inside the document")
        for kind, attributes in _TELLING.get(name, ()):
            for one in attributes:
                self._tell(kind, attribute(element, one))
        return False

    def _tell(self, kind: Kind, text: str) -> None:
        """Note what an attribute holds, but for what Word itself calls things."""
        if not _NAMED_BY_WORD.fullmatch(text):
            self._note(kind, text)

    def _properties(self, properties: Any, name: str) -> None:
        """Note who changed how something looks, what a table is called, and what is read above a word."""
        for one in properties.iter() if name != "rt" else ():
            if local(one.tag).endswith("PrChange"):
                self._author(one)
            elif local(one.tag) in ("tblCaption", "tblDescription"):
                self._note(Kind.ALT_TEXT, value_of(one))
        if name == "rt":
            self._note(Kind.NOTE, "".join(properties.itertext()))

    def _changed(self, element: Any, name: str) -> bool:
        """Note a tracked change, and say whether its text is not there."""
        self.ledger.changes += 1
        self._author(element)
        text = "".join(one.text or "" for one in element.iter() if local(one.tag) in ("t", "delText"))
        inserted = name in _INSERTIONS
        self._note(Kind.INSERTED if inserted else Kind.DELETED, text)
        return inserted if self.ledger.rejecting else not inserted

    def _author(self, element: Any) -> None:
        self.ledger.note_once(Kind.AUTHOR, attribute(element, "author"), "tracked changes")

    def _control(self, element: Any) -> bool:
        """Note what a content control is called and offers; say whether it only shows a placeholder."""
        properties = child(element, "sdtPr")
        for one in [] if properties is None else properties.iter():
            if local(one.tag) in ("alias", "tag"):
                self._note(Kind.CONTROL, value_of(one))
            elif local(one.tag) == "listItem":
                self._note(Kind.CONTROL, attribute(one, "displayText") or attribute(one, "value"))
        if child(properties, "showingPlcHdr") is None:
            return False
        content = child(element, "sdtContent")
        self._note(Kind.CONTROL, "".join(content.itertext()) if content is not None else "")
        return True

    def _note(self, kind: Kind, text: str) -> None:
        self.ledger.note(kind, text, self._place)

    def _table_or_frame(self, table: Any, boxed: bool, inside: str) -> Iterator[tuple[Block, bool]]:
        """Give a table, or what stands in one of a single cell a row, which is no more than a frame."""
        rows = [child_ for child_ in table if local(child_.tag) == "tr"]
        cells = [[cell for cell in row if local(cell.tag) == "tc"] for row in rows]
        framed = all(len(row) == 1 for row in cells) and any(local(one.tag) == "tbl" for row in cells for one in row[0])
        if not (rows and framed):
            yield self._table(table, inside), False
            return
        for number, row in enumerate(cells, start=1):
            yield from self._blocks(row[0], boxed, f"{inside}{', ' if inside else ''}frame, row {number}")

    def _table(self, table: Any, inside: str) -> Table:
        self.ledger.tables += 1
        name = f"{inside}, table" if inside else f"table {self.ledger.tables}"
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(self._parts(table, "tr"), start=1):
            if self._row_gone(child(row, "trPr")):
                continue
            cells = [
                self._cell(cell, f"{name}, row {number}, column {column}")
                for column, cell in enumerate(self._parts(row, "tc"), start=1)
                if not self._row_gone(child(cell, "tcPr"))
            ]
            rows.append(tuple(cells))
        return Table(tuple(rows))

    def _cell(self, cell: Any, place: str) -> Cell:
        return tuple(paragraphs_of(self._merged(self._blocks(cell, inside=place))))

    def _row_gone(self, properties: Any | None) -> bool:
        """Say whether a tracked change took a row or a cell away."""
        names = {local(one.tag): one for one in (() if properties is None else properties)}
        for name, inserted in (("ins", True), ("cellIns", True), ("del", False), ("cellDel", False)):
            if name in names:
                self.ledger.changes += 1
                self._author(names[name])
                owner = names[name].getparent().getparent()
                texts = (one.text or "" for one in owner.iter() if local(one.tag) in ("t", "delText"))
                self._note(Kind.INSERTED if inserted else Kind.DELETED, " ".join(texts))
                return inserted == self.ledger.rejecting
        return False

    def _parts(self, parent: Any, wanted: str) -> Iterator[Any]:
        """Give the rows of a table or the cells of a row, also those inside content controls and insertions."""
        for element in parent:
            name = local(element.tag)
            if name == wanted:
                yield element
            elif not self._skip(element, name):
                yield from self._parts(element, wanted)

    def _paragraph(self, element: Any, boxed: bool, place: str) -> Iterator[tuple[Block, bool]]:
        self.ledger.paragraphs += 1
        self._place = place or f"{'text box, ' if boxed else ''}paragraph {self.ledger.paragraphs}"
        where = self._place
        properties = child(element, "pPr")
        style = value_of(child(properties, "pStyle"))
        boxes: list[Any] = []
        look = (self._on(element, properties, style, BOLD), self._on(element, properties, style, ITALIC))
        pieces = self._spoken(list(self._pieces(element, look, self.styles.on(style, HIDDEN), boxes)))
        self._flush()
        sign = self.numbering.label(properties)
        if sign and pieces:
            pieces.insert(0, _Piece(sign, *look))
        unmarked = self._mark_gone(child(properties, "rPr"))
        words = trace("".join(piece.text for piece in pieces), where).strip()
        if words or unmarked:
            bold = leading(words.text, [(piece.text, piece.bold) for piece in pieces])
            italic = leading(words.text, [(piece.text, piece.italic) for piece in pieces])
            heading = self.styles.heading(style) or child(properties, "outlineLvl") is not None
            looks = [(piece.text, piece.look == pieces[0].look) for piece in pieces]
            yield Paragraph(words, bold, italic, leading(words.text, looks), boxed, heading), unmarked
        for box in boxes:
            yield from self._blocks(box, boxed=True, inside=f"text box at {where}")

    def _spoken(self, pieces: list[_Piece]) -> list[_Piece]:
        """Leave out what fields tell of the file, unless it stands inside a sentence."""
        others = sum(len(piece.text.split()) for piece in pieces if not piece.of_the_file)
        if others >= _WORDS_OF_A_SENTENCE:
            return pieces
        self._note(Kind.FIELD, "".join(piece.text for piece in pieces if piece.of_the_file))
        return [piece for piece in pieces if not piece.of_the_file]

    def _mark_gone(self, mark: Any | None) -> bool:
        names = {local(one.tag): one for one in (() if mark is None else mark)}
        changed = [names[name] for name in ("ins", "del", "moveFrom", "moveTo") if name in names]
        for change in changed:
            self.ledger.changes += 1
            self._author(change)
        gone = _INSERTIONS if self.ledger.rejecting else _DELETIONS
        return any(local(change.tag) in gone for change in changed)

    def _pieces(self, parent: Any, look: tuple[bool, bool], hidden: bool, boxes: list[Any]) -> Iterator[_Piece]:
        """Give the stretches of text in document order, each with its look; collect text boxes in `boxes`."""
        for element in parent:
            name = local(element.tag)
            if name == "txbxContent":
                boxes.append(element)
            elif name in ("t", "delText") or name in _CHARACTERS or name == "sym":
                yield from self._text(_character(element, name), look, hidden)
            elif name == "fldChar":
                self._form_field(element)
                self._field(attribute(element, "fldCharType"))
            elif name in ("instrText", "delInstrText"):
                self._instruction(element.text or "")
            elif name == "fldSimple":
                self._fields.append(Field(attribute(element, "instr"), True))
                yield from self._pieces(element, look, hidden, boxes)
                self._note(Kind.FIELD, self._fields.pop().code)
            elif name == "r":
                yield from self._run(element, look, hidden, boxes)
            elif not self._skip(element, name):
                yield from self._pieces(element, look, hidden, boxes)

    def _run(self, run: Any, look: tuple[bool, bool], hidden: bool, boxes: list[Any]) -> Iterator[_Piece]:
        properties = child(run, "rPr")
        style = value_of(child(properties, "rStyle"))
        own = [switched(properties, switch) for switch in (BOLD, ITALIC)]
        bold, italic = (
            one if one is not None else before or self.styles.on(style, switch)
            for one, before, switch in zip(own, look, (BOLD, ITALIC), strict=True)
        )
        vanish = switched(properties, HIDDEN)
        unseen = vanish if vanish is not None else hidden or self.styles.on(style, HIDDEN)
        for piece in self._pieces(run, (bold, italic), unseen, boxes):
            yield replace(piece, look=piece.look or (str(bold), str(italic), style, *_look(properties)))

    def _text(self, text: str, look: tuple[bool, bool], hidden: bool) -> Iterator[_Piece]:
        if hidden:
            self._gone.append(text)
        elif all(field.result for field in self._fields):
            yield _Piece(text, *look, of_the_file=any(field.of_the_file for field in self._fields))

    def _field(self, what: str) -> None:
        if what == "begin":
            self._fields.append(Field())
        elif what == "separate" and self._fields:
            self._fields[-1].result = True
        elif what == "end" and self._fields:
            self._note(Kind.FIELD, self._fields.pop().code)

    def _form_field(self, element: Any) -> None:
        """Note what an old form's field is called and says."""
        for one in element.iter():
            if local(one.tag) in ("name", "default", "helpText", "statusText", "entryMacro", "listEntry"):
                self._tell(Kind.CONTROL, value_of(one))

    def _instruction(self, text: str) -> None:
        if self._fields and not self._fields[-1].result:
            self._fields[-1].code += text
        else:
            self._note(Kind.FIELD, text)

    def _flush(self) -> None:
        self._note(Kind.HIDDEN, "".join(self._gone))
        self._gone.clear()

    def _on(self, paragraph: Any, properties: Any | None, style: str, switch: str) -> bool:
        """Say whether a paragraph is bold by its style, or by its mark where no run says anything about it itself."""
        mark = switched(child(properties, "rPr"), switch)
        if mark:
            said = sum(local(one.tag) == switch for one in paragraph.iter())
            return said == 1 or self.styles.on(style, switch)
        return self.styles.on(style, switch)


def _look(properties: Any | None) -> tuple[str, ...]:
    """Return what else sets a run apart: underlining, capitals, a colour."""
    found = ((name, child(properties, name)) for name in ("u", "caps", "smallCaps", "color", "highlight"))
    return tuple(f"{name} {value_of(one)}" for name, one in found if one is not None)


def _character(element: Any, name: str) -> str:
    if name == "sym":
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return ""
        return "" if 0xE000 <= code <= 0xF8FF else chr(code)
    return _CHARACTERS.get(name) or element.text or ""
