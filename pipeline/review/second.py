"""The second reading of a transcript, beside the first: where they differ, and how far they agreed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from pipeline.review.bench import Bench
from pipeline.review.comparison import Agreement, Difference, agreement, differences
from pipeline.review.marks import Mark
from pipeline.review.readings import FIRST_READING, SECOND_READING


def handed_in_at(db: Database, transcript: str) -> str:
    """Return when the second reading of a transcript was handed in, "" where it was not."""
    row = next(db.query("SELECT finished_at FROM readings WHERE transcript_id = ? AND reading = 2", [transcript]), None)
    return str(row["finished_at"] or "") if row else ""


def unsettled(bench: Bench, db: Database, transcript: str) -> list[Difference]:
    """List where the two readings of a transcript differ and nobody has settled it; none before the second is in."""
    handed_in = handed_in_at(db, transcript)
    if not handed_in:
        return []
    return differences(
        _by_turn(bench, transcript, FIRST_READING), _by_turn(bench, transcript, SECOND_READING), handed_in
    )


def agreement_of(bench: Bench, transcripts: Sequence[str]) -> Agreement:
    """Measure how far the readings of several transcripts agreed, by the decisions as they were handed in.

    What was settled afterwards does not count as agreement.
    """
    first: dict[int, tuple[Mark, ...]] = {}
    second: dict[int, tuple[Mark, ...]] = {}
    for transcript in transcripts:
        handed_in = handed_in_at(bench.db, transcript)
        first |= bench.marks_before(transcript, handed_in)
        second |= _by_turn(bench, transcript, SECOND_READING)
    return agreement(first, second)


def _by_turn(bench: Bench, transcript: str, reading: int) -> dict[int, tuple[Mark, ...]]:
    return {turn.id: turn.marks for turn in bench.page(transcript, reading).turns}
