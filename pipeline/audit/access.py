"""The way into the store: who opens it, for what, and what was done without it meanwhile, is in the trail first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from pipeline.audit.actors import find_actor
from pipeline.audit.ends import count_of_ends, note_end
from pipeline.audit.trail import record
from pipeline.audit.visits import take_in
from pipeline.errors import TrailBroken
from pipeline.store import open_store, writing
from pipeline.study import Study

OPENED = "store opened"


@contextmanager
def store_opened_by(
    study: Study, passphrase: str, actor: str, about: str, *, create: bool = False
) -> Iterator[Database]:
    """Open a study's store for somebody (see `find_actor`) who does `about`, such as "audit verify".

    The trail gets a row, and those of visits that were made meanwhile; when the store is left, the trail's end is
    noted outside it. Raises NoActor, TrailBroken (there is no trail left to write to), and what `open_store` raises.
    """
    name = find_actor(actor)
    with open_store(study.store, passphrase, create=create) as db:
        _check_there_is_a_trail(db)
        with writing(db):
            take_in(db, study, name)
            record(db, OPENED, actor=name, about=about, counts={"ends": count_of_ends(study)})
        try:
            yield db
        finally:
            note_end(db, study)


def _check_there_is_a_trail(db: Database) -> None:
    if not db.table("trail").exists() or not db.table("actors").exists():
        raise TrailBroken(
            "The store has no audit trail any more: somebody took it out. Put back a backup of the store."
        )
