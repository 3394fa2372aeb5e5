"""The queue: what is left to decide, most dangerous first."""

from __future__ import annotations

import pytest

from pipeline.reviewing.queue import around, queue
from tests.pipeline.reviewing.marked import decided, mark, turn

STAYS = {"origin": "doubt", "reason": "the machine is not sure", "replacement": None, "method": "keep"}


def test_what_would_stay_comes_first_and_names_before_places() -> None:
    """A likely name that nobody would replace is the most dangerous; a sure find the least."""
    order = [
        mark("likely name", **{**STAYS, "score": 0.4}),
        mark("unlikely name", **{**STAYS, "score": 0.1}),
        mark(
            "listed name",
            **{**STAYS, "origin": "listed", "kind": "quasi", "score": 0.0, "reason": "a name in the lists"},
        ),
        mark("place", **{**STAYS, "kind": "quasi", "type": "PLACE", "score": 0.45}),
        mark("number", **{**STAYS, "origin": "listed", "kind": "quasi", "score": 0.0, "reason": "a number"}),
        mark("unsure find", score=0.55),
        mark("sure find", score=0.99),
        mark("found place", kind="quasi", score=0.2),
    ]
    shuffled = [order[n] for n in (3, 7, 0, 5, 2, 6, 1, 4)]

    assert [entry.mark.words for entry in queue([turn("", *shuffled)])] == [one.words for one in order]


def test_equals_come_in_the_order_of_the_page() -> None:
    """Turn 2 comes before turn 10, and within a turn the first words first."""
    turns = [turn("Nia", mark(), n=10), turn("Nia and Nia", mark(start=8), mark(), n=2)]

    assert [(entry.turn, entry.mark.start) for entry in queue(turns)] == [(2, 0), (2, 8), (10, 0)]


def test_what_is_decided_is_not_in_the_queue() -> None:
    """Whether it is replaced or stays."""
    assert queue([turn("Nia", mark(decision=decided())), turn("Nia", mark(decision=decided("keep")))]) == []


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("Nia", "", ""),
        ("said Nia.", "said ", "."),
        ("a b c d e f Nia g h i j k l", "a b c d e f ", " g h i j k l"),
        ("ŵ a b c d e f Nia g h i j k l 👩‍👧", "… a b c d e f ", " g h i j k l …"),
        ("one two (Nia), three", "one two (", "), three"),
    ],
)
def test_six_words_stand_either_side(text: str, left: str, right: str) -> None:
    """With an ellipsis where there are more."""
    start = text.index("Nia")

    assert around(text, start, start + 3) == (left, right)
