"""The second reading of a transcript, beside the first: where they differ, and how far they agreed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from pipeline.review.bench import Bench
from pipeline.review.comparison import Agreement, Difference, agreement, differences
from pipeline.review.marks import Mark
from pipeline.review.readings import FIRST_READING, SECOND_READING


def handed_in_after(db: Database, transcript: str) -> int | None:
    """Return the number of the last decision before a second reading was handed in, None where it was not."""
    row = next(
        db.query("SELECT decisions_before FROM readings WHERE transcript_id = ? AND reading = 2", [transcript]), None
    )
    return row["decisions_before"] if row else None


def unsettled(bench: Bench, db: Database, transcript: str) -> list[Difference]:
    """List where the two readings of a transcript differ and nobody has settled it; none before the second is in."""
    last = handed_in_after(db, transcript)
    if last is None:
        return []
    return differences(_by_turn(bench, transcript, FIRST_READING), _by_turn(bench, transcript, SECOND_READING), last)


def agreement_of(bench: Bench, transcripts: Sequence[str]) -> Agreement:
    """Measure how far the readings of several transcripts agreed, by the decisions as they were handed in.

    What was settled afterwards does not count as agreement.
    """
    first: dict[int, tuple[Mark, ...]] = {}
    second: dict[int, tuple[Mark, ...]] = {}
    for transcript in transcripts:
        first |= bench.marks_up_to(transcript, handed_in_after(bench.db, transcript) or 0)
        second |= _by_turn(bench, transcript, SECOND_READING)
    return agreement(first, second)


def _by_turn(bench: Bench, transcript: str, reading: int) -> dict[int, tuple[Mark, ...]]:
    return {turn.id: turn.marks for turn in bench.page(transcript, reading).turns}
