"""Add a memo to the store and take one out, each with its row in the trail."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlite_utils import Database

from codebook.model import Codebook
from ingest.text import normalise
from pipeline.audit.trail import now, record
from pipeline.coding.memo_targets import code_of, target_of
from pipeline.coding.memos import CODE, NoSuchTarget, NothingToNote, about_id, stored_memos
from pipeline.coding.store import add_memo, name_coders
from pipeline.coding.working.events import MEMO, Event
from pipeline.coding.working.log import WorkingLog
from pipeline.store import writing
from pipeline.study import Study

_NOT_YET = "(not pseudonymised yet: llais pseudonymise STUDY)"
ADDED, REMOVED = "memo added", "memo removed"


def note(db: Database, kind: str, which: str, text: str, author: str, codebook: Codebook) -> str:
    """Store somebody's memo on something, and return its uid; "" where they noted the very same before.

    `kind` and `which` are as `parse_about` gives them; a code's former id leads to what became of it. Raises
    NothingToNote, NoSuchTarget.
    """
    words = cleaned(text)
    uid = uuid.uuid4().hex
    with writing(db):
        which = code_of(db, which, codebook) if kind == CODE else which
        target = target_of(db, kind, which, [which])
        name_coders(db, {author})
        if not add_memo(db, about=kind, author=author, text=words, at=now(), uid=uid, **target):
            return ""
        record(db, ADDED, actor=author, about=f"memo {uid}", counts={f"about a {kind}": 1})
    return uid


def remove_memo(db: Database, study: Study, uid: str, actor: str) -> None:
    """Take a memo out of the store, and out of the coding pages' database, whoever wrote it.

    Raises NoSuchTarget, StoreBusy.
    """
    with writing(db):
        row = next(
            db.query("SELECT id, uid, about, author, text FROM memos WHERE uid = ?", [uid.strip().lower()]), None
        )
        if row is None:
            raise NoSuchTarget("There is no such memo. Its number is told by: llais memo STUDY list")
        db.execute("DELETE FROM memos WHERE id = ?", [row["id"]])
        record(db, REMOVED, actor=actor, about=f"memo {row['uid']}", counts={f"about a {row['about']}": 1})
        if study.working.is_file():
            with WorkingLog(study.working) as log:
                log.forget_words(lambda event: _is_of(event, row))


def _is_of(event: Event, memo: dict) -> bool:
    """Say whether an event wrote this memo: under its number, or, noted with the act of coding, in the same words."""
    by_number = event.action == MEMO and event.uid == memo["uid"]
    return by_number or (event.coder == memo["author"] and normalise(event.memo).strip() == memo["text"])


@dataclass(frozen=True, slots=True)
class Listed:
    """A memo as it is shown: `about` and `about_id` say on what, `day` is empty where nobody knows when."""

    uid: str
    about: str
    about_id: str
    author: str
    day: str
    text: str

    @property
    def thing(self) -> str:
        """Say what it is about, as `parse_about` reads it."""
        return f"{self.about}:{self.about_id}" if self.about_id else self.about


def listed(db: Database, kind: str = "", which: str = "", *, originals: bool = False) -> list[Listed]:
    """List the memos about one thing, about one kind of thing, or all: as they are published, or as they were typed.

    A memo that was not pseudonymised yet is not shown as published.
    """
    shown = []
    for memo in stored_memos(db, kind, which):
        text = memo["text"] if originals else memo["text_published"]
        author = memo["author"] if originals else memo["author_label"]
        words = _NOT_YET if text is None else text
        shown.append(Listed(memo["uid"], memo["about"], about_id(memo), author, memo["at"][:10], words))
    return shown


def cleaned(text: str) -> str:
    """Bring a memo to the one form that transcripts have: nothing invisible hides a name. Raises NothingToNote."""
    words = normalise(text.encode("utf-8", "ignore").decode()).strip()
    if not words:
        raise NothingToNote("The memo has no words. Give them with --text, in a --file, or on the standard input.")
    return words
