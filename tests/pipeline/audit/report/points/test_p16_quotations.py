"""Point 16: quotations are for people to check."""

from __future__ import annotations

from pipeline.audit.report.answer import State
from pipeline.audit.report.facts import Quotes
from pipeline.audit.report.points.p16_quotations import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts


def test_what_may_be_quoted_is_counted_and_left_to_people() -> None:
    """No machine approves a quotation, so the point is never done by one."""
    said = answer(COMPLETE)
    assert said.state == State.PARTLY
    assert "20 coded passages may be quoted" in said.sentences[0]


def test_portraits_are_named_by_label() -> None:
    """Quotes of one person under one label build a profile."""
    said = answer(facts(quotes=Quotes(20, 0, 30, 0, 60, ("FC01", "YP01"))))
    assert said.sentences[2].endswith("FC01 and YP01.")


def test_no_quotable_passage_means_that_the_point_does_not_apply() -> None:
    """Nothing can be quoted."""
    assert answer(NOTHING).state == State.NOT_APPLICABLE
