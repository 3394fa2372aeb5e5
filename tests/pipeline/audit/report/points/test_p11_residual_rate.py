"""Point 11: a sample says how much may be left."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p11_residual_rate import answer
from tests.pipeline.audit.report.known import COMPLETE, SAMPLE, facts


def test_an_accepted_sample_of_everything_is_done_and_its_bound_is_a_sentence_first() -> None:
    """The figure with its interval stands in the table below."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert "fewer than 1 turn in" in said.sentences[1]
    assert "1.10 % (95 %, one-sided" in said.tables[0].rows[0][4]


def test_a_sample_that_was_not_accepted_or_leaves_something_out_is_partly_done() -> None:
    """What it says nothing of is named."""
    assert answer(facts(sample=replace(SAMPLE, accepted=False, reasons=("why",)))).state == State.PARTLY
    said = answer(facts(sample=replace(SAMPLE, unchanged=(), changed=("FC01",))))
    assert said.state == State.PARTLY
    assert "It says nothing of FC01 as they are now." in said.sentences


def test_an_unread_sample_is_partly_done_and_none_is_not_done() -> None:
    """Drawing it is not reading it."""
    assert answer(facts(sample=None, sample_open=True)).state == State.PARTLY
    assert answer(facts(sample=None)).state == State.NOT_DONE
