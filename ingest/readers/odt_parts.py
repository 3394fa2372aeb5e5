"""What reading an OpenDocument text is made of: its names, its styles, and a flow of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from ingest.document import Block, Paragraph
from ingest.places import join
from ingest.text import normalise, trace

PARAGRAPH, TEXT = "paragraph", "text"

_ODF = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_NAMESPACES = {
    **{prefix: _ODF.format(prefix) for prefix in "config form manifest meta office script style table text".split()},
    "draw": _ODF.format("drawing"),
    "fo": _ODF.format("xsl-fo-compatible"),
    "svg": _ODF.format("svg-compatible"),
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_PREFIXES = {namespace: prefix for prefix, namespace in _NAMESPACES.items()}

# Fields that tell of the file, not of what was said; indexes repeat what stands elsewhere.
OF_THE_FILE = (
    "author-name author-initials file-name title subject keywords description creator initial-creator user-defined "
    "date time page-number page-count page-continuation page-variable-get page-variable-set template-name chapter "
    "sheet-name printed-by print-date print-time modification-date modification-time creation-date creation-time "
    "editing-cycles editing-duration database-display database-name database-next database-row-select "
    "database-row-number paragraph-count word-count character-count table-count image-count object-count "
    "dde-connection execute-macro table-of-content illustration-index table-index object-index user-index "
    "alphabetical-index bibliography sender-firstname sender-lastname sender-initials sender-title sender-position "
    "sender-email sender-phone-private sender-fax sender-company sender-phone-work sender-street sender-city "
    "sender-postal-code sender-country sender-state-or-province"
).split()
_OF_CONTROLS = (
    "form:label", "form:value", "form:current-value", "form:title", "office:string-value", "text:value",
    "text:description", "loext:alias", "loext:tag", "loext:display-text", "field:value",
)  # fmt: skip
_OF_DATA = (
    "text:name", "office:string-value", "office:dde-application", "office:dde-topic", "office:dde-item",
    "form:datasource", "form:command", "xlink:href",
)  # fmt: skip

_WEIGHT, _SLANT, _DISPLAY = "fo:font-weight", "fo:font-style", "text:display"
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_ITALIC = frozenset({"italic", "oblique"})
# What else sets a name apart from what is said.
_APART = (
    "style:text-underline-style", "fo:color", "fo:text-transform", "fo:font-variant", "fo:background-color",
)  # fmt: skip
_PLAIN = frozenset({"none", "normal", "transparent", "#000000"})
_HEADINGS = ("heading", "title", "subtitle", "contents")
_CHARACTERS = {"text:s": " ", "text:tab": " ", "text:line-break": " "}


@lru_cache(maxsize=4096)
def named(tag: Any) -> str:
    """Return an element's name with the usual prefix ("text:p"), "" where it is none of OpenDocument's."""
    namespace, _, name = tag.rpartition("}") if isinstance(tag, str) else ("", "", "")
    prefix = _PREFIXES.get(namespace.lstrip("{"), "")
    return f"{prefix}:{name}" if prefix else ""


@lru_cache(maxsize=4096)
def tag_of(name: str) -> str:
    """Return the tag of an element, or the key of an attribute, from its name with the usual prefix."""
    prefix, _, rest = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{rest}"


def get(element: Any, name: str) -> str:
    """Return an attribute by its name with the usual prefix, "" where there is none."""
    return str(element.get(tag_of(name), ""))


def plain(element: Any) -> str:
    """Return every word of an element, each of its paragraphs a line."""
    lines = [""]
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if named(one.tag) in ("text:p", "text:h"):
                lines.append("")
            lines[-1] += _CHARACTERS.get(named(one.tag), "") + (one.text or "")
        elif one is not element:
            lines[-1] += one.tail or ""
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def controls(element: Any) -> Iterator[str]:
    """Give what the fields of forms, lists to choose from and content controls are called and offer."""
    for one in element.iter():
        if named(one.tag).startswith("form:"):
            yield one.text or ""
        for key in _OF_CONTROLS:
            # Forms also say by which component of LibreOffice each field is drawn.
            if not get(one, key).startswith("com.sun.star."):
                yield get(one, key)


def data(element: Any) -> Iterator[str]:
    """Give what macros, variables and links to databases or other programs say."""
    for one in element.iter():
        said = (one.text or "", *(get(one, key) for key in _OF_DATA))
        yield " ".join(text.strip() for text in said if text.strip())


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text looks; `apart` is what else sets it apart: underlining, a colour, capitals."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    apart: tuple[str, ...] = ("",) * len(_APART)


@dataclass(slots=True)
class Styles:
    """The styles of a document by their family and name."""

    _sayings: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    _parents: dict[tuple[str, str], str] = field(default_factory=dict)
    _headings: set[str] = field(default_factory=set)

    def look(self, family: str, style: str, before: Look) -> Look:
        """Return how text of a style looks where it stands in text that looks like `before`."""
        weight, slant, display = (self._says(family, style, what) for what in (_WEIGHT, _SLANT, _DISPLAY))
        # A paragraph cannot show itself in a place that is hidden.
        hidden = display == "none" or (before.hidden and (family == PARAGRAPH or not display))
        apart = (self._says(family, style, what) for what in _APART)
        return Look(
            weight in _BOLD if weight else before.bold,
            slant in _ITALIC if slant else before.italic,
            hidden,
            tuple(_set_apart(says, had) for says, had in zip(apart, before.apart, strict=True)),
        )

    def heading(self, style: str) -> bool:
        """Say whether a paragraph's style, or one that it is based on, is that of headings."""
        return any(name in self._headings for _, name in self._line(PARAGRAPH, style))

    def add(self, styles: Any) -> None:
        """Add the styles below an element."""
        for style in styles:
            if named(style.tag) not in ("style:style", "style:default-style"):
                continue
            name, family = get(style, "style:name"), get(style, "style:family")
            self._sayings[family, name] = _sayings(style)
            self._parents[family, name] = get(style, "style:parent-style-name")
            called = (get(style, "style:display-name") or name).casefold()
            if family == PARAGRAPH and (called.startswith(_HEADINGS) or get(style, "style:default-outline-level")):
                self._headings.add(name)

    def _says(self, family: str, style: str, what: str) -> str:
        """Return what a style, or one that it is based on, says of a property; "" where none says anything."""
        return next((said[what] for key in self._line(family, style) if what in (said := self._sayings[key])), "")

    def _line(self, family: str, style: str) -> Iterator[tuple[str, str]]:
        """Give a style, the ones that it is based on, and at last the default of paragraphs."""
        seen: set[str] = set()
        while style and (family, style) in self._sayings and style not in seen:
            seen.add(style)
            yield family, style
            style = self._parents[family, style]
        if family == PARAGRAPH and (family, "") in self._sayings:
            yield family, ""


