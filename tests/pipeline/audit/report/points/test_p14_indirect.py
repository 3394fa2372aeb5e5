"""Point 14: who is alone in their attributes."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.attributes import Alone
from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p14_indirect import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, disclosure, facts


def test_enough_company_for_both_readers_is_done() -> None:
    """k is what the study wants."""
    assert answer(COMPLETE).state == State.DONE


def test_too_little_company_lists_who_is_alone() -> None:
    """By label and by what."""
    alone = Alone("WK03", {"group": "worker", "season": ""}, (("group", "season"),))
    said = answer(facts(team=replace(disclosure("team", 3, k=1), alone=(alone,))))
    assert said.state == State.PARTLY
    assert said.tables[0].rows == (("WK03", "group (worker) and season (not given)"),)


def test_what_is_told_and_not_counted_is_said() -> None:
    """A k that leaves an attribute out is no answer."""
    said = answer(facts(team=replace(disclosure("team", 3), uncounted=("language",))))
    assert (said.state, "language" in said.sentences[-1]) == (State.PARTLY, True)
    assert answer(NOTHING).state == State.NOT_DONE


def test_no_value_is_told_that_is_not_published() -> None:
    """A place of the manifest that has no band yet is an original: it is named by its column alone."""
    alone = Alone("YP02", {"group": "young_person", "site": "Llangrannog"}, (("group", "site"),))
    said = answer(facts(team=replace(disclosure("team", 3, k=1), alone=(alone,), without_bands=("site",))))
    assert said.tables[0].rows == (("YP02", "group (young_person) and site"),)
    assert "until it has bands: site." in said.sentences[-1]
    assert "Llangrannog" not in repr(said)
