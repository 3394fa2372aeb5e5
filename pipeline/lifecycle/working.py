"""The working database, in which coders' acts on the pages are kept, where somebody withdraws or the study ends.

It is plain SQLite with pseudonymised places and with memos as coders typed them, so it is treated like the store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from sqlite_utils import Database

from exports.published import open_published
from pipeline.coding.working.log import WorkingLog
from pipeline.coding.working.merge import merge
from pipeline.private_files import write_private
from pipeline.study import Study

EVENTS = "acts on the coding pages"
"""What a withdrawal counts them as."""
_TURN = tuple[str, int]


def erase_working(study: Study, transcripts: Iterable[str], turns: Iterable[_TURN]) -> int:
    """Delete what coders did on whole transcripts, and on turns given as (transcript, number), and return how much.

    No page of the file keeps it, nor its log; it may be done again.
    """
    if not study.working.is_file():
        return 0
    whole = set(transcripts)
    numbers: dict[str, set[int]] = {}
    for transcript, n in turns:
        if transcript not in whole:
            numbers.setdefault(transcript, set()).add(n)
    with WorkingLog(study.working) as log:
        gone = sum(log.erase(transcript) for transcript in sorted(whole))
        return gone + sum(log.erase(transcript, its) for transcript, its in sorted(numbers.items()))


def merge_working(db: Database, study: Study, actor: str) -> tuple[str, ...]:
    """Bring what coders did on the pages into the store, before some of it goes; return a line for what has no place.

    Whoever is unlinked is so with all that was coded and noted of them.
    """
    if not study.working.is_file():
        return ()
    with WorkingLog(study.working) as log:
        return tuple(merge(db, log, actor=actor).problems)


def memos_on_pages(study: Study) -> list[str]:
    """List the memos that the pages show as they were typed: those that the published draft does not hold yet."""
    if not study.working.is_file():
        return []
    with WorkingLog(study.working) as log:
        which, _, last = _published_up_to(study).partition(":")
        return [event.memo for event in log.events(after=int(last) if which == log.id else 0) if event.memo]


def _published_up_to(study: Study) -> str:
    if not study.database().is_file():
        return ""
    with open_published(study.database()) as published:
        row = next(published.query("SELECT * FROM study"))
        return str(row.get("events_up_to") or "")  # an earlier llais published without it


def copy_of_working(study: Study) -> bytes | None:
    """Return the working database as it stands, with what is in its log; None where nobody has coded on the pages."""
    if not study.working.is_file():
        return None
    with closing(sqlite3.connect(f"{study.working.resolve().as_uri()}?mode=ro", uri=True)) as database:
        return database.serialize()


def put_back_working(study: Study, content: bytes) -> bool:
    """Write a copy of the working database, unless the study has one, which knows at least as much; say whether."""
    if study.working.exists():
        return False
    study.working.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(study.working, content)
    return True
