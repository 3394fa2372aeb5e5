"""Names to begin coding under."""

from __future__ import annotations

import pytest

from pipeline.workbench.coding.names import problem_of, problem_of_a_new
from pipeline.workbench.words import language

CODERS = ("Owen Rhys", "Siân Vaughan")
LOOKS_LIKE_SIAN = (
    "Siân Vaughan has coded here already, and this name looks like theirs. If that is you, sign in as Siân Vaughan. "
    "If not, choose another name: add an initial, or a number."
)


@pytest.mark.parametrize("typed", ["Siân Vaughan", "  Sia\u0302n   Vaughan ", "HL", "0412", "x" * 40])
def test_names_that_can_be_read(typed: str) -> None:
    """Blanks around a name and the way an accent was typed are nobody's mistake."""
    assert problem_of(typed) == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write your name."),
        (" \t\u3000\n", "Write your name."),
        ("x" * 41, "A name may have 40 letters. Write a shorter one."),
        ("ŵ" * 100_000, "A name may have 40 letters. Write a shorter one."),
        *(
            (typed, "There is something in this name that cannot be seen. Type it afresh, rather than pasting it.")
            for typed in ("Siân\x00", "Si\u200bân", "\u202enâiS", "\u200b", "\x07" * 50)
        ),
    ],
)
def test_what_is_no_name(typed: str, said: str) -> None:
    """Nothing at all, too much, and what cannot be seen are each told in a line that says what to do."""
    assert problem_of(typed) == said


@pytest.mark.parametrize(
    "name", ["siân vaughan", "Sian Vaughan", "SIÂN VAUGHAN", "SiânVaughan", "Ｓiân Vaughan", "Siân Vaughan\ufe0f"]
)
def test_nobody_begins_under_a_name_that_looks_like_a_coder_s(name: str) -> None:
    """Capitals, accents, blanks, wide letters and what cannot be seen make no other name."""
    assert problem_of_a_new(name, CODERS) == LOOKS_LIKE_SIAN


@pytest.mark.parametrize(
    "name", ["Si\u0430n", "Siân Vaugh\u0430n", "\u041ewen Rhys", "Owen\u3164Rhys", "\u3164", "김\u3164"]
)
def test_a_letter_is_what_it_looks_like(name: str) -> None:
    """A Cyrillic letter among Latin ones, and one that fills a gap, are refused whoever has coded so far."""
    said = "A letter of this name is not what it looks like, but one of another alphabet. Type the name afresh."
    assert problem_of_a_new(name, CODERS) == problem_of_a_new(name, ()) == said


@pytest.mark.parametrize("name", ["--", "🙂", "…"])
def test_signs_alone_are_no_name(name: str) -> None:
    """Something in it can be read out."""
    assert problem_of_a_new(name, CODERS) == "A name has letters in it, or a number."


@pytest.mark.parametrize("name", ["Siân Vaughan 2", "Siân R Vaughan", "Владимир", "0412", "Owen 🙂 Parry"])
def test_anybody_else_may_begin(name: str) -> None:
    """Another letter or a number tells two people apart."""
    assert problem_of_a_new(name, CODERS) == ""


@pytest.mark.parametrize("name", [*CODERS, "siân vaughan", "Si\u0430n"])
def test_a_coder_s_own_name_is_theirs(name: str) -> None:
    """Who coded under a name before, and chooses a new password, is let in, whatever the name looks like."""
    assert problem_of_a_new(name, (*CODERS, name)) == ""


def test_in_welsh() -> None:
    """Every line is told in the reader's language."""
    before = language.set("cy")
    try:
        said = [problem_of(typed) for typed in ("", "x" * 41, "\x00")]
        said += [problem_of_a_new(name, CODERS) for name in ("owen rhys", "Si\u0430n", "--")]
    finally:
        language.reset(before)

    assert said[:2] == ["Ysgrifennwch eich enw.", "Caiff enw gynnwys 40 o lythrennau. Ysgrifennwch un byrrach."]
    assert "Owen Rhys" in said[3]
    assert not any(word in line for line in said for word in ("name", "Type", "letter "))
