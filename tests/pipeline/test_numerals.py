"""Numbers said in words are read as far as dates and ages go."""

from __future__ import annotations

import re

import pytest

from pipeline.numerals import CARDINALS, ORDINALS, alternatives


@pytest.mark.parametrize(
    ("words", "number"),
    [("zero", 0), ("thirteen", 13), ("twenty", 20), ("twenty one", 21), ("forty-two", 42), ("ninety-nine", 99)],
)
def test_cardinals_are_read(words: str, number: int) -> None:
    """Ages come as words, with a hyphen or a space."""
    assert CARDINALS[words] == number


def test_every_number_below_a_hundred_can_be_said() -> None:
    """There is no gap in the ages."""
    assert set(CARDINALS.values()) == set(range(100))


def test_every_day_of_a_month_can_be_said() -> None:
    """There is no gap in the days, and no thirty-second."""
    assert set(ORDINALS.values()) == set(range(1, 32))
    assert ORDINALS["twenty-third"] == ORDINALS["twenty third"] == 23


def test_the_longest_number_is_tried_first() -> None:
    """ "Sixteen" is not read as "six"."""
    found = re.match(alternatives(CARDINALS), "sixteen")

    assert found and found.group() == "sixteen"
