"""The codebook's phrases are recognised whatever the form of their words, and the suggestion says which they were."""

from __future__ import annotations

import pytest

from codebook.model import Codebook
from pipeline.coding.cues import Suggester, languages_of
from tests.meals_and_lifts import book_of


@pytest.fixture(scope="module")
def book() -> Codebook:
    """Load a codebook with three phrases."""
    return book_of(meals="she made my tea, cawl", lifts="dropped me off")


def found(book: Codebook, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """List what is suggested for a text: its words, the code, the phrases."""
    (suggestions,) = Suggester(book)([text])
    return [(text[one.start : one.end], one.code_id, one.cues) for one in suggestions]


def test_the_whole_sentence_is_suggested(book: Codebook) -> None:
    """The sentence is what a coder reads, without the blanks round it; emoji and accents do not shift it."""
    assert found(book, "Gŵyneth did 👩‍👧.  Then he makes her tea!  Then he drops us off. Ie.") == [
        ("Then he makes her tea!", "care/meals", ("she made my tea",)),
        ("Then he drops us off.", "care/lifts", ("dropped me off",)),
    ]


def test_a_sentence_is_suggested_once_for_a_code(book: Codebook) -> None:
    """Two phrases of one code in one sentence are one suggestion that names both; two codes are two."""
    assert found(book, "Cawl, she made my tea, more cawl, and dropped me off.") == [
        ("Cawl, she made my tea, more cawl, and dropped me off.", "care/lifts", ("dropped me off",)),
        ("Cawl, she made my tea, more cawl, and dropped me off.", "care/meals", ("cawl", "she made my tea")),
    ]


def test_a_line_break_ends_a_sentence(book: Codebook) -> None:
    """Offsets are into the text as given."""
    assert found(book, "🙂 Cawl oedd o.\nDyna ni") == [("🙂 Cawl oedd o.", "care/meals", ("cawl",))]
    assert found(book, "") == []


@pytest.mark.parametrize(
    ("setting", "languages"),
    [("en", ("en",)), ("cy;en", ("cy", "en")), ("CY", ("cy",)), ("tlh", ("en",)), ("", ("en",))],
)
def test_the_studys_languages_say_whose_dictionary_forms_count(setting: str, languages: tuple[str, ...]) -> None:
    """Several languages may be named; one that has no dictionary here is left out."""
    assert languages == languages_of(setting)
