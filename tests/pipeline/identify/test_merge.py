"""From finds to identifiers: overlaps resolved, public names taken out, found told from doubt."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.identify.finds import Find
from pipeline.identify.merge import merge
from pipeline.identify.request import Thresholds
from pipeline.identify.types import DOUBT, FOUND, IDENTIFIER_TYPES

HALF = Thresholds(0.5, 0.5, 0.0)
TEXT = "Gwelais Siân Brynmor yng Nghastell-nedd 🙂"

FINDS = st.builds(
    lambda start, length, type_, score, detector: Find(start, min(start + length, len(TEXT)), type_, score, detector),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 12),
    st.sampled_from(sorted(IDENTIFIER_TYPES)),
    st.floats(0.01, 1.0),
    st.sampled_from(["roster", "names", "places", "propagate"]),
)


@given(st.lists(FINDS, max_size=12), st.floats(0.1, 0.9))
def test_identifiers_are_in_order_inside_the_text_and_never_overlap(finds: list[Find], threshold: float) -> None:
    """Whatever the detectors found, at whatever threshold."""
    identifiers = merge(finds, thresholds=Thresholds(threshold, threshold, 0.0))
    ends = [0, *(one.end for one in identifiers)]

    assert all(end <= one.start < one.end <= len(TEXT) for end, one in zip(ends, identifiers, strict=False))


@given(st.lists(FINDS, max_size=12), st.floats(0.1, 0.9))
def test_every_certain_find_is_covered(finds: list[Find], threshold: float) -> None:
    """No letter that a detector was sure of is left out."""
    certain = {at for find in finds if find.score >= threshold for at in range(find.start, find.end)}
    found = [one for one in merge(finds, thresholds=Thresholds(threshold, threshold, 0.0)) if one.status == FOUND]

    assert certain == {at for one in found for at in range(one.start, one.end)}


def test_a_doubt_that_overlaps_a_certain_find_gives_way() -> None:
    """A doubt by itself stays a doubt."""
    finds = [Find(0, 3, "PERSON", 0.9, "names"), Find(2, 8, "PLACE", 0.3, "places"), Find(9, 12, "ORG", 0.4, "model")]

    assert [(one.start, one.end, one.status) for one in merge(finds, thresholds=HALF)] == [
        (0, 3, FOUND),
        (9, 12, DOUBT),
    ]


def test_finds_that_overlap_become_one_under_the_longest_of_them() -> None:
    """The score is the best of those that agree on the type."""
    finds = [Find(0, 7, "PLACE", 0.88, "places"), Find(0, 11, "ORG", 0.6, "capitals"), Find(8, 11, "ORG", 0.7, "model")]
    (one,) = merge(finds, thresholds=HALF)

    assert (one.start, one.end, one.type, one.score) == (0, 11, "ORG", 0.7)
    assert one.detectors == ("capitals", "model", "places")


def test_a_form_of_its_own_says_best_what_a_number_is() -> None:
    """A reference is a reference though a longer find calls it something else."""
    finds = [Find(0, 5, "PERSON", 0.9, "names"), Find(2, 4, "PHONE", 0.8, "phones")]

    assert [one.type for one in merge(finds, thresholds=HALF)] == ["PHONE"]


def test_what_lies_in_a_public_name_is_dropped() -> None:
    """A place or an organisation that the team has listed stays all the same."""
    finds = [Find(4, 8, "PERSON", 0.9, "roster"), Find(4, 8, "ORG", 0.99, "roster"), Find(0, 3, "ORG", 0.9, "bodies")]

    assert [(one.start, one.type) for one in merge(finds, thresholds=HALF, kept=[(0, 12)])] == [(4, "ORG")]


def test_finding_again_is_named_only_where_nothing_else_found_it() -> None:
    """That a name was found elsewhere is no further evidence."""
    finds = [
        Find(0, 3, "PERSON", 0.9, "names"),
        Find(0, 3, "PERSON", 0.8, "propagate"),
        Find(5, 8, "PERSON", 0.8, "propagate"),
    ]

    assert [one.detectors for one in merge(finds, thresholds=HALF)] == [("names",), ("propagate",)]


def test_names_are_replaced_sooner_than_places() -> None:
    """A name left in harms more; what is hardly likely is not even a doubt."""
    finds = [
        Find(0, 3, "PERSON", 0.25, "names"),
        Find(4, 8, "PLACE", 0.25, "places"),
        Find(10, 12, "PERSON", 0.01, "names"),
    ]

    merged = merge(finds, thresholds=Thresholds(direct=0.2, quasi=0.3, least=0.05))

    assert [(one.type, one.status) for one in merged] == [("PERSON", FOUND), ("PLACE", DOUBT)]


def test_somebody_known_is_that_person_whatever_else_the_words_may_be() -> None:
    """And a run of capitals says least of what it is."""
    finds = [
        Find(0, 10, "PERSON", 0.8, "propagate"),
        Find(0, 10, "PLACE", 0.95, "tagger"),
        Find(12, 22, "ORG", 0.99, "capitals"),
        Find(12, 22, "PERSON", 0.9, "tagger"),
    ]

    assert [one.type for one in merge(finds, thresholds=HALF)] == ["PERSON", "PERSON"]


def test_a_name_spelled_out_is_no_number() -> None:
    """The tagger takes letters said one by one for a reference."""
    finds = [Find(0, 12, "PERSON", 0.9, "spelled"), Find(0, 12, "CASE_REF", 0.8, "tagger")]

    assert [one.type for one in merge(finds, thresholds=HALF)] == ["PERSON"]
