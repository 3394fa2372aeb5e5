"""Do the tables of what people decided, read and signed agree with the trail, which nobody can edit unseen?

Every row of them was written together with a row of the trail. A row that was edited or put in by hand has none that
says the same. Rows may go, where a transcript is erased or read in again; so that one is gone is only told of marks of
a sample, which stay as long as their turn.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlite_utils import Database

from pipeline.study import Study

Row = dict[str, Any]
Wrong = tuple[str, str]
"""(where, what is wrong there)."""

_HASH_LETTERS = 12
_SIGNED = "signed off: "
_DECISION = re.compile(r"decision ([0-9]+)\b")
_SHOWN = 3
_NO_ROW = "the trail has no row that says so, and the table was edited"
_CHECKED = ("sign_offs", "decisions", "readings", "samples", "sample_turns", "sample_marks", "memos")


def disagreements(db: Database, study: Study) -> list[str]:
    """Say in a line each what stands in the store's tables, or in a release, and is not what the trail tells of."""
    if not all(db.table(name).exists() for name in _CHECKED):
        return ["a table of what people decided is missing in the store: it was taken out"]
    told = _Told(db)
    checks = (_sign_offs, _decisions, _readings, _samples, _sample_turns, _planted, _marks, _marks_gone, _memos)
    lines = (_line(list(check(db, told))) for check in checks)
    return [*filter(None, lines), *_releases(db, study)]


def _line(wrong: list[tuple[str, str]]) -> str:
    """Say in one line where something is wrong, and what; "" where nothing is."""
    if not wrong:
        return ""
    more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
    return f"{', '.join(where for where, _ in wrong[:_SHOWN])}{more}: {wrong[0][1]}"


class _Told:
    """What the trail tells: its rows by action, and who is meant by which name."""

    def __init__(self, db: Database) -> None:
        self.labels = {row["name"]: row["label"] for row in db.query("SELECT name, label FROM actors")}
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in db.query(
            """SELECT id, actor, action, about, purpose, counts FROM trail
               WHERE CASE WHEN json_valid(counts) THEN json_type(counts) END = 'object' ORDER BY id"""
        ):
            self._rows[row["action"]].append({**row, "counts": json.loads(row["counts"])})

    def of(self, action: str) -> list[Row]:
        """Return the rows of an action."""
        return self._rows.get(action, [])

    def starting(self, beginning: str) -> Iterator[tuple[str, Row]]:
        """Yield the rows of every action that begins like this, each after its action."""
        return ((action, row) for action, rows in self._rows.items() if action.startswith(beginning) for row in rows)

    def has(self, action: str, fits: Callable[[Row], bool]) -> bool:
        """Say whether a row of an action fits."""
        return any(fits(row) for row in self.of(action))


def _sign_offs(db: Database, told: _Told) -> Iterator[Wrong]:
    signed = {
        (
            action.removeprefix(_SIGNED),
            row["actor"],
            row["about"][-_HASH_LETTERS:],
            row["purpose"],
            row["counts"].get("days"),
        )
        for action, row in told.starting(_SIGNED)
    }
    for row in db.query("SELECT *, julianday(expires) - julianday(substr(at, 1, 10)) AS days FROM sign_offs"):
        label, version = told.labels.get(row["actor"]), row["content_hash"][:_HASH_LETTERS]
        if (row["outcome"], label, version, row["conditions"], row["days"]) not in signed:
            yield f"sign-off {row['id']}", _NO_ROW


def _decisions(db: Database, told: _Told) -> Iterator[Wrong]:
    made: dict[int, list[tuple[str, str]]] = defaultdict(list)
    undone: set[tuple[int, str]] = set()
    for action, row in told.starting(""):
        if found := _DECISION.match(row["about"]):
            if action == "undo":
                undone.add((int(found[1]), row["actor"]))
            else:
                made[int(found[1])].append((action, row["actor"]))
    for row in db.query("SELECT id, actor, reading, action, scope, undoes FROM decisions"):
        label = told.labels.get(row["actor"], "")
        action = f"{row['action']} ({row['scope']})"
        action = action if row["reading"] == 1 else f"second reading: {action}"
        known = (row["undoes"], label) in undone if row["undoes"] else (action, label) in made[row["id"]]
        if not known:
            yield f"decision {row['id']}", _NO_ROW


