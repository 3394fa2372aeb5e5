"""Point 24: who signed what."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p24_sign_off import answer
from tests.pipeline.audit.report.known import COMPLETE, ITEM, SIGNED, facts, with_item


def test_everything_signed_as_it_is_is_done() -> None:
    """By label, role, day and end."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert said.tables[0].rows[0][:4] == ("FC01", "R3", "ethics reviewer", "2026-11-25")


def test_a_sign_off_that_does_not_hold_is_said_with_its_reason() -> None:
    """Expired, changed, or refused."""
    expired = replace(SIGNED, why_not="its sign-off expired on 2026-11-01")
    said = answer(with_item(sign_off=expired))
    assert (said.state, "FC01" in said.to_do) == (State.NOT_DONE, True)
    assert said.tables[0].rows[0][-1] == "its sign-off expired on 2026-11-01"


def test_some_signed_is_partly_done() -> None:
    """The others are named; sign-offs alike stand together."""
    others = tuple(replace(ITEM, id=f"FC0{n}") for n in (2, 3))
    said = answer(facts(items=(ITEM, *others, replace(ITEM, id="YP01", sign_off=None))))
    assert (said.state, said.to_do) == (State.PARTLY, "Sign off: YP01.")
    assert said.tables[0].rows[0][0] == "FC01 to FC03"
