"""Point 18: doors are shut, and were tried."""

from __future__ import annotations

from pipeline.audit.report.answer import State
from pipeline.audit.report.facts import Doors
from pipeline.audit.report.points.p18_access import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts


def test_doors_that_refuse_are_done() -> None:
    """What was tried is said."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert "the database as a file. All were refused." in said.sentences[1]


def test_a_door_that_opens_is_not_done() -> None:
    """It is named."""
    said = answer(facts(doors=Doors((("a question in SQL of one's own", False),))))
    assert said.state == State.NOT_DONE
    assert "NOT REFUSED: a question in SQL" in said.sentences[1]


def test_nothing_published_cannot_be_tried() -> None:
    """The switches alone are no test."""
    assert answer(NOTHING).state == State.PARTLY
