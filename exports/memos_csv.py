"""Every memo as a table: what it is about, who wrote it, and when."""

from __future__ import annotations

from sqlite_utils import Database

from exports.published import study_of
from exports.tables_csv import to_csv

HEADER = ("release", "uid", "about", "about_id", "transcript", "turn", "author", "made_on", "text", "status")


def memos_to_csv(db: Database) -> bytes:
    """Write one row a memo; `about_id` is a coding's uid, "FC01/12" for a turn, else the label of what it is about."""
    study = study_of(db)
    rows = db.query(
        """SELECT m.uid, m.about, m.about_id, m.transcript_id, t.n, m.author_id, m.made_on, m.text
           FROM memos m LEFT JOIN turns t ON t.id = m.turn_id ORDER BY m.id"""
    )
    return to_csv(HEADER, ([study.id, *row.values(), study.stamp] for row in rows))
