"""Point 7: text and log agree, both ways."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.facts import Compared
from pipeline.audit.report.points.p07_log import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts

COMPARED = replace(COMPLETE.compared or Compared("", 0, (), 0, 0, 0, 0))


def test_the_same_stretches_in_both_is_done() -> None:
    """They are counted."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert "40 stretches" in said.sentences[0]


def test_a_stretch_without_a_row_and_a_row_without_a_stretch_are_counted() -> None:
    """Either way it is not complete."""
    for fault in ({"not_in_log": 2}, {"not_in_text": 2}):
        said = answer(facts(compared=replace(COMPARED, **fault)))
        assert said.state == State.PARTLY
        assert ": 2." in said.sentences[1]


def test_transcripts_that_changed_since_are_not_claimed_to_agree() -> None:
    """They are named; with nothing published there is nothing to compare."""
    said = answer(facts(compared=replace(COMPARED, changed=("FC02",))))
    assert (said.state, "FC02" in said.sentences[2]) == (State.PARTLY, True)
    assert answer(NOTHING).state == State.NOT_DONE
