"""What a transcript lacks for a release, by what the study's gate asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.sign_off import SignOff
from pipeline.publish.release_gate import Standing, chosen_for_second_reading, missing
from pipeline.settings import Gate

TODAY = date(2026, 3, 1)
SIGNED = SignOff(1, "2026-02-01T09:00:00Z", "Glenys", "YP01", "abc", "approved", "ethics reviewer", "", "2027-02-01")
READY = Standing("YP01", "young_person", "abc", 0, frozenset({"Rhian"}), True, 0, True, SIGNED)
GATE = Gate()


def lacking(one: Standing, gate: Gate = GATE, chosen: frozenset[str] = frozenset({"YP01"})) -> tuple[str, ...]:
    """Say what one transcript lacks."""
    return missing([one], gate, chosen, TODAY).get("YP01", ())


def test_what_fulfils_everything_lacks_nothing() -> None:
    """A transcript that was reviewed, read twice, sampled and signed off may be released."""
    assert missing([READY], GATE, frozenset({"YP01"}), TODAY) == {}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"undecided": 1}, "1 mark is undecided"),
        ({"undecided": 12}, "12 marks are undecided"),
        ({"second_reading": False}, "needs a second reading"),
        ({"differences": 3}, "the two readings differ in three places that nobody has settled"),
        ({"sampled": False}, "no accepted sample was drawn from this version"),
        ({"sign_off": None}, "not signed off"),
        ({"version": "other"}, "changed since it was signed off; sign it off again"),
        ({"readers": frozenset({"Rhian", "GLENYS "})}, "signed off by its own reader; somebody else has to"),
        ({"sign_off": replace(SIGNED, expires="2026-02-28")}, "its sign-off expired on 2026-02-28"),
        ({"sign_off": replace(SIGNED, outcome="revise")}, "the last sign-off says: revise"),
        ({"sign_off": replace(SIGNED, outcome="rejected")}, "the last sign-off says: rejected"),
    ],
)
def test_each_thing_that_is_missing_is_said(changed: dict, reason: str) -> None:
    """One line for each, that says what to do."""
    assert lacking(replace(READY, **changed)) == (reason,)


def test_a_sign_off_holds_on_its_last_day() -> None:
    """Until means to the end of that day."""
    assert lacking(replace(READY, sign_off=replace(SIGNED, expires="2026-03-01"))) == ()


@pytest.mark.parametrize(
    ("gate", "changed"),
    [
        (Gate(reviewed=False), {"undecided": 5}),
        (Gate(sample=False), {"sampled": False}),
        (Gate(other_signs=False), {"readers": frozenset({"Glenys"})}),
    ],
)
def test_a_study_may_ask_for_less(gate: Gate, changed: dict) -> None:
    """What the gate does not ask, nobody lacks."""
    assert lacking(replace(READY, **changed), gate) == ()


def test_nothing_takes_the_place_of_a_sign_off() -> None:
    """A gate that asks for nothing else still asks for somebody's approval."""
    nothing = Gate(reviewed=False, second_reading_share=0, second_reading_groups=(), sample=False, other_signs=False)

    assert lacking(replace(READY, sign_off=None), nothing, frozenset()) == ("not signed off",)


def test_who_is_not_chosen_needs_no_second_reading() -> None:
    """But one that was done anyway counts, and so do its differences."""
    assert lacking(replace(READY, second_reading=False), chosen=frozenset()) == ()
    assert lacking(replace(READY, differences=1), chosen=frozenset()) == (
        "the two readings differ in one place that nobody has settled",
    )


IDS = st.dictionaries(st.from_regex(r"[A-Z]{2}\d\d", fullmatch=True), st.sampled_from(["young_person", "worker"]))


@given(IDS, st.floats(0, 1), st.binary(min_size=8, max_size=8))
def test_the_chosen_are_all_of_the_groups_and_a_share_of_all(
    groups: dict[str, str], share: float, secret: bytes
) -> None:
    """Every young person's transcript, at least the share, and no more than that asks for."""
    chosen = chosen_for_second_reading(groups, Gate(second_reading_share=share), secret)
    young = {id_ for id_, group in groups.items() if group == "young_person"}

    assert young <= chosen <= set(groups)
    assert len(chosen) >= share * len(groups)
    assert len(chosen) <= max(len(young), share * len(groups) + 1)
    assert chosen == chosen_for_second_reading(groups, Gate(second_reading_share=share), secret)
