"""Point 21: Welsh is read by somebody who reads it."""

from __future__ import annotations

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p21_welsh import answer
from tests.pipeline.audit.report.known import COMPLETE, facts, with_ethics


def test_welsh_that_somebody_read_is_done_and_else_not() -> None:
    """The reader is the study's own word."""
    assert answer(COMPLETE).state == State.DONE
    said = answer(with_ethics(welsh_reader=""))
    assert (said.state, "FC01" in said.sentences[0]) == (State.NOT_DONE, True)


def test_a_study_without_welsh_needs_no_reader() -> None:
    """The point does not apply."""
    assert answer(facts(welsh={})).state == State.NOT_APPLICABLE
