"""Turns as words: every letter kept, and what a word's place says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identify.words import (
    blank_pipeline,
    is_cased,
    is_word,
    next_word,
    previous_word,
    set_cased,
    starts_sentence,
    uses_capitals,
)
from tests.marked import lines, parse

NLP = blank_pipeline()

STARTS = """
[S Nia] came. [S So] did Siân!
[S Oh]… [S Well]. "[S No]," she said.
[S She] said, "[S Tell] her no." [S But] he said "Chezzy" twice.
[S One] line
[S Ŵyn] bach! 🐑. [S Dim] mwy?
"""


@given(st.text())
def test_no_letter_is_lost(text: str) -> None:
    """Tabs, line ends, double spaces and emoji come through like everything else."""
    assert NLP.make_doc(text).text == text


@pytest.mark.parametrize("text", ["", "  ", "a  b\t\n c ", "Ŷ🙂🙂 ŵ â", "don't, Nia's,(no)", "\r\n\u200b"])
def test_no_letter_of_what_people_paste_is_lost(text: str) -> None:
    """Nothing at all is a text too."""
    assert NLP.make_doc(text).text == text


def test_a_possessive_is_a_word_of_its_own_and_a_negation_is_not() -> None:
    """Any name is a stretch of whole tokens."""
    assert [token.text for token in NLP.make_doc("Nia's don't")] == ["Nia", "'", "s", "don't"]


@pytest.mark.parametrize("line", lines(STARTS))
def test_a_word_may_begin_a_sentence(line: str) -> None:
    """After a mark of the end, at the beginning of a turn, and in speech after a comma."""
    expected = parse(line)
    capitals = [token for token in NLP.make_doc(expected.text) if is_word(token) and token.text[0].isupper()]

    assert [token.text for token in capitals if starts_sentence(token)] == [word for _, word in expected.spans]


def test_neighbours_are_found_over_spaces_but_not_over_lines() -> None:
    """A no-break space parts words, a new line parts more."""
    doc = NLP.make_doc("Mrs  Rice\nNia")
    words = {token.text: token for token in doc}

    assert next_word(words["Mrs"]) == words["Rice"]
    assert previous_word(words["Rice"]) == words["Mrs"]
    assert next_word(words["Rice"]) != words["Nia"]
    assert previous_word(words["Mrs"]) is None


def test_a_transcript_has_capitals_or_has_none() -> None:
    """Most of its turns decide; a turn by itself decides for itself."""
    assert is_cased(["Ie, siŵr.", "ok", "Diolch."])
    assert not is_cased(["ie siŵr", "ok", "Diolch"])
    assert uses_capitals(NLP.make_doc("Diolch"))
    assert not uses_capitals(set_cased(NLP.make_doc("Diolch"), cased=False))
