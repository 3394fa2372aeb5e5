"""Choosing a page of disagreements without reading what was said in all of them."""

from __future__ import annotations

import sqlite3

from pipeline.coding.working.events import APPLY, SETTLE, Event
from pipeline.workbench.comparing.listed import Chosen, Listed, choose, may_be_decided_by, read_listed

LISTED = (
    Listed(1, "care/acts", "FC01", settled=True),
    Listed(2, "care/acts", "YP01", settled=False),
    Listed(3, "voice/heard", "YP01", settled=False),
)


def event(action: str, transcript: str, code: str) -> Event:
    """Make something that a coder did on a transcript, with a code."""
    return Event("HL", action, "draft-1", transcript, code=code)


def test_they_are_read_in_order_of_place() -> None:
    """A decision with an empty choice is none."""
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE disagreements (id INTEGER, code_id TEXT, transcript_id TEXT, choice TEXT)")
    rows = [(3, "voice/heard", "YP01", None), (1, "care/acts", "FC01", "both"), (2, "care/acts", "YP01", "")]
    made.executemany("INSERT INTO disagreements VALUES (?, ?, ?, ?)", rows)
    assert read_listed(made) == LISTED


def test_everything_is_counted_and_chosen() -> None:
    """Without a choice all are there, those decided since the publishing counted as settled."""
    assert choose(LISTED, {3}) == Chosen(
        (1, 2, 3),
        3,
        1,
        {"care/acts": 2, "voice/heard": 1},
        {"FC01": 1, "YP01": 2},  # type: ignore[arg-type]
    )


def test_by_code_transcript_and_state() -> None:
    """Choices narrow each other; a state that the page does not know chooses nothing away."""
    assert choose(LISTED, (), code="care/acts", transcript="YP01").ids == (2,)
    assert choose(LISTED, {3}, which="open").ids == (2,)
    assert choose(LISTED, {3}, which="settled").ids == (1, 3)
    assert choose(LISTED, (), which="ŵ").ids == (1, 2, 3)
    assert choose(LISTED, (), code="no/such").ids == ()


def test_decisions_can_only_be_about_their_own_code_and_transcript() -> None:
    """Only those are read to see which of them it is; other acts are no decisions."""
    events = [event(SETTLE, "YP01", "care/acts"), event(APPLY, "FC01", "care/acts")]
    assert may_be_decided_by(LISTED, events) == (2,)
    assert may_be_decided_by(LISTED, []) == ()
