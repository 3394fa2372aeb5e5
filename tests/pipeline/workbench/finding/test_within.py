"""Among whose words is looked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.workbench.facts import AttributeFacts, Facts, read_facts
from pipeline.workbench.finding.voices import Voice
from pipeline.workbench.finding.within import Within, read_within

VOICE = Voice("FG01", "participant", "WK02", "worker", frozenset({("kind", "focus group"), ("season", "spring 2025")}))


@pytest.fixture
def facts(make_sample: Callable[..., Path]) -> Facts:
    """Read what is known of the sample study."""
    return read_facts(make_sample())


def test_an_address_is_read_and_written_back(facts: Facts) -> None:
    """Group, role, transcript and bands are read, and give the same address again."""
    given = {"group": "worker", "role": "participant", "transcript": "FG01", "kind": "focus group"}
    within = read_within(given, facts)
    assert within.values() == given
    assert not within.is_everywhere


@pytest.mark.parametrize("given", [{}, {"group": "nobody"}, {"role": "x"}, {"kind": "opera"}, {"unheard": "of"}])
def test_what_the_study_does_not_have_is_left_out(facts: Facts, given: dict[str, str]) -> None:
    """An unknown group, role, band or attribute narrows nothing."""
    assert read_within(given, facts).is_everywhere


def test_an_attribute_by_a_name_that_means_something_else_is_no_filter(facts: Facts) -> None:
    """A column of the manifest may be called as a part of the address is: the words stay the words."""
    known = replace(facts, attributes=(AttributeFacts("words", "Words", (("cawl", 3),)),))
    assert read_within({"words": "cawl"}, known).is_everywhere


@pytest.mark.parametrize(
    ("within", "holds"),
    [
        (Within(), True),
        (Within(group="worker", role="participant", transcript="FG01"), True),
        (Within(bands=frozenset({("kind", "focus group")})), True),
        (Within(group="foster_carer"), False),
        (Within(role="interviewer"), False),
        (Within(transcript="FC01"), False),
        (Within(bands=frozenset({("kind", "focus group"), ("season", "autumn 2025")})), False),
    ],
)
def test_a_voice_is_held_where_all_that_is_asked_fits(within: Within, holds: bool) -> None:
    """Everything that is chosen has to fit."""
    assert within.holds(VOICE) is holds
