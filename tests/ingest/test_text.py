"""Text comes in the study's one form, whatever file it was in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableFile
from ingest.places import Anchor, Traced, where
from ingest.text import decode, normalise, trace

SPEECH = "Siân went to Tŷ Ŵyr, “lovely” 😀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_recognised(encoding: str) -> None:
    """UTF-8 and UTF-16 are read with their byte order mark, UTF-8 also without."""
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decode(mark + SPEECH.encode(encoding)) == SPEECH


def test_windows_1252_is_the_fallback() -> None:
    """What is not UTF-8 is read as Windows-1252, with its dashes and quotation marks."""
    assert decode("Siân’s “tea” – £5…".encode("cp1252")) == "Siân’s “tea” – £5…"


def test_a_byte_that_stands_for_nothing_does_not_stop_the_reading() -> None:
    """A byte that Windows-1252 leaves open becomes U+FFFD."""
    assert decode(b"Si\xe2n had tea " * 20 + b"caf\x81") == "Siân had tea " * 20 + "caf\ufffd"


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\x00\x06\x00\x08\x00", b"\x00\x01\x02\x03", b"\xff\xfea"])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    """A file full of control characters, or of half characters, is no text."""
    with pytest.raises(UnreadableFile):
        decode(content)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_a_line_feed(end: str) -> None:
    """The line ends of Unix, Windows and the old Macintosh are one."""
    assert decode(f"INT: Tea?{end}P1: Please.{end}".encode()) == "INT: Tea?\nP1: Please.\n"


def test_decomposed_accents_are_composed() -> None:
    """A circumflex that a file keeps apart from its letter joins it."""
    apart = unicodedata.normalize("NFD", "Tŷ Ŵyr, Siân")
    assert apart != "Tŷ Ŵyr, Siân"
    assert normalise(apart) == "Tŷ Ŵyr, Siân"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs\u00a0Rice", "Mrs Rice"),
        ("Mrs\u202fRice", "Mrs Rice"),
        ("Rho\u00adsyn", "Rhosyn"),
        ("Rho\u200bsyn\ufeff", "Rhosyn"),
        ("Si\u200dân", "Siân"),
        ("one\x00two\x1b", "onetwo"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("line\x0bbreak\u2028here", "line\nbreak\nhere"),
    ],
)
def test_what_nobody_sees_cannot_split_a_word(text: str, expected: str) -> None:
    """Fixed spaces become spaces; soft hyphens, zero-width and control characters go; tabs and line feeds stay."""
    assert normalise(text) == expected


@pytest.mark.parametrize(
    "emoji", ["👩\u200d👧", "❤\ufe0f\u200d🔥", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"]
)
def test_an_emoji_of_several_parts_stays_whole(emoji: str) -> None:
    """The joiners inside an emoji, and the tags of the Welsh flag, are kept."""
    assert normalise(f"thanks {emoji} all") == f"thanks {emoji} all"


@given(st.text())
def test_normalising_again_changes_nothing(text: str) -> None:
    """Offsets made once stay true: the form is final."""
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="abc ŵŷâéë’“–😀\n"))
def test_any_utf8_text_comes_back(text: str) -> None:
    """What is written as UTF-8 is read back as it was."""
    assert decode(text.encode()) == text


def test_text_in_the_normal_form_needs_one_anchor() -> None:
    """Where nothing changes, every character stands where it stood."""
    assert trace("Tŷ te 😀", "line 2") == Traced("Tŷ te 😀", (Anchor(0, "line 2", 0),))


@pytest.mark.parametrize(
    ("raw", "found", "offset"),
    [
        ("Sia\u0302n Wyn", "Wyn", 6),
        ("Rho\u00adsyn Haf", "Haf", 8),
        ("\u200bHaf", "Haf", 1),
        ("tea\u00a0 for Siân", "Siân", 9),
        ("a\r\nb", "b", 3),
        ("W\u0302yn", "yn", 2),
        ("👩\u200d👧 Haf", "Haf", 4),
        ("\u00a0👩\u200d👧 Haf", "👧", 3),
        ("\u00a0👩\u200d👧 Haf", "Haf", 5),
        ("\u0958\u200b Haf", "Haf", 3),
        ("a\u0958b Haf", "b", 2),
    ],
)
def test_traced_text_leads_back_to_the_file(raw: str, found: str, offset: int) -> None:
    """Letters in parts and what nobody sees take room in the file that they have not in the text."""
    words = trace(raw, "line 1")
    assert words.text == normalise(raw)
    assert where(words.anchors, words.text.index(found)) == ("line 1", offset)


@given(st.text(alphabet="abo w\u0302\u0308\u00ad\u200b\u00a0\u200d\r\n\t😀👩ŷ\u1112\u1161\u11ab\u0958", max_size=40))
def test_traced_text_is_normal_and_its_places_go_up(raw: str) -> None:
    """Tracing changes no word, no place lies before that of the character before it, and what stays is where it was."""
    words = trace(raw, "cue 1")
    assert words.text == normalise(raw)
    offsets = [offset for _, offset in (where(words.anchors, at) or ("", -1) for at in range(len(words.text)))]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(raw) for offset in offsets)
    assert all(raw[offset] == one for one, offset in zip(words.text, offsets, strict=True) if one in "ab😀👩")


def test_a_giant_word_is_traced_as_one() -> None:
    """A file of a million accents must not take for ever."""
    words = trace("e" + "\u0302" * 100_000, "line 1")
    assert where(words.anchors, 0) == ("line 1", 0)
