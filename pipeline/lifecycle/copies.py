"""Encrypted copies of a store: made whole, compared with what they were made from, and only then put in place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from pipeline.audit.trail import breaks, end_of
from pipeline.errors import NothingIngested, StoreBusy, TrailBroken
from pipeline.lifecycle.errors import CopyNotSound
from pipeline.store import checked_passphrase, unlock

NEW, RESTORED = "new", "restored"


def beside_store(store: Path, what: str) -> Path:
    """Say where a copy is made that is to take the place of the store."""
    return store.with_name(f".{store.name}.{what}")


def make_copy(db: Database, path: Path, passphrase: str) -> None:
    """Write the whole of an opened store to a new file, encrypted with a passphrase, and compare it with the store.

    A file that is there already is overwritten. Raises NoPassphrase, CopyNotSound.
    """
    key = checked_passphrase(passphrase)
    for left in (path, *log_files(path)):
        left.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    db.conn.execute("ATTACH ? AS copy KEY ?", [str(path), key])
    try:
        with db.atomic():
            db.conn.execute("SELECT sqlcipher_export('copy')").fetchall()
            wanted = contents_of(db)
    finally:
        db.conn.execute("DETACH copy")
    with opened_copy(path, passphrase) as copy:
        if contents_of(copy) != wanted:
            raise CopyNotSound("The copy is not what it was made from, and was not used. Check the disk and try again.")
    sync(path)


@contextmanager
def opened_copy(path: Path, passphrase: str) -> Iterator[Database]:
    """Open a store for reading only, and close it at the end.

    Raises NothingIngested (no such file), WrongPassphrase, CopyNotSound (a page is damaged), TrailBroken.
    """
    if not path.is_file():
        raise NothingIngested(f"There is no file {path.name}. Check its name and folder.")
    connection = sqlcipher.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        unlock(connection, path, checked_passphrase(passphrase))
        db = Database(connection)
        _check_sound(db, path)
        yield db
    finally:
        connection.close()


def contents_of(db: Database) -> tuple[dict[str, int], tuple[int, str]]:
    """Return how many rows each table has, and the trail's end."""
    return {name: db.table(name).count for name in sorted(db.table_names())}, end_of(db)


def put_in_place(path: Path, store: Path) -> None:
    """Rename a copy over the store, whose log files have to be empty and closed."""
    for left in log_files(store):  # a log of the old store would be read as one of the new
        left.unlink(missing_ok=True)
    path.replace(store)
    if os.name == "posix":
        sync(store.parent)


def close_log(db: Database) -> None:
    """Bring everything into the store's one file, and keep others out until it is closed. Raises StoreBusy."""
    db.conn.execute("PRAGMA locking_mode = EXCLUSIVE")
    try:
        (mode,) = db.conn.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlcipher.OperationalError:
        mode = ""
    if mode != "delete":
        raise StoreBusy("Another llais has this study's store open. Close it, the review pages too, and try again.")


def sync(path: Path) -> None:
    """Make sure that a file, or a folder, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unfinished_copies(store: Path) -> list[Path]:
    """List what a killed process may have left of a copy beside the store, with its log files."""
    copies = [beside_store(store, what) for what in (NEW, RESTORED)]
    return [path for copy in copies for path in (copy, *log_files(copy)) if path.exists()]


def log_files(path: Path) -> list[Path]:
    """Say where the logs of a database are while it is open."""
    return [path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm", "-journal")]


def _check_sound(db: Database, path: Path) -> None:
    try:
        sound = not db.conn.execute("PRAGMA cipher_integrity_check").fetchall() and db.conn.execute(
            "PRAGMA integrity_check"
        ).fetchall() == [("ok",)]
        trail = list(db.query("SELECT * FROM trail ORDER BY id")) if sound else []
    except sqlcipher.DatabaseError:
        sound, trail = False, []
    if not sound:
        raise CopyNotSound(f"{path.name} is damaged, or no store of llais. Take another copy.")
    for row, what in breaks(trail):
        raise TrailBroken(f"{path.name}: the audit trail is broken at row {row} ({what}). Take another copy.")
