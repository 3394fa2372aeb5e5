"""Point 13: somebody tried, with leave."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p13_intruder import answer
from tests.pipeline.audit.report.known import COMPLETE, INTRUDER, NOTHING, facts


def test_a_closed_test_is_done() -> None:
    """It is printed with who allowed it and what came of it."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert said.tables[0].rows[0][5] == "0; nobody was found out"


def test_an_open_test_or_the_automatic_one_alone_is_partly_done() -> None:
    """The one is to be closed, the other no substitute."""
    assert answer(facts(intruder_tests=(replace(INTRUDER, closed_at=""),))).state == State.PARTLY
    said = answer(facts(intruder_tests=()))
    assert (said.state, "intruder-record begin" in said.to_do) == (State.PARTLY, True)
    assert answer(NOTHING).state == State.NOT_DONE
