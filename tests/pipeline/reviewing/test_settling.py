"""Settling a difference: the text becomes as one of the two readings has it, and nothing beside it changes."""

from __future__ import annotations

import pytest

from pipeline.identify.types import DIRECT
from pipeline.review.comparison import Difference
from pipeline.review.decisions import KEEP, MENTION, REPLACE, Decision
from pipeline.review.marks import ADDED, FOUND_BY_MACHINE, Mark
from pipeline.reviewing.settling import as_reading, says

TEXT = "Ŷch, 🙂 Nia at Llandre came."
NIA, WIDE = (7, 10), (7, 21)


def mark(place: tuple[int, int], new: str | None, decision: Decision | None = None, type_: str = "PERSON") -> Mark:
    """Make a mark of the turn, replaced by `new` or left."""
    start, end = place
    origin = FOUND_BY_MACHINE if decision is None else ADDED
    return Mark(4, start, end, TEXT[start:end], type_, DIRECT, origin, "", 1.0, (), decision, "", new)


def difference(first: Mark | None, second: Mark | None) -> Difference:
    """Put two marks beside each other."""
    spans = [one for one in (first, second) if one]
    return Difference(4, min(one.start for one in spans), max(one.end for one in spans), first, second)


def test_replacing_keeps_the_words_and_the_way_that_the_reader_chose() -> None:
    """The span, the type, the policy and the words to stand there are those of that reading."""
    own = Decision(REPLACE, MENTION, "Nia at Llandre", policy="placeholder", replacement="a carer", id=3)
    wish = as_reading(difference(mark(NIA, None), mark(WIDE, "a carer", own, "OTHER")), "FC01", TEXT, True, "both")

    assert (wish.action, wish.words, wish.start, wish.end) == (REPLACE, "Nia at Llandre", *WIDE)
    assert (wish.type, wish.policy, wish.replacement) == ("OTHER", "placeholder", "a carer")
    assert (wish.reason, wish.transcript_id, wish.turn_id, wish.reading) == ("both", "FC01", 4, 1)


def test_leaving_reaches_no_further_than_the_first_reading_s_mark() -> None:
    """The second's wider mark may lie over another one of the first's that is replaced."""
    wish = as_reading(difference(mark(NIA, None), mark(WIDE, "a carer")), "FC01", TEXT, False, "")

    assert (wish.action, wish.words, wish.start, wish.end) == (KEEP, "Nia", *NIA)


@pytest.mark.parametrize(
    ("first", "second", "as_second"),
    [(mark(NIA, "Mair"), None, True), (mark(NIA, "Mair"), mark(NIA, None), True), (None, mark(NIA, "Mair"), False)],
)
def test_leaving_what_one_of_them_replaces(first: Mark | None, second: Mark | None, as_second: bool) -> None:
    """It stays, where either saw something."""
    wish = as_reading(difference(first, second), "FC01", TEXT, as_second, "")

    assert (wish.action, wish.words, wish.start, wish.end) == (KEEP, "Nia", *NIA)


def test_a_mark_in_words() -> None:
    """What a reading does with a place."""
    assert says(None) == "saw nothing here"
    assert says(mark(NIA, None)) == "leaves “Nia”"
    assert says(mark(NIA, "Mair")) == "replaces “Nia” by “Mair”"
