"""Verify the trail: that nobody edited it, took rows out, cut its end off or wrote it anew."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from exports.published import open_published
from pipeline.audit.access import OPENED
from pipeline.audit.agreement import disagreements
from pipeline.audit.ends import End, noted_ends, parse_end
from pipeline.audit.trail import RESTORE, ROWS_LOST, breaks
from pipeline.audit.visits import faults
from pipeline.migrations import migrations
from pipeline.study import Study

_ENDS = "trail.ends"


@dataclass(frozen=True, slots=True)
class Verified:
    """How many rows were checked, how many ends noted outside the store they were compared with, and what is wrong.

    `notes` are no problems, and should be known: rows that were lost when a backup was put back.
    """

    rows: int
    ends: int
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restore:
    """A backup that was put back: the row of the trail that says so, when, and how many rows were lost by it."""

    id: int
    at: str
    lost: int

    def explains(self, id_: int) -> bool:
        """Say whether a row of this number was lost by it."""
        return self.id <= id_ < self.id + self.lost

    def __str__(self) -> str:
        return f"{self.lost} rows of the trail were lost when a backup was put back on {self.at[:10]} (row {self.id})"


def verify(db: Database, study: Study) -> Verified:
    """Check the trail by itself, against the ends noted outside the store, and the tables of decisions against it."""
    seals = {row["id"]: row["seal"] for row in db.query("SELECT id, seal FROM trail ORDER BY id")}
    noted = [(f"line {number} of {_ENDS}", end) for number, end in noted_ends(study)]
    published = list(_published_ends(study))
    restores = _restores(db)
    problems = [
        *_changed_guards(db),
        *(what for _, what in breaks(db.query("SELECT * FROM trail ORDER BY id"))),
        *_against(noted, seals, restores),
        *_against(published, seals, restores),
        *_missing_ends(db, [end.n if end else 0 for _, end in noted]),
        *faults(db, study),
        *disagreements(db, study),
    ]
    notes = tuple(str(restore) for restore in restores)
    return Verified(len(seals), len(noted) + len(published), tuple(problems), notes)


def _restores(db: Database) -> list[Restore]:
    rows = db.query(
        """SELECT id, at, json_extract(counts, '$."' || ?2 || '"') AS lost FROM trail
           WHERE action = ?1 AND json_valid(counts) AND lost > 0 ORDER BY id""",
        [RESTORE, ROWS_LOST],
    )
    return [Restore(**row) for row in rows]


def _changed_guards(db: Database) -> Iterator[str]:
    """Compare the table and the triggers that keep it from being changed with what llais made them."""
    fresh = Database(memory=True)
    migrations.apply(fresh)
    made, there = _schema(fresh), _schema(db)
    for kind, name in sorted(made.keys() | there.keys()):
        if (kind, name) not in there:
            yield f"the {kind} {name} is missing: without it, rows can be changed"
        elif made.get((kind, name)) != there[kind, name]:
            yield f"the {kind} {name} is not as llais made it: with it, rows can be changed"


def _schema(db: Database) -> dict[tuple[str, str], str]:
    rows = db.query("SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'trail' AND sql IS NOT NULL")
    return {(row["type"], row["name"]): re.sub(r"\s+", " ", row["sql"]) for row in rows}


def _against(
    ends: Iterable[tuple[str, End | None]], seals: Mapping[int, str], restores: Sequence[Restore]
) -> Iterator[str]:
    """Compare the trail with the ends of one kind; each thing that is wrong is told once, at its first sight."""
    ahead: tuple[int, str] | None = None
    other: tuple[int, str] | None = None
    last = max(seals, default=0)
    for where, end in ends:
        if end is None:
            yield f"{where} cannot be read: it was edited, or the computer went down while it was written"
        elif seals.get(end.id) == end.seal or any(restore.explains(end.id) for restore in restores):
            continue
        elif end.id > last:
            ahead = max(ahead or (0, ""), (end.id, where))
        else:
            other = min(other or (end.id, where), (end.id, where))
    if ahead:
        yield f"the trail was cut short: it ends at row {last}, and {ahead[1]} has seen row {ahead[0]}"
    if other:
        yield f"row {other[0]} is not the one that {other[1]} has seen: the trail was written anew, or the note edited"


def _missing_ends(db: Database, numbers: Sequence[int]) -> Iterator[str]:
    """Look for lines that are missing in `trail.ends`: by the numbers in them, and by how many the trail has seen.

    A number may come twice, where two processes ended at the same moment; it is never higher than the line's place.
    """
    early = next((place for place, number in enumerate(numbers, start=1) if number > place), None)
    if early is not None:
        yield f"{_ENDS}: a line before line {early} was taken out"
        return
    sql = "SELECT max(json_extract(counts, '$.ends')) AS n FROM trail WHERE action = ? AND json_valid(counts)"
    seen = next(db.query(sql, [OPENED]))["n"] or 0
    if len(numbers) < seen:
        yield f"{_ENDS} has {len(numbers)} lines, and had {seen}: lines were taken out, or the file"


def _published_ends(study: Study) -> Iterator[tuple[str, End | None]]:
    for path in sorted(study.published.rglob("*.db")):
        where = path.relative_to(study.folder).as_posix()
        try:
            text = _end_carried_by(path)
        except sqlite3.DatabaseError:
            yield where, None
            continue
        if text:
            yield where, parse_end(text)


def _end_carried_by(path: Path) -> str:
    """Return the trail's end that a published database carries; "" where it was made without."""
    with open_published(path) as db:
        if not db.table("study").exists() or "trail_end" not in db.table("study").columns_dict:
            return ""
        return str(next(db.query("SELECT trail_end FROM study"), {"trail_end": ""})["trail_end"] or "")
