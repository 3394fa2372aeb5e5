"""The body of an OpenDocument text as paragraphs and tables, with every word that stands in it, and what hides there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.document import Block, Cell, Table, paragraphs_of
from ingest.errors import TooLarge, UnreadableFile
from ingest.outside import Kind
from ingest.readers.odt_parts import BOLD, HIDDEN, ITALIC, PARAGRAPH, TEXT, Styles, get, named, plain, tag_of
from ingest.records import Outside
from ingest.rules import ACCEPT, REJECT
from ingest.text import normalise

KIND, ADVICE = "an OpenDocument text", "open it in LibreOffice and save it again as .odt"

# Lists, tables and boxes inside one another come to some thirty levels.
_DEEPEST = 100
_MOST_SPACES = 100
_MOST_EMPTY_CELLS = 64
_MOST_COPIES = 20_000

_BLANKS = re.compile("[ \t\r\n]+")
_INTERNAL = re.compile(r"#|(?:\./)?(?:Pictures|Object|media)", re.IGNORECASE)
_DEFAULT_NAME = re.compile(
    r"(?:\w*[Ff]rame|[Ii]mages?|[Gg]raphics?|[Oo]bject|[Ss]hape|[Tt]able|[Ss]ection|[Tt]ext ?[Bb]ox)? ?\d*"
)


@dataclass(slots=True)
class _Region:
    """A tracked change: what was deleted, where something was, and whether it had been inserted before."""

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
        self._children(text, Look())
        self._flow.close()
        if self._rejecting:
            # An insertion without an end would take away the rest of the interview.
            raise UnreadableFile(kind=KIND, advice=ADVICE)
        for region in self._regions.values():
            if region.deletion is not None and not region.met:
                self.apart(Kind.DELETED, region.deletion, "tracked changes")
        return self._flow.blocks

    def apart(self, kind: Kind, element: Any, place: str = "") -> None:
        """Note the words of an element that are no speech."""
        blocks = self._inside(element, Look(), place or self._place, aside=True)
        self._note(kind, "\n".join(paragraph.text for paragraph in paragraphs_of(blocks)), place)

    def scripts(self, element: Any) -> None:
        """Note the macros that a document brings with it."""
        for one in element.iter():
            self._note(Kind.DATA, " ".join((one.text or "", get(one, "xlink:href"))), "scripts")

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
        if not text:
            return
        if look.hidden:
            self._flow.gone.append(text)
            return
        if not self._flow.aside:
            for _, inserted in self._insertions.values():
                inserted.append(text)
        if not self._rejecting:
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
        self._flow = Flow(inside, boxed, aside or outer.aside)
        self._children(element, look)
        self._flow.close()
        blocks, self._flow, self._place = self._flow.blocks, outer, place
        return blocks

    # Paragraphs and what stands in them.

    def _paragraph(self, element: Any, look: Look) -> None:
        flow, style = self._flow, get(element, "text:style-name")
        outer = flow.inline
        # A paragraph cannot stand in another; where a damaged file has one, it is one of its own.
        flow.ended = flow.ended or outer
        self._place = flow.put_back_at or self._next_place()
        flow.begin(self._place, named(element.tag) == "text:h" or self.styles.heading(style))
        flow.inline = True
        self._children(element, self._looking(PARAGRAPH, style, Look(hidden=look.hidden or _hides(element))))
        flow.inline = outer
        self._end()

    def _next_place(self) -> str:
        self._paragraphs += 1
        self._flow.number += 1
        inside = self._flow.inside
        return f"{inside}, paragraph {self._flow.number}" if inside else f"paragraph {self._paragraphs}"

    def _end(self) -> None:
        """End a paragraph, unless its end was inserted and is not wanted."""
        flow = self._flow
        self._note(Kind.HIDDEN, "".join(flow.gone))
        flow.gone.clear()
        flow.ended = not self._rejecting
        for _, inserted in self._insertions.values() if not flow.aside else ():
            inserted.append("\n")

    def _looking(self, family: str, style: str, before: Look) -> Look:
        bold, italic, hidden = (
            had if (says := self.styles.says(family, style, switch)) is None else says
            for switch, had in ((BOLD, before.bold), (ITALIC, before.italic), (HIDDEN, before.hidden))
        )
        return Look(bold, italic, hidden or (family == PARAGRAPH and before.hidden))

    def _span(self, element: Any, look: Look) -> None:
        self._note(Kind.LINK, get(element, "office:title"))
        self._children(element, self._looking(TEXT, get(element, "text:style-name"), look))

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
        shown = plain(element)
        for one in ("text:string-value-if-true", "text:string-value-if-false"):
            if get(element, one).strip() != shown:
                self._note(Kind.HIDDEN, get(element, one))
        self._children(element, look)

    def _section(self, element: Any, look: Look) -> None:
        display = get(element, "text:display")
        self._name(element, "text:name")
        if display == "none" or (display == "condition" and get(element, "text:is-hidden") == "true"):
            self.apart(Kind.HIDDEN, element)
        else:
            self._children(element, look)

    def _drop_down(self, element: Any, look: Look) -> None:
        for label in element.iter(tag_of("text:label")):
            self._note(Kind.CONTROL, get(label, "text:value"))
        self._children(element, look)

    def _content_control(self, element: Any, look: Look) -> None:
        for called in ("loext:alias", "loext:tag"):
            self._note(Kind.CONTROL, get(element, called))
        for item in element.iter(tag_of("loext:list-item")):
            self._note(Kind.CONTROL, get(item, "loext:display-text") or get(item, "loext:value"))
        if get(element, "loext:showing-place-holder") == "true":
            self._note(Kind.CONTROL, plain(element))
        else:
            self._children(element, look)

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

    def _forms(self, element: Any, look: Look) -> None:
        for one in element.iter():
            texts = [one.text or "", *(get(one, key) for key in _OF_CONTROLS)]
            for text in texts:
                # Forms also say by which component of LibreOffice each control is drawn.
                self._note(Kind.CONTROL, "" if text.startswith("com.sun.star.") else text, "form")
            for key in ("form:datasource", "form:command", "xlink:href"):
                self._note(Kind.DATA, get(one, key), "form")

    def _script(self, element: Any, look: Look) -> None:
        self.scripts(element)

    def _declared(self, element: Any, look: Look) -> None:
        for one in element:
            said = (get(one, key) for key in ("text:name", "office:string-value", *_OF_LINKED_DATA))
            self._note(Kind.DATA, " ".join(text for text in said if text), "declarations")

    # Tables.

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
        for element in self._parts(row, ("table:table-cell", "table:covered-table-cell"), look):
            where = f"{place}, column {column}"
            times = _number(get(element, "table:number-columns-repeated"))
            column += times
            cell: Cell = ()
            if named(element.tag) == "table:table-cell":
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

    # Tracked changes.

    def _tracked(self, element: Any, look: Look) -> None:
        """Take note of the changes that the text refers to."""
        for region in element.iterchildren(tag_of("text:changed-region")):
            self._author(region, "tracked changes")
            for info in region.iter(tag_of("office:change-info")):
                self._note(Kind.COMMENT, plain_paragraphs(info), "tracked changes")
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
        if self._flow.aside:
            return
        place, inserted = self._insertions.pop(get(element, "text:change-id"), ("", []))
        self._note(Kind.INSERTED, "".join(inserted), place)

    def _deletion(self, element: Any, look: Look) -> None:
        """Note what was deleted here, once, and put it back where that is wanted."""
        region = self._regions.get(get(element, "text:change-id"))
        if region is None or region.deletion is None or region.met:
            return
        region.met = True
        if self.changes_are == REJECT and not region.inserted:
            self._note(Kind.DELETED, plain_paragraphs(region.deletion))
            self._put_back(region.deletion, look)
        else:
            self.apart(Kind.DELETED, region.deletion)

    def _put_back(self, deletion: Any, look: Look) -> None:
        """Read what was deleted inside a paragraph: its first paragraph goes on with that one, its last is gone on with."""
        flow, place = self._flow, self._place
        inline, before = flow.inline, flow.put_back_at
        flow.inline = False
        flow.put_back_at = place if inline else before
        self._children(deletion, Look(hidden=look.hidden))
        flow.inline, flow.put_back_at, self._place = inline, before, place
        if inline and flow.is_open:
            flow.ended = False
        elif inline:
            flow.begin(place, False)


def plain_paragraphs(element: Any) -> str:
    """Return the words of the paragraphs of an element, without who changed it and when."""
    return "\n".join(plain(one) for one in element if named(one.tag) not in ("dc:creator", "dc:date", _CHANGE_INFO))


def _number(text: str) -> int:
    """Return how often something is repeated: once where it is not said."""
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


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

_CHANGE_INFO = "office:change-info"
_PARAGRAPHS = (tag_of("text:p"), tag_of("text:h"))
_ROW_GROUPS = frozenset({"table:table-rows", "table:table-header-rows", "table:table-row-group"})
_OF_CONTROLS = ("form:label", "form:value", "form:current-value", "form:title", "office:string-value")
_OF_LINKED_DATA = ("office:dde-application", "office:dde-topic", "office:dde-item")
# What is not named here is only what holds its children.
_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys((f"text:{field}" for field in OF_THE_FILE), _as(Kind.FIELD)),
    **dict.fromkeys((f"text:sender-{field}" for field in OF_THE_SENDER), _as(Kind.FIELD)),
    **dict.fromkeys(("text:p", "text:h"), Body._paragraph),
    **dict.fromkeys(("text:span", "text:a"), Body._span),
    "text:s": Body._spaces,
    "text:tab": Body._tab,
    "text:line-break": Body._line_break,
    "text:section": Body._section,
    "text:hidden-text": Body._hidden_text,
    "text:conditional-text": Body._conditional_text,
    "text:placeholder": _as(Kind.CONTROL),
    "text:drop-down": Body._drop_down,
    "loext:content-control": Body._content_control,
    "text:ruby-text": _as(Kind.NOTE),
    "text:note": Body._footnote,
    "office:annotation": Body._comment,
    **dict.fromkeys(
        ("text:bookmark", "text:bookmark-start", "text:reference-mark", "text:reference-mark-start",
         "text:alphabetical-index-mark", "text:alphabetical-index-mark-start", "text:toc-mark", "text:user-index-mark"),
        Body._bookmark,
    ),
    **dict.fromkeys(
        (f"draw:{shape}" for shape in (
            "frame custom-shape rect ellipse circle line polyline polygon regular-polygon path connector caption measure"
        ).split()),
        Body._shape,
    ),
    **dict.fromkeys(("svg:title", "svg:desc", "table:title", "table:desc"), _as(Kind.ALT_TEXT)),
    "draw:object": _as(Kind.EMBEDDED),
    "office:binary-data": _nothing,
    "office:forms": Body._forms,
    "office:scripts": Body._script,
    "text:script": Body._script,
    **dict.fromkeys(("text:user-field-decls", "text:dde-connection-decls"), Body._declared),
    "table:table": Body._table,
    "text:tracked-changes": Body._tracked,
    "text:change-start": Body._insertion_starts,
    "text:change-end": Body._insertion_ends,
    "text:change": Body._deletion,
    **dict.fromkeys((_CHANGE_INFO, "text:number", "dc:creator", "dc:date", "meta:date-string",
                     "meta:creator-initials", "loext:sender-initials"), _nothing),
}  # fmt: skip
