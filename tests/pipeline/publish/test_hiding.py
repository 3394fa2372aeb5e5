"""Which cells are safe from a reader, and which are hidden so that others are."""

from __future__ import annotations

from pipeline.publish.count_cells import TRANSCRIPTS
from pipeline.publish.hiding import choices_for, exposed, hidden_cells, is_safe, meaning, small_cells
from pipeline.publish.rule import Rule
from pipeline.publish.working_out import MANY, Cell, Reader, equal

SUM: Cell = ("people", "study")
A, B, C = (("people", "group", name) for name in "abc")
TEN = Rule(10)


def test_a_number_is_safe_that_can_be_as_many_as_the_threshold() -> None:
    """From none to nine are ten."""
    nine, eight = (Reader({SUM: (most, most)}, [equal(SUM, [A, B])]) for most in (9, 8))

    assert choices_for(A, nine) == 10
    assert (is_safe(A, nine, TEN), is_safe(A, eight, TEN)) == (True, False)


def test_people_in_joint_interviews_have_half_the_choices() -> None:
    """They come by twos."""
    joint: Cell = ("people", "band", "kind", "joint interview")

    assert choices_for(joint, Reader({joint: (2, 12)}, [])) == 6


def test_those_that_can_be_worked_out_are_listed() -> None:
    """Of two gaps with eleven people in all neither is known; of one, all."""
    numbers = {SUM: 20, A: 9, B: 2, C: 9}
    relation = [equal(SUM, [A, B, C])]

    assert exposed([A, B], numbers, Reader({SUM: (20, 20), C: (9, 9)}, relation), TEN) == []
    assert exposed([B], numbers, Reader({SUM: (20, 20), C: (9, 9), A: (9, 9)}, relation), TEN) == [B]
    assert exposed([], numbers, Reader({}, []), TEN) == []


def test_small_cells_are_those_of_tables_the_smallest_first() -> None:
    """Passages are no people, and sums are in no table."""
    numbers: dict[Cell, int] = {A: 9, B: 2, C: 10, ("passages", "group", "d"): 1, ("people", "theme in all", "care"): 3}

    assert small_cells(numbers, TEN) == [B, A]


def test_a_gap_takes_the_smallest_that_hides_it_with_it() -> None:
    """Of 30, 15 and 2 the 15 is hidden with the 2."""
    assert hidden_cells({SUM: 47, A: 30, B: 15, C: 2}, [equal(SUM, [A, B, C])], TEN) == {B, C}


def test_nobody_knows_a_number_that_hangs_together_with_nothing() -> None:
    """It can be anything."""
    assert choices_for(A, Reader({}, [])) == MANY + 1


def test_how_many_transcripts_there_are_is_known_as_it_is_rounded() -> None:
    """How many people took part in all is known exactly, and neither is cut at the top of the tables."""
    rounded = Rule(10, 5, 50)

    assert meaning(TRANSCRIPTS, 65, rounded) == (63, 67)
    assert meaning(SUM, 63, rounded) == (63, 63)
    assert meaning(A, 50, rounded) == (48, MANY)
