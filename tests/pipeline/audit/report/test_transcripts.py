"""The table of transcripts says how far each is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.audit.report.facts import Item
from pipeline.audit.report.transcripts import state_of_transcripts
from tests.pipeline.audit.report.known import ITEM, NOTHING, SIGNED, facts


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (ITEM, "release 1"),
        (replace(ITEM, in_release=""), "ready for a release"),
        (replace(ITEM, in_release="", lacks=("not signed off", "needs a second reading")), "not signed off; needs a"),
        (replace(ITEM, version=""), "held back"),
    ],
)
def test_the_state_is_where_it_is_or_what_it_lacks(item: Item, said: str) -> None:
    """In words."""
    [table] = state_of_transcripts(facts(items=(item,)))
    assert table.rows[0][-1].startswith(said)


def test_a_sign_off_that_does_not_hold_gives_its_reason() -> None:
    """Instead of its day."""
    expired = replace(ITEM, sign_off=replace(SIGNED, why_not="its sign-off expired on 2026-11-01"))
    [table] = state_of_transcripts(facts(items=(expired,)))
    assert table.rows[0][-2] == "its sign-off expired on 2026-11-01"


def test_a_study_without_files_has_no_table() -> None:
    """The page says so instead."""
    assert state_of_transcripts(NOTHING) == ()
