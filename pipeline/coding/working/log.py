"""The working database: events in the order in which they came, and who may add to them.

It is plain SQLite in write-ahead mode, holds what the pages show and what coders write on them, and is given to nobody
else: Datasette never opens it.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.coding.working.events import Event
from pipeline.errors import StoreBusy

_SECONDS_TO_WAIT_FOR_ANOTHER_WRITER = 10

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS coders (
    name TEXT PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS labels (name TEXT PRIMARY KEY, label TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, coder TEXT NOT NULL, action TEXT NOT NULL,
    release TEXT NOT NULL, transcript TEXT NOT NULL, turn INTEGER NOT NULL, text_hash TEXT NOT NULL,
    uid TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, quote TEXT NOT NULL, code TEXT NOT NULL,
    codebook_version TEXT NOT NULL, memo TEXT NOT NULL, about TEXT NOT NULL, about_id TEXT NOT NULL,
    source TEXT NOT NULL, coders TEXT NOT NULL, choice TEXT NOT NULL, undoes INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS events_by_transcript ON events (transcript, id);
"""
_NEVER_CHANGED = """
CREATE TRIGGER IF NOT EXISTS events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'what a coder did is never changed'); END;
"""
_NEVER_DELETED = """
CREATE TRIGGER IF NOT EXISTS events_are_never_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'what a coder did is never deleted'); END;
"""
_COLUMNS = tuple(one.name for one in fields(Event))
_ADDED = tuple(name for name in _COLUMNS if name != "id")


class WorkingLog:
    """The events of a study's coders, in the file at `path`, which is made where it is missing.

    May be used by several threads, and by several processes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
        self._lock = threading.Lock()
        self._db = sqlite3.connect(
            path, timeout=_SECONDS_TO_WAIT_FOR_ANOTHER_WRITER, isolation_level=None, check_same_thread=False
        )
        self._db.row_factory = sqlite3.Row
        for setting in ("journal_mode = WAL", "secure_delete = ON", "trusted_schema = OFF"):
            self._db.execute(f"PRAGMA {setting}")
        self._db.executescript(_SCHEMA + _NEVER_CHANGED + _NEVER_DELETED)
        self._db.execute("INSERT OR IGNORE INTO meta VALUES ('id', ?)", [secrets.token_hex(8)])

    def __enter__(self) -> WorkingLog:
        """Return the log."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the log."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def id(self) -> str:
        """Return what tells this working database from another one, whose events have the same numbers."""
        with self._lock:
            return str(self._db.execute("SELECT value FROM meta WHERE key = 'id'").fetchone()[0])

    def append(self, event: Event) -> Event:
        """Add an event, and return it with its number and its time."""
        return self.append_all([event])[0]

    def append_all(self, events: Iterable[Event]) -> list[Event]:
        """Add events, all or none, and return them with their numbers and their times."""
        added = []
        with self._writing() as db:
            for event in events:
                stamped = replace(event, at=event.at or datetime.now(UTC).isoformat(timespec="microseconds"))
                row = {**asdict(stamped), "coders": json.dumps(stamped.coders)}
                values = ", ".join(f":{name}" for name in _ADDED)
                names = ", ".join(f'"{name}"' for name in _ADDED)
                number = db.execute(f"INSERT INTO events ({names}) VALUES ({values})", row).lastrowid
                added.append(replace(stamped, id=number or 0))
        return added

    def events(self, transcript: str = "", after: int = 0) -> list[Event]:
        """List the events of a transcript, or of all, whose number is greater than `after`, in their order."""
        where = "id > :after" + (" AND transcript = :transcript" if transcript else "")
        with self._lock:
            rows = self._db.execute(
                f"SELECT * FROM events WHERE {where} ORDER BY id", {"after": after, "transcript": transcript}
            ).fetchall()
        return [_event(row) for row in rows]

    @property
    def last(self) -> int:
        """Return the number of the last event, 0 where there is none."""
        with self._lock:
            return int(self._db.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()[0])

    def coders(self) -> set[str]:
        """Return the name of everybody who has chosen a password, coded, or been published as a coder."""
        with self._lock:
            rows = self._db.execute(
                "SELECT name FROM coders UNION SELECT coder FROM events UNION SELECT name FROM labels"
            ).fetchall()
        return {row[0] for row in rows}

    def labels(self) -> dict[str, str]:
        """Return the label under which each coder is published, by name; coders who never were have none."""
        with self._lock:
            return {row["name"]: row["label"] for row in self._db.execute("SELECT name, label FROM labels")}

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """Note under which label each coder is published, in place of what was noted before."""
        with self._writing() as db:
            db.execute("DELETE FROM labels")
            db.executemany("INSERT INTO labels VALUES (?, ?)", sorted(labels.items()))

    def password_of(self, name: str) -> tuple[bytes, bytes] | None:
        """Return the salt and the hash of a coder's password, or None where the coder has none yet."""
        with self._lock:
            row = self._db.execute("SELECT salt, hash FROM coders WHERE name = ?", [name]).fetchone()
        return (row["salt"], row["hash"]) if row else None

    def set_password(self, name: str, salt: bytes, hash: bytes) -> bool:
        """Note a coder's password; say whether it was taken, which it is not where the coder has one already."""
        with self._writing() as db:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            taken = db.execute("INSERT OR IGNORE INTO coders VALUES (?, ?, ?, ?)", [name, salt, hash, at])
            return taken.rowcount == 1

    def forget_password(self, name: str) -> bool:
        """Let a coder choose a new password at the next sign-in; say whether there was one."""
        with self._writing() as db:
            return db.execute("DELETE FROM coders WHERE name = ?", [name]).rowcount == 1

    def erase(self, transcript: str, turns: Iterable[int] | None = None) -> int:
        """Delete what was done on a transcript, or on some of its turns, as somebody has withdrawn; return how many.

        Nothing of it is left in the file. It is the only way in which an event ever goes. Raises StoreBusy where
        another program reads on, so that the file beside it cannot let go of them; it may then be done again.
        """
        which = None if turns is None else set(turns)
        with self._writing() as db:
            rows = db.execute("SELECT id, turn FROM events WHERE transcript = ?", [transcript]).fetchall()
            gone = [(row["id"],) for row in rows if which is None or row["turn"] in which]
            db.execute("DROP TRIGGER events_are_never_deleted")
            db.executemany("DELETE FROM events WHERE id = ?", gone)
            db.execute(_NEVER_DELETED)
        self._leave_nothing()
        return len(gone)

    def forget_words(self, is_gone: Callable[[Event], bool]) -> int:
        """Take the words out of the memos that `is_gone` says yes to, as they were removed; return out of how many.

        Nothing of them is left in the file. Raises StoreBusy, as `erase` does.
        """
        gone = [(event.id,) for event in self.events() if event.memo and is_gone(event)]
        if gone:
            with self._writing() as db:
                db.execute("DROP TRIGGER events_are_never_changed")
                db.executemany("UPDATE events SET memo = '' WHERE id = ?", gone)
                db.execute(_NEVER_CHANGED)
        self._leave_nothing()
        return len(gone)

    def _leave_nothing(self) -> None:
        """Let no page of the file, nor its log, keep what was taken out. Raises StoreBusy."""
        with self._lock:
            self._db.execute("VACUUM")
            busy, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreBusy(
                "Another program is reading working/coding.db, and what it reads cannot be erased. Close it, and do "
                "this again."
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")


def _event(row: sqlite3.Row) -> Event:
    values = {name: row[name] for name in _COLUMNS}
    return Event(**{**values, "coders": tuple(json.loads(row["coders"]))})
