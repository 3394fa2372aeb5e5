"""The encrypted store: the one file that holds what could identify someone.

SQLCipher encrypts every page, the write-ahead log included; temporary tables stay in memory. The schema is made by the
migrations below, each in a transaction of its own, and never edited once released.
"""

from __future__ import annotations

import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database, Migrations

from pipeline.errors import NoPassphrase, NothingIngested, StoreBusy, StoreFromLaterVersion, WrongPassphrase

migrations = Migrations("llais-store")

_SECONDS_TO_WAIT_FOR_ANOTHER_WRITER = 5


@contextmanager
def open_store(path: Path, passphrase: str, *, create: bool = True) -> Iterator[Database]:
    """Open the store at `path`, made where it is missing unless `create` is false, and close it at the end.

    Raises NoPassphrase (an empty one would leave the store unencrypted), WrongPassphrase, StoreFromLaterVersion,
    NothingIngested (no store and not `create`), StoreBusy.
    """
    key = _key(passphrase)
    if not path.exists():
        if not create:
            raise NothingIngested("The study has no store yet. Read its files first with: llais ingest STUDY")
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    connection = sqlcipher.connect(str(path), timeout=_SECONDS_TO_WAIT_FOR_ANOTHER_WRITER)
    try:
        _unlock(connection, path, key)
        db = Database(connection)
        _bring_up_to_date(db)
        yield db
    except sqlcipher.OperationalError as error:
        if "locked" in str(error):
            raise StoreBusy("Another llais is writing to this study's store. Wait until it has finished.") from None
        raise
    finally:
        connection.close()


def _key(passphrase: str) -> str:
    """Bring a passphrase to the one form that every keyboard's accents end in. Raises NoPassphrase."""
    key = unicodedata.normalize("NFC", passphrase)
    if not key or any(unicodedata.category(character) in ("Cc", "Cs") for character in key):
        raise NoPassphrase("The store's passphrase has to be one line of letters, digits, signs and spaces.")
    return key


def _unlock(connection: sqlcipher.Connection, path: Path, key: str) -> None:
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
    for setting in ("journal_mode = WAL", "temp_store = MEMORY", "secure_delete = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")


def _bring_up_to_date(db: Database) -> None:
    defined = {migration.name for migration in migrations.pending(Database(memory=True))}
    if {migration.name for migration in migrations.applied(db)} - defined:
        raise StoreFromLaterVersion("The store was written by a later llais. Install that one, or a newer.")
    if migrations.pending(db):
        migrations.apply(db)


