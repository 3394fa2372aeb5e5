"""Words by which somebody is known: said by one participant alone, and by hardly anybody else."""

from __future__ import annotations

import pytest

from pipeline.audit.rare_words import NAME, NUMBER, RARE, UNKNOWN, RareWord, rare_words
from tests.spoken import spoken

OTHER = "INT: And you?\nFC02: I like a walk. We moved house and the school was good, and the garden too."


def found(text: str, other: str = OTHER) -> list[RareWord]:
    """Look through what FC01 says, beside what FC02 says."""
    return [one for one in rare_words([spoken("FC01", text), spoken("FC02", other)]) if one.participant == "FC01"]


def test_a_planted_hobby_is_listed_with_its_turns() -> None:
    """Everybody in the valley knows who keeps hawks."""
    text = "FC01: I do falconry at the weekend.\nINT: Since when?\nFC01: Falconry? Since school. Dw i'n hapus! 🙂"

    assert found(text) == [RareWord("falconry", RARE, "FC01", (("FC01", 1), ("FC01", 3)))]


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("FC01: We went with Wynfford to the garden.", "Wynfford", NAME),
        ("FC01: They moved her 57 times.", "57", NUMBER),
        ("FC01: She said it in 2023.", "2023", NUMBER),
        ("FC01: He made shaahxyz for us.", "shaahxyz", UNKNOWN),
    ],
)
def test_names_numbers_and_words_of_no_list_are_telling(text: str, words: str, why: str) -> None:
    """A name that was missed is exactly such a word."""
    assert [(one.words, one.why) for one in found(text)] == [(words, why)]


def test_what_two_people_say_points_at_neither() -> None:
    """A hobby of two is no longer one person's."""
    assert found("FC01: I do falconry.", "FC02: I do falconry as well.") == []


def test_another_form_of_a_word_is_the_same_word() -> None:
    """Two people with budgies, one of whom has one only."""
    assert found("FC01: We had a budgie.", "FC02: We had budgies.") == []


def test_ordinary_words_of_english_and_welsh_are_left_out() -> None:
    """Speaking Welsh is no rare word; that is for the attributes to show."""
    assert found("FC01: The teacher came on Friday. Roedd y gegin yn gynnes, a'r ardd yn braf.") == []


def test_what_stands_in_the_place_of_something_is_left_out() -> None:
    """A pseudonym is rare and tells nothing."""
    assert found("FC01: We went with [Wynfford] to [Llanfachraeth].") == []


def test_words_in_a_row_are_one_entry() -> None:
    """Who hears both words hears one thing."""
    assert [one.words for one in found("FC01: He does competitive falconry taxidermy now.")] == ["falconry taxidermy"]


def test_what_the_interviewer_says_is_nobodys() -> None:
    """A question describes no participant."""
    assert found("INT: Is it falconry?\nFC01: Yes.") == []
