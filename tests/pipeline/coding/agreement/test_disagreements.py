"""What two coders disagree on, passage by passage."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.coding.agreement.disagreements import (
    BOUNDARY,
    CONFUSION,
    ONE_ONLY,
    Disagreement,
    Settlement,
    disagreements,
)
from pipeline.coding.agreement.records import Coding
from tests.pipeline.coding.agreement.strips import codings


def found(strips: str) -> list[Disagreement]:
    """Return the disagreements of one turn."""
    return list(disagreements(codings(strips)))


def test_the_same_code_on_another_stretch_is_a_matter_of_the_boundary() -> None:
    """Both stretches are told, and where the whole stands."""
    (one,) = found("A care/acts ..####......\nB care/acts ....######..")

    assert (one.kind, one.span, one.other_span, one.whole) == (BOUNDARY, (2, 6), (4, 10), (2, 10))
    assert (one.coder, one.other, one.instead) == ("A", "B", ())


def test_another_code_there_is_told_from_both_sides() -> None:
    """Each of the two codes is a disagreement, with the code that the other coder has there."""
    first, second = found("B care/acts ..####......\nA care/moves ....####....")

    assert (first.code, first.kind, first.span, first.other_span) == ("care/acts", CONFUSION, None, (2, 6))
    assert (second.code, second.kind, second.span, second.other_span) == ("care/moves", CONFUSION, (4, 8), None)
    assert (first.instead, second.instead) == (("care/moves",), ("care/acts",))


def test_a_code_that_both_have_there_explains_nothing() -> None:
    """A second code by one alone is by one only, where both agree on the first."""
    (one,) = found("A care/acts ..####......\nB care/acts ..####......\nB care/moves ..####......")

    assert (one.code, one.kind, one.span, one.other_span) == ("care/moves", ONE_ONLY, None, (2, 6))


def test_what_is_the_same_is_no_disagreement() -> None:
    """Also where one marks sentence by sentence what the other marks at once."""
    assert found("A care/acts ..####......\nB care/acts ..####......") == []
    assert found("A care/acts aaaaa.bbbbb.\nB care/acts ###########.") == []


def test_passages_far_apart_do_not_belong_together() -> None:
    """One here and one there are two disagreements, each by one coder only."""
    assert [
        (one.kind, one.span, one.other_span) for one in found("A care/acts ##........\nB care/acts ......##..")
    ] == [
        (ONE_ONLY, (0, 2), None),
        (ONE_ONLY, None, (6, 8)),
    ]


def test_only_transcripts_that_both_worked_on_are_compared() -> None:
    """A transcript that one has not seen is no disagreement; one handed in without codings is."""
    alone = codings("A care/acts ..####......")

    assert list(disagreements(alone)) == []
    assert [one.kind for one in disagreements(alone, {"FC01": {"A", "B"}})] == [ONE_ONLY]


def test_a_settlement_fits_whichever_way_round_it_names_the_coders() -> None:
    """And no longer once a coding has changed."""
    (one,) = found("A care/acts ..####......\nB care/acts ....######..")
    settled = Settlement("FC01", 1, "care/acts", 2, 10, "B", "A", "coder", "A", "2026-03-01", "her words begin there")

    assert settled.key == one.key
    assert settled.right == "other"
    assert replace(settled, coder="A", other="B").right == "coder"
    assert replace(settled, choice="both").right == "both"
    (changed,) = found("A care/acts ..####......\nB care/acts ....#####...")
    assert changed.key != settled.key


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.sampled_from(("t/1", "t/2")), st.integers(0, 20), st.integers(1, 9)),
        max_size=12,
    )
)
def test_every_passage_of_one_alone_is_listed_and_keys_are_unique(
    drawn: list[tuple[str, str, int, int]],
) -> None:
    """Whatever is coded, in whatever order."""
    coded = [Coding(coder, code, "FC01", 1, start, start + width) for coder, code, start, width in drawn]
    listed = list(disagreements(coded))

    assert listed == list(disagreements(reversed(coded)))
    assert len({one.key for one in listed}) == len(listed)
    for one in listed:
        assert one.coder < one.other
        assert one.span != one.other_span
        assert (one.kind == BOUNDARY) == (one.span is not None and one.other_span is not None)
    coders = {one.coder for one in coded}
    for one in coded:
        touching = [c for c in coded if c.code == one.code and c.coder != one.coder]
        for other in coders - {one.coder}:
            if not any(c.coder == other for c in touching):
                assert any(
                    {one.coder, other} == {d.coder, d.other} and d.code == one.code and d.whole[0] <= one.start
                    for d in listed
                )


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_one_character_between_is_nothing(gap: int) -> None:
    """A space between two stretches keeps them together; a word does not."""
    kinds = [one.kind for one in found(f"A care/acts ###{'.' * 12}\nB care/acts {'.' * (3 + gap)}###......")]

    assert kinds == ([BOUNDARY] if gap < 2 else [ONE_ONLY, ONE_ONLY])
