"""Known names that were misheard or misspelled by a letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.identify.finds import finds_in
from pipeline.identify.variants import VariantDetector
from pipeline.identify.words import blank_pipeline
from tests.marked import lines, parse

ROSTER = (("PERSON", ["Joy Fenwick"]), ("PERSON", ["Hodan Warsame"]), ("PLACE", ["Brymbolian"]), ("PERSON", ["Nia"]))

FOUND = """
They wrote to [PERSON Warsami], whoever that is.
people write [PERSON fennick] and [PERSON fenwich] 🙂
the bus to [PLACE brymbolyan] again
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_name_a_letter_away_is_found(find_in: Callable[..., list[str]], line: str) -> None:
    """With a capital, or in a transcript without any, it counts as the name."""
    assert find_in([parse(line).text], ROSTER) == [line]


def test_a_variant_in_small_letters_counts_for_less() -> None:
    """Where names have capitals, a word without one that is near a name is seldom one."""
    nlp = blank_pipeline()
    doc = VariantDetector(nlp, ROSTER)(nlp.make_doc("Fenwich rang. The Fen was fenwich and wide."))
    first, second = finds_in(doc)

    assert first.score > second.score


def test_an_ordinary_word_is_no_variant(find_in: Callable[..., list[str]]) -> None:
    """Neither is a word near a name that is too short to be told by a letter."""
    said = ["A warm sameness and a nib, hidden."]

    assert find_in(said, ROSTER) == said
