"""Point 3: every file is accounted for."""

from __future__ import annotations

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p03_inventory import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts, with_item


def test_every_file_read_and_reviewed_is_done() -> None:
    """Then nothing is left."""
    assert answer(COMPLETE).state == State.DONE


def test_a_file_that_was_not_read_is_left_to_do() -> None:
    """It lies in the folder, and the store does not know it."""
    said = answer(facts(unread=2))
    assert said.state == State.PARTLY
    assert "two files" in said.to_do


def test_an_unreviewed_transcript_is_named() -> None:
    """By its label."""
    said = answer(with_item(undecided=3))
    assert (said.state, "FC01" in said.to_do) == (State.PARTLY, True)
    assert answer(NOTHING).state == State.NOT_DONE
