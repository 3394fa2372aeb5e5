"""Encrypted backups of a study's store, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from pipeline.audit.actors import find_actor
from pipeline.audit.trail import record
from pipeline.errors import StoreFromLaterVersion, WrongPassphrase
from pipeline.lifecycle.copies import (
    RESTORED,
    beside_store,
    close_log,
    contents_of,
    make_copy,
    opened_copy,
    put_in_place,
    sync,
)
from pipeline.lifecycle.errors import FileInTheWay, StoreIsLater
from pipeline.lifecycle.working import copy_of_working, put_back_working
from pipeline.store import open_store
from pipeline.study import Study
from pipeline.workbench.numbers import some

_WORKING = "working_database"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restored store holds; `rows_lost` counts rows of the trail that only the store before had.

    `withdrawn_since` are participants who withdrew after the backup was made: they are in it again. Of a store that did
    not open, neither is known, and `store_unread` is true. `working` says whether the working database is back too.
    """

    transcripts: int
    rows: int
    rows_lost: int
    withdrawn_since: tuple[str, ...]
    store_unread: bool = False
    working: bool = False


def backup(db: Database, study: Study, file: Path, passphrase: str, actor: str) -> dict[str, int]:
    """Write an encrypted copy of an opened store to a new file, and return how many rows of which tables it holds.

    What coders did on the pages is in it as well, merged or not: the working database, whole.

    Raises FileInTheWay, NoPassphrase, CopyNotSound.
    """
    if file.exists():
        raise FileInTheWay(f"{file.name} is there already, and a backup is never overwritten. Name another file.")
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    make_copy(db, beside, passphrase)
    _add_working(beside, passphrase, copy_of_working(study))
    beside.replace(file)
    counts, _ = contents_of(db)
    with db.atomic():
        told = {"transcripts": counts["transcripts"], "trail rows": counts["trail"]}
        record(db, "backup", actor=find_actor(actor), counts=told)
    return counts


def restore(study: Study, file: Path, passphrase: str, actor: str, *, force: bool = False) -> Restored:
    """Put a backup in the place of a study's store, under the passphrase that the backup has.

    A store that knows of anything that the backup does not is only replaced with `force`. Raises WrongPassphrase,
    CopyNotSound, TrailBroken, StoreIsLater, StoreBusy.
    """
    beside = beside_store(study.store, RESTORED)
    name = find_actor(actor)
    with opened_copy(file, passphrase) as copy:
        only = _only_in_store(study, copy, passphrase)
        lost, since = only or (0, ())
        if only is None and not force:
            raise StoreIsLater(
                "The study has a store that does not open with the backup's passphrase. To put the backup in its place "
                "all the same: --force"
            )
        if lost and not force:
            raise StoreIsLater(
                f"The study's store has {some(lost, 'row')} in its trail that the backup has not. To go back all the "
                "same and lose what was done since: --force"
            )
        make_copy(copy, beside, passphrase)
    with open_store(beside, passphrase) as db:
        with db.atomic():
            working = _take_working(db)
            record(db, "restore", actor=name, counts={"rows lost": lost})
        if working is not None:
            db.execute("VACUUM")
        transcripts, rows = db.table("transcripts").count, db.table("trail").count
        close_log(db)
    sync(beside)
    put_in_place(beside, study.store)
    back = working is not None and put_back_working(study, working)
    return Restored(transcripts, rows, lost, since, store_unread=only is None, working=back)


def _add_working(copy: Path, passphrase: str, content: bytes | None) -> None:
    """Put the working database into a copy of the store, so that it is encrypted with it."""
    if content is None:
        return
    with open_store(copy, passphrase, create=False) as db:
        with db.atomic():
            db.execute(f"CREATE TABLE {_WORKING} (content BLOB NOT NULL) STRICT")
            db.table(_WORKING).insert({"content": content})
        close_log(db)
    sync(copy)


def _take_working(db: Database) -> bytes | None:
    """Take the working database out of a copy of a backup; None where there is none in it."""
    if not db.table(_WORKING).exists():
        return None
    content = next(db.query(f"SELECT content FROM {_WORKING}"))["content"]
    db.execute(f"DROP TABLE {_WORKING}")
    return bytes(content)


def _only_in_store(study: Study, copy: Database, passphrase: str) -> tuple[int, tuple[str, ...]] | None:
    """Count rows of the trail that only the study's store has, and name who withdrew in it and not in the backup.

    The store's log is closed on the way. Returns None where the store does not open.
    """
    if not study.store.exists():
        return 0, ()
    try:
        with open_store(study.store, passphrase, create=False) as db:
            ours = {row["id"]: row["seal"] for row in db.query("SELECT id, seal FROM trail")}
            theirs = {row["id"]: row["seal"] for row in copy.query("SELECT id, seal FROM trail")}
            withdrawn = _withdrawn(db) - _withdrawn(copy)
            close_log(db)
    except (WrongPassphrase, StoreFromLaterVersion, sqlcipher.DatabaseError):
        return None
    lost = sum(theirs.get(id_) != seal for id_, seal in ours.items())
    return lost, tuple(sorted({participant for participant, _ in withdrawn}))


def _withdrawn(db: Database) -> set[tuple[str, str]]:
    return {(row["participant_id"], row["way"]) for row in db.query("SELECT participant_id, way FROM withdrawals")}
