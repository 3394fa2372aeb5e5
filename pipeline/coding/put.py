"""Put codings that were made elsewhere into the store: new ones, known ones, and those that their coder changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from codebook.history import resolve
from codebook.model import Codebook
from codebook.versions import is_version
from exports.guids import coding_guid, memo_guid
from pipeline.coding.folded import fold
from pipeline.coding.store import add_coding, add_memo, change_coding
from pipeline.coding.texts import StoredTurn, StudyTexts
from pipeline.coordinates import ReplacedText

TAKEN, KNOWN, CHANGED = "taken", "known", "changed"

_STORED = """SELECT c.id, c.uid, c.turn_id, c.start, c."end", c.code_id, c.coder, c.codebook_version FROM codings c"""
_UID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class NewMemo:
    """A memo from elsewhere; `uid` is what the file calls it: an id of ours or of another program, or ""."""

    text: str
    author: str
    at: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class NewCoding:
    """A coding from elsewhere with its place in a turn, in the coordinates of the text that the coder saw.

    `seen` is that text, `release` the id of the release or draft that published it, "" for the source. `uid` is what
    the file calls the coding: an id of ours or of another program, or "". `made_under` is the version of the codebook
    where the file says it.
    """

    transcript: str
    turn: StoredTurn
    seen: ReplacedText
    release: str
    start: int
    end: int
    code_id: str
    coder: str
    uid: str = ""
    at: str = ""
    memos: tuple[NewMemo, ...] = ()
    made_under: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A coding of the store, as far as it is needed to know it again; the span is in source coordinates.

    `code_id` is the code of now: that of a coding whose code was renamed or merged since is the new one.
    """

    id: int
    uid: str
    turn_id: int
    start: int
    end: int
    code_id: str
    coder: str


