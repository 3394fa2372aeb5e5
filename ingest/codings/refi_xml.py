"""The XML of REFI-QDA files, read by local names, as each program writes another namespace or none."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from ingest.containers import local, parse_xml
from ingest.errors import UnreadableFile

_NOT_ALLOWED = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Longer ones name no character.
_REFERENCE = re.compile(rb"&#(x[0-9A-Fa-f]{1,8}|[0-9]{1,10});")
_REFERENCES = re.compile(rb"(?:" + _REFERENCE.pattern + rb")+")
_GUID = re.compile(r"[\s{}()]+")
_HEX = re.compile(r"#?(?:([0-9A-Fa-f]{3})|([0-9A-Fa-f]{6})|([0-9A-Fa-f]{8}))")
_RGB = re.compile(r"(?:rgba?\()?\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\b[^a-z]*", re.IGNORECASE)


def parse_project(content: bytes, kind: str) -> Any:
    """Parse a REFI-QDA file; what XML does not allow and some programs write nevertheless is taken out.

    Raises UnreadableFile, also where it declares entities or a document type.
    """
    try:
        return parse_xml(content, kind)
    except UnreadableFile:
        if (mended := _mended(content)) == content:
            raise
        return parse_xml(mended, kind)


def _mended(content: bytes) -> bytes:
    """Join halves of characters that are written as two references, and leave out what XML cannot hold."""
    return _NOT_ALLOWED.sub(b"", _REFERENCES.sub(_written_again, content))


def _written_again(found: re.Match[bytes]) -> bytes:
    """Write references that stand in a row to the characters that they name together."""
    codes = (int(one[1:], 16) if one.startswith(b"x") else int(one) for one in _REFERENCE.findall(found[0]))
    units = "".join(chr(code) for code in codes if code <= sys.maxunicode).encode("utf-16-le", "surrogatepass")
    characters = units.decode("utf-16-le", "ignore")
    return b"".join(b"&#%d;" % ord(one) for one in characters if _allowed(ord(one)))


def _allowed(code: int) -> bool:
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000


def children(parent: Any | None, *names: str) -> Iterator[Any]:
    """Give the children of an element that have one of these names."""
    if parent is not None:
        yield from (one for one in parent if local(one.tag) in names)


def child(parent: Any | None, name: str) -> Any | None:
    """Return the first child of that name, or None."""
    return next(children(parent, name), None)


def inside(parent: Any | None, wrapper: str, name: str) -> Iterator[Any]:
    """Give the elements of that name within the wrappers of an element."""
    for one in children(parent, wrapper):
        yield from children(one, name)


def words_of(parent: Any | None, name: str) -> str:
    """Return the text of a child, "" where there is none; blanks around it are no part of it."""
    element = child(parent, name)
    return "" if element is None else "".join(element.itertext()).replace("\r\n", "\n").strip()


def guid_of(element: Any, name: str = "guid") -> str:
    """Return a GUID as all are compared: capitals, without braces; "" where there is none."""
    return as_guid(element.get(name) or "")


def as_guid(written: str) -> str:
    """Return a GUID as all are compared: capitals, without braces."""
    return _GUID.sub("", written).upper()


def number_of(element: Any, name: str) -> int | None:
    """Return a whole number, or None where an attribute is missing or none."""
    try:
        return int(str(element.get(name) or "").strip())
    except ValueError:
        return None


def as_colour(written: str) -> str:
    """Return a colour as #RRGGBB, without its opacity; "" where there is none that can be read."""
    written = written.strip()
    if found := _RGB.fullmatch(written):
        return "#" + "".join(f"{min(int(part), 255):02X}" for part in found.groups())
    if not (found := _HEX.fullmatch(written)):
        return ""
    short, full, with_opacity = found.groups()
    if short:
        return "#" + "".join(2 * digit for digit in short.upper())
    if with_opacity:  # opacity stands first in .NET, last in CSS
        first = with_opacity[:2].upper() == "FF" and with_opacity[6:].upper() != "FF"
        full = with_opacity[2:] if first else with_opacity[:6]
    return f"#{full.upper()}"
