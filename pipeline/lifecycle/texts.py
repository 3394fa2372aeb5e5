"""The turns of the store, each with the text that stands in it and the text that is published of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.coordinates import ReplacedText, Replacement


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn of the store with its replacements."""

    id: int
    transcript: str
    replaced: ReplacedText


def stored_turns(db: Database) -> Iterator[StoredTurn]:
    """Yield every turn that still holds somebody's words, as it is replaced now."""
    replacements: dict[int, list[Replacement]] = {}
    for row in db.query(
        """SELECT turn_id, start, end, replacement FROM identifiers
           WHERE status = 'found' AND replacement IS NOT NULL"""
    ):
        replacements.setdefault(row["turn_id"], []).append(Replacement(row["start"], row["end"], row["replacement"]))
    for row in db.query("SELECT id, transcript_id, text FROM turns WHERE withdrawn <> 'erased' ORDER BY id"):
        replaced = ReplacedText(row["text"], replacements.get(row["id"], ()))
        yield StoredTurn(row["id"], row["transcript_id"], replaced)
