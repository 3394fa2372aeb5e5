"""Which values to merge so that nobody is alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.attributes import Person, k_of
from pipeline.audit.merging import Bands, left_out, suggest_merging

ATTRIBUTES = ("group", "age")


def crowd(*values: str) -> list[Person]:
    """Make people from their attributes, "young 15"."""
    return [Person(f"YP{n:02}", tuple(value.split())) for n, value in enumerate(values, start=1)]


def merged(people: list[Person], attributes: tuple[str, ...], bands: Bands) -> list[Person]:
    """Apply bands to people."""

    def band(name: str, value: str) -> str:
        return next((band for band, values in bands.get(name, {}).items() if value in values), value)

    return [
        Person(one.label, tuple(band(name, value) for name, value in zip(attributes, one.values, strict=True)))
        for one in people
    ]


def test_nothing_is_merged_where_everybody_has_company_enough() -> None:
    """A suggestion is made only where one is needed."""
    assert suggest_merging(crowd("young 15", "young 15"), ATTRIBUTES, 2) == {}


def test_ages_are_merged_with_their_neighbours() -> None:
    """9 goes with 10 rather than with 17, and 10 is not before 9."""
    bands = suggest_merging(crowd("young 9", "young 10", "young 17", "young 17"), ATTRIBUTES, 2)

    assert bands == {"age": {"9 / 10": ("9", "10")}}


def test_seasons_are_merged_in_the_order_of_the_year() -> None:
    """Spring and summer stand beside each other; winter and spring of the same year do not."""
    people = [Person(f"YP{n}", (value,)) for n, value in enumerate(("spring 2025", "summer 2025", "winter 2025–26"))]
    people.append(Person("YP9", ("winter 2025–26",)))

    assert suggest_merging(people, ("season",), 2) == {
        "season": {"spring 2025 / summer 2025": ("spring 2025", "summer 2025")}
    }


def test_the_first_attribute_is_merged_last() -> None:
    """Groups are what the study compares: ages go first, though merging the groups would do."""
    people = crowd("young 15", "carer 15", "young 16", "carer 16")

    assert set(suggest_merging(people, ATTRIBUTES, 2)) == {"age"}


def test_an_attribute_with_one_band_left_had_better_not_be_told() -> None:
    """It says nothing any more."""
    people = crowd("young 15", "young 16")

    assert left_out(suggest_merging(people, ATTRIBUTES, 2), people, ATTRIBUTES) == ["age"]


def test_the_kind_of_an_interview_is_told_or_not() -> None:
    """There is no band of two kinds of interview."""
    people = [Person(f"WK{n}", (kind,)) for n, kind in enumerate(("interview", "joint", "focus", "focus"))]

    assert left_out(suggest_merging(people, ("kind",), 2), people, ("kind",)) == ["kind"]


def test_a_study_smaller_than_k_cannot_be_helped() -> None:
    """Two people never have two others who are like them."""
    assert suggest_merging(crowd("young 15", "young 16"), ATTRIBUTES, 3) == {}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["9", "12", "15"])), min_size=4, max_size=9))
def test_what_is_suggested_does_help(values: list[tuple[str, str]]) -> None:
    """After merging, everybody has the company that was asked for, whoever they are."""
    people = [Person(f"P{n}", value) for n, value in enumerate(values)]
    bands = suggest_merging(people, ATTRIBUTES, 3)

    assert k_of(merged(people, ATTRIBUTES, bands), ATTRIBUTES) >= 3
