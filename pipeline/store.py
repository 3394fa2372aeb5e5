"""The encrypted store: the one file that holds what could identify someone.

SQLCipher encrypts every page, the write-ahead log included; temporary tables stay in memory. Its schema is made by
`pipeline/migrations.py`.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from pipeline.errors import DiskFull, NoPassphrase, NothingIngested, StoreBusy, StoreFromLaterVersion, WrongPassphrase
from pipeline.migrations import migrations

_SECONDS_TO_WAIT_FOR_ANOTHER_WRITER = 5


@contextmanager
def open_store(path: Path, passphrase: str, *, create: bool = True) -> Iterator[Database]:
    """Open the store at `path`, made where it is missing unless `create` is false, and close it at the end.

    Raises NoPassphrase (an empty one would leave the store unencrypted), WrongPassphrase, StoreFromLaterVersion,
    NothingIngested (no store and not `create`), StoreBusy.
    """
    key = checked_passphrase(passphrase)
    if not path.exists():
        if not create:
            raise NothingIngested("The study has no store yet. Read its files first with: llais ingest STUDY")
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    connection = sqlcipher.connect(str(path), timeout=_SECONDS_TO_WAIT_FOR_ANOTHER_WRITER)
    try:
        unlock(connection, path, key)
        for setting in (
            "journal_mode = WAL",
            "temp_store = MEMORY",
            "secure_delete = ON",
            "foreign_keys = ON",
            "recursive_triggers = ON",
        ):
            connection.execute(f"PRAGMA {setting}")
        db = Database(connection)
        _bring_up_to_date(db)
        yield db
    except sqlcipher.OperationalError as error:
        if "locked" in str(error):
            raise StoreBusy("Another llais is writing to this study's store. Wait until it has finished.") from None
        if "full" in str(error) or "disk I/O" in str(error):
            raise DiskFull(
                "The disk of the study is full, or cannot be written: nothing was changed. Make room."
            ) from None
        raise
    finally:
        connection.close()


def checked_passphrase(passphrase: str) -> str:
    """Bring a passphrase to the one form that every keyboard's accents end in. Raises NoPassphrase."""
    key = unicodedata.normalize("NFC", passphrase)
    if not key or any(unicodedata.category(character) in ("Cc", "Cs") for character in key):
        raise NoPassphrase("The store's passphrase has to be one line of letters, digits, signs and spaces.")
    return key


def unlock(connection: sqlcipher.Connection, path: Path, key: str) -> None:
    """Give an encrypted database its key, which `checked_passphrase` made. Raises WrongPassphrase."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA key = '" + key.replace("'", "''") + "'")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.OperationalError:
        raise
    except sqlcipher.DatabaseError:
        raise WrongPassphrase(
            f"{path.name} does not open with this passphrase. Check the key file or type it again."
        ) from None


def _bring_up_to_date(db: Database) -> None:
    defined = {migration.name for migration in migrations.pending(Database(memory=True))}
    if {migration.name for migration in migrations.applied(db)} - defined:
        raise StoreFromLaterVersion("The store was written by a later llais. Install that one, or a newer.")
    if migrations.pending(db):
        migrations.apply(db)


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Do all or nothing, as the only one who writes: others wait, so that what was read first is not changed by them.

    Within a transaction that was begun before, all or nothing is done of this part. Raises StoreBusy, at `open_store`.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def get_meta(db: Database, key: str) -> str | None:
    """Return a remembered value, or None."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    return row[0] if row else None


def set_meta(db: Database, key: str, value: str) -> None:
    """Remember a value under `key`."""
    db.table("meta").insert({"key": key, "value": value}, replace=True)
