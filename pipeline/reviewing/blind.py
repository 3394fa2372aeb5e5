"""A second reading is blind to the first: what would give the first one away waits until the second is handed in."""

from __future__ import annotations

from collections.abc import Collection

from sqlite_utils import Database

from pipeline.audit.actors import same_person
from pipeline.reviewing.errors import StillReading

_BEGUN = "SELECT transcript_id, reader FROM readings WHERE reading = 2 AND finished_at IS NULL ORDER BY transcript_id"


def still_reading(db: Database, name: str) -> list[str]:
    """List the transcripts that somebody reads as the second reader and has not handed in yet."""
    return [row["transcript_id"] for row in db.query(_BEGUN) if same_person(row["reader"], name)]


def check_not_blind(db: Database, name: str, transcripts: Collection[str] = ()) -> None:
    """Make sure that somebody is no second reader of `transcripts`, of any where none is named. Raises StillReading."""
    blind = [id_ for id_ in still_reading(db, name) if not transcripts or id_ in transcripts]
    if blind:
        raise StillReading(
            f"You are reading {', '.join(blind)} a second time. What the first reader decided is shown to you "
            "once you have handed that in, under Second reading."
        )
