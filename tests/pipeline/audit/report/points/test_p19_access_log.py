"""Point 19: the trail is whole, and somebody has gone through it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.register import ASKED, Request
from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p19_access_log import answer
from tests.pipeline.audit.report.known import COMPLETE, facts, with_ethics

REQUEST = Request(
    1, ASKED, "FC01", "safeguarding", "vital interests", "R1", "2026-11-01", "", "", "", "", "", "", False
)


def test_a_whole_trail_that_somebody_went_through_is_done() -> None:
    """Rows are counted by action."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert "By action: store opened 5" in said.lines


def test_a_broken_trail_is_not_done() -> None:
    """What is wrong with it is printed."""
    said = answer(facts(trail=replace(COMPLETE.trail, problems=("row 7 was edited after it was written",))))
    assert said.state == State.NOT_DONE
    assert said.lines[0] == "row 7 was edited after it was written"


def test_an_unanswered_request_and_an_unread_log_are_left_to_do() -> None:
    """The register is in the table, under labels."""
    said = answer(facts(requests=(REQUEST,)))
    assert (said.state, "request 1" in said.to_do) == (State.PARTLY, True)
    assert said.tables[0].rows[0][3:5] == ("R1", "–")
    assert answer(with_ethics(access_log_reviewed="")).state == State.PARTLY