def _readings(db: Database, told: _Told) -> Iterator[Wrong]:
    present = {row["id"] for row in db.query("SELECT id FROM transcripts")}
    for row in db.query("SELECT transcript_id, reading, reader, finished_at FROM readings"):
        label, transcript = told.labels.get(row["reader"]), row["transcript_id"]
        name = "first" if row["reading"] == 1 else "second"

        def fits(its: Row, label: str | None = label, transcript: str = transcript) -> bool:
            former = its["about"] not in present  # transcripts may get another label
            return its["actor"] == label and (its["about"] == transcript or former)

        begun = told.has(f"{name} reading begun", fits)
        if not begun or (row["finished_at"] and not told.has(f"{name} reading handed in", fits)):
            yield f"{name} reading of {transcript}", _NO_ROW


def _samples(db: Database, told: _Told) -> Iterator[Wrong]:
    drawn = {row["about"]: row["counts"] for row in told.of("sample drawn")}
    finished = {row["about"] for row in told.of("sample finished")}
    for row in db.query("SELECT id, turns_in_all, finished_at FROM samples WHERE method > 0"):
        about = f"sample {row['id']}"
        right = drawn.get(about, {}).get("turns in all") == row["turns_in_all"]
        if not right or (row["finished_at"] and about not in finished):
            yield about, _NO_ROW


def _sample_turns(db: Database, told: _Told) -> Iterator[Wrong]:
    read = {(row["about"], row["actor"]) for row in told.of("sample: read")}
    for row in db.query("SELECT sample_id, n, reader FROM sample_turns WHERE reader IS NOT NULL"):
        about = f"sample {row['sample_id']} turn {row['n']}"
        if (about, told.labels.get(row["reader"])) not in read:
            yield about, _NO_ROW


def _planted(db: Database, told: _Told) -> Iterator[Wrong]:
    """Compare how many turns hold something planted, in samples of which no turn has gone."""
    sql = "SELECT count(*) AS turns, sum(planted <> '[]') AS planted FROM sample_turns WHERE sample_id = ?"
    for row in told.of("sample drawn"):
        there = next(db.query(sql, [row["about"].removeprefix("sample ")]))
        counts = row["counts"]
        if there["turns"] == counts.get("turns") and there["planted"] != counts.get("planted"):
            yield row["about"], "what was planted in it is not what the trail tells of, and the table was edited"


def _marks_told(told: _Told) -> dict[int, str]:
    """Return the marks of samples that were made and not taken back, with their places."""
    made: dict[int, str] = {}
    rows = [*told.of("sample: mark"), *told.of("sample: unmark")]
    for row in sorted(rows, key=lambda row: row["id"]):  # the number of a mark that was taken back is given again
        if row["action"] == "sample: unmark":
            made.pop(row["counts"].get("mark"), None)
        elif isinstance(row["counts"].get("mark"), int):
            made[row["counts"]["mark"]] = row["about"]
    return made


def _marks(db: Database, told: _Told) -> Iterator[Wrong]:
    made = _marks_told(told)
    for row in db.query("SELECT id, sample_id, n FROM sample_marks ORDER BY id"):
        about = f"sample {row['sample_id']} turn {row['n']}"
        if made.get(row["id"]) != about:
            yield f"{about}, mark {row['id']}", _NO_ROW


def _marks_gone(db: Database, told: _Told) -> Iterator[Wrong]:
    there = {row["id"] for row in db.query("SELECT id FROM sample_marks")}
    turns = {f"sample {row['sample_id']} turn {row['n']}" for row in db.query("SELECT sample_id, n FROM sample_turns")}
    for id_, about in _marks_told(told).items():
        if id_ not in there and about in turns:
            yield about, "a mark is gone that the trail tells of and that nobody took back; the table was edited"


def _memos(db: Database, told: _Told) -> Iterator[Wrong]:
    """Compare who wrote a memo with who added it by command; of others, which came with codings, nobody is told."""
    added = {row["about"]: row["actor"] for row in told.of("memo added")}
    for row in db.query("SELECT uid, author FROM memos ORDER BY id"):
        about = f"memo {row['uid']}"
        if added.get(about, told.labels.get(row["author"])) != told.labels.get(row["author"]):
            yield about, "the trail tells of another author, and the table was edited"


def _releases(db: Database, study: Study) -> Iterator[str]:
    """Compare the releases that are in their folders with what was released."""
    for row in db.query("SELECT id, sha256 FROM releases WHERE status = 'release' ORDER BY n"):
        for path in sorted((study.releases / row["id"]).glob("*.db")):
            if hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
                yield f"{row['id']}: its database is not the one that was released; it was changed or exchanged"
