"""Turns as Word can hold them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.review.word_text import identity, label, read_identity, writable


@given(st.text(st.characters(codec=None)))
def test_every_text_can_be_written_and_keeps_its_length(text: str) -> None:
    """Offsets into the source are offsets into what Word holds."""
    assert len(writable(text)) == len(text)
    etree.Element("t").text = writable(text)


@given(st.text())
def test_a_label_is_one_line(speaker: str) -> None:
    """A turn's own text begins after it."""
    assert label(speaker)
    assert not {"\n", "\t"} & set(label(speaker))


@given(st.from_regex(r"[A-Z]{2}[0-9]{2}", fullmatch=True), st.sampled_from([1, 2]), st.integers(0, 10**6))
def test_the_line_that_names_a_copy_is_read_back(transcript: str, reading: int, after: int) -> None:
    """An import knows what the copy is of."""
    assert read_identity(f" {identity(transcript, reading, after)} ") == (transcript, reading, after)
    assert read_identity("Each coloured stretch has a comment.") is None
