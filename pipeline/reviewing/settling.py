"""Settling where two readings differ: the wish that makes the text as one of them has it."""

from __future__ import annotations

from pipeline.review.comparison import Difference
from pipeline.review.decisions import KEEP, MENTION, REPLACE, Wish
from pipeline.review.marks import Mark


def as_reading(one: Difference, transcript: str, text: str, second: bool, note: str) -> Wish:
    """Wish that a place of a turn becomes as the first or the second reading has it.

    `text` is the turn's source text; `note` says why.
    """
    mark = one.second if second else one.first
    if mark is not None and (one.second_replaces if second else one.first_replaces):
        by = mark.decision
        return Wish(
            REPLACE,
            MENTION,
            mark.words,
            transcript,
            mark.turn_id,
            mark.start,
            mark.end,
            type=mark.type,
            policy=by.policy if by else "",
            replacement=by.replacement if by else "",
            reason=note,
        )
    # What stays is the first reading's own mark: the second's may reach over another one that is replaced.
    start, end = _span(one.first or one.second, one)
    return Wish(KEEP, MENTION, text[start:end], transcript, one.turn_id, start, end, reason=note)


def _span(mark: Mark | None, one: Difference) -> tuple[int, int]:
    return (mark.start, mark.end) if mark else (one.start, one.end)


def says(mark: Mark | None) -> str:
    """Say what a reading does with a place."""
    if mark is None:
        return "saw nothing here"
    return f"replaces “{mark.words}” by “{mark.replacement}”" if mark.replacement else f"leaves “{mark.words}”"
