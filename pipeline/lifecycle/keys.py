"""Change the key of a study's store, or destroy it, and with it everything that could identify somebody."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from sqlite_utils import Database

from pipeline.audit.access import store_opened_by
from pipeline.audit.actors import find_actor, label_of
from pipeline.audit.ends import note_end
from pipeline.audit.trail import end_of, now, record
from pipeline.errors import NothingIngested
from pipeline.lifecycle.copies import (
    NEW,
    beside_store,
    close_log,
    log_files,
    make_copy,
    put_in_place,
    sync,
    unfinished_copies,
)
from pipeline.lifecycle.errors import KeyDestroyed
from pipeline.private_files import write_private
from pipeline.store import open_store
from pipeline.study import Study

_CHUNK = 2**20


def change_key(study: Study, passphrase: str, new: str, actor: str) -> None:
    """Encrypt a study's store with a new passphrase, by way of a copy that is compared with it first.

    Killed at any point, the store opens with one of the two. Raises what `open_store` does, NoPassphrase, StoreBusy.
    """
    beside = beside_store(study.store, NEW)
    with store_opened_by(study, passphrase, actor, "key change") as db:
        close_log(db)
        make_copy(db, beside, new)
        with open_store(beside, new) as copy:
            with copy.atomic():
                record(copy, "key change", actor=find_actor(actor))
            close_log(copy)
        sync(beside)
    put_in_place(beside, study.store)
    with open_store(study.store, new, create=False) as db:
        note_end(db, study)


def certificate_of(study: Study) -> Path:
    """Say where it is written that a study's key was destroyed."""
    return study.folder / "key-destroyed.json"


def check_key_is_there(study: Study) -> None:
    """Make sure that the study's key was not destroyed. Raises KeyDestroyed."""
    if certificate_of(study).exists():
        at = json.loads(certificate_of(study).read_text(encoding="utf-8"))["begun_at"][:10]
        raise KeyDestroyed(
            f"The key of this study was destroyed on {at}, and nothing can be read in or changed any more. What was "
            "published can still be served. If it was not finished, run again: llais key destroy STUDY"
        )


def destroy_key(study: Study, passphrase: str, actor: str) -> Path:
    """Destroy a study's store and the key within it, and leave a certificate; return where that is.

    The first page of the file holds what the key is made from together with the passphrase: without it no copy of the
    rest can be read. A file system may keep old blocks all the same, and backups have keys of their own. Killed at any
    point, it is finished by `finish_destroying`. Raises what `open_store` does.
    """
    with store_opened_by(study, passphrase, actor, "key destroy") as db:
        name = find_actor(actor)
        close_log(db)
        with db.atomic():
            record(db, "key destroyed", actor=name)
        _write_certificate(study, _begun(db, study, name))
    return finish_destroying(study)


def is_being_destroyed(study: Study) -> bool:
    """Say whether a process was killed while it destroyed the key."""
    path = certificate_of(study)
    return path.exists() and json.loads(path.read_text(encoding="utf-8"))["finished_at"] is None


def finish_destroying(study: Study) -> Path:
    """Delete what is left of a store whose destruction has begun; return where the certificate is."""
    certificate = certificate_of(study)
    if not certificate.exists():
        raise NothingIngested("The destruction of this study's key has not begun.")
    databases = (study.store, study.working)
    logs = [log for database in databases for log in log_files(database)]
    for path in (*databases, *logs, *unfinished_copies(study.store)):
        if path.exists():
            _overwrite(path)
            path.unlink()
    values = json.loads(certificate.read_text(encoding="utf-8"))
    _write_certificate(study, {**values, "finished_at": values["finished_at"] or now()})
    return certificate


def _begun(db: Database, study: Study, actor: str) -> dict[str, object]:
    """Say what is destroyed, by whom, and what remains: nothing in it names anybody outside the team."""
    id_, seal = end_of(db)
    disposals = {row["what"]: row["at"][:10] for row in db.query("SELECT what, at FROM disposals ORDER BY id")}
    remains = sorted(path.relative_to(study.folder).as_posix() for path in study.published.rglob("*.db"))
    return {
        "what": "The key of this study, the store that it opened, and the working database were destroyed.",
        "begun_at": now(),
        "finished_at": None,
        "actor": label_of(db, actor),
        "store_sha256": _digest(study.store),
        "trail_end": {"id": id_, "seal": seal},
        "withdrawals": db.table("withdrawals").count,
        "disposals": disposals,
        "remains": remains,
        "method": study.settings.retention.disposal_method or "overwritten with random bytes, then deleted",
    }


def _write_certificate(study: Study, values: dict[str, object]) -> None:
    write_private(certificate_of(study), json.dumps(values, indent=2, ensure_ascii=False).encode())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _overwrite(path: Path) -> None:
    """Write random bytes over a file, as far as the file system writes them where the old ones were."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            file.write(os.urandom(min(left, _CHUNK)))
            left -= _CHUNK
        file.flush()
        os.fsync(file.fileno())
