"""Point 6: pseudonyms are consistent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p06_pseudonyms import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts

PEOPLE = COMPLETE.people


def test_one_pseudonym_each_and_no_question_open_is_done() -> None:
    """Then nothing is left."""
    assert answer(COMPLETE).state == State.DONE


@pytest.mark.parametrize("fault", ["two_pseudonyms", "shared_pseudonyms", "real_names", "questions"])
def test_each_fault_is_left_to_do(fault: str) -> None:
    """Two for one, one for two, a real name, or an open question."""
    said = answer(facts(people=replace(PEOPLE, **{fault: 1})))
    assert said.state == State.PARTLY
    assert said.to_do


def test_a_study_that_names_nobody_needs_no_pseudonyms() -> None:
    """The point does not apply."""
    assert answer(NOTHING).state == State.NOT_APPLICABLE
