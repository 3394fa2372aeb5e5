"""Point 22: what has changed since it was signed."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p22_changes import answer
from tests.pipeline.audit.report.known import COMPLETE, SIGNED, with_item


def test_the_version_that_was_signed_is_done() -> None:
    """Nothing has changed."""
    assert answer(COMPLETE).state == State.DONE


def test_another_version_is_listed_with_the_decisions_since() -> None:
    """Signed and now, side by side."""
    signed = replace(SIGNED, version="c6a3c9c09e83", decisions_since=2)
    said = answer(with_item(sign_off=signed))
    assert said.state == State.PARTLY
    assert said.tables[0].rows == (("FC01", "2026-11-25", "c6a3c9c09e83", "0cb79f257559", "2"),)


def test_nothing_signed_is_not_done() -> None:
    """There is nothing to have changed since."""
    assert answer(with_item(sign_off=None)).state == State.NOT_DONE
