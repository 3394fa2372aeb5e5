"""Where the found words stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.queries import MARK_BEGINS, MARK_ENDS
from pipeline.workbench.finding.folding import folded_words
from pipeline.workbench.finding.marked import FOUND, begin_before, end_after, excerpt, marked, places
from tests.pipeline.workbench.finding.sample import ALPHABET

texts = st.lists(st.sampled_from(ALPHABET)).map("".join)


def found_in(text: str, question: str) -> list[str]:
    """List what a question finds in a text, as it stands there."""
    taken, spans = places(marked({1: text}, question)[1])
    assert taken == text
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("🙂 Ŵyn, 👩‍👧 ŵyn a w\u0302yn.", ["Ŵyn", "ŵyn", "w\u0302yn"]),
        (f"{MARK_BEGINS} wyn {MARK_ENDS} wyn", ["wyn", "wyn"]),
        (f"{MARK_ENDS}.wyn<mark>wyn</mark>", ["wyn", "wyn"]),
    ],
)
def test_places_are_characters_of_the_text(text: str, words: list[str]) -> None:
    """Emoji, accents that are characters of their own, and marks in the text itself shift nothing."""
    assert found_in(text, '"wyn"') == words


@given(texts, texts)
def test_a_text_without_its_marks_is_the_text(before: str, after: str) -> None:
    """Whatever stands around a word, taking out the marks gives the text, and the word stands where it is said to."""
    words = found_in(f"{before} tŷ {after}", '"ty"')
    assert "tŷ" in words
    assert {folded_words(word) for word in words} == {("ty",)}


def test_a_text_without_the_words_is_left_out() -> None:
    """Only texts that answer the question come back."""
    assert list(marked({3: "te", 5: "coffi"}, '"te"')) == [3]


def test_a_short_turn_is_shown_whole() -> None:
    """Every word of it stands there, the found ones as pieces of their own."""
    pieces = excerpt(marked({1: "Te, a phaned o de, a the."}, '"te" OR "de"')[1])
    assert "".join(piece.text for piece in pieces) == "Te, a phaned o de, a the."
    assert [piece.text for piece in pieces if piece.note == FOUND] == ["Te", "de"]


def test_a_long_turn_is_shown_around_what_was_found() -> None:
    """Of a long turn the stretches around the first places are shown, cut between words, the gaps said."""
    filling = "aros am y bws " * 100
    text = f"{filling}tŷ a {filling}tŷ mawr {filling}"
    shown = "".join(piece.text for piece in excerpt(marked({1: text}, '"ty"')[1]))
    assert shown.startswith("… ") and shown.endswith(" …") and shown.count(" … ") == 1
    assert shown.count("tŷ") == 2
    assert len(shown) < 700
    assert set(shown.replace("…", " ").split()) <= set(text.split())


def test_a_word_that_is_everywhere_does_not_make_a_long_turn_whole() -> None:
    """However often it was said, what is shown of a turn stays short."""
    assert sum(len(piece.text) for piece in excerpt(marked({1: "y tŷ " * 1_000}, '"ty"')[1])) < 700


@given(texts, st.integers(0, 40), st.integers(0, 40), st.integers(1, 12))
def test_what_stands_around_is_short_and_whole_characters(text: str, start: int, length: int, most: int) -> None:
    """What is shown on either side is next to the word, no longer than allowed, and begins and ends in no accent."""
    start = min(start, len(text))
    end = min(start + length, len(text))
    first, last = begin_before(text, start, most), end_after(text, end, most)
    assert 0 <= first <= start and end <= last <= len(text)
    assert start - first <= most
    assert first == start or text[first] != "\u0302"


@pytest.mark.parametrize(
    ("text", "most", "before"),
    [
        ("mae hi yn y |tŷ", 7, "yn y "),
        ("mae hi yn y |tŷ", 6, "yn y "),
        ("mae hi yn y |tŷ", 5, "yn y "),
        ("mae hi yn y |tŷ", 4, "y "),
        ("mae hi yn y |tŷ", 50, "mae hi yn y "),
        ("Llanfairpwll|tŷ", 4, "pwll"),
        ("ab👩‍👧|tŷ", 2, ""),
        ("🇬🇧🇫🇷|tŷ", 4, "🇬🇧🇫🇷"),
        ("a🏴󠁧󠁢󠁷󠁬󠁳󠁿|tŷ", 5, ""),
    ],
)
def test_what_stands_before_begins_with_a_word(text: str, most: int, before: str) -> None:
    """It is cut between words, and in a long one between whole characters."""
    start = text.index("|")
    text = text.replace("|", "")
    assert text[begin_before(text, start, most) : start] == before


@pytest.mark.parametrize(
    ("text", "most", "after"),
    [
        ("tŷ| yn y pentref", 5, " yn y"),
        ("tŷ| yn y pentref", 6, " yn y"),
        ("tŷ| yn y pentref", 4, " yn"),
        ("tŷ| yn y pentref", 99, " yn y pentref"),
        ("tŷ|bach iawn", 4, "bach"),
        ("tŷ|Llanfairpwll", 4, "Llan"),
        ("tŷ|w\u0302yn", 1, "w\u0302"),
    ],
)
def test_what_stands_after_ends_with_a_word(text: str, most: int, after: str) -> None:
    """It is cut between words, and in a long one between whole characters."""
    end = text.index("|")
    text = text.replace("|", "")
    assert text[end : end_after(text, end, most)] == after
