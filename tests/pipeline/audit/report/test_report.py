"""What the report says first, and how it is stamped."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.report import report_of
from tests.pipeline.audit.report.known import ITEM, NOTHING, facts, with_ethics


def test_all_24_points_are_answered_in_order() -> None:
    """Each under its number."""
    assert [one.n for one in report_of(facts()).points] == list(range(1, 25))


def test_the_summary_counts_points_in_a_sentence() -> None:
    """Those that do not apply are counted apart."""
    assert report_of(facts()).summary == "23 of 24 points are done and one partly."
    assert report_of(NOTHING).summary == ("One of 24 points is done, three partly, 17 not done and three do not apply.")


def test_how_much_may_be_left_is_a_sentence_before_it_is_a_number() -> None:
    """And a sample that nobody read is said not to have been."""
    report = report_of(facts())
    assert all(one.startswith("In 300 turns read") for one in report.bound)
    assert "1.10 % of turns for direct" in report.figure
    bare = report_of(NOTHING)
    assert (bare.bound, bare.figure) == (("How much may be left was not measured.",), "")


def test_what_is_in_the_last_release_as_it_stands_is_no_draft() -> None:
    """Any change since makes a draft of it, which says so."""
    assert (report_of(facts()).stamp, report_of(facts()).draft) == ("Release 1, 2026-11-26", False)
    changed = report_of(facts(items=(replace(ITEM, version="c6a3c9c09e83"),)))
    assert changed.draft
    assert changed.stamp.startswith("Draft — not signed off. For the team only. Release 1 of 2026-11-26")
    assert report_of(NOTHING).stamp == "Draft — not signed off. For the team only."


def test_five_safes_that_nobody_wrote_are_not_done() -> None:
    """A reviewer sees them first."""
    report = report_of(with_ethics(five_safes={"data": "no originals leave"}))
    assert dict(report.five_safes)["Safe data"] == "no originals leave"
    assert dict(report.five_safes)["Safe people"] == "not done"


def test_the_digest_is_that_of_everything_said() -> None:
    """The same facts give the same digest, and another state another."""
    assert report_of(facts()).digest == report_of(facts()).digest
    assert report_of(facts()).digest != report_of(facts(unread=1)).digest


def test_the_counts_for_the_trail_cover_every_state() -> None:
    """Nought is said as well."""
    assert report_of(facts()).counts() == {
        State.DONE: 23,
        State.PARTLY: 1,
        State.NOT_DONE: 0,
        State.NOT_APPLICABLE: 0,
    }
