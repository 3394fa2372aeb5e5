"""Facets: each says how many people it would leave, as the other choices stand, and leads there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.workbench.facts import AttributeFacts, Facts, read_facts
from pipeline.workbench.themes.facets import Facet, facets
from pipeline.workbench.themes.filters import Filters
from pipeline.workbench.themes.shares import Mark, Share
from tests.pipeline.conftest import SampleMaker

SHARES = (
    Share("FC01", "foster_carer", "T1", 3),
    Share("FC01", "foster_carer", "T2", 1),
    Share("FC02", "foster_carer", "T2", 2),
    Share("WK01", "worker", "T3", 4),
    Share("", "worker", "T3", 1),
)
MARKS = (
    Mark("FC01", "foster_carer", "T1", "A", "1"),
    Mark("FC01", "foster_carer", "T2", "B", ""),
    Mark("FC02", "foster_carer", "T2", "B", "2"),
    Mark("WK01", "worker", "T3", "A", "2"),
)
BANDS = {"T1": {"wave": "first"}, "T2": {"wave": "second, ŵyl"}, "T3": {"wave": "first"}}
WAVE = AttributeFacts("wave", "Wave", (("first", 2), ("second, ŵyl", 2)))


@pytest.fixture
def facts(make_sample: SampleMaker) -> Facts:
    """Return what is known about the sample study, with two waves and two releases."""
    return replace(read_facts(make_sample()), attributes=(WAVE,), releases=(1, 2))


def shown(filters: Filters, facts: Facts) -> dict[str, Facet]:
    """Make the facets of a page, by name."""
    return {one.name: one for one in facets("/theme/care", filters, SHARES, MARKS, BANDS, facts)}


def people(facet: Facet) -> dict[str, int]:
    """Say how many people each option would leave."""
    return {option.label: option.people for option in facet.options}


def test_people_are_counted_and_nobody_named_is_nobody(facts: Facts) -> None:
    """Somebody in two interviews counts once where both fit, and in each band that they are in."""
    found = shown(Filters(), facts)
    assert people(found["group"]) == {"Foster carers": 2, "Workers": 1}
    assert people(found["wave"]) == {"first": 2, "second, ŵyl": 2}
    assert people(found["coder"]) == {"A": 2, "B": 2}
    assert people(found["since"]) == {"since release 1": 1, "since release 2": 2, "not in a release yet": 1}


def test_what_is_chosen_narrows_the_others_and_not_itself(facts: Facts) -> None:
    """With a group chosen, other groups are still counted as if it was not; waves only in that group."""
    found = shown(Filters(group="worker"), facts)
    assert found["group"].chosen == "Workers"
    assert people(found["group"]) == {"Foster carers": 2}
    assert "wave" not in found  # workers are in the first alone: there is nothing to choose
    assert "coder" not in found


def test_every_choice_has_an_address_and_a_way_back(facts: Facts) -> None:
    """Options keep what else is asked for; the way back leaves out their own name alone."""
    found = shown(Filters(group="foster_carer", attributes=(("wave", "second, ŵyl"),), coder="B"), facts)
    assert found["wave"].without == "/theme/care?group=foster_carer&coder=B"
    release = next(one for one in found["since"].options if one.label == "since release 2")
    assert release.address == "/theme/care?group=foster_carer&wave=second%2C+%C5%B5yl&coder=B&since=2"


def test_a_code_that_meets_them_can_be_taken_away(facts: Facts) -> None:
    """It is named, and there are no others to choose from here: those stand beside."""
    found = shown(Filters(meets="voice/heard"), facts)["with"]
    assert (found.chosen, found.without, found.options) == ("VOI-HEA Voice heard", "/theme/care", ())


def test_without_two_to_choose_from_there_is_nothing_to_choose(facts: Facts) -> None:
    """One coder, no release and one wave are no facets."""
    alone = replace(facts, releases=(), coders=("A",))
    found = {one.name for one in facets("/theme/care", Filters(), SHARES[:1], MARKS[:1], BANDS, alone)}
    assert found == set()
