"""Point 15: everybody else who is mentioned is decided."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p15_third_parties import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts, with_item


def test_everything_decided_is_done_with_what_was_kept() -> None:
    """Replaced and kept are counted by kind."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert ("organisation", "0", "2") in said.tables[0].rows


def test_an_open_mark_or_question_is_left_to_do() -> None:
    """Who is meant matters as much as what stands there."""
    assert answer(with_item(undecided=1)).state == State.PARTLY
    assert answer(facts(people=replace(COMPLETE.people, questions=1))).state == State.PARTLY
    assert answer(NOTHING).state == State.NOT_DONE
