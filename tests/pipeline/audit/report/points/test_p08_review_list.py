"""Point 8: the doubts are cleared."""

from __future__ import annotations

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p08_review_list import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, with_item


def test_no_mark_left_is_done_and_some_left_is_partly() -> None:
    """What is left is counted by transcript."""
    assert answer(COMPLETE).state == State.DONE
    said = answer(with_item(undecided=3))
    assert said.state == State.PARTLY
    assert said.tables[0].rows == (("FC01", "3"),)


def test_nothing_decided_is_not_done() -> None:
    """All marks are open."""
    assert answer(with_item(undecided=79)).state == State.NOT_DONE
    assert answer(NOTHING).state == State.NOT_DONE
