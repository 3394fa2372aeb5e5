"""What is refused before a PDF's pages are drawn up, as that would take hours or all memory."""

from __future__ import annotations

import re
import zlib
from typing import Any

from pypdf import PdfReader

from ingest.errors import TooLarge

_LARGEST_STREAM = 96 * 2**20
# Deflate makes at most 1032 bytes of one.
_MOST_FROM_ONE = 1032
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 600
_DEEPEST, _MOST_DRAWN = 12, 200_000
_DRAWS = re.compile(rb"/\S+\s+Do\b")


def check_streams(content: bytes) -> None:
    """Raise TooLarge where a stream that is no picture unpacks to more than any transcript's pages."""
    for match in _STREAM.finditer(content):
        about = content[max(match.start() - _DICTIONARY, 0) : match.start()].rpartition(b" obj")[2]
        if b"/FlateDecode" not in about or b"/Image" in about:
            continue
        end = content.find(b"endstream", match.end())
        packed = content[match.end() : end if end >= 0 else None]
        twice = about.count(b"/FlateDecode") > 1
        if twice or len(packed) * _MOST_FROM_ONE > _LARGEST_STREAM:
            unpacked = _unpacked(packed)
            if len(unpacked) > _LARGEST_STREAM or (twice and len(_unpacked(unpacked)) > _LARGEST_STREAM):
                raise TooLarge


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LARGEST_STREAM + 1)
    except zlib.error:
        return b""


def check_forms(reader: PdfReader, pages: int) -> None:
    """Raise TooLarge where forms on the pages draw each other in a ring, or so often that it never ends."""
    known: dict[int, int] = {}
    for number in range(min(pages, len(reader.pages))):
        if _drawn(reader.pages[number], known, ()) > _MOST_DRAWN:
            raise TooLarge


def _drawn(holder: Any, known: dict[int, int], above: tuple[int, ...]) -> int:
    """Return how many forms a page or a form draws, those inside others counted each time."""
    resources = _entry(holder, "/Resources")
    forms = [_entry(one, "") for one in (_entry(resources, "/XObject") or {}).values()]
    forms = [one for one in forms if one is not None and one.get("/Subtype") == "/Form"]
    if not forms:
        return 0
    if len(above) >= _DEEPEST:
        return _MOST_DRAWN + 1
    most = 0
    for form in forms:
        key = id(form)
        if key in above:
            return _MOST_DRAWN + 1
        if key not in known:
            known[key] = _drawn(form, known, (*above, key))
        most = max(most, known[key])
    data = holder.get_data() if above and hasattr(holder, "get_data") else b""
    times = len(_DRAWS.findall(data)) if above else 1
    return max(times, 1) * (1 + most)


def _entry(parent: Any, key: str) -> Any:
    """Return an entry of a dictionary, or the object itself where the key is "", references followed."""
    found = _resolved(parent)
    if key:
        found = _resolved(found.get(key)) if hasattr(found, "get") else None
    return found


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
