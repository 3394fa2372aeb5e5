"""Sentences of a turn, by a plain rule."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.coding.agreement.sentences import sentences_of


def test_sentences_end_at_their_marks_and_at_line_ends() -> None:
    """With their closing quotation marks, without the white space between them; Welsh and emoji are plain letters."""
    said = 'The phone goes. "Dyna\'r cyfan!" Tŷ agored… 👩‍👧 on a Friday?\n  No mark here\nYes'

    assert [said[start:end] for start, end in sentences_of(said)] == [
        "The phone goes.",
        '"Dyna\'r cyfan!"',
        "Tŷ agored…",
        "👩‍👧 on a Friday?",
        "No mark here",
        "Yes",
    ]


def test_a_lone_mark_is_a_sentence_of_its_own() -> None:
    """It does not swallow the sentence after it."""
    assert sentences_of("? Lifts.") == ((0, 1), (2, 8))


@given(st.text(alphabet="abŵ .!?…\n\"'👩", max_size=60))
def test_every_word_is_in_exactly_one_sentence(said: str) -> None:
    """Sentences are in order, do not overlap, and leave nothing but white space out."""
    found = sentences_of(said)
    inside = {place for start, end in found for place in range(start, end)}

    assert sum(end - start for start, end in found) == len(inside)
    assert list(found) == sorted(found)
    assert not "".join(letter for place, letter in enumerate(said) if place not in inside).strip()
