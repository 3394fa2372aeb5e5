"""What the styles of an OpenDocument text say about text: bold, italics, hidden, set apart, a heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.headings import HEADINGS_IN_LIBREOFFICE
from ingest.readers.odt_names import get, named, tag_of

PARAGRAPH, TEXT = "paragraph", "text"

_WEIGHT, _SLANT, _DISPLAY = "fo:font-weight", "fo:font-style", "text:display"
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_ITALIC = frozenset({"italic", "oblique"})
# What else sets a name apart from what is said.
_APART = (
    "style:text-underline-style", "fo:color", "fo:text-transform", "fo:font-variant", "fo:background-color",
)  # fmt: skip
_PLAIN = frozenset({"none", "normal", "transparent", "#000000"})


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
            if family == PARAGRAPH and (
                called.startswith(HEADINGS_IN_LIBREOFFICE) or get(style, "style:default-outline-level")
            ):
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
