"""What holds for every format."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from ingest.errors import EmptyFile, IngestError, MissingFile, NoSpeech, UnreadableFile, UnsupportedFormat
from ingest.readers import SUPPORTED, read_bytes, read_transcript
from ingest.records import INTERVIEWER, PARTICIPANT

TEXTS = {
    ".txt": "INT: Tea, Siân?\n\nP1: Tŷ te 😀.\n",
    ".vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nINT: Tea, Siân?\n\n00:03.000 --> 00:04.000\nP1: Tŷ te 😀.\n",
    ".srt": "1\n00:00:01,000 --> 00:00:02,000\nINT: Tea, Siân?\n\n2\n00:00:03,000 --> 00:00:04,000\nP1: Tŷ te 😀.\n",
}
SPOKEN = [("INT", "Tea, Siân?"), ("P1", "Tŷ te 😀.")]


def word(*paragraphs: str) -> bytes:
    """Write a Word document."""
    document, file = docx.Document(), BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(file)
    return file.getvalue()


def content(suffix: str) -> bytes:
    """Return the same short conversation in any format."""
    return word("INT: Tea, Siân?", "P1: Tŷ te 😀.") if suffix == ".docx" else TEXTS[suffix].encode()


def spoken(suffix: str, written: bytes) -> list[tuple[str, str]]:
    """Return speaker and text of every turn."""
    return [(turn.speaker, turn.text) for turn in read_bytes(f"FC21{suffix}", written).turns]


@pytest.mark.parametrize("suffix", SUPPORTED)
def test_a_conversation_comes_back(suffix: str) -> None:
    """Every format gives the same turns, and says which it is."""
    assert spoken(suffix, content(suffix)) == SPOKEN
    transcript = read_bytes(f"FC21{suffix.upper()}", content(suffix))
    assert transcript.format == suffix.lstrip(".")
    assert [turn.role for turn in transcript.turns] == [INTERVIEWER, PARTICIPANT]


@pytest.mark.parametrize("suffix", SUPPORTED)
@pytest.mark.parametrize("empty", [b"", b" \r\n ", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(suffix: str, empty: bytes) -> None:
    """Nothing is not a transcript."""
    with pytest.raises(EmptyFile):
        read_bytes(f"FC21{suffix}", empty)


@pytest.mark.parametrize("suffix", SUPPORTED)
@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00\x01\x02\x03" * 50,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 20,
        b"PK\x03\x04\x00\x00\x08\x00\x01\x02",
        b"\xff\xfe\x00",
    ],
)
def test_garbage_is_refused(suffix: str, garbage: bytes) -> None:
    """Bytes of some other kind are not read as speech."""
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(f"FC21 Siân{suffix}", garbage)
    assert f"FC21…{suffix}" in str(refused.value)
    assert "Siân" not in str(refused.value)


@pytest.mark.parametrize("suffix", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_text(suffix: str, encoding: str) -> None:
    """The mark tells the encoding and nothing else."""
    assert spoken(suffix, TEXTS[suffix].encode(encoding)) == SPOKEN


@pytest.mark.parametrize("suffix", TEXTS)
def test_line_ends_of_windows(suffix: str) -> None:
    """A carriage return is no text."""
    assert spoken(suffix, TEXTS[suffix].replace("\n", "\r\n").encode()) == SPOKEN


@pytest.mark.parametrize(
    ("suffix", "silent"),
    [(".docx", word("", " ")), (".vtt", b"WEBVTT\n\nNOTE nobody spoke\n"), (".txt", b"\xc2\xa0\n"),
     (".srt", b"1\n00:00:01,000 --> 00:00:02,000\n\n")],
)  # fmt: skip
def test_a_file_without_speech_says_so(suffix: str, silent: bytes) -> None:
    """A file may be in order and hold nothing that was said."""
    with pytest.raises(NoSpeech):
        read_bytes(f"FC21{suffix}", silent)


def test_other_formats_are_named_with_what_is_read_instead() -> None:
    """The message says what to save the transcript as."""
    with pytest.raises(UnsupportedFormat, match=r"LL-I004 FC21….pdf: .*\.docx, \.srt, \.txt, \.vtt"):
        read_bytes("FC21 Siân.pdf", b"%PDF")


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    """A path gives the same as its bytes; a path to nothing says so without the name."""
    (tmp_path / "FC21.txt").write_bytes(content(".txt"))
    assert read_transcript(tmp_path / "FC21.txt") == read_bytes("FC21.txt", content(".txt"))
    with pytest.raises(MissingFile) as missing:
        read_transcript(tmp_path / "Siân Ŵyn.txt")
    assert "Siân" not in str(missing.value)
    (tmp_path / "FC22.txt").mkdir()
    with pytest.raises(IngestError, match="FC22.txt"):
        read_transcript(tmp_path / "FC22.txt")
