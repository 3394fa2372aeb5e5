"""Identify and replace: the whole study at once, from the store to the store, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from sqlite_utils import Database

from ingest.records import RosterEntry
from ingest.rules import FIELDNOTES
from pipeline.errors import NothingIngested, NotPseudonymised
from pipeline.identify.finds import Identifier
from pipeline.identify.initials import find_initials
from pipeline.identify.pipeline import Request, identify
from pipeline.identify.request import Thresholds
from pipeline.identify.types import DOUBT, FOUND
from pipeline.known_names import known_names, texts_outside
from pipeline.review.doubt_list import doubt_list
from pipeline.review.settle import MEMOS_TO_PROTECT, columns_of, forget_settled, settle
from pipeline.settings import Settings
from pipeline.store import get_meta, set_meta
from pipeline.transcripts import public_documents

# Memos, and what files hold beside the speech, are read for names like transcripts of their own.
_MEMOS, _OUTSIDE = "\0memos", "\0outside"
_FINGERPRINT = "pseudonymised"
_METHOD_VERSION = "5"  # changes when the same text would be protected differently


@dataclass(frozen=True, slots=True)
class Protection:
    """What pseudonymising did: how many stretches of each type were replaced, and how many doubts are left."""

    replaced: dict[str, int]
    doubts: int
    kept: int
    unchanged: bool = False


def pseudonymise(db: Database, settings: Settings, *, progress: Callable[[str], None] = lambda _: None) -> Protection:
    """Find identifiers in the whole study and choose what replaces them, keeping the pseudonyms given before.

    Where nothing has changed since the last time, nothing is done again. All of it sees the store as it is at the
    beginning: where another process writes to it meanwhile, nothing is stored, and `open_store` says that the store is
    busy. Raises NothingIngested, ModelNotFound, PseudonymTaken.
    """
    with db.atomic():
        return _pseudonymise(db, settings, progress)


def _pseudonymise(db: Database, settings: Settings, progress: Callable[[str], None]) -> Protection:
    turns = _turns(db)
    if not turns:
        raise NothingIngested("The study holds no transcript yet. Read its files first with: llais ingest STUDY")
    if is_pseudonymised(db, settings):
        return _protection(db, unchanged=not settle(db, settings))
    memos = list(db.query(MEMOS_TO_PROTECT))
    beside = texts_outside(db)
    texts = {id_: [text for _, text in its] for id_, its in turns.items()}
    texts |= {_MEMOS: [memo["text"] for memo in memos], _OUTSIDE: list(beside.values())}
    roster = known_names(db)
    public = public_documents(db, settings)
    read = {id_: its for id_, its in texts.items() if id_ not in public}
    found = identify(read, request_for(roster, settings), lambda id_: progress(id_) if id_ in turns else None)
    found |= {id_: [[] for _ in texts[id_]] for id_ in public}
    for id_ in _notes_of_the_field(db) & set(found):
        found[id_] = [find_initials(text, its) for text, its in zip(texts[id_], found[id_], strict=True)]
    db.execute("DELETE FROM finds")
    in_turns = [(turn, its) for id_ in turns for (turn, _), its in zip(turns[id_], found[id_], strict=True)]
    db.table("finds").insert_all(_find_rows("turn_id", in_turns))
    db.execute("DELETE FROM memo_finds")
    db.execute("DELETE FROM listed")
    for id_ in turns:
        if id_ not in public:
            db.table("listed").insert_all(_listed_rows(turns[id_], settings.keep))
    in_memos = [(memo["id"], its) for memo, its in zip(memos, found[_MEMOS], strict=True)]
    db.table("memo_finds").insert_all(_find_rows("memo_id", in_memos))
    _store_names_outside(db, beside, found[_OUTSIDE])
    remember_as_pseudonymised(db, settings)
    forget_settled(db)
    settle(db, settings)
    return _protection(db)


def _protection(db: Database, unchanged: bool = False) -> Protection:
    """Count what the store holds of identifiers."""
    counts = list(
        db.query(
            """SELECT type, status, replacement IS NOT NULL AS replaced, count(*) AS n FROM identifiers
               GROUP BY type, status, replaced ORDER BY type"""
        )
    )
    return Protection(
        replaced={row["type"]: row["n"] for row in counts if row["replaced"]},
        doubts=sum(row["n"] for row in counts if row["status"] == DOUBT),
        kept=sum(row["n"] for row in counts if row["status"] == FOUND and not row["replaced"]),
        unchanged=unchanged,
    )


def request_for(roster: Iterable[RosterEntry], settings: Settings) -> Request:
    """Say what is to be found, with which settings."""
    return Request(
        roster=tuple((entry.type, (entry.name, *entry.aliases)) for entry in roster),
        keep=settings.keep,
        thresholds=Thresholds(direct=settings.threshold, quasi=settings.threshold_quasi),
        model=settings.model,
    )


def fingerprint(db: Database, settings: Settings) -> str:
    """Digest all that pseudonymising depends on, and its result; another digest means that it has to be done again.

    The result is part of it because a file that is read again, even with the same words, takes its identifiers along.
    """
    digest = hashlib.sha256()
    decided = (
        settings.policy,
        settings.threshold,
        settings.threshold_quasi,
        settings.keep,
        settings.model,
        settings.guidance,
        _METHOD_VERSION,
        version("llais"),
    )
    digest.update(repr(decided).encode())
    for entry in known_names(db):
        digest.update(repr(entry).encode())
    for sql in (
        "SELECT transcript_id, n, text FROM turns ORDER BY transcript_id, n",
        "SELECT id, text, as_published FROM memos ORDER BY id",
        "SELECT turn_id, start, end, type, status FROM finds ORDER BY id",
        "SELECT memo_id, start, end, type, status FROM memo_finds ORDER BY id",
        "SELECT turn_id, start, end FROM listed ORDER BY turn_id, start",
        "SELECT outside_id, text, type FROM outside_names ORDER BY outside_id, text, type",
        "SELECT name FROM coders ORDER BY name",
        "SELECT kind, text FROM outside ORDER BY id",
        "SELECT id, item_type, named FROM transcripts ORDER BY id",
        "SELECT transcript_id, speaker, named FROM voices ORDER BY transcript_id, speaker",
    ):
        for row in db.execute(sql):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def remember_as_pseudonymised(db: Database, settings: Settings) -> None:
    """Note that the store, as it stands now, is pseudonymised under these settings."""
    set_meta(db, _FINGERPRINT, fingerprint(db, settings))


def is_pseudonymised(db: Database, settings: Settings) -> bool:
    """Say whether everything was pseudonymised as it stands."""
    return get_meta(db, _FINGERPRINT) == fingerprint(db, settings)


def check_pseudonymised(db: Database, settings: Settings) -> None:
    """Make sure that what would be published was pseudonymised as it stands. Raises NotPseudonymised."""
    if not is_pseudonymised(db, settings):
        raise NotPseudonymised(
            "Transcripts, names, memos or settings have changed since the study was pseudonymised. "
            "Run: llais pseudonymise STUDY"
        )


def _turns(db: Database) -> dict[str, list[tuple[int, str]]]:
    turns: dict[str, list[tuple[int, str]]] = {}
    for row in db.query("SELECT id, transcript_id, text FROM turns WHERE withdrawn = '' ORDER BY transcript_id, n"):
        turns.setdefault(row["transcript_id"], []).append((row["id"], row["text"]))
    return turns


def _notes_of_the_field(db: Database) -> set[str]:
    return {row["id"] for row in db.query("SELECT id FROM transcripts WHERE item_type = ?", [FIELDNOTES])}


def _find_rows(of: str, found: Iterable[tuple[int, list[Identifier]]]) -> Iterator[dict]:
    """Make the rows of what was found; `of` is the column that holds whose text it is."""
    for id_, identifiers in found:
        for identifier in identifiers:
            yield {of: id_, **columns_of(identifier)}


def _listed_rows(turns: Sequence[tuple[int, str]], keep: Sequence[str]) -> Iterator[dict]:
    """Make the rows of what a person must look at in a transcript, whether it was found or not."""
    for (turn_id, _), entries in zip(turns, doubt_list([text for _, text in turns], keep), strict=True):
        for one in entries:
            yield {"turn_id": turn_id, "start": one.start, "end": one.end, "reason": one.reason}


def _store_names_outside(db: Database, texts: dict[int, str], found: Sequence[Sequence[Identifier]]) -> None:
    """Remember what was found outside the speech: nothing of it is published, and the leak gate looks for it."""
    db.execute("DELETE FROM outside_names")
    rows = {
        (id_, text[one.start : one.end], one.type): one.score
        for (id_, text), identifiers in zip(texts.items(), found, strict=True)
        for one in identifiers
        if one.status == FOUND
    }
    db.table("outside_names").insert_all(
        {"outside_id": id_, "text": text, "type": type_, "score": score} for (id_, text, type_), score in rows.items()
    )
