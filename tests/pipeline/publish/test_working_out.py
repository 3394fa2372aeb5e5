"""What somebody can work out about a number from others that they know."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import scipy.optimize

from pipeline.publish.working_out import MANY, Reader, at_most, equal

A, B, SUM = ("people", "a"), ("people", "b"), ("people", "sum")


def test_the_rest_of_a_sum_is_worked_out() -> None:
    """Ten in all and seven here leave three there."""
    reader = Reader({SUM: (10, 10), A: (7, 7)}, [equal(SUM, [A, B])])

    assert reader.range_of(B) == (3, 3)


def test_two_gaps_leave_a_range() -> None:
    """Of ten in two gaps, each holds between none and ten."""
    assert Reader({SUM: (10, 10)}, [equal(SUM, [A, B])]).range_of(A) == (0, 10)


def test_a_rounded_number_is_known_as_a_range() -> None:
    """From 8 to 12 in all, and 7 here, leave one to five."""
    assert Reader({SUM: (8, 12), A: (7, 7)}, [equal(SUM, [A, B])]).range_of(B) == (1, 5)


def test_what_is_larger_than_a_part_bounds_it() -> None:
    """No more people speak than there are in the group."""
    assert Reader({B: (4, 4)}, [at_most(A, [B])]).range_of(A) == (0, 4)


def test_a_number_that_hangs_together_with_nothing_can_be_anything() -> None:
    """Nothing is known, so nothing is worked out."""
    assert Reader({}, []).range_of(A) == (0, MANY)


def test_over_several_steps_a_number_is_found() -> None:
    """A reader puts two tables together."""
    c = ("people", "c")
    reader = Reader({SUM: (10, 10), c: (6, 6)}, [equal(SUM, [A, B]), equal(B, [c])])

    assert reader.range_of(A) == (4, 4)


def test_numbers_that_cannot_be_are_a_mistake_of_the_program() -> None:
    """Three in all and five here: nobody publishes that."""
    with pytest.raises(ValueError, match="contradict"):
        Reader({SUM: (3, 3), A: (5, 5)}, [equal(SUM, [A, B])]).range_of(B)


def test_a_relation_that_the_true_numbers_do_not_fulfil_does_not_hold() -> None:
    """Or one of whose cells is not counted."""
    relation = equal(SUM, [A, B])

    assert relation.holds({SUM: 3, A: 1, B: 2})
    assert not relation.holds({SUM: 3, A: 1, B: 1})
    assert not relation.holds({SUM: 3, A: 3})


def test_what_could_be_more_is_found_in_one_way_of_filling_the_gaps() -> None:
    """Of ten in two gaps each could be five, and one of them nine, but not both."""
    reader = Reader({SUM: (10, 10)}, [equal(SUM, [A, B])])

    assert reader.can_be({A: 5, B: 5}) == {A, B}
    assert reader.can_be({A: 9}) == {A}
    assert len(reader.can_be({A: 9, B: 9})) < 2
    assert reader.can_be({A: 11}) == set()


def test_what_the_solver_gives_up_on_is_tried_again_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS has called problems impossible that it had simplified first; the numbers are true, so they are possible."""
    solve = scipy.optimize.milp

    def gives_up(*numbers: Any, options: dict[str, Any], **rest: Any) -> Any:
        found = solve(*numbers, options=options, **rest)
        return SimpleNamespace(x=None) if options["presolve"] else found

    monkeypatch.setattr(scipy.optimize, "milp", gives_up)

    assert Reader({SUM: (10, 10), A: (7, 7)}, [equal(SUM, [A, B])]).range_of(B) == (3, 3)