def get_meta(db: Database, key: str) -> str | None:
    """Return a remembered value, or None."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    return row[0] if row else None


def set_meta(db: Database, key: str, value: str) -> None:
    """Remember a value under `key`."""
    db.table("meta").insert({"key": key, "value": value}, replace=True)


@migrations()
def m001_study(db: Database) -> None:
    """Make the first schema: what was said, who could be known by it, how it was replaced and coded."""
    for statement in _M001:
        db.execute(statement)
    # The secret behind the choice of pseudonyms: it never leaves the store.
    db.execute("INSERT INTO meta VALUES ('pseudonym_secret', ?)", [secrets.token_hex(32)])


_M001 = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE transcripts (
        id TEXT PRIMARY KEY, participant_id TEXT NOT NULL, participant_group TEXT NOT NULL, interview_date TEXT,
        interviewer TEXT NOT NULL, site TEXT NOT NULL, consent_level TEXT NOT NULL, language TEXT NOT NULL,
        known_names TEXT NOT NULL, extra TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE,
        format TEXT NOT NULL, convention TEXT NOT NULL, listed INTEGER NOT NULL DEFAULT 1) STRICT""",
    """CREATE TABLE turns (
        id INTEGER PRIMARY KEY, transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE,
        n INTEGER NOT NULL, speaker TEXT NOT NULL, role TEXT NOT NULL, start REAL, text TEXT NOT NULL,
        UNIQUE (transcript_id, n)) STRICT""",
    """CREATE TABLE roster (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, aliases TEXT NOT NULL, relation TEXT NOT NULL,
        pseudonym TEXT NOT NULL, row INTEGER) STRICT""",
    """CREATE TABLE entities (
        id INTEGER PRIMARY KEY, type TEXT NOT NULL, part TEXT NOT NULL, key TEXT NOT NULL, replacement TEXT NOT NULL,
        UNIQUE (type, part, key)) STRICT""",
    """CREATE TABLE identifiers (
        id INTEGER PRIMARY KEY, turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
        score REAL NOT NULL, detectors TEXT NOT NULL, method TEXT NOT NULL, replacement TEXT,
        CHECK (0 <= start AND start < end)) STRICT""",
    "CREATE INDEX identifiers_by_turn ON identifiers (turn_id, start)",
    "CREATE TABLE coders (name TEXT PRIMARY KEY, label TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE codings (
        id INTEGER PRIMARY KEY, turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL, code_id TEXT NOT NULL,
        coder TEXT NOT NULL REFERENCES coders(name),
        codebook_version TEXT NOT NULL, memo TEXT NOT NULL, memo_published TEXT,
        UNIQUE (turn_id, start, end, code_id, coder), CHECK (0 <= start AND start < end)) STRICT""",
    """CREATE TABLE suggestions (
        id INTEGER PRIMARY KEY, turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL, code_id TEXT NOT NULL, cue TEXT NOT NULL,
        UNIQUE (turn_id, start, end, code_id)) STRICT""",
    """CREATE TABLE releases (
        id TEXT PRIMARY KEY, audience TEXT NOT NULL, status TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT""",
    """CREATE TABLE release_replacements (
        release_id TEXT NOT NULL REFERENCES releases(id) ON DELETE CASCADE, transcript_id TEXT NOT NULL,
        turn INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, replacement TEXT NOT NULL,
        PRIMARY KEY (release_id, transcript_id, turn, start)) STRICT, WITHOUT ROWID""",
)


@migrations()
def m002_reading(db: Database) -> None:
    """Keep where in its file each stretch of a turn stands, what files hold beside the speech, and who speaks."""
    for statement in _M002:
        db.execute(statement)


_M002 = (
    "ALTER TABLE transcripts ADD COLUMN wave TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE transcripts ADD COLUMN item_type TEXT NOT NULL DEFAULT 'interview'",
    "ALTER TABLE transcripts ADD COLUMN consent TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE transcripts ADD COLUMN named INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE transcripts ADD COLUMN access_level TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE transcripts ADD COLUMN aliases TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE transcripts ADD COLUMN transcription_style TEXT NOT NULL DEFAULT ''",
    # How the file was read; "" for files that an earlier llais read, which are read again.
    "ALTER TABLE transcripts ADD COLUMN read_by TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE places (
        turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE, at INTEGER NOT NULL, place TEXT NOT NULL,
        offset INTEGER NOT NULL, PRIMARY KEY (turn_id, at)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE outside (
        id INTEGER PRIMARY KEY, transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE
            ON UPDATE CASCADE,
        kind TEXT NOT NULL, text TEXT NOT NULL, place TEXT NOT NULL) STRICT""",
    "CREATE INDEX outside_by_transcript ON outside (transcript_id)",
    """CREATE TABLE outside_names (
        outside_id INTEGER NOT NULL REFERENCES outside(id) ON DELETE CASCADE, text TEXT NOT NULL, type TEXT NOT NULL,
        score REAL NOT NULL, PRIMARY KEY (outside_id, text, type)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE voices (
        transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE
            ON UPDATE CASCADE,
        speaker TEXT NOT NULL, participant_id TEXT NOT NULL, participant_group TEXT NOT NULL,
        consent_level TEXT NOT NULL, consent TEXT NOT NULL, named INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
        known_names TEXT NOT NULL, PRIMARY KEY (transcript_id, speaker)) STRICT, WITHOUT ROWID""",
)
