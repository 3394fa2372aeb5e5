"""Peoples and languages name nobody."""

from __future__ import annotations

import pytest

from pipeline.folding import fold
from pipeline.lists.names import first_name_pool, surname_pool
from pipeline.lists.peoples import PEOPLES
from pipeline.lists.places import places


@pytest.mark.parametrize("word", ["Bengali", "Kurdish", "Cymraeg", "Gymraeg", "Saesneg", "Somali", "Welsh"])
def test_a_people_or_a_language_is_known(word: str) -> None:
    """Welsh names of languages in their mutated forms too."""
    assert fold(word) in PEOPLES


def test_no_people_is_a_place_or_a_pseudonym() -> None:
    """What is left alone must hide nothing."""
    given = {
        fold(name)
        for name in (*first_name_pool("welsh", "f"), *first_name_pool("english", "f"), *surname_pool("english"))
    }

    assert not PEOPLES & given
    assert not PEOPLES & set(places())
