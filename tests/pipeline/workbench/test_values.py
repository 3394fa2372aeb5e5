"""Values of the data as the pages say them."""

from __future__ import annotations

import pytest

from pipeline.workbench.values import one_of, value_in_words
from pipeline.workbench.words import WELSH, language


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("en", "English"),
        ("cy;en", "Welsh and English"),
        ("autumn 2025", "autumn 2025"),
        ("Up the valley", "Up the valley"),
        ("cy;sign language", "cy;sign language"),
        ("", ""),
    ],
)
def test_a_value_is_said_in_words(value: str, said: str) -> None:
    """Languages have names; what a study calls things itself stays so."""
    assert value_in_words(value) == said


def test_languages_are_named_in_welsh() -> None:
    """In the reader's own language."""
    token = language.set(WELSH)
    try:
        assert value_in_words("cy;en") == "Cymraeg, Saesneg"
    finally:
        language.reset(token)


@pytest.mark.parametrize(
    ("group", "said"), [("Foster carers", "foster carer"), ("Young people", "young person"), ("Ŵyrion", "Ŵyrion")]
)
def test_one_of_a_group_is_said_in_the_singular(group: str, said: str) -> None:
    """Groups that a study names itself are called as it does."""
    assert one_of(group) == said
