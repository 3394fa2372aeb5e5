"""What llais suggest says: for each code which source is on, and why not."""

from __future__ import annotations

from pipeline.coding.cue_records import CueRecord
from pipeline.coding.learning.trial import Trial
from pipeline.coding.suggest import WAITS, Made
from pipeline.coding.suggestions_told import as_values, in_lines, in_short
from tests.meals_and_lifts import book_of

BOOK = book_of(meals="cawl", lifts="minibus")
MADE = Made(
    {("care/meals", "cue"): 12, ("care/lifts", "cue"): 1, ("care/lifts", "learned"): 7},
    (CueRecord("care/meals", "", "cue", 11, 8, 3, 20, 8), CueRecord("care/meals", "cawl", "cue", 11, 8, 3, 20, 8)),
    (Trial("care/meals", 9, 2, False, "too little"), Trial("care/lifts", 40, 8, True, "it found 30 of 40")),
)


def test_two_lines_sum_up() -> None:
    """How many, and for which codes what was learned is on."""
    assert in_short(MADE) == [
        "20 suggestions, accepted by nobody yet",
        "learned from the codings: on for 1 of 2 codes (care/lifts)",
    ]
    assert in_short(Made({}))[1] == "nobody has coded yet, so nothing is learned"
    assert in_short(Made({}, waits=WAITS))[1] == WAITS


def test_each_code_has_both_sources_and_the_reason() -> None:
    """In the order of the codebook; what is too small to say more of says so."""
    assert in_lines(as_values(MADE, BOOK)).splitlines() == [
        "care/meals",
        "  phrases: 12 suggestions; where people coded: right 8 of 11 times, found 8 of 20 coded sentences, "
        "3 of the right ones only by accepting it",
        "  learned: off, 0 suggestions; too little",
        "care/lifts",
        "  phrases: 1 suggestion",
        "  learned: on, 7 suggestions; it found 30 of 40",
    ]


def test_few_numbers_are_called_few() -> None:
    """Nothing is made of nine suggestions, or of none."""
    few = Made(
        {}, (CueRecord("care/meals", "", "cue", 9, 8, 0, 20, 8), CueRecord("care/lifts", "", "cue", 0, 0, 0, 4, 0))
    )
    lines = in_lines(as_values(few, BOOK)).splitlines()

    assert lines[1].endswith("right 8 of 9 times, found 8 of 20 coded sentences; too few to say more")
    assert lines[4].endswith("where people coded: found 0 of 4 coded sentences; too few to say more")
