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

_BEGINNING = "0" * 64


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
        "before": last["seal"] if last else _BEGINNING,
    }
    db.table("trail").insert({**row, "seal": _seal(row)})
    return int(row["id"])


def entries(db: Database) -> Iterator[Entry]:
    """Yield the trail from its beginning."""
    for row in db.query("SELECT id, at, actor, action, about, purpose, counts, before, seal FROM trail ORDER BY id"):
        yield Entry(**{**row, "counts": json.loads(row["counts"])})


def end_of(db: Database) -> tuple[int, str]:
    """Return the number and the seal of the trail's last row; (0, zeros) where there is none."""
    last = next(db.query("SELECT id, seal FROM trail ORDER BY id DESC LIMIT 1"), None)
    return (int(last["id"]), str(last["seal"])) if last else (0, _BEGINNING)


def first_break(rows: Iterable[Mapping[str, Any]]) -> int | None:
    """Return the number of the first row that does not follow from the one before it, or None where all do."""
    before, expected = _BEGINNING, 1
    for row in rows:
        if row["id"] != expected or row["before"] != before or row["seal"] != _seal(row):
            return expected
        before, expected = row["seal"], expected + 1
    return None


def _seal(row: Mapping[str, Any]) -> str:
    names = ("id", "at", "actor", "action", "about", "purpose", "counts", "before")
    return hashlib.sha256(json.dumps([row[name] for name in names], ensure_ascii=False).encode()).hexdigest()
