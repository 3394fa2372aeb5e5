"""Point 10: nothing hidden in files."""

from __future__ import annotations

from pipeline.audit.report.answer import State
from pipeline.audit.report.facts import Containers
from pipeline.audit.report.points.p10_containers import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts


def test_clean_files_are_done_and_hidden_things_are_left_to_do() -> None:
    """Each kind is counted in files."""
    assert answer(COMPLETE).state == State.DONE
    said = answer(facts(containers=Containers(3, {"comments": 2, "an author": 1})))
    assert said.state == State.PARTLY
    assert "1 with an author and 2 with comments" in said.sentences[2]


def test_nothing_published_is_not_done() -> None:
    """There is nothing that could be looked into."""
    assert answer(NOTHING).state == State.NOT_DONE
