"""What speaks for a reading: boundaries at words, and words that the file repeats."""

from __future__ import annotations

import pytest

from ingest.codings.evidence import Witness, trust
from ingest.codings.stored_text import Spans, stored_text

TEXT = "They moved me, “again”.\nSiân (my sister) said: no 🙂👩‍👧!"


def weighed(quote: str, *, said: str = "", other: str = "") -> float:
    """Return what speaks for a reading that gives `quote`, beside one that gives `other`."""
    readings = [spans(quote), spans(other or quote)]
    found = Witness(stored_text(TEXT), [said]).weigh(readings)
    return found[0].words + found[0].certain - (found[1].words + found[1].certain if other else 0)


def spans(quote: str) -> Spans:
    """Read one selection as these words."""
    start = TEXT.index(quote)
    return Spans((start,), (start + len(quote),), (False,), (0,))


@pytest.mark.parametrize(
    "quote", ["moved me", "They", "me, “again”.", "again", "my sister", "no", "moved me, “again”.\n"]
)
def test_whole_words_speak_for_a_reading(quote: str) -> None:
    """With or without the signs around them, and a paragraph with its end."""
    assert weighed(quote) > 3


@pytest.mark.parametrize("quote", ["oved me", "moved m", " moved", "moved ", "\nSiân", "‍👧!", "no 🙂👩"])
def test_parts_of_words_and_blanks_speak_against_it(quote: str) -> None:
    """Nobody begins in the middle of a word, or of an emoji; few take a blank with them."""
    assert weighed(quote) < 1


def test_words_that_are_repeated_outweigh_boundaries() -> None:
    """Whole or shortened; what agrees with no reading says nothing."""
    assert weighed("oved m", said="oved m", other="moved") > 0
    assert weighed("oved me, “again”.\nSi", said="oved me, …", other="moved") > 0
    assert weighed("oved m", said="something else", other="moved") < 0


def test_boundaries_count_for_less_where_they_keep_to_words_in_no_reading() -> None:
    """Then they are no words that somebody selected."""
    assert [trust(share) for share in (0.2, 0.5, 0.75, 1.0)] == [0, 0, 1, 1]
