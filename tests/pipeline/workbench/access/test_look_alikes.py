"""Names that look like others."""

from __future__ import annotations

import pytest

from pipeline.workbench.access.look_alikes import is_in_one_alphabet, look_alike


@pytest.mark.parametrize(
    "name", ["Siân Rhys", "Ŵyn", "Coder 2", "Владимир", "Ελένη", "山田 はな", "O'Neil-Ŷork", "0412"]
)
def test_names_of_any_one_alphabet(name: str) -> None:
    """Accents, digits and signs belong to all, Japanese is written in three; some are known by a number."""
    assert is_in_one_alphabet(name)


@pytest.mark.parametrize(
    "name", ["Si\u0430n", "\u0421iân", "Rhy\u0455", "S\u03b9ân", "Siân\u3164Rhys", "김\u3164", "\uffa0", "--"]
)
def test_names_in_which_a_letter_is_not_what_it_seems(name: str) -> None:
    """Cyrillic and Greek letters among Latin ones, a letter that fills a gap; and no letter at all."""
    assert not is_in_one_alphabet(name)


@pytest.mark.parametrize(
    "other", ["siân rhys", "Sian Rhys", "Ｓiân Rhys", "Siân\u034f Rhys", "Siân Rhys\ufe0f", "𝐒iân Rhys"]
)
def test_names_that_a_reader_takes_for_one(other: str) -> None:
    """Capitals, accents, blanks, wide letters and what cannot be seen make no other name."""
    assert look_alike("Siân Rhys", other)


@pytest.mark.parametrize("other", ["Siân Rhys 2", "Siân Rees", "Sioned Rhys", "Siân.Rhys"])
def test_names_of_two_people(other: str) -> None:
    """Another letter, a digit or a dot makes another name."""
    assert not look_alike("Siân Rhys", other)
