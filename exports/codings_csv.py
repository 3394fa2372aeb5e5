"""Codings as a table, in the coordinates of the published text, for another tool or another coder."""

from __future__ import annotations

from sqlite_utils import Database

from exports.published import study_of
from exports.tables_csv import to_csv

HEADER = (
    "release",
    "uid",
    "transcript",
    "turn",
    "published_start",
    "published_end",
    "quote",
    "code",
    "coder",
    "made_on",
    "codebook_version",
    "memo",
    "status",
)


def codings_to_csv(db: Database) -> bytes:
    """Write one row a coding, with the draft or release whose text it counts in.

    Turns count from 1, characters from 0, end exclusive. `uid` stays with a coding wherever it goes. The quote is empty
    where consent allows no quotation or the interviewer speaks; the memo is all that was noted on the coding.
    """
    study = study_of(db)
    rows = db.query(
        """SELECT c.uid, c.transcript_id, t.n, c.start, c.end,
                  CASE WHEN t.may_quote THEN c.quote ELSE '' END,
                  c.code_id, c.coder_id, c.made_on, c.codebook_version, c.memo
           FROM codings c JOIN turns t ON t.id = c.turn_id ORDER BY c.id"""
    )
    return to_csv(HEADER, ([study.id, *row.values(), study.stamp] for row in rows))
