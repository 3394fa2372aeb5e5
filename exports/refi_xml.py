"""Building REFI-QDA XML: no empty attribute, no character that XML cannot hold, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from exports.coded_study import Memo
from exports.guids import memo_guid
from exports.xml_text import writable

Element = ElementTree.Element

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element with the attributes that have a value."""
    element = ElementTree.SubElement(
        parent, tag, {name: writable(value) for name, value in attributes.items() if value}
    )
    element.text = writable(text) or None
    return element


def add_description(parent: Element, memos: str) -> None:
    """Add a description where there is something to describe."""
    if memos:
        add(parent, "Description", memos)


def add_note_refs(parent: Element, memos: Iterable[Memo]) -> None:
    """Say which notes are about an element."""
    for memo in memos:
        add(parent, "NoteRef", targetGUID=memo_guid(memo.uid))


def joined(memos: Iterable[Memo]) -> str:
    """Join memos where a tool has room for one text only."""
    return "\n\n".join(memo.text for memo in memos)


def as_time(day: str) -> str:
    """Write a day as the standard's time, "" where nobody knows the day."""
    return f"{day}T00:00:00Z" if day else ""


def to_bytes(root: Element) -> bytes:
    """Write a document in UTF-8 without a byte-order mark or carriage returns."""
    ElementTree.indent(root)
    return _DECLARATION + ElementTree.tostring(root, encoding="unicode").encode("utf-8") + b"\n"
