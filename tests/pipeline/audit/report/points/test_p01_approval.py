"""Point 1: four things that only people can say."""

from __future__ import annotations

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p01_approval import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, with_ethics


def test_all_four_on_record_is_done_and_prints_them() -> None:
    """What study.toml says stands in the table as it was written."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert ("custodian of the key", "the data manager") in said.tables[0].rows


def test_one_that_is_missing_is_said_and_never_made_up() -> None:
    """A study without a reference has "not done" there, and is told where to write it."""
    said = answer(with_ethics(dpia=""))
    assert said.state == State.PARTLY
    assert ("data protection impact assessment", "not done") in said.tables[0].rows
    assert "impact assessment" in said.to_do
    assert answer(NOTHING).state == State.NOT_DONE
