"""Cutting a turn at the edges of its marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.coding.marks import Span, cut, lanes

TEXT = "Rhywle cynnes â tŷ 👩‍👧 a bed, and a pan of cawl."


def spans(longest: int = len(TEXT)) -> st.SearchStrategy[list[Span]]:
    """Draw marks anywhere in the text, overlapping as they like."""
    edges = st.tuples(st.integers(0, longest), st.integers(0, longest)).filter(lambda two: two[0] != two[1])
    return st.lists(edges.map(lambda two: Span(min(two), max(two))), max_size=8)


@given(spans(), st.lists(st.tuples(st.integers(0, 20), st.integers(21, 45), st.just("name")), max_size=2))
def test_the_stretches_put_together_are_the_text(marks: list[Span], replaced: list[tuple[int, int, str]]) -> None:
    """Nothing is lost or doubled, emoji of several code points and accents included."""
    assert "".join(stretch.text for stretch in cut(TEXT, marks, replaced)) == TEXT


@given(spans())
def test_the_stretches_of_a_mark_are_its_words(marks: list[Span]) -> None:
    """What a mark covers, put together, is exactly the words between its edges; it begins once and ends once."""
    stretches = cut(TEXT, marks)
    for n, mark in enumerate(marks):
        assert "".join(one.text for one in stretches if n in one.marks) == TEXT[mark.start : mark.end]
        assert sum(n in one.begins for one in stretches) == sum(n in one.ends for one in stretches) == 1


@given(spans())
def test_marks_of_one_lane_never_overlap(marks: list[Span]) -> None:
    """Two marks that share a word are drawn one below the other."""
    given_lanes = lanes(marks)
    for n, one in enumerate(marks):
        for m, other in enumerate(marks[:n]):
            if one.start < other.end and other.start < one.end:
                assert given_lanes[n] != given_lanes[m]


def test_a_lane_that_is_free_again_is_used_again() -> None:
    """A third mark that begins where the first has ended stands in the first's lane."""
    assert lanes([Span(0, 10), Span(5, 20), Span(10, 15)]) == (0, 1, 0)


def test_what_was_replaced_is_said_once() -> None:
    """A replacement that a mark cuts in two is marked throughout, and explained where it begins."""
    stretches = cut("in a town by the sea", [Span(5, 9)], [(3, 20, "place: made vaguer")])
    assert [one.replaced for one in stretches] == [False, True, True, True]
    assert [one.note for one in stretches] == ["", "place: made vaguer", "", ""]


def test_a_turn_without_words_has_no_stretches() -> None:
    """An empty turn is nothing to cut."""
    assert cut("", []) == ()
