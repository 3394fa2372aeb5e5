"""The body of an OpenDocument text as paragraphs and tables, with every word in it, and what hides there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.document import Block, Cell, Table, paragraphs_of
from ingest.errors import TooLarge, UnreadableFile
from ingest.outside import Kind
from ingest.readers.odt_parts import (
    OF_THE_FILE,
    PARAGRAPH,
    TEXT,
    Flow,
    Look,
    Styles,
    controls,
    data,
    get,
    named,
    plain,
    tag_of,
)  # fmt: skip
from ingest.records import Outside
from ingest.rules import ACCEPT, REJECT
from ingest.text import normalise

KIND, ADVICE = "an OpenDocument text", "open it in LibreOffice and save it again as .odt"

# Lists, tables and boxes inside one another come to some thirty levels.
_DEEPEST = 100
_MOST_SPACES = 100
_MOST_EMPTY_CELLS = 64
_MOST_COPIES = 20_000

_AS_IT_IS = Look()
_BLANKS = re.compile("[ \t\r\n]+")
_INTERNAL = re.compile(r"#|(?:\./)?(?:Pictures|Object|media)", re.IGNORECASE)
# What programs call frames, pictures, tables and sections.
_DEFAULT_NAME = re.compile(
    r"(?:text ?)?(?:frame|box|image|picture|graphics?|object|shape|table|section)? ?\d*", re.IGNORECASE
)


@dataclass(slots=True)
class _Region:
    """A tracked change: what was deleted, and whether the words had been inserted; `met` once the text refers to it."""

    deletion: Any | None
    inserted: bool
    met: bool = False


@dataclass(slots=True)
class Body:
    """Reads the body of one document; `outside` fills with what is no speech, `changes` counts tracked changes."""

    styles: Styles
    changes_are: str = ACCEPT
    outside: list[Outside] = field(default_factory=list)
    changes: int = 0
    _regions: dict[str, _Region] = field(default_factory=dict)
    _insertions: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    _flow: Flow = field(default_factory=Flow)
    _authors: set[str] = field(default_factory=set)
    _place: str = ""
    _paragraphs: int = 0
    _tables: int = 0
    _depth: int = 0
    _copies: int = 0

    def blocks(self, text: Any) -> list[Block]:
        """Return the paragraphs and tables of the text, in order. Raises UnreadableFile, TooLarge."""
        self._children(text, _AS_IT_IS)
        if self._rejecting:
            # An insertion without an end would take away the rest of the interview.
            raise UnreadableFile(kind=KIND, advice=ADVICE)
        self._flow.close()
        for region in self._regions.values():
            if region.deletion is not None and not region.met:
                self.apart(Kind.DELETED, region.deletion, "tracked changes")
        return self._flow.blocks

    def apart(self, kind: Kind, element: Any, place: str = "") -> None:
        """Note the words of an element that are no speech."""
        blocks = self._inside(element, _AS_IT_IS, place or self._place, aside=True)
        self._note(kind, "\n".join(paragraph.text for paragraph in paragraphs_of(blocks)), place)

    def data(self, element: Any, look: Look = _AS_IT_IS) -> None:
        """Note what macros, variables and links to databases say."""
        for text in data(element):
            self._note(Kind.DATA, text)

    @property
    def _rejecting(self) -> bool:
        """Say whether what comes was inserted and is not wanted."""
        return self.changes_are == REJECT and bool(self._insertions) and not self._flow.aside

    def _children(self, parent: Any, look: Look) -> None:
        if self._depth >= _DEEPEST:
            raise UnreadableFile(kind=KIND, advice=ADVICE)
        self._depth += 1
        self._say(parent.text, look)
        for element in parent:
            self._element(element, look)
            self._say(element.tail, look)
        self._depth -= 1

    def _element(self, element: Any, look: Look) -> None:
        href = get(element, "xlink:href")
        if href and not _INTERNAL.match(href):
            self._note(Kind.LINK, href)
        _HANDLERS.get(named(element.tag), Body._children)(self, element, look)

    def _say(self, text: str | None, look: Look) -> None:
        """Add text as OpenDocument wants it: blanks are one space, and none begins a paragraph."""
        if not text or not self._flow.inline:
            return
        text = _BLANKS.sub(" ", text)
        if self._flow.blank and not look.hidden and not self._rejecting:
            text = text.removeprefix(" ")
        self._add(text, look)

    def _add(self, text: str, look: Look) -> None:
        if look.hidden:
            self._flow.gone.append(text)
            return
        if not self._flow.aside:
            for _, inserted in self._insertions.values():
                inserted.append(text)
        if text and not self._rejecting:
            self._flow.add(text, look, self._place)

    def _note(self, kind: Kind, text: str, place: str = "") -> None:
        text = normalise(text).strip()
        if text:
            self.outside.append(Outside(kind, text, place or self._place))

    def _author(self, element: Any, place: str) -> None:
        for one in element.iter(tag_of("dc:creator")):
            author = (one.text or "").strip()
            if author not in self._authors:
                self._authors.add(author)
                self._note(Kind.AUTHOR, author, place)

    def _inside(self, element: Any, look: Look, inside: str, boxed: bool = False, aside: bool = False) -> list[Block]:
        """Return the paragraphs and tables of something that stands inside the text without being of its flow."""
        outer, place = self._flow, self._place
        self._flow, self._place = Flow(inside, boxed, aside or outer.aside), inside
        self._children(element, look)
        self._flow.close()
        blocks, self._flow, self._place = self._flow.blocks, outer, place
        return blocks

    def _paragraph(self, element: Any, look: Look) -> None:
        flow, style = self._flow, get(element, "text:style-name")
        outer = flow.inline
        # A paragraph cannot stand in another; where a damaged file has one, it is one of its own.
        flow.ended = flow.ended or outer
        self._place = flow.put_back_at or self._next_place()
        flow.begin(self._place, named(element.tag) == "text:h" or self.styles.heading(style))
        flow.inline = True
        self._children(element, self.styles.look(PARAGRAPH, style, Look(hidden=look.hidden or _hides(element))))
        flow.inline = outer
        self._note(Kind.HIDDEN, "".join(flow.gone))
        flow.gone.clear()
        # The end itself may have been inserted.
        flow.ended = not self._rejecting
        for _, inserted in self._insertions.values() if not flow.aside else ():
            inserted.append("\n")

    def _next_place(self) -> str:
        self._paragraphs += 1
        self._flow.number += 1
        inside = self._flow.inside
        return f"{inside}, paragraph {self._flow.number}" if inside else f"paragraph {self._paragraphs}"

    def _span(self, element: Any, look: Look) -> None:
        self._note(Kind.LINK, get(element, "office:title"))
        self._children(element, self.styles.look(TEXT, get(element, "text:style-name"), look))

    def _spaces(self, element: Any, look: Look) -> None:
        self._add(" " * min(_number(get(element, "text:c")), _MOST_SPACES), look)
        self._flow.blank = False

    def _tab(self, element: Any, look: Look) -> None:
        self._add("\t", look)

    def _line_break(self, element: Any, look: Look) -> None:
        self._add("\n", look)

    def _hidden_text(self, element: Any, look: Look) -> None:
        """Read a text that a condition hides; some programs keep its words beside it only."""
        if get(element, "text:is-hidden") == "false":
            self._children(element, look)
        else:
            self._note(Kind.HIDDEN, plain(element) or get(element, "text:string-value"))

    def _conditional_text(self, element: Any, look: Look) -> None:
        """Read the one of two texts that is shown."""
        for one in ("text:string-value-if-true", "text:string-value-if-false"):
            if get(element, one).strip() != plain(element):
                self._note(Kind.HIDDEN, get(element, one))
        self._children(element, look)

    def _section(self, element: Any, look: Look) -> None:
        display = get(element, "text:display")
        self._name(element, "text:name")
        if display == "none" or (display == "condition" and get(element, "text:is-hidden") == "true"):
            self.apart(Kind.HIDDEN, element)
        else:
            self._children(element, look)

    def _chosen(self, element: Any, look: Look) -> None:
        """Read what was chosen or filled in; what else there was to choose from is no text."""
        self._controls(element, look)
        if get(element, "loext:showing-place-holder") == "true":
            self._note(Kind.CONTROL, plain(element))
        else:
            self._children(element, look)

    def _controls(self, element: Any, look: Look) -> None:
        for text in controls(element):
            self._note(Kind.CONTROL, text)

    def _forms(self, element: Any, look: Look) -> None:
        self._controls(element, look)
        for one in element.iter(tag_of("form:form")):
            self._note(Kind.DATA, " ".join((get(one, "form:datasource"), get(one, "form:command"))), "form")
            self._note(Kind.LINK, get(one, "xlink:href"), "form")

    def _footnote(self, element: Any, look: Look) -> None:
        kind = Kind.ENDNOTE if get(element, "text:note-class") == "endnote" else Kind.FOOTNOTE
        for one in element.iterchildren(tag_of("text:note-body")):
            self.apart(kind, one)

    def _comment(self, element: Any, look: Look) -> None:
        self._author(element, "comments")
        self.apart(Kind.COMMENT, element)

    def _shape(self, element: Any, look: Look) -> None:
        """Read a text box or another shape: its paragraphs come after the one that it is anchored to."""
        self._name(element, "draw:name")
        page = get(element, "text:anchor-page-number")
        place = f"text box on page {_number(page)}" if page else f"text box at {self._place or 'the beginning'}"
        self._flow.after += self._inside(element, Look(hidden=look.hidden), place, boxed=True)

    def _name(self, element: Any, key: str) -> None:
        """Note what somebody called a picture, a table or a section."""
        if not _DEFAULT_NAME.fullmatch(get(element, key)):
            self._note(Kind.BOOKMARK, get(element, key))

    def _bookmark(self, element: Any, look: Look) -> None:
        for key in ("text:name", "text:string-value", "text:key1", "text:key2"):
            if not get(element, key).startswith("_"):
                self._note(Kind.BOOKMARK, get(element, key))

    def _table_or_frame(self, table: Any, look: Look) -> None:
        """Read a table, or what stands in one of a single cell a row around others, which is no more than a frame."""
        rows = [[cell for cell in row if named(cell.tag) in _CELLS] for row in table.iter(_ROW) if _of(row, table)]
        if all(len(row) == 1 for row in rows) and any(cell.find(_TABLE) is not None for row in rows for cell in row):
            self._children(table, look)
        else:
            self._table(table, look)

    def _table(self, table: Any, look: Look) -> None:
        self._tables += 1
        place = f"{self._flow.inside}, table" if self._flow.inside else f"table {self._tables}"
        self._name(table, "table:name")
        unwanted = self._rejecting
        rows: list[tuple[Cell, ...]] = []
        number = 1
        for row in self._parts(table, ("table:table-row",), look):
            inserted = self._rejecting
            cells = self._row(row, f"{place}, row {number}", look)
            times = _number(get(row, "table:number-rows-repeated"))
            number += times
            if not (inserted and self._rejecting):
                rows += [cells] * self._times(times, sum(map(len, cells)), most_empty=1)
        if not (unwanted and self._rejecting):
            self._flow.close()
            self._flow.blocks.append(Table(tuple(rows)))

    def _row(self, row: Any, place: str, look: Look) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        column = 1
        for element in self._parts(row, _CELLS, look):
            where = f"{place}, column {column}"
            times = _number(get(element, "table:number-columns-repeated"))
            column += times
            cell: Cell = ()
            if named(element.tag) == _CELLS[0]:
                cell = tuple(paragraphs_of(self._inside(element, Look(hidden=look.hidden), where)))
            else:
                # A merged cell covers it; its words are still in the file.
                self.apart(Kind.HIDDEN, element, where)
            cells += [cell] * self._times(times, len(cell), most_empty=_MOST_EMPTY_CELLS)
        return tuple(cells)

    def _times(self, times: int, words: int, most_empty: int) -> int:
        """Return how often a row or a cell is to come: empty ones not beyond any table, others as often as they say."""
        if not words:
            return min(times, most_empty)
        self._copies += (times - 1) * words
        if self._copies > _MOST_COPIES:
            raise TooLarge
        return times

    def _parts(self, parent: Any, wanted: tuple[str, ...], look: Look) -> Iterator[Any]:
        """Give the rows of a table, also those in groups, or the cells of a row."""
        waiting = list(reversed(parent))
        while waiting:
            element = waiting.pop()
            name = named(element.tag)
            if name in wanted:
                yield element
            elif name in _ROW_GROUPS:
                waiting += reversed(element)
            else:
                self._element(element, look)

    def _tracked(self, element: Any, look: Look) -> None:
        """Take note of the changes that the text refers to."""
        for region in element.iterchildren(tag_of("text:changed-region")):
            self._author(region, "tracked changes")
            for info in region.iter(tag_of("office:change-info")):
                self._note(Kind.COMMENT, _paragraphs(info), "tracked changes")
            deletion, insertion = region.find(tag_of("text:deletion")), region.find(tag_of("text:insertion"))
            if deletion is not None or insertion is not None:
                self.changes += 1
                key = get(region, "xml:id") or get(region, "text:id")
                self._regions[key] = _Region(deletion, insertion is not None)

    def _insertion_starts(self, element: Any, look: Look) -> None:
        key = get(element, "text:change-id")
        region = self._regions.get(key)
        if region is not None and region.inserted and not self._flow.aside:
            self._insertions[key] = (self._place, [])

    def _insertion_ends(self, element: Any, look: Look) -> None:
        if not self._flow.aside:
            place, inserted = self._insertions.pop(get(element, "text:change-id"), ("", []))
            self._note(Kind.INSERTED, "".join(inserted), place)

    def _deletion(self, element: Any, look: Look) -> None:
        """Note what was deleted here, once, and put it back where that is wanted."""
        region = self._regions.get(get(element, "text:change-id"))
        if region is None or region.deletion is None or region.met:
            return
        region.met = True
        if self.changes_are == REJECT and not region.inserted:
            self._note(Kind.DELETED, _paragraphs(region.deletion))
            self._put_back(region.deletion, look)
        else:
            self.apart(Kind.DELETED, region.deletion)

    def _put_back(self, deletion: Any, look: Look) -> None:
        """Read what was deleted; inside a paragraph it begins as the rest of that one and ends as its beginning."""
        flow, place = self._flow, self._place
        inline, before = flow.inline, flow.put_back_at
        flow.inline = False
        flow.put_back_at = place if inline else before
        self._children(deletion, Look(hidden=look.hidden))
        flow.inline, flow.put_back_at = inline, before
        if inline:
            self._place = place
            flow.ended = False
            flow.begin(place)


def _paragraphs(element: Any) -> str:
    """Return the words of an element without who changed it and when."""
    return "\n".join(plain(one) for one in element if named(one.tag) not in _WHO_AND_WHEN)


def _number(text: str) -> int:
    """Return how often something is repeated: once where it is not said."""
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


def _of(row: Any, table: Any) -> bool:
    """Say whether a row is of this table, not of one inside it."""
    return next(row.iterancestors(_TABLE)) is table


def _hides(paragraph: Any) -> bool:
    """Say whether a paragraph has a field that hides it."""
    return any(
        get(one, "text:is-hidden") == "true" and next(one.iterancestors(*_PARAGRAPHS)) is paragraph
        for one in paragraph.iter(tag_of("text:hidden-paragraph"))
    )


def _as(kind: Kind) -> Handler:
    def note(body: Body, element: Any, look: Look) -> None:
        body._note(kind, plain(element))

    return note


def _nothing(body: Body, element: Any, look: Look) -> None:
    """Leave out what is no text."""


Handler = Callable[[Body, Any, Look], None]

_PARAGRAPHS = (tag_of("text:p"), tag_of("text:h"))
_ROW, _TABLE = tag_of("table:table-row"), tag_of("table:table")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_ROW_GROUPS = frozenset({"table:table-rows", "table:table-header-rows", "table:table-row-group"})
_WHO_AND_WHEN = (
    "office:change-info", "dc:creator", "dc:date", "meta:date-string", "meta:creator-initials", "loext:sender-initials",
)  # fmt: skip
_MARKS = (
    "bookmark bookmark-start reference-mark reference-mark-start alphabetical-index-mark alphabetical-index-mark-start "
    "toc-mark toc-mark-start user-index-mark user-index-mark-start"
).split()
_SHAPES = (
    "frame custom-shape rect ellipse circle line polyline polygon regular-polygon path connector caption measure"
).split()

# What is not named here is only what holds its children.
_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys((f"text:{name}" for name in OF_THE_FILE), _as(Kind.FIELD)),
    **dict.fromkeys((f"text:{name}" for name in _MARKS), Body._bookmark),
    **dict.fromkeys((f"draw:{name}" for name in _SHAPES), Body._shape),
    **dict.fromkeys(("text:p", "text:h"), Body._paragraph),
    **dict.fromkeys(("text:span", "text:a"), Body._span),
    "text:s": Body._spaces,
    "text:tab": Body._tab,
    "text:line-break": Body._line_break,
    "text:section": Body._section,
    "text:hidden-text": Body._hidden_text,
    "text:conditional-text": Body._conditional_text,
    "text:placeholder": _as(Kind.CONTROL),
    **dict.fromkeys(("text:drop-down", "text:text-input", "loext:content-control"), Body._chosen),
    "field:param": Body._controls,
    "text:ruby-text": _as(Kind.NOTE),
    "text:note": Body._footnote,
    "office:annotation": Body._comment,
    **dict.fromkeys(("svg:title", "svg:desc", "table:title", "table:desc"), _as(Kind.ALT_TEXT)),
    "draw:object": _as(Kind.EMBEDDED),
    "office:forms": Body._forms,
    **dict.fromkeys(("text:script", "text:user-field-decls", "text:dde-connection-decls"), Body.data),
    "table:table": Body._table_or_frame,
    "text:tracked-changes": Body._tracked,
    "text:change-start": Body._insertion_starts,
    "text:change-end": Body._insertion_ends,
    "text:change": Body._deletion,
    **dict.fromkeys((*_WHO_AND_WHEN, "text:number", "office:binary-data"), _nothing),
}
