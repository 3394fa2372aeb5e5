"""The trail itself as a table, whole or in part: who did what and when, under labels."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from exports.tables_csv import to_csv
from pipeline.audit.trail import Entry, entries
from pipeline.errors import NoSuchThing

HEADER = ("id", "at", "actor", "role", "action", "about", "purpose", "counts", "before", "seal")


def trail_to_csv(db: Database, action: str = "", actor: str = "") -> tuple[bytes, int]:
    """Write the trail, or the rows whose action begins with `action` and that somebody left; return the rows' number.

    `actor` is a label, such as R1, or a name, which is not written. Raises NoSuchThing.
    """
    label = _label(db, actor) if actor else ""
    roles = {row["label"]: row["role"] for row in db.query("SELECT label, role FROM actors")}
    chosen = list(_chosen(db, action, label))
    return to_csv(HEADER, (_cells(entry, roles.get(entry.actor, "")) for entry in chosen)), len(chosen)


def _chosen(db: Database, action: str, label: str) -> Iterator[Entry]:
    for entry in entries(db):
        if entry.action.casefold().startswith(action.casefold()) and label in ("", entry.actor):
            yield entry


def _label(db: Database, actor: str) -> str:
    row = next(db.query("SELECT label FROM actors WHERE label = ?1 OR name = ?1", [actor]), None)
    if row is None:
        raise NoSuchThing("Nobody of that label or name has left a row in the trail. Labels are R1, R2 and so on.")
    return str(row["label"])


def _cells(entry: Entry, role: str) -> tuple[object, ...]:
    counts = "; ".join(f"{name} {n}" for name, n in entry.counts.items())
    told = (entry.action, entry.about, entry.purpose, counts)
    return entry.id, entry.at, entry.actor, role, *told, entry.before, entry.seal
