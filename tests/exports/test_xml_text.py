"""Turns as Word and REFI-QDA files can hold them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exports.xml_text import speaker_label, writable


@given(st.text(st.characters(codec=None)))
def test_every_text_can_be_written_and_keeps_its_length(text: str) -> None:
    """Offsets into the turn are offsets into what the file holds."""
    assert len(writable(text)) == len(text)
    etree.Element("t").text = writable(text)


@given(st.text())
def test_a_label_is_one_line(speaker: str) -> None:
    """A turn's own text begins after it."""
    assert speaker_label(speaker)
    assert not {"\n", "\t"} & set(speaker_label(speaker))