def _set_apart(says: str, had: str) -> str:
    return "" if says in _PLAIN else says or had


def _sayings(style: Any) -> dict[str, str]:
    return {
        what: get(one, what)
        for one in style.iterchildren(tag_of("style:text-properties"))
        for what in (_WEIGHT, _SLANT, _DISPLAY, *_APART)
        if get(one, what)
    }


def read_styles(*roots: Any | None) -> Styles:
    """Read the styles of parts, those of `styles.xml` first; automatic ones are of the last part only."""
    styles = Styles()
    for root in roots:
        for one in () if root is None else root:
            if named(one.tag) == "office:styles" or (named(one.tag) == "office:automatic-styles" and root is roots[-1]):
                styles.add(one)
    return styles


@dataclass(slots=True)
class Flow:
    """Paragraphs and tables that follow one another: those of the body, of a cell, of a text box or of a note.

    A paragraph stays open until the next one begins, as a change may have taken its end away. An `aside` is no part of
    what tracked changes change. What is boxed inside a paragraph comes `after` it. While a deletion is put back, its
    paragraphs have the place `put_back_at`. `blank` says that another space would add nothing.
    """

    inside: str = ""
    boxed: bool = False
    aside: bool = False
    number: int = 0
    inline: bool = False
    is_open: bool = False
    ended: bool = False
    blank: bool = True
    heading: bool = False
    put_back_at: str = ""
    pieces: list[tuple[str, list[tuple[str, Look]]]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def begin(self, place: str, heading: bool = False) -> None:
        """Begin a paragraph, or go on with the one before where its end was taken away."""
        if self.is_open and self.ended:
            self.close()
        if not any(pieces for _, pieces in self.pieces):
            self.heading, self.blank, self.pieces = heading, True, []
        self.is_open, self.ended = True, False
        if not self.pieces or self.pieces[-1][0] != place:
            self.pieces.append((place, []))

    def add(self, text: str, look: Look, place: str) -> None:
        """Add words to the paragraph."""
        if not self.is_open or self.ended:
            self.begin(place)
        self.pieces[-1][1].append((text, look))
        self.blank = text.endswith(" ")

    def close(self) -> None:
        """End the paragraph, and put after it what is anchored to it."""
        words = join((trace("".join(text for text, _ in pieces), place) for place, pieces in self.pieces), "").strip()
        if words:
            looks = [piece for _, pieces in self.pieces for piece in pieces]
            bold, italic, apart = (
                _lead(words.text, [(text, has(look)) for text, look in looks])
                for has in (lambda look: look.bold, lambda look: look.italic, lambda look: look == looks[0][1])
            )
            self.blocks.append(Paragraph(words, bold, italic, apart, self.boxed, self.heading))
        self.blocks += self.after
        self.after, self.pieces, self.is_open, self.ended = [], [], False, False


def _lead(text: str, pieces: list[tuple[str, bool]]) -> str:
    """Return the beginning of a paragraph that has a look, from its pieces."""
    lead = ""
    for words, has in pieces:
        if not has and words.strip():
            break
        lead += words
    lead = normalise(lead).strip()
    return lead if text.startswith(lead) else ""
