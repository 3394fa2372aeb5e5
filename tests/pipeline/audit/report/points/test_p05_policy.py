"""Point 5: a policy for each kind, approved by somebody."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p05_policy import answer
from tests.pipeline.audit.report.known import COMPLETE, facts, with_ethics


def test_an_approved_policy_is_done() -> None:
    """Who approved it is printed, and the kinds with what is done to each."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert any(row[:2] == ("direct", "pseudonym") and "name 40" in row[2] for row in said.tables[0].rows)


def test_a_policy_that_nobody_approved_is_partly_done() -> None:
    """There is always one, with defaults."""
    assert answer(with_ethics(policy_approved="")).state == State.PARTLY


def test_a_kind_that_is_kept_is_said_in_words() -> None:
    """The reviewer should not have to look for it."""
    settings = replace(COMPLETE.settings, policy={**COMPLETE.settings.policy, "AGE": "keep"})
    assert "Kept as they are, wherever they stand: age." in answer(facts(settings=settings)).sentences
