"""Who has asked that their words are not used any more, and whether a withdrawal waits to be finished."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

STOP = "stop"


def stopped_participants(db: Database, on: date | None = None) -> frozenset[str]:
    """Return the ids, casefolded, of participants whose words are not published on a day (today)."""
    day = (on or date.today()).isoformat()
    rows = db.query("SELECT participant_id FROM withdrawals WHERE way = ? AND from_date <= ?", [STOP, day])
    return frozenset(row["participant_id"].casefold() for row in rows)


def has_unfinished(db: Database) -> bool:
    """Say whether a killed process left a withdrawal unfinished."""
    return any(db.query("SELECT 1 FROM withdrawals WHERE finished_at IS NULL LIMIT 1"))
