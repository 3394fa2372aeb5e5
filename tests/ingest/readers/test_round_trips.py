"""No word is lost: what is written in any format and convention is read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from io import BytesIO

import docx
import pytest
import srt
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers import read_bytes

Turns = list[tuple[str, list[str]]]

PAIRS = [("INT", "P1"), ("Elin Parry", "Siân Ŵyn"), ("Speaker 1", "Speaker 2"), ("EP", "Nest W.")]
WORDS = st.one_of(
    st.text(alphabet="abcegorsŵŷâëôEOSŴŶ’-", min_size=1, max_size=8).filter(lambda word: word[0].isalpha()),
    st.sampled_from(["😀", "👩\u200d👧", "10:30", "(laughs)", "£5.", "said: no", "Tŷ", "&", "<3"]),
)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join).filter(lambda text: text[0].isalpha())


@st.composite
def conversations(draw: st.DrawFn) -> Turns:
    """Draw a conversation of two people who take turns, each at least twice, in one or more paragraphs."""
    pair = draw(st.sampled_from(PAIRS))
    spoken = draw(st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=3), min_size=4, max_size=7))
    return [(pair[number % 2], paragraphs) for number, paragraphs in enumerate(spoken)]


def saved(fill: Callable[[docx.document.Document], None]) -> bytes:
    """Write a Word document."""
    document, file = docx.Document(), BytesIO()
    fill(document)
    document.save(file)
    return file.getvalue()


def paragraphs(texts: Iterable[str]) -> bytes:
    """Write a Word document of plain paragraphs."""

    def fill(document: docx.document.Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return saved(fill)


def labelled(turns: Turns) -> bytes:
    """Write "INT: text" paragraphs."""
    return paragraphs(text for speaker, (first, *more) in turns for text in (f"{speaker}: {first}", *more))


def label_and_tab(turns: Turns) -> bytes:
    """Write a label, a tab and the text."""
    return paragraphs(text for speaker, (first, *more) in turns for text in (f"{speaker}\t{first}", *more))


def label_above(turns: Turns) -> bytes:
    """Write the label on a line of its own."""
    return paragraphs(text for speaker, texts in turns for text in (f"{speaker}:", *texts))


def bold_above(turns: Turns) -> bytes:
    """Write names in bold, each above its text."""

    def fill(document: docx.document.Document) -> None:
        for speaker, texts in turns:
            document.add_paragraph().add_run(speaker).bold = True
            for text in texts:
                document.add_paragraph(text)

    return saved(fill)


def table(turns: Turns, timed: bool = False) -> bytes:
    """Write a row for every turn."""

    def fill(document: docx.document.Document) -> None:
        rows = document.add_table(rows=0, cols=2)
        for number, (speaker, texts) in enumerate(turns):
            cells = rows.add_row().cells
            cells[0].text = f"{speaker} [00:{number:02}]" if timed else speaker
            cells[1].text = "\n".join(texts)

    return saved(fill)


def timed_table(turns: Turns) -> bytes:
    """Write a row for every turn, with its time beside the speaker."""
    return table(turns, timed=True)


def text_file(turns: Turns) -> bytes:
    """Write labelled paragraphs, with Windows line ends."""
    return "\r\n\r\n".join(f"{speaker}: " + "\r\n\r\n".join(texts) for speaker, texts in turns).encode("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.docx", labelled), ("a.docx", label_and_tab), ("a.docx", label_above), ("a.docx", bold_above),
     ("a.docx", table), ("a.docx", timed_table), ("a.txt", text_file)],
)  # fmt: skip
@settings(max_examples=25, deadline=None)
@given(turns=conversations())
def test_every_document_comes_back(name: str, write: Callable[[Turns], bytes], turns: Turns) -> None:
    """Speakers, words and paragraphs are as they were written."""
    read = [(turn.speaker, turn.text) for turn in read_bytes(name, write(turns)).turns]
    assert read == [(speaker, "\n".join(texts)) for speaker, texts in turns]


def cues(turns: Turns, size: int) -> list[tuple[str, str]]:
    """Cut every turn into cues of `size` words, wherever that falls."""
    cut = []
    for speaker, texts in turns:
        words = " ".join(texts).split()
        cut += [(speaker, " ".join(words[at : at + size])) for at in range(0, len(words), size)]
    return cut


def escaped(text: str) -> str:
    """Write text as WebVTT wants it."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def teams(turns: Turns, size: int) -> bytes:
    """Write cues with voice tags."""
    lines = (f"<v {speaker}>{escaped(text)}</v>" for speaker, text in cues(turns, size))
    timed = (
        f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\n{line}"
        for at, line in enumerate(lines)
    )
    return "\n\n".join(["WEBVTT", *timed]).encode()


def zoom(turns: Turns, size: int) -> bytes:
    """Write cues with names."""
    lines = (f"{speaker}: {escaped(text)}" for speaker, text in cues(turns, size))
    timed = (
        f"{at}\n00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\n{t}"
        for at, t in enumerate(lines)
    )
    return "\n\n".join(["WEBVTT", *timed]).encode()


def subrip(turns: Turns, size: int) -> bytes:
    """Write SubRip captions with names."""
    subtitles = [
        srt.Subtitle(None, timedelta(seconds=at), timedelta(seconds=at + 0.9), f"{speaker}: {text}")
        for at, (speaker, text) in enumerate(cues(turns, size))
    ]
    return srt.compose(subtitles).encode()


@pytest.mark.parametrize(("name", "write"), [("a.vtt", teams), ("a.vtt", zoom), ("a.srt", subrip)])
@settings(max_examples=60, deadline=None)
@given(turns=conversations(), size=st.integers(1, 6))
def test_captions_come_back(name: str, write: Callable[[Turns, int], bytes], turns: Turns, size: int) -> None:
    """Wherever the clock cuts, every speaker's words are one piece of text."""
    read = [(turn.speaker, turn.text) for turn in read_bytes(name, write(turns, size)).turns]
    assert read == [(speaker, " ".join(texts)) for speaker, texts in turns]