class Putter:
    """Puts codings into the transcripts of a study, and remembers which codings of the store a file has.

    New and changed codings are made under the version that the file says, else that of the release that they were made
    on, else that of `codebook`; `now` is the time of a change.
    """

    def __init__(self, db: Database, texts: StudyTexts, codebook: Codebook, now: str) -> None:
        self._db = db
        self._texts = texts
        self._codebook = codebook
        self._versions = {
            row["id"]: row["codebook_version"] for row in db.query("SELECT id, codebook_version FROM releases")
        }
        self._now = now
        self._by_uid: dict[str, Stored] = {}
        self._by_words: dict[tuple[int, str, str], dict[int, Stored]] = {}
        self._read: set[str] = set()
        self._named: set[str] = set()
        memos = [row["uid"] for row in db.query("SELECT uid FROM memos")]
        self._memos = {name: uid for uid in memos for name in (uid, _plain(memo_guid(uid)))}
        self.in_file: set[int] = set()
        self.memos = 0

    def put(self, new: NewCoding) -> str:
        """Store a coding of a coder who has a label, with its memos; return what became of it.

        A coding of the store is known where it has the same code and coder and shows the same words in the text that
        the coder saw: what was published is coarser than what was said.
        """
        self._read_transcript(new.transcript)
        named, twin = self._of_uid(new), self._twin(new)
        if named is not None and self._is_same(named, new):
            stored, outcome = named, KNOWN
        elif named is not None:
            stored, outcome = self._change(named, twin, new), CHANGED
        elif twin is not None:
            stored, outcome = twin, KNOWN
        else:
            stored, outcome = self._add(new), TAKEN
        self.in_file.add(stored.id)
        self.memos += sum(self._note(stored, memo) for memo in new.memos)
        return outcome

    def has(self, transcript: str, uid: str) -> bool:
        """Say whether a coding that a file has, and that was not taken, is one of the store's: it is not missing."""
        self._read_transcript(transcript)
        stored = self._by_uid.get(_plain(uid))
        if stored is not None:
            self.in_file.add(stored.id)
        return stored is not None

    def missing(self, transcript: str, coder: str) -> list[Stored]:
        """List a coder's codings in a transcript that the file does not have."""
        self._read_transcript(transcript)
        turns = {turn.id for turn in self._texts.turns(transcript)}
        its = (
            one
            for (turn, _, who), at in self._by_words.items()
            if turn in turns and who == coder
            for one in at.values()
        )
        return sorted((one for one in its if one.id not in self.in_file), key=lambda one: one.id)

    def forget(self, stored: Stored) -> None:
        """Leave a coding out that is no longer in the store."""
        for name in (stored.uid, _plain(coding_guid(stored.uid))):
            self._by_uid.pop(name, None)
        self._by_words[stored.turn_id, stored.code_id, stored.coder].pop(stored.id, None)

    def note(self, memo: NewMemo, about: str, **which: str | int) -> None:
        """Store a memo about something other than a coding; `which` are the columns that say about which."""
        self.memos += self._add_memo(memo, about, which)

    def _read_transcript(self, transcript: str) -> None:
        if transcript in self._read:
            return
        self._read.add(transcript)
        for row in self._db.query(
            f"{_STORED} JOIN turns t ON t.id = c.turn_id WHERE t.transcript_id = ?", [transcript]
        ):
            self._remember(self._as_now(row))

    def _remember(self, stored: Stored) -> None:
        for name in (stored.uid, _plain(coding_guid(stored.uid))):
            self._by_uid[name] = stored
        self._by_words.setdefault((stored.turn_id, stored.code_id, stored.coder), {})[stored.id] = stored

    def _of_uid(self, new: NewCoding) -> Stored | None:
        """Return the coder's coding of the store that the file calls by its id, the first time that it does."""
        stored = self._by_uid.get(_plain(new.uid))
        if stored is None or stored.coder != new.coder or stored.uid in self._named:
            return None
        self._named.add(stored.uid)
        return stored

    def _twin(self, new: NewCoding) -> Stored | None:
        its = self._by_words.get((new.turn.id, new.code_id, new.coder), {}).values()
        return next((stored for stored in its if self._is_same(stored, new)), None)

    def _is_same(self, stored: Stored, new: NewCoding) -> bool:
        if (stored.turn_id, stored.code_id) != (new.turn.id, new.code_id):
            return False
        text = self._texts.folded(new.seen.text)
        shown = text.folded_span(*new.seen.to_published(stored.start, stored.end))
        return shown == text.folded_span(new.start, new.end)

    def _add(self, new: NewCoding) -> Stored:
        start, end = new.seen.to_source(new.start, new.end)
        uid = _plain(new.uid)
        id_, _ = add_coding(
            self._db,
            turn_id=new.turn.id,
            start=start,
            end=end,
            code_id=new.code_id,
            coder=new.coder,
            codebook_version=self._made_under(new),
            uid=uid,
            at=new.at,
            made_on=new.release,
        )
        stored = self._stored(id_)
        self._named.add(stored.uid)
        self._remember(stored)
        return stored

    def _change(self, stored: Stored, twin: Stored | None, new: NewCoding) -> Stored:
        start, end = (twin.start, twin.end) if twin else new.seen.to_source(new.start, new.end)
        change_coding(
            self._db,
            stored.uid,
            start=start,
            end=end,
            code_id=new.code_id,
            coder=new.coder,
            at=self._now,
            codebook_version=self._made_under(new),
            made_on=new.release,
            turn_id=new.turn.id,
        )
        self.forget(stored)
        changed = twin or self._stored(stored.id)
        self._remember(changed)
        return changed

    def _made_under(self, new: NewCoding) -> str:
        said = new.made_under if is_version(new.made_under) else ""
        return said or self._versions.get(new.release) or self._codebook.version

    def _stored(self, id_: int) -> Stored:
        return self._as_now(next(self._db.query(f"{_STORED} WHERE c.id = ?", [id_])))

    def _as_now(self, row: dict[str, Any]) -> Stored:
        made_under = row.pop("codebook_version")
        return Stored(**{**row, "code_id": resolve(row["code_id"], made_under, self._codebook).code_id})

    def _note(self, stored: Stored, memo: NewMemo) -> bool:
        """Store a memo on a coding; say whether it was new.

        Files that have one place for all that was noted hold it together: what of it is known is not stored again.
        """
        its = [
            *self._db.query(
                """SELECT m.text, coalesce(m.text_published, m.text) AS published FROM memos m
                   JOIN coders k ON k.name = m.author WHERE m.coding_id = ? ORDER BY m.at, k.label, m.id""",
                [stored.id],
            )
        ]
        text = memo.text.replace("\r\n", "\n").strip()
        for known in ("text", "published"):
            together = "\n".join(row[known] for row in its).strip()
            if fold(text) in {fold(together), *(fold(row[known]) for row in its)}:
                return False
            if together and text.startswith(f"{together}\n"):
                text = text.removeprefix(together).strip()
        return self._add_memo(replace(memo, text=text), "coding", {"coding_id": stored.id})

    def _add_memo(self, memo: NewMemo, about: str, which: Mapping[str, str | int]) -> bool:
        uid = self._memos.get(_plain(memo.uid), _plain(memo.uid))
        where: dict[str, Any] = dict(which)
        return add_memo(self._db, about=about, author=memo.author, text=memo.text, at=memo.at, uid=uid, **where)


def _plain(uid: str) -> str:
    """Return an id as the store writes them, 32 hexadecimal digits, whatever a file makes of it; "" for any other."""
    digits = uid.strip("{} ").replace("-", "").lower()
    return digits if _UID.fullmatch(digits) else ""
