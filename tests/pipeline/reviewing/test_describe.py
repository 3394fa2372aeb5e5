"""Marks and decisions in words."""

from __future__ import annotations

import pytest

from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.review.decisions import Wish
from pipeline.reviewing import describe
from tests.pipeline.reviewing.marked import decided, mark

LISTED = {"origin": "listed", "reason": "a number", "type": "OTHER", "replacement": None}


def test_every_type_has_a_key_of_its_own() -> None:
    """Whoever adds a type of identifier gives it a letter."""
    assert set(describe.TYPE_KEYS) == set(IDENTIFIER_TYPES)
    assert len(set(describe.TYPE_KEYS.values())) == len(IDENTIFIER_TYPES)


@pytest.mark.parametrize(
    ("differs", "above", "looks", "sentence"),
    [
        ({}, "Mair", "m u", "name, found by the machine: not decided, would become Mair"),
        ({"decision": decided()}, "Mair", "m", "name, decided: becomes Mair"),
        ({"decision": decided("keep"), "replacement": None}, "stays", "m k", "name, decided: stays"),
        (
            {"origin": "doubt", "reason": "the machine is not sure", "replacement": None},
            "?",
            "m u k",
            "name, the machine is not sure: not decided, would stay",
        ),
        (LISTED, "?", "m u k", "a number: not decided, would stay"),
    ],
)
def test_a_mark_says_what_becomes_of_it(differs: dict, above: str, looks: str, sentence: str) -> None:
    """In the text above it, in how its box is drawn, and to a screen reader."""
    one = mark(**differs)

    assert (describe.above(one), describe.looks(one), describe.in_a_sentence(one)) == (above, looks, sentence)


def test_the_doubt_list_says_nothing_of_types() -> None:
    """What is only listed has no type, so that a person is asked for it."""
    assert describe.type_of(mark(**LISTED)) == ""
    assert describe.why(mark(**LISTED)) == "a number"
    assert describe.why(mark()) == "name · found by the machine"


@pytest.mark.parametrize(
    ("undecided", "marks", "words"),
    [(12, 152, "12 of 152 left"), (0, 152, "All 152 decided"), (0, 0, "Nothing to decide")],
)
def test_what_is_left_stands_in_words(undecided: int, marks: int, words: str) -> None:
    """The count in the corner."""
    assert describe.left_in_words(undecided, marks) == words


@pytest.mark.parametrize(
    ("places", "transcripts", "words"),
    [(0, 0, ""), (1, 1, " One place."), (14, 1, " 14 places."), (3, 2, " Three places, in two transcripts.")],
)
def test_how_far_a_decision_reached(places: int, transcripts: int, words: str) -> None:
    """Said after a decision about words everywhere."""
    assert describe.reach_in_words(places, transcripts) == words


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish("replace", "mention"), "replaced"),
        (Wish("replace", "study", replacement="a friend"), "replaced by a friend everywhere in the study"),
        (Wish("keep", "transcript"), "stays everywhere in this transcript"),
        (Wish("same", "study", other="Joanne"), "the same as Joanne everywhere in the study"),
        (Wish("apart", "mention", other="2"), "told apart from the others of this name"),
        (Wish("pseudonym", "mention", replacement="Wren"), "replaced by Wren"),
    ],
)
def test_what_was_decided_is_said(wish: Wish, words: str) -> None:
    """Aloud, after each decision."""
    assert describe.done(wish) == words
