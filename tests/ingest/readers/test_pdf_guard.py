"""Files that would take hours or all memory."""

from __future__ import annotations

import zlib

import pytest

from ingest.errors import TooLarge
from ingest.readers.pdf_guard import check_streams


def stream(data: bytes, about: bytes = b"/FlateDecode") -> bytes:
    """Return a packed stream as it stands in a PDF."""
    packed = zlib.compress(data, 9)
    return b"1 0 obj\n<</Filter%b/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (about, len(packed), packed)


def test_streams_that_unpack_to_far_too_much() -> None:
    """Text that unpacks to more than 96 MB is refused, packed once or twice; pictures are never unpacked."""
    bomb = bytes(97 * 2**20)
    with pytest.raises(TooLarge):
        check_streams(stream(bomb))
    with pytest.raises(TooLarge):
        check_streams(stream(zlib.compress(bomb), b"[/FlateDecode/FlateDecode]"))
    check_streams(stream(bomb, b"/FlateDecode/Subtype/Image"))


def test_usual_streams() -> None:
    """Pages, damaged ones as well, are let through."""
    check_streams(stream(b"BT (tea) Tj ET" * 1000))
    check_streams(b"1 0 obj <</Filter/FlateDecode>> stream\nno such thing endstream")
