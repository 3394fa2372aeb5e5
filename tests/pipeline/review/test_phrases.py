"""Words that a decision is about, wherever they stand: spelled otherwise, mutated, owned; but not just any rose."""

from __future__ import annotations

import pytest

from pipeline.review.decisions import REPLACE
from pipeline.review.phrases import Phrases, forms_of, words_of
from tests.decided import everywhere
from tests.marked import mark_up


def found(words: str, text: str, type_: str = "PERSON", cased: bool = True, transcript: str | None = None) -> str:
    """Mark in a text where decided words are met."""
    phrases = Phrases([everywhere(REPLACE, words, type_, transcript)])
    spans = phrases.matches(text, words_of(text), "FC01", cased)
    return mark_up(text, ((start, end, decision.type) for start, end, decision in spans))


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("Siân", "Sian, SIÂN and siân. 🙂", "[PERSON Sian], [PERSON SIÂN] and [PERSON siân]. 🙂"),
        ("Nia", "Nia's mam and Nia’s nan", "[PERSON Nia]'s mam and [PERSON Nia]’s nan"),
        ("Nia Pritchard", "nia  pritchard's bag", "[PERSON nia  pritchard]'s bag"),
        ("O'Brien", "Mr O’Brien", "Mr [PERSON O’Brien]"),
        ("Nia Pritchard", "Nia\nPritchard", "Nia\nPritchard"),
        ("Nia Pritchard", "Nia and Pritchard", "Nia and Pritchard"),
        ("Nia", "Niamh", "Niamh"),
        ("🙂", "🙂", "🙂"),
    ],
)
def test_words_are_met_however_they_are_written(words: str, text: str, expected: str) -> None:
    """Case, accents, apostrophes and blanks aside; whole words only, one after the other on one line."""
    assert found(words, text) == expected


@pytest.mark.parametrize("word", ["Rose", "Mark", "Haf"])
def test_an_ordinary_word_is_a_name_with_its_capital_only(word: str) -> None:
    """Where a transcript has capitals; where it has none, somebody decided about all of them."""
    small = word.lower()

    assert found(word, f"{word} saw a {small}") == f"[PERSON {word}] saw a {small}"
    assert found(word, f"{small} saw a {small}", cased=False) == f"[PERSON {small}] saw a [PERSON {small}]"
    assert found(small, f"{word} saw a {small}") == f"[PERSON {word}] saw a [PERSON {small}]"


def test_an_ordinary_word_in_a_longer_name_needs_no_capital() -> None:
    """Two words together say enough."""
    assert found("Rose Tamplin", "rose tamplin came") == "[PERSON rose tamplin] came"


def test_places_are_met_in_their_mutations() -> None:
    """Caerdydd is the place in all of these, and a person's name has no mutations."""
    text = "o Gaerdydd, yng Nghaerdydd, a Chaerdydd; Ysgol Caerdydd"
    expected = "o [PLACE Gaerdydd], yng [PLACE Nghaerdydd], a [PLACE Chaerdydd]; Ysgol [PLACE Caerdydd]"

    assert found("Caerdydd", text, "PLACE") == expected
    assert found("Caerdydd", text, "PERSON") == text.replace("Ysgol Caerdydd", "Ysgol [PERSON Caerdydd]")


def test_of_a_place_of_two_words_the_first_is_mutated() -> None:
    """Pen-y-bont: i Ben-y-bont."""
    assert found("Pen-y-bont", "i Ben-y-bont", "PLACE") == "i [PLACE Ben-y-bont]"


def test_what_was_decided_in_a_transcript_is_met_there_only() -> None:
    """The same words elsewhere are somebody else's."""
    assert found("Nia", "Nia came", transcript="FC01") == "[PERSON Nia] came"
    assert found("Nia", "Nia came", transcript="YP01") == "Nia came"


def test_words_are_counted_in_characters_of_the_text() -> None:
    """Emoji and accents before a word do not move it."""
    assert [(one.start, one.end, one.folded) for one in words_of("🙂 Tŷ Celyn")] == [(2, 4, "ty"), (5, 10, "celyn")]


def test_nothing_to_look_for_is_nothing() -> None:
    """Nor are decisions about no words."""
    assert not Phrases([])
    assert not Phrases([everywhere(REPLACE, "🙂")])
    assert forms_of(everywhere(REPLACE, "🙂")) == []


def test_a_place_has_its_mutations() -> None:
    """Only its first word changes."""
    assert forms_of(everywhere(REPLACE, "Castell-nedd", "PLACE")) == [
        ("castell", "nedd"),
        ("gastell", "nedd"),
        ("nghastell", "nedd"),
        ("chastell", "nedd"),
    ]
