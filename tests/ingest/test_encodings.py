"""Text from old programs comes back with its accents, although nothing in it says what it was written in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.encodings import likeliest_encoding, unmarked_utf16

WELSH = "Siân yn yfed te â llaeth yn y caffê, a'r tân ynghynn. Dim lôn, dim pêl, dim gêm – ar ôl y gêl."
PLAIN = WELSH.replace("–", "-")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", WELSH),
        ("cp1252", "“Tea”, said Siân – £5…"),
        ("mac_roman", WELSH),
        ("cp850", PLAIN),
        ("iso8859_14", PLAIN + " Tŷ Ŵyn, dŵr."),
        ("cp1252", "We paid £4 for the café’s tea."),
        ("cp1252", "A lift at 10°C, Zoë."),
    ],
)
def test_accents_come_back(encoding: str, text: str) -> None:
    """Of the usual encodings, the one under which the fewest signs are strange is right."""
    written = text.encode(encoding)
    assert written.decode(likeliest_encoding(written), errors="replace") == text


def test_plain_english_is_the_same_in_all() -> None:
    """Without any accent it does not matter, and the likeliest is taken."""
    assert likeliest_encoding(b"INT: Tea?\nP1: Please.") == "cp1252"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    """Every other byte of Latin letters is zero, and which one tells the order."""
    assert unmarked_utf16("INT: Tea, Siân?".encode(encoding)) == encoding


@pytest.mark.parametrize("content", [b"", b"INT: Tea?", b"\x00" * 50, b"\x00\x01\x02\x03" * 30, b"T\x00e\x00"])
def test_what_is_not_utf_16(content: bytes) -> None:
    """Plain text, zeros, other bytes and what is too short to tell are not taken for it."""
    assert unmarked_utf16(content) == ""


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_have_a_likeliest_encoding(content: bytes) -> None:
    """Whatever comes, it is one that Python knows."""
    content.decode(likeliest_encoding(content), errors="replace")
