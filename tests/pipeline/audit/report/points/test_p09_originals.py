"""Point 9: nothing original in any byte that leaves."""

from __future__ import annotations

from pipeline.audit.leak_scan import LeakScan, LeakyFile
from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p09_originals import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts


def test_no_hit_is_done_and_says_what_was_searched() -> None:
    """Files and bytes are counted."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert said.sentences[0] == "No hits in four files (2,048 bytes) of published and exports."


def test_a_hit_is_not_done_and_says_where() -> None:
    """By file and kind of place, never the word."""
    leaky = LeakyFile("exports/quotes.csv", ("text",))
    said = answer(facts(scan=LeakScan(4, 2048, (leaky,), ())))
    assert said.state == State.NOT_DONE
    assert said.lines == ("exports/quotes.csv holds something original: text",)


def test_a_file_that_cannot_be_looked_into_is_left_to_people() -> None:
    """It is never passed over."""
    assert answer(facts(scan=LeakScan(4, 2048, (), ("exports/a.7z (7z)",)))).state == State.PARTLY
    assert answer(NOTHING).state == State.NOT_DONE
