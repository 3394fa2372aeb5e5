"""Point 12: the reader was measured."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p12_seeds import answer
from pipeline.identify.types import DIRECT, QUASI
from tests.pipeline.audit.report.known import COMPLETE, SAMPLE, facts, finding


def test_a_measured_reader_is_done_with_the_interval() -> None:
    """By kind, and together."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert "34 of 36" in said.sentences[0]
    assert said.tables[0].rows[0] == ("direct", "18", "17", "73 to 99 % (95 %, exact)")


def test_seeds_of_one_kind_alone_are_partly_done_and_none_not_done() -> None:
    """Then the bound of the other kind allows for nothing."""
    half = replace(SAMPLE, quasi=finding(QUASI, seeds=None))
    assert answer(facts(sample=half)).state == State.PARTLY
    none = replace(half, direct=finding(DIRECT, seeds=None))
    assert answer(facts(sample=none)).state == State.NOT_DONE
    assert answer(facts(sample=None)).state == State.NOT_DONE
