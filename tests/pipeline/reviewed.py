"""Studies in which people have decided: what several tests begin with."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from pipeline.review.bench import Bench
from pipeline.review.decisions import KEEP, MENTION, REPLACE, Wish
from pipeline.review.marks import FOUND_BY_MACHINE, Mark


def wish_for(mark: Mark, transcript: str, action: str = "", reading: int = 1) -> Wish:
    """Say yes to what the machine found, and no to everything else, unless an action is given."""
    action = action or (REPLACE if mark.origin == FOUND_BY_MACHINE else KEEP)
    type_ = mark.type if action == REPLACE else ""
    return Wish(action, MENTION, mark.words, transcript, mark.turn_id, mark.start, mark.end, type_, reading=reading)


def decide_all(bench: Bench, transcripts: Iterable[str], actor: str, reading: int = 1) -> None:
    """Decide every mark of some transcripts."""
    for transcript in transcripts:
        open_ = [mark for mark in bench.page(transcript, reading).marks if not mark.decided]
        bench.decide_all([wish_for(mark, transcript, reading=reading) for mark in open_], actor)


def mark_of(bench: Bench, transcript: str, words: str, reading: int = 1) -> Mark:
    """Return the first mark of a transcript on these words."""
    return next(mark for mark in bench.page(transcript, reading).marks if mark.words == words)


def published_text(db: Database, turn: int) -> str:
    """Return the text of a turn of a published database, by its id."""
    return str(next(db.query("SELECT text FROM turns WHERE id = ?", [turn]))["text"])
