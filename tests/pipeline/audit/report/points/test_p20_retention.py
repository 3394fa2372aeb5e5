"""Point 20: dates are set, and nothing is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p20_retention import answer
from pipeline.lifecycle.retention import OVERDUE, Dated
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts


def test_all_dates_set_and_none_late_is_done() -> None:
    """They are listed."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert said.lines == ("the key: the store and its passphrase: by 2031-07-31",)


def test_something_overdue_is_left_to_do() -> None:
    """It is counted, and listed with the others."""
    late = Dated("raw_audio", date(2026, 1, 1), OVERDUE)
    said = answer(facts(due=replace(COMPLETE.due, dates=(late,))))
    assert said.state == State.PARTLY
    assert "One date overdue." in said.sentences[0]


def test_missing_dates_are_named_and_none_is_not_done() -> None:
    """A study that promises nothing has said nothing."""
    settings = replace(COMPLETE.settings, retention=replace(COMPLETE.settings.retention, review_date=None))
    assert "review date" in answer(facts(settings=settings)).to_do
    assert answer(NOTHING).state == State.NOT_DONE
