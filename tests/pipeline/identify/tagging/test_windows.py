"""Cutting a transcript into stretches for the tagger: nothing is lost, nothing is read twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.identify.tagging.windows import Piece, windows

TURNS = st.lists(st.text("ab .?!\nŵ🙂", max_size=60) | st.text(max_size=30), max_size=12)


def words_of(texts: list[str], pieces: list[Piece]) -> list[str]:
    """List the words of pieces."""
    return [word for piece in pieces for word in texts[piece.turn][piece.start : piece.end].split()]


@given(TURNS, st.integers(1, 9))
def test_the_windows_are_all_the_words_in_order(texts: list[str], size: int) -> None:
    """Whatever was said, every word is in one window, and in one only."""
    pieces = [piece for window in windows(texts, size) for piece in window]

    assert words_of(texts, pieces) == [word for text in texts for word in text.split()]


@given(TURNS, st.integers(1, 9))
def test_no_window_is_larger_than_asked_for(texts: list[str], size: int) -> None:
    """The model reads only so much at once."""
    assert all(len(words_of(texts, window)) <= size for window in windows(texts, size))


def test_a_question_stands_with_its_answer() -> None:
    """Short turns share a window."""
    (window,) = windows(["Who was it?", "Siân. 🙂", "And you?"], 10)

    assert [piece.turn for piece in window] == [0, 1, 2]


def test_a_long_turn_is_cut_where_a_sentence_ends() -> None:
    """The tagger sees whole sentences."""
    text = "One two three. Four five. Six seven eight nine."
    cut = [text[window[0].start : window[0].end].strip() for window in windows([text], 6)]

    assert cut == ["One two three. Four five.", "Six seven eight nine."]
