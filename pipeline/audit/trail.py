"""The audit trail: who did what and when, each row sealed to the one before, so that no edit goes unseen.

Rows name transcripts, participants, releases and numbers by their labels, people of the team by R1, R2 …, and nobody
else. Whoever holds the passphrase could write a whole new chain; that is why its end is also noted outside the store,
in `trail.ends` and in every published database, and compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from pipeline.audit.actors import label_of

BEGINNING = "0" * 64
RESTORE = "restore"
"""The action of putting a backup in the place of the store."""
ROWS_LOST = "rows lost"
"""What a restore counts: the rows of the trail that the backup did not have; their numbers are given again."""
COLUMNS = ("id", "at", "actor", "action", "about", "purpose", "counts", "before")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the trail; `seal` is SHA-256 over the seal before it and everything else in the row."""

    id: int
    at: str
    actor: str
    action: str
    about: str
    purpose: str
    counts: dict[str, int]
    before: str
    seal: str


def now() -> str:
    """Return the time as the trail writes it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record(
    db: Database,
    action: str,
    *,
    actor: str,
    about: str = "",
    purpose: str = "",
    counts: Mapping[str, int] | None = None,
    at: str = "",
) -> int:
    """Add a row to the trail, in the transaction of what it tells of, and return its number.

    `actor` is a person's name, for whom their label is written. `about` is a label of the study or a number, `purpose`
    a text that was checked to name nobody (`pipeline.audit.naming.check_names_nobody`).
    """
    last = next(db.query("SELECT id, seal FROM trail ORDER BY id DESC LIMIT 1"), None)
    row: dict[str, Any] = {
        "id": last["id"] + 1 if last else 1,
        "at": at or now(),
        "actor": label_of(db, actor),
        "action": action,
        "about": about,
        "purpose": purpose,
        "counts": json.dumps(dict(sorted((counts or {}).items()))),
        "before": last["seal"] if last else BEGINNING,
    }
    db.table("trail").insert({**row, "seal": seal_of(row, COLUMNS)})
    return int(row["id"])


def entries(db: Database) -> Iterator[Entry]:
    """Yield the trail from its beginning."""
    for row in db.query("SELECT id, at, actor, action, about, purpose, counts, before, seal FROM trail ORDER BY id"):
        yield Entry(**{**row, "counts": json.loads(row["counts"])})


def end_of(db: Database) -> tuple[int, str]:
    """Return the number and the seal of the trail's last row; (0, zeros) where there is none."""
    last = next(db.query("SELECT id, seal FROM trail ORDER BY id DESC LIMIT 1"), None)
    return (int(last["id"]), str(last["seal"])) if last else (0, BEGINNING)


def breaks(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield where a trail does not hold together: the number of a row, and in words what is wrong with it."""
    before, expected = BEGINNING, 1
    for row in rows:
        if row["id"] != expected:
            last = row["id"] - 1
            gone = f"rows {expected} to {last} are" if last > expected else f"row {expected} is"
            yield expected, f"{gone} missing"
        elif row["before"] != before:
            since = f"row {expected - 1}" if expected > 1 else "a beginning"
            yield expected, f"row {expected} does not follow from {since}: one of them was exchanged"
        if row["seal"] != seal_of(row, COLUMNS):
            yield row["id"], f"row {row['id']} was edited after it was written"
        before, expected = row["seal"], row["id"] + 1


def seal_of(row: Mapping[str, Any], columns: Iterable[str]) -> str:
    """Digest the `columns` of a row, the seal of the row before it among them."""
    return hashlib.sha256(json.dumps([row[name] for name in columns], ensure_ascii=False).encode()).hexdigest()
