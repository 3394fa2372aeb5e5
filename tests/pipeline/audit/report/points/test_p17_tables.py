"""Point 17: nothing hidden in tables can be worked out."""

from __future__ import annotations

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p17_tables import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts


def test_tables_that_hold_are_done_with_their_rule() -> None:
    """Threshold, rounding, and how many small numbers were tried."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert "fewer than 10 participants, rounded to 5" in said.sentences[0]
    assert "12 hidden small numbers" in said.sentences[1]


def test_tables_that_give_something_away_are_not_done() -> None:
    """The fault is said."""
    said = answer(facts(outside=None, outside_fault="Hidden numbers could be worked out (1)."))
    assert (said.state, said.sentences) == (State.NOT_DONE, ("Hidden numbers could be worked out (1).",))
    assert answer(NOTHING).state == State.NOT_DONE
