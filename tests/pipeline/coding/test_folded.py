"""Texts are compared without what programs change when they pass them on."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.coding.folded import Folded, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("She’d  say “ie”", 'She\'d say "ie"'),
        ("the taxi\r\ncame", "the\u00a0taxi came"),
        ("Gŵyneth a’i thŷ", unicodedata.normalize("NFD", "Gŵyneth a'i thŷ")),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("a – b … c", "a - b ... c"),
        ("a heart ❤️ here", "a heart ❤ here"),
    ],
)
def test_what_programs_change_makes_no_difference(one: str, other: str) -> None:
    """Blanks, line ends, accents' form, quotation marks and dashes."""
    assert fold(one) == fold(other)


def test_letters_and_case_stay() -> None:
    """They are what was said."""
    assert fold("Cawl") != fold("cawl")
    assert fold("lift") != fold("lifts")


@given(st.text("ab ŵŷ\n\u0302…❤️👩‍👧’", max_size=40), st.data())
def test_a_folded_span_leads_back_to_its_words(text: str, data: st.DataObject) -> None:
    """From the text to its folded characters and back, nothing is won or lost."""
    folded = Folded(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    first, last = folded.folded_span(start, end)

    assert folded.folded[first:last] == fold(text[start:end])


def test_the_lines_that_hold_something_are_known() -> None:
    """Empty ones are passed over; all of them together are the text."""
    folded = Folded("Yes.\n\n  \nAnd then, cawl.")

    assert [folded.folded[start:end] for start, end in folded.lines] == ["Yes.", "Andthen,cawl."]


def test_marks_belong_to_the_character_before_them() -> None:
    """An accent or a sign of emoji style is never cut off."""
    text = unicodedata.normalize("NFD", "tŷ ❤️")

    assert Folded(text).after_marks(2) == 3
    assert Folded(text).after_marks(1) == 1
