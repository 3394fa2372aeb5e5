"""The auditor's log of replacements: what kind, where, by which rule; never the original."""

from __future__ import annotations

from sqlite_utils import Database

from exports.published import study_of
from exports.tables_csv import to_csv

HEADER = (
    "log_id",
    "transcript",
    "turn",
    "start",
    "end",
    "type",
    "kind",
    "method",
    "replacement",
    "rules",
    "score",
    "status",
)


def replacements_to_csv(db: Database) -> bytes:
    """Write one row a replacement, in published coordinates from 0, end exclusive, with what stands there now."""
    study = study_of(db)
    rows = db.query(
        """SELECT r.id, r.transcript_id, t.n, r.start, r.end, r.type, r.kind, r.method,
                  substr(t.text, r.start + 1, r.end - r.start) AS replacement, r.rules, r.score
           FROM replacements r JOIN turns t ON t.id = r.turn_id ORDER BY r.id"""
    )
    return to_csv(HEADER, ([*row.values(), study.stamp] for row in rows))
