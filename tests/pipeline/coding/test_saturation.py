"""What each interview adds, counted by hand, and when little new still comes."""

from __future__ import annotations

import pytest

from pipeline.coding.saturation import Interview, assess, in_words, what_each_added


def interview(label: str, codes: str, *pairs: tuple[str, str]) -> Interview:
    """Make an interview from the letters of its codes."""
    return Interview(label, frozenset(codes), frozenset(pairs))


def test_only_what_none_before_has_is_new() -> None:
    """A code counts where it comes first; so does a pair."""
    added = what_each_added(
        [
            interview("FC02", "ab", ("a", "b")),
            interview("FC01", "b"),
            interview("YP01", "abd", ("a", "b"), ("a", "d")),
        ]
    )

    assert [(one.position, one.id, one.new_codes, one.new_pairs) for one in added] == [
        (1, "FC02", ("a", "b"), 1),
        (2, "FC01", (), 0),
        (3, "YP01", ("d",), 1),
    ]
    assert [(one.codes_so_far, one.pairs_so_far) for one in added] == [(2, 1), (2, 1), (3, 2)]


def test_runs_overlap_and_are_measured_by_the_base() -> None:
    """20 codes in the first four; then 2 and 1, 1 and 0, 0 and 1, of which the second is one in twenty."""
    assessment = assess([10, 5, 3, 2, 2, 1, 0, 1])

    assert assessment.base_codes == 20
    assert [(one.first, one.last, one.new_codes) for one in assessment.runs] == [(5, 6, 3), (6, 7, 1), (7, 8, 1)]
    assert [one.share for one in assessment.runs] == [0.15, 0.05, 0.05]
    assert assessment.reached == 5


def test_a_stricter_threshold_is_reached_later_or_never() -> None:
    """Nothing new at all is asked for: here no run gives that."""
    assert assess([10, 5, 3, 2, 2, 1, 0, 1], threshold=0).reached is None
    assert assess([10, 5, 3, 2, 2, 1, 0, 0], threshold=0).reached == 6
    assert assess([10, 5, 3, 2, 2, 0, 0, 1], run=3).reached == 5


@pytest.mark.parametrize("new_codes", [[], [3, 2, 1, 1, 0], [0, 0, 0, 0, 0, 0, 2]])
def test_nothing_is_said_of_too_little(new_codes: list[int]) -> None:
    """Too few interviews, or no codes in the base."""
    assert assess(new_codes).reached is None


def test_sizes_are_at_least_one() -> None:
    """An empty base or run would say anything."""
    with pytest.raises(ValueError, match="at least one"):
        assess([1, 2], base=0)


@pytest.mark.parametrize(
    ("new_codes", "words"),
    [
        ([10, 5, 3, 2, 2, 1, 0, 1], "Little new came from interview 5+2 on: interviews 6 to 7 brought 1, beside 20"),
        ([10, 5, 3, 2, 2, 4], "New codes still come: interviews 5 to 6 brought 6, beside 20 of the first 4"),
        ([10, 5], "cannot be said before 6 interviews are coded"),
        ([0, 0, 0, 0, 0, 0], "The first 4 have no codes to compare with"),
    ],
)
def test_it_is_said_with_how_many_codes_of_the_codebook(new_codes: list[int], words: str) -> None:
    """A codebook of which half was never used may still have much to come."""
    said = in_words(assess(new_codes), len(new_codes), sum(new_codes), 42)

    assert words in said
    assert f"{sum(new_codes)} of the codebook's 42 codes" in said
    assert "(base 4, run 2, at most 5% new)" in said
