"""What the styles of a Word document say about text: bold, italics, hidden, a heading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.containers import local
from ingest.readers.headings import HEADINGS_IN_WORD

BOLD, ITALIC, HIDDEN = "b", "i", "vanish"
_FALSE = frozenset({"0", "false", "off", "none"})


@dataclass(slots=True)
class Styles:
    """The styles of a document by their id."""

    _switches: dict[str, dict[str, bool | None]] = field(default_factory=dict)
    _parents: dict[str, str] = field(default_factory=dict)
    _headings: set[str] = field(default_factory=set)

    def on(self, style: str, switch: str) -> bool:
        """Say whether a style, or one that it is based on, switches something on."""
        seen: set[str] = set()
        while style in self._switches and style not in seen:
            seen.add(style)
            value = self._switches[style][switch]
            if value is not None:
                return value
            style = self._parents[style]
        return False

    def heading(self, style: str) -> bool:
        """Say whether a style, or one that it is based on, is that of headings."""
        seen: set[str] = set()
        while style and style not in seen:
            if style in self._headings:
                return True
            seen.add(style)
            style = self._parents.get(style, "")
        return False


def read_styles(root: Any | None) -> Styles:
    """Read `styles.xml`; a document may have none."""
    styles = Styles()
    for style in [] if root is None else root:
        if local(style.tag) != "style":
            continue
        name = attribute(style, "styleId")
        properties = child(style, "rPr")
        styles._switches[name] = {switch: switched(properties, switch) for switch in (BOLD, ITALIC, HIDDEN)}
        styles._parents[name] = value_of(child(style, "basedOn"))
        called = value_of(child(style, "name")).casefold()
        if called.startswith(HEADINGS_IN_WORD) or child(child(style, "pPr"), "outlineLvl") is not None:
            styles._headings.add(name)
    return styles


def child(parent: Any | None, name: str) -> Any | None:
    """Return the first child of an element with this name, whatever its namespace, or None."""
    return None if parent is None else next((one for one in parent if local(one.tag) == name), None)


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its name without namespace, "" where there is none."""
    return next((str(value) for key, value in element.attrib.items() if local(key) == name), "")


def value_of(element: Any | None) -> str:
    """Return the `w:val` of an element, "" where there is none."""
    return "" if element is None else attribute(element, "val")


def switched(properties: Any | None, name: str) -> bool | None:
    """Return whether properties switch something on or off, or None where they leave it as it is."""
    element = child(properties, name)
    return None if element is None else (value_of(element) or "true").lower() not in _FALSE
