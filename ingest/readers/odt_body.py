"""The body of an OpenDocument text as paragraphs and tables, with every word in it, and what hides there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ingest.document import Block, paragraphs_of
from ingest.errors import UnreadableFile
from ingest.outside import Kind
from ingest.readers.ledger import Ledger
from ingest.readers.odt_flow import Flow
from ingest.readers.odt_names import data, get, named, tag_of
from ingest.readers.odt_styles import PARAGRAPH, Look, Styles

KIND, ADVICE = "an OpenDocument text", "open it in LibreOffice and save it again as .odt"

# Lists, tables and boxes inside one another come to some thirty levels.
_DEEPEST = 100

_AS_IT_IS = Look()
_BLANKS = re.compile("[ \t\r\n]+")
_INTERNAL = re.compile(r"#|(?:\./)?(?:Pictures|Object|media)", re.IGNORECASE)
# What programs call frames, pictures, tables and sections.
_DEFAULT_NAME = re.compile(
    r"(?:text ?)?(?:frame|box|image|picture|graphics?|object|shape|table|section)? ?\d*", re.IGNORECASE
)


@dataclass(slots=True)
class Region:
    """A tracked change: what was deleted, and whether the words had been inserted; `met` once the text refers to it."""

    deletion: Any | None
    inserted: bool
    met: bool = False


@dataclass(slots=True)
class Body:
    """Reads the body of one document; `ledger` fills with what is no speech and counts tracked changes.

    `handlers` says by its name what becomes of an element; one that is not named there only holds its children.
    `regions` are the tracked changes by their ids, `insertions` those under way, each with its place and its words.
    `copies` counts the paragraphs of cells that are written once and repeated.
    """

    styles: Styles
    ledger: Ledger
    handlers: Mapping[str, Handler]
    regions: dict[str, Region] = field(default_factory=dict)
    insertions: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    flow: Flow = field(default_factory=Flow)
    place: str = ""
    copies: int = 0
    _depth: int = 0

    def blocks(self, text: Any) -> list[Block]:
        """Return the paragraphs and tables of the text, in order. Raises UnreadableFile, TooLarge."""
        self.children(text, _AS_IT_IS)
        if self.rejecting:
            # An insertion without an end would take away the rest of the interview.
            raise UnreadableFile(kind=KIND, advice=ADVICE)
        self.flow.close()
        for region in self.regions.values():
            if region.deletion is not None and not region.met:
                self.apart(Kind.DELETED, region.deletion, "tracked changes")
        return self.flow.blocks

    def apart(self, kind: Kind, element: Any, place: str = "") -> None:
        """Note the words of an element that are no speech."""
        blocks = self.inside(element, _AS_IT_IS, place or self.place, aside=True)
        self.note(kind, "\n".join(paragraph.text for paragraph in paragraphs_of(blocks)), place)

    def data(self, element: Any, look: Look = _AS_IT_IS) -> None:
        """Note what macros, variables and links to databases say."""
        for text in data(element):
            self.note(Kind.DATA, text)

    @property
    def rejecting(self) -> bool:
        """Say whether what comes was inserted and is not wanted."""
        return self.ledger.rejecting and bool(self.insertions) and not self.flow.aside

    def children(self, parent: Any, look: Look) -> None:
        """Read what an element holds. Raises UnreadableFile where it is nested beyond all reason."""
        if self._depth >= _DEEPEST:
            raise UnreadableFile(kind=KIND, advice=ADVICE)
        self._depth += 1
        self._say(parent.text, look)
        for element in parent:
            self.element(element, look)
            self._say(element.tail, look)
        self._depth -= 1

    def element(self, element: Any, look: Look) -> None:
        """Read an element as its name asks for, and note where it leads."""
        href = get(element, "xlink:href")
        if href and not _INTERNAL.match(href):
            self.note(Kind.LINK, href)
        self.handlers.get(named(element.tag), Body.children)(self, element, look)

    def _say(self, text: str | None, look: Look) -> None:
        """Add text as OpenDocument wants it: blanks are one space, and none begins a paragraph."""
        if not text or not self.flow.inline:
            return
        text = _BLANKS.sub(" ", text)
        if self.flow.blank and not look.hidden and not self.rejecting:
            text = text.removeprefix(" ")
        self.add(text, look)

    def add(self, text: str, look: Look) -> None:
        """Add text as it is, or keep it apart where it is hidden or its insertion is not wanted."""
        if look.hidden:
            self.flow.gone.append(text)
            return
        if not self.flow.aside:
            for _, inserted in self.insertions.values():
                inserted.append(text)
        if text and not self.rejecting:
            self.flow.add(text, look, self.place)

    def note(self, kind: Kind, text: str, place: str = "") -> None:
        """Note a text that is no speech, where it stands if no other place is named."""
        self.ledger.note(kind, text, place or self.place)

    def note_author(self, element: Any, place: str) -> None:
        """Note who made a change or a comment, everybody once."""
        for one in element.iter(tag_of("dc:creator")):
            self.ledger.note_once(Kind.AUTHOR, one.text or "", place)

    def note_name(self, element: Any, key: str) -> None:
        """Note what somebody called a picture, a table or a section; the names that programs give tell nothing."""
        if not _DEFAULT_NAME.fullmatch(get(element, key)):
            self.note(Kind.BOOKMARK, get(element, key))

    def inside(self, element: Any, look: Look, inside: str, boxed: bool = False, aside: bool = False) -> list[Block]:
        """Return the paragraphs and tables of something that stands inside the text without being of its flow."""
        outer, place = self.flow, self.place
        self.flow, self.place = Flow(inside, boxed, aside or outer.aside), inside
        self.children(element, look)
        self.flow.close()
        blocks, self.flow, self.place = self.flow.blocks, outer, place
        return blocks

    def paragraph(self, element: Any, look: Look) -> None:
        """Read a paragraph or a heading."""
        flow, style = self.flow, get(element, "text:style-name")
        outer = flow.inline
        # A paragraph cannot stand in another; where a damaged file has one, it is one of its own.
        flow.ended = flow.ended or outer
        self.place = flow.put_back_at or self._next_place()
        flow.begin(self.place, named(element.tag) == "text:h" or self.styles.heading(style))
        flow.inline = True
        self.children(element, self.styles.look(PARAGRAPH, style, Look(hidden=look.hidden or _hides(element))))
        flow.inline = outer
        self.note(Kind.HIDDEN, "".join(flow.gone))
        flow.gone.clear()
        # The end itself may have been inserted.
        flow.ended = not self.rejecting
        for _, inserted in self.insertions.values() if not flow.aside else ():
            inserted.append("\n")

    def _next_place(self) -> str:
        self.ledger.paragraphs += 1
        self.flow.number += 1
        inside = self.flow.inside
        return f"{inside}, paragraph {self.flow.number}" if inside else f"paragraph {self.ledger.paragraphs}"


def times_said(text: str) -> int:
    """Return how often something is repeated: once where it is not said."""
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


def _hides(paragraph: Any) -> bool:
    """Say whether a paragraph has a field that hides it."""
    return any(
        get(one, "text:is-hidden") == "true" and next(one.iterancestors(*_PARAGRAPHS)) is paragraph
        for one in paragraph.iter(tag_of("text:hidden-paragraph"))
    )


Handler = Callable[[Body, Any, Look], None]

_PARAGRAPHS = (tag_of("text:p"), tag_of("text:h"))
