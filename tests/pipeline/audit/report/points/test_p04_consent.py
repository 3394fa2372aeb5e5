"""Point 4: consent covers what is published, and withdrawals are done."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.facts import Withdrawn
from pipeline.audit.report.points.p04_consent import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts, with_item


def test_consent_for_all_and_withdrawals_finished_is_done() -> None:
    """The table says who withdrew, how and when."""
    gone = Withdrawn("YP04", "erase", "2026-10-01", True, 0)
    said = answer(facts(withdrawals=(gone,)))
    assert said.state == State.DONE
    assert said.tables[1].rows == (("YP04", "erase", "2026-10-01", "done; found in no file"),)


def test_a_transcript_without_a_consent_on_record_is_named() -> None:
    """It would be published all the same."""
    said = answer(with_item(consent=""))
    assert (said.state, "FC01" in said.to_do) == (State.PARTLY, True)


def test_somebody_who_withdrew_by_the_tables_alone_is_left_to_do() -> None:
    """The manifest says so, and nobody ran the withdrawal."""
    due = replace(COMPLETE.due, not_done=("YP04 has withdrawn, the tables say",))
    said = answer(facts(due=due))
    assert said.state == State.PARTLY
    assert said.lines == due.not_done
    assert answer(NOTHING).state == State.NOT_DONE
