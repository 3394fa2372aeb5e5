"""What the ethics page tells, brought into its order."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.audit.report.answer import State
from pipeline.workbench.ethics.told import (
    Point,
    action_in_words,
    replaced_by_transcript,
    signed_alike,
)


def signed(transcript: str, **more: str) -> dict[str, Any]:
    """Make the row of a sign-off."""
    who = {"transcript_id": transcript, "signed_by": "R3", "role": "ethics reviewer", "signed_on": "2026-11-25"}
    return {**who, "outcome": "approved", "expires": "2027-11-25", "conditions": "", "state": "holds", **more}


def test_sign_offs_that_differ_in_the_transcript_alone_stand_together() -> None:
    """In one row, written short; a condition makes one of its own."""
    rows = [signed("FC01"), signed("FC02"), signed("FC03"), signed("WK01", conditions="dim dyfyniadau hir 🙂")]

    assert [(one.transcripts, one.conditions) for one in signed_alike(rows)] == [
        ("FC01 to FC03", ""),
        ("WK01", "dim dyfyniadau hir 🙂"),
    ]


def test_kinds_are_counted_by_transcript_the_most_frequent_first() -> None:
    """However they were replaced; a transcript in which nothing was is told as well."""
    rows = [
        {"transcript_id": "FC01", "type": "PLACE", "kind": "quasi", "times": 2},
        {"transcript_id": "FC01", "type": "PERSON", "kind": "direct", "times": 1},
        {"transcript_id": "FC01", "type": "PERSON", "kind": "direct", "times": 4},
        {"transcript_id": "YP01", "type": None, "kind": None, "times": None},
    ]
    [one, nothing] = replaced_by_transcript(rows)

    assert (one.kinds, one.times, one.direct) == ((("PERSON", 5), ("PLACE", 2)), 7, 5)
    assert (nothing.transcript, nothing.kinds, nothing.times) == ("YP01", (), 0)


@pytest.mark.parametrize(
    ("state", "sign"), [(State.DONE, "✓"), (State.PARTLY, "–"), (State.NOT_DONE, "○"), (State.NOT_APPLICABLE, "·")]
)
def test_a_state_has_a_sign_and_says_itself_in_words(state: State, sign: str) -> None:
    """The sign is never all that tells it."""
    point = Point(1, "Quotations", state.value, (), "", 0)

    assert (point.sign, point.state_in_words) == (sign, state.value)


@pytest.mark.parametrize(
    ("action", "words"),
    [("keep", "left as it is"), ("undecided", "not decided yet"), ("generalise", "made vaguer")],
)
def test_what_was_done_is_said_in_words(action: str, words: str) -> None:
    """As on the other pages."""
    assert action_in_words(action) == words
