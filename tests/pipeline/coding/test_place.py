"""A quote has its place where it stands once; it is never guessed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.coding.place import NotPlaced, place, same_words

SAID = "She’d say “dyna ni” – and Gŵyneth's cawl 🙂 was  on the table, dyna ni."


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Gŵyneth's cawl", "Gŵyneth's cawl"),
        ("Gŵyneth’s cawl", "Gŵyneth's cawl"),
        ('She\'d say "dyna ni" - and', "She’d say “dyna ni” – and"),
        ("cawl 🙂 was on", "cawl 🙂 was  on"),
        ("  on the\ntable ", "on the table"),
        (unicodedata.normalize("NFD", "Gŵyneth"), "Gŵyneth"),
    ],
)
def test_quotation_marks_dashes_and_spaces_may_differ(quote: str, words: str) -> None:
    """Word processors change them; the place is that of the words as they were said."""
    start, end = place(SAID, quote)

    assert SAID[start:end] == words


@pytest.mark.parametrize(("quote", "times"), [("pancakes", 0), ("gŵyneth", 0), ("dyna ni", 2), ("", 0), ("  ", 0)])
def test_what_stands_nowhere_or_twice_has_no_place(quote: str, times: int) -> None:
    """Letters and case count, and of two places none is chosen; the error does not say the words."""
    with pytest.raises(NotPlaced) as refused:
        place(SAID, quote)

    assert refused.value.times == times
    assert not quote.strip() or quote not in str(refused.value)


def test_places_that_overlap_are_two() -> None:
    """ "No no no" holds "no no" twice."""
    with pytest.raises(NotPlaced) as refused:
        place("no no no", "no no")

    assert refused.value.times == 2


@given(text=st.text("aâŵŷ 🙂❤\ufe0f’'“-.*([\\", min_size=1), data=st.data())
def test_a_stretch_that_stands_once_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    """Whatever characters it holds, those that mean something in a pattern included."""
    text = unicodedata.normalize("NFC", text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assume(quote == quote.strip())

    try:
        assert place(text, quote) == (start, end)
    except NotPlaced as not_placed:
        assert not_placed.times > 1


def test_words_are_the_same_but_for_what_word_processors_change() -> None:
    """Used where a row gives both a place and a quote."""
    assert same_words("She’d  say – “ie”", 'She\'d say - "ie"')
    assert same_words(unicodedata.normalize("NFD", "tŷ"), "tŷ")
    assert not same_words("cawl", "Cawl")
