"""Side by side: what is asked for, and how one more comes or goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.workbench.facts import AttributeFacts, Facts, read_facts
from pipeline.workbench.themes.filters import Filters
from pipeline.workbench.themes.side_by_side import address_of, choices, comparable, read_compared
from tests.pipeline.conftest import SampleMaker

SITES = tuple((f"{name}, north", 3) for name in ("Môn", "Arfon", "Dyfed", "Gwent", "Powys"))


@pytest.fixture
def facts(make_sample: SampleMaker) -> Facts:
    """Return what is known about the sample study, with five sites that have commas in their names."""
    site = AttributeFacts("site", "Site", SITES)
    return replace(read_facts(make_sample()), attributes=(site, AttributeFacts("kind", "Kind", (("interview", 5),))))


def test_groups_are_read_in_the_order_asked_for(facts: Facts) -> None:
    """Unknown ones and repeated ones are left out."""
    found = read_compared("worker,nobody,foster_carer,worker", facts)
    assert [one.label for one in found] == ["Workers", "Foster carers"]


def test_a_band_may_have_commas(facts: Facts) -> None:
    """What is written can be read again, commas and accents and all."""
    found = read_compared("site:Môn, north,site:Powys, north", facts)
    assert [one.value for one in found] == ["Môn, north", "Powys, north"]
    assert read_compared(",".join(one.written for one in found), facts) == found


def test_only_things_of_one_kind_and_four_at_most(facts: Facts) -> None:
    """Groups do not stand beside sites; a fifth column is left out."""
    assert [one.name for one in read_compared("worker,site:Môn, north", facts)] == ["group"]
    assert len(read_compared(",".join(f"site:{band}" for band, _ in SITES), facts)) == 4
    assert read_compared("", facts) == ()


def test_one_comes_or_goes_with_a_link(facts: Facts) -> None:
    """All else that is asked for stays, but a filter of the same kind; the last two stay, and so does the fourth."""
    two = read_compared("worker,young_person", facts)
    filters = Filters(group="worker", coder="A")
    assert address_of("/theme/care", filters, two) == "/theme/care?compare=worker%2Cyoung_person&coder=A"
    found = {one.label: one for one in choices("/theme/care", filters, two, facts)}
    assert found["Foster carers"].address.endswith("compare=young_person%2Cworker%2Cfoster_carer&coder=A")
    assert [one.address for one in found.values() if one.shown] == ["", ""]
    four = read_compared(",".join(f"site:{band}" for band, _ in SITES), facts)
    assert [one.label for one in choices("/theme/care", filters, four, facts) if not one.address] == ["Powys, north"]


def test_where_there_is_one_there_is_nothing_to_compare(facts: Facts) -> None:
    """Kinds are not offered, as all are interviews."""
    assert set(comparable(facts)) == {"group", "site"}
