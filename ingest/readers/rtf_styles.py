"""How text in an RTF document looks, and what its styles say about that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.readers.headings import HEADINGS_IN_WORD

BODY_TEXT = 9
_DEEPEST = 30
PARAGRAPH = "s"


class Look(NamedTuple):
    """What is switched on for text, the numbers of its colours, and that of its font."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    revised: bool = False
    underlined: bool = False
    capitals: bool = False
    small_capitals: bool = False
    colour: int = 0
    highlight: int = 0
    font: int = -1

    def is_like(self, other: Look) -> bool:
        """Say whether other text looks the same, but for its font and for what is changed or hidden."""
        return self[:2] == other[:2] and self[5:-1] == other[5:-1]


class Layout(NamedTuple):
    """How deep in tables a paragraph stands, and whether it is a heading."""

    level: int = 0
    heading: bool = False


StyleId = tuple[str, int]


@dataclass(slots=True)
class Style:
    """A style; what it does not switch on or off is as in the one that it is based on."""

    id: StyleId = (PARAGRAPH, 0)
    parent: int | None = None
    switches: dict[str, bool] = field(default_factory=dict)
    outline: int = BODY_TEXT
    name: str = ""


@dataclass(slots=True)
class Styles:
    """The styles of a document by their kind ("s" for paragraphs, "cs" for characters) and number."""

    _styles: dict[StyleId, Style] = field(default_factory=dict)

    def add(self, style: Style) -> None:
        """Take in a style."""
        self._styles[style.id] = style

    def switched_on(self, id_: StyleId) -> dict[str, bool]:
        """Return the switches that a style, or one that it is based on, has on."""
        switches: dict[str, bool] = {}
        for style in self._line(id_):
            switches = style.switches | switches
        return {switch: True for switch, on in switches.items() if on}

    def heading(self, number: int) -> bool:
        """Say whether a paragraph's style, or one that it is based on, is that of headings."""
        return any(
            style.outline < BODY_TEXT or style.name.strip().casefold().startswith(HEADINGS_IN_WORD)
            for style in self._line((PARAGRAPH, number))
        )

    def _line(self, id_: StyleId) -> list[Style]:
        """Return a style and those that it is based on."""
        line: list[Style] = []
        seen: set[StyleId] = set()
        while id_ in self._styles and id_ not in seen and len(line) < _DEEPEST:
            seen.add(id_)
            style = self._styles[id_]
            line.append(style)
            if style.parent is None:
                break
            id_ = (id_[0], style.parent)
        return line
