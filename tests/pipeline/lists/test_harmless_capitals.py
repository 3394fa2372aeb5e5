"""Words that a capital makes no name."""

from __future__ import annotations

import pytest

from pipeline.lists.harmless_capitals import names_nobody


@pytest.mark.parametrize("word", ["GCSE", "gcse", "MDT", "Maths", "Muslim", "Nadolig", "GPs", "Mum", "PIP"])
def test_abbreviations_subjects_faiths_and_feasts_name_nobody(word: str) -> None:
    """They stand with a capital in any sentence."""
    assert names_nobody(word)


@pytest.mark.parametrize("word", ["Nia", "Pip", "Bill", "Jan", "Ed", "Tonypandy"])
def test_what_can_be_a_name_is_not_harmless(word: str) -> None:
    """Pip is no benefit, and the short forms of months and days that people are called are left out."""
    assert not names_nobody(word)
