"""Plain text."""

from __future__ import annotations

from ingest.readers import txt as reader
from ingest.records import Transcript
from ingest.rules import AS_FOUND


def read(content: bytes) -> Transcript:
    """Read a file as it is found."""
    return reader.read(content, AS_FOUND)


def spoken(text: str) -> list[tuple[str, str]]:
    """Return speaker and text of every turn."""
    return [(turn.speaker, turn.text) for turn in read(text.encode()).turns]


def test_labelled_lines() -> None:
    """A label begins a turn, after a blank line or not."""
    assert spoken("Interview transcript\n\nINT: Tea?\nP1: Please.\n\nINT: Milk 😀?") == [
        ("INT", "Tea?"),
        ("P1", "Please."),
        ("INT", "Milk 😀?"),
    ]


def test_a_wrapped_line_goes_on_after_one_space() -> None:
    """Files are wrapped at a fixed width, also inside a name; a blank line begins a paragraph of the same turn."""
    assert spoken("speaker 1: we went with rhys\nŵyn to the meeting\n\n  and had tea\nspeaker 2: nice") == [
        ("speaker 1", "we went with rhys ŵyn to the meeting\nand had tea"),
        ("speaker 2", "nice"),
    ]


def test_a_label_alone_on_its_line() -> None:
    """The text may stand below the label, which may have its time beside it."""
    assert spoken("INT:\nTea?\n\nP1:\n\nPlease.") == [("INT", "Tea?"), ("P1", "Please.")]
    transcript = read(
        "Siân Ŵyn  0:03\nTea?\n\nElin Parry  0:09\nPlease.\n\nSiân Ŵyn  0:12\nHere.\n\nElin Parry  0:15\nTa.".encode()
    )
    assert [(turn.speaker, turn.text, turn.start) for turn in transcript.turns][:2] == [
        ("Siân Ŵyn", "Tea?", 3.0),
        ("Elin Parry", "Please.", 9.0),
    ]


def test_a_colon_in_speech_is_no_speaker() -> None:
    """A line that quotes somebody belongs to the turn."""
    assert spoken(
        "INT: And then?\nP1: I asked.\nshe said: no\nAnd I thought: why\nshe said: no\nAnd I thought: why"
    ) == [
        ("INT", "And then?"),
        ("P1", "I asked. she said: no And I thought: why she said: no And I thought: why"),
    ]


def test_names_in_brackets() -> None:
    """[Name] labels a file that has no colons."""
    assert spoken("[Siân] Tea?\n[Elin] Please.\n[Siân] Here.\n[Elin] Ta.")[:2] == [
        ("Siân", "Tea?"),
        ("Elin", "Please."),
    ]


def test_unlabelled_paragraphs() -> None:
    """Without labels every paragraph is a turn of nobody, and long lines are paragraphs."""
    assert spoken("We had tea\nand toast.\n\nThen we left.") == [("", "We had tea and toast."), ("", "Then we left.")]
    long = "We had tea and toast. " * 8
    assert spoken(f"{long}\nThen we left.") == [("", long.strip()), ("", "Then we left.")]
    assert read(b"We had tea.").convention == "unlabelled paragraphs"


def test_windows_1252_and_decomposed_accents() -> None:
    """Old encodings and letters in parts give the same text."""
    assert read("INT: Siân?\r\nP1: “Yes”.\r\n".encode("cp1252")).turns[1].text == "“Yes”."
    assert spoken("INT: Sia\u0302n in Ty\u0302 Gwyn?\nP1: Yes.")[0] == ("INT", "Siân in Tŷ Gwyn?")
