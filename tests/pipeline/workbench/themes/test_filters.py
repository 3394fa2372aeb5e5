"""Filters: what an address asks for, and nothing that the study does not know."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.facts import AttributeFacts, Facts, read_facts
from pipeline.workbench.themes.filters import Filters, read_filters, unknown
from tests.pipeline.conftest import SampleMaker

SEASON = AttributeFacts("season", "Season", (("autumn 2025", 4), ("haf, neu'r hydref ŵ", 2)))


@pytest.fixture
def facts(make_sample: SampleMaker) -> Facts:
    """Return what is known about the sample study, with two seasons and a release."""
    return replace(read_facts(make_sample()), attributes=(SEASON,), releases=(1, 2))


def test_what_an_address_asks_for_is_read(facts: Facts) -> None:
    """Every name of an address is understood, and written back as it was."""
    asked = {"group": "worker", "season": "haf, neu'r hydref ŵ", "coder": "A", "since": "2", "with": "voice/heard"}
    filters = read_filters(asked, facts)
    assert filters == Filters("worker", (("season", "haf, neu'r hydref ŵ"),), "A", "2", "voice/heard")
    assert filters.values() == asked


def test_what_the_study_does_not_know_is_left_out(facts: Facts) -> None:
    """Unknown groups, bands, coders, releases and codes are as if they were not asked for."""
    asked = {"group": "nobody", "season": "1066", "coder": "' OR 1=1", "since": "²", "with": "care", "page": "x"}
    assert not read_filters(asked, facts)
    for name in ("group", "season", "coder", "since", "with"):
        assert unknown({name: asked[name]}, facts)
    assert not unknown({"since": "2", "coder": "", "page": "x", "compare": "nobody"}, facts)


def test_a_study_without_releases_is_not_asked_since_when(facts: Facts) -> None:
    """Nothing is in no release yet where there never was one."""
    assert read_filters({"since": "none"}, facts).since == "none"
    assert not read_filters({"since": "none"}, replace(facts, releases=()))


@given(
    group=st.sampled_from(["", "worker", "young_person"]),
    season=st.sampled_from(["", "autumn 2025", "haf, neu'r hydref ŵ"]),
    coder=st.sampled_from(["", "A", "B"]),
    name=st.sampled_from(["group", "season", "coder", "since", "with"]),
)
def test_what_is_changed_and_taken_away_leaves_the_rest(group: str, season: str, coder: str, name: str) -> None:
    """A filter that is set can be read, and one that is taken away is gone; all others stay as they were."""
    filters = Filters(group=group, attributes=(("season", season),) if season else (), coder=coder)
    changed = filters.changed(name, "x")
    assert changed.value(name) == "x"
    assert changed.changed(name).value(name) == ""
    assert {**filters.values(), name: "x"} == changed.values()


def test_people_and_interviews_fit_where_all_that_is_asked_of_them_holds() -> None:
    """Group and every band have to be the ones that are asked for."""
    filters = Filters(group="worker", attributes=(("season", "autumn 2025"), ("kind", "interview")))
    assert filters.fits("worker", {"season": "autumn 2025", "kind": "interview"})
    assert not filters.fits("young_person", {"season": "autumn 2025", "kind": "interview"})
    assert not filters.fits("worker", {"season": "autumn 2025"})


def test_only_what_is_asked_of_codings_becomes_sql() -> None:
    """Values are bound, never written into the statement; nothing asked for is no condition."""
    assert Filters(group="worker").condition()[0] == ""
    sql, bound = Filters(coder="A'; --", since="none").condition()
    assert "A'" not in sql and bound["coder"] == "A'; --"
    assert "since IS NULL" in sql
