"""Quotes as a table, one row a coded passage."""

from __future__ import annotations

from sqlite_utils import Database

from exports.published import quotes, study_of
from exports.tables_csv import to_csv

HEADER = ("theme", "code", "code_id", "group", "participant", "transcript", "turn", "coder", "quote", "memo", "status")


def quotes_to_csv(db: Database) -> bytes:
    """Write the quotes that may be quoted as CSV; every row says which draft or release it comes from."""
    study = study_of(db)
    return to_csv(HEADER, ([getattr(quote, name) for name in HEADER[:-1]] + [study.stamp] for quote in quotes(db)))
