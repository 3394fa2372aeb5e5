"""Countries abroad, and the continent that stands in for each."""

from __future__ import annotations

import pytest

from pipeline.folding import fold
from pipeline.lists.countries import countries
from pipeline.lists.places import AREAS


@pytest.mark.parametrize(
    ("name", "continent"),
    [("Ghana", "Africa"), ("Iraq", "Asia"), ("Poland", "Europe"), ("Gambia", "Africa"), ("Kurdistan", "Asia")],
)
def test_a_country_is_known_with_its_continent(name: str, continent: str) -> None:
    """Under the name that people use."""
    assert countries()[fold(name)][1] == continent


def test_no_country_is_one_that_is_kept() -> None:
    """The nations of these islands tell nothing here, and every key is folded."""
    assert not set(countries()) & AREAS
    assert all(name == fold(name) for name in countries())
