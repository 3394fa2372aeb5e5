"""Point 8: the doubts are cleared."""

from __future__ import annotations

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p08_review_list import answer
from pipeline.review.comparison import Agreement
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts, with_item


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


def test_two_readers_are_compared_and_a_missing_second_reading_is_left_to_do() -> None:
    """Agreement, and what both may have missed, with its interval."""
    agreed = Agreement(50, 40, 38, 37, 0.91, 41.1, 0.1, 0.6)
    said = answer(facts(second=agreed))
    assert "Cohen's kappa 0.91 on 50 stretches" in said.sentences[1]
    assert (
        "both missed 0.1 more at least (upper bound 0.6, 95 %, as far as they miss independently)" in said.sentences[1]
    )
    unread = answer(with_item(second_done=False))
    assert (unread.state, "FC01 read by a second person" in unread.to_do) == (State.PARTLY, True)
