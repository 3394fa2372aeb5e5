"""The same words written otherwise: marks stay on their words."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.documents import ALL, Document, Span, Turn
from training.name_pools import Pools
from training.variants import bare, careless, lower, upper, with_other_names

TEXT = "“Siân,” I said, “it's Tŷ Celyn!” – Dai's, 5 o'clock. 🙂"
MARKED = ("Siân", "Tŷ Celyn", "Dai")


def turn_of(text: str = TEXT, words: tuple[str, ...] = MARKED, label: str = "PERSON") -> Turn:
    """Mark words of a text."""
    return Turn(text, tuple(Span(text.index(w), text.index(w) + len(w), frozenset({label})) for w in words))


def marked(turn: Turn) -> list[str]:
    """List the marked words."""
    return [turn.text[span.start : span.end] for span in turn.spans]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lower, ["siân", "tŷ celyn", "dai"]),
        (upper, ["SIÂN", "TŶ CELYN", "DAI"]),
        (bare, ["Siân", "Tŷ Celyn", "Dai"]),
        (lambda turn: bare(lower(turn)), ["siân", "tŷ celyn", "dai"]),
    ],
)
def test_marks_stay_on_their_words(change: object, expected: list[str]) -> None:
    """In small letters, in capitals, without punctuation."""
    assert marked(change(turn_of())) == expected  # type: ignore[operator]


def test_recognised_speech_keeps_apostrophes_inside_words() -> None:
    """As recognisers write it."""
    assert bare(lower(turn_of())).text == "siân i said it's tŷ celyn dai's 5 o'clock 🙂"


@given(st.integers(0, 500))
def test_a_careless_typist_changes_capitals_only(seed: int) -> None:
    """And only those of names."""
    changed = careless(turn_of(), random.Random(seed))

    assert changed.text.lower() == TEXT.lower()
    assert "I said" in changed.text


@settings(deadline=None)
@given(st.integers(0, 500))
def test_another_name_is_the_same_throughout(seed: int) -> None:
    """One person has one new name, in every turn, and nothing but names changes."""
    turns = (turn_of(), turn_of("Dai? Siân Dai.", ("Dai", "Siân Dai")))
    document = with_other_names(Document("x", "speech", turns, ALL), Pools(), random.Random(seed))
    first, second = document.turns

    assert first.text.endswith("'s, 5 o'clock. 🙂")
    assert marked(second)[0] == marked(first)[2]
    assert marked(second)[1].split(" ")[0] == marked(first)[0].split(" ")[0] or " " in marked(first)[0]


def test_names_that_are_held_back_are_drawn_for_measuring_only() -> None:
    """What is trained on and what is measured with share no list."""
    rng = random.Random(1)
    trained, held = Pools(), Pools(held=True)
    ours = {trained.place(rng) for _ in range(3000)}

    assert not ours & {held.place(rng) for _ in range(300)}
