"""Identify and replace: the whole study at once, from the store to the store, in one transaction."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import PurePath

from sqlite_utils import Database

from ingest.records import RosterEntry
from ingest.speakers import is_tag
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.errors import NothingIngested, NotPseudonymised
from pipeline.folding import fold
from pipeline.identify.finds import Identifier
from pipeline.identify.pipeline import Request, identify
from pipeline.identify.request import Thresholds
from pipeline.identify.types import DOUBT, FOUND
from pipeline.intake import stored_roster
from pipeline.lists.names import first_names, surnames
from pipeline.lists.words import is_ordinary
from pipeline.pseudonyms.book import Key, make_book
from pipeline.pseudonyms.replace import Replacer, team_phrases
from pipeline.settings import Settings
from pipeline.store import get_meta, set_meta

_MEMOS = "\0memos"  # memos are read for names like a transcript of their own
_FINGERPRINT = "pseudonymised"
_METHOD_VERSION = "3"  # changes when the same text would be protected differently


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
    if get_meta(db, _FINGERPRINT) == fingerprint(db, settings):
        return _protection(db, unchanged=True)
    memos = list(db.query("SELECT id, memo FROM codings WHERE memo <> '' ORDER BY id"))
    texts = {id_: [text for _, text in its] for id_, its in turns.items()} | {_MEMOS: [memo["memo"] for memo in memos]}
    roster = known_names(db)
    found = identify(texts, request_for(roster, settings), lambda id_: progress(id_) if id_ in turns else None)
    replacer = make_replacer(db, texts, found, roster, settings)
    db.execute("DELETE FROM identifiers")
    db.table("identifiers").insert_all(_identifier_rows(turns, found, replacer))
    _store_names(db, replacer.book.names)
    db.execute("UPDATE codings SET memo_published = NULL")
    for memo, identifiers in zip(memos, found[_MEMOS], strict=True):
        db.table("codings").update(
            memo["id"], {"memo_published": replaced_text(memo["memo"], identifiers, replacer).text}
        )
    remember_as_pseudonymised(db, settings)
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


def replaced_text(text: str, identifiers: Iterable[Identifier], replacer: Replacer) -> ReplacedText:
    """Apply the study's policy to one text."""
    replacements = ((i, replacer.replace(i, text)[1]) for i in identifiers)
    return ReplacedText(text, [Replacement(i.start, i.end, new) for i, new in replacements if new is not None])


def request_for(roster: Iterable[RosterEntry], settings: Settings) -> Request:
    """Say what is to be found, with which settings."""
    return Request(
        roster=tuple((entry.type, (entry.name, *entry.aliases)) for entry in roster),
        keep=settings.keep,
        thresholds=Thresholds(direct=settings.threshold, quasi=settings.threshold_quasi),
        model=settings.model,
    )


def make_replacer(
    db: Database,
    texts: dict[str, list[str]],
    found: dict[str, list[list[Identifier]]],
    roster: Sequence[RosterEntry],
    settings: Settings,
) -> Replacer:
    """Make the replacer of a study, with the pseudonyms that its store remembers. Raises PseudonymTaken."""
    existing: dict[Key, str] = {
        (row["part"], row["key"]): row["replacement"]
        for row in db.query("SELECT part, key, replacement FROM entities WHERE type = 'PERSON' ORDER BY id")
    }
    secret = bytes.fromhex(get_meta(db, "pseudonym_secret") or "")
    coders = [row["name"] for row in db.query("SELECT name FROM coders ORDER BY name")]
    return replacer_from(texts, found, roster, settings, existing, secret, coders)


def replacer_from(
    texts: dict[str, list[str]],
    found: dict[str, list[list[Identifier]]],
    roster: Sequence[RosterEntry],
    settings: Settings,
    existing: dict[Key, str],
    secret: bytes,
    not_pseudonyms: Iterable[str] = (),
) -> Replacer:
    """Make a replacer for what was found in `texts`; no pseudonym is one of `not_pseudonyms`. Raises PseudonymTaken."""
    people = {
        text[i.start : i.end]
        for id_, its in texts.items()
        for text, identifiers in zip(its, found[id_], strict=True)
        for i in identifiers
        if i.type == "PERSON" and i.status == FOUND
    }
    spoken = (text for its in texts.values() for text in its)
    corpus = {fold(word) for text in (*spoken, *not_pseudonyms) for word in re.findall(r"[^\W\d_]+", text)}
    return Replacer(make_book(people, roster, existing, corpus, secret), settings.policy, team_phrases(roster))


def known_names(db: Database) -> list[RosterEntry]:
    """Gather the names that the study knew before anything was found: roster, manifest, speaker labels, file names."""
    entries = stored_roster(db)
    for row in db.query("SELECT known_names, interviewer, site, file_name FROM transcripts ORDER BY id"):
        entries += names_of_a_file(json.loads(row["known_names"]), row["interviewer"], row["site"], row["file_name"])
    entries += [RosterEntry(row["speaker"]) for row in db.query("SELECT DISTINCT speaker FROM turns ORDER BY speaker")]
    return without_labels(entries)


def names_of_a_file(names: Iterable[str], interviewer: str, site: str, file_name: str) -> list[RosterEntry]:
    """Gather the names that the manifest gives for a file, and those in the file's own name."""
    entries = [RosterEntry(name) for name in (*names, *re.split(r"[;/&]", interviewer))]
    entries += [RosterEntry(name.strip(), "PLACE") for name in re.split(r"[;/]", site)]
    return entries + [RosterEntry(name) for name in names_in_file_name(file_name)]


def names_in_file_name(file_name: str) -> list[str]:
    """List the words of a file's name that the name lists know and that are no ordinary words."""
    words = re.findall(r"[^\W\d_]+", PurePath(file_name).stem)
    return [
        w
        for w in words
        if len(w) > 2 and not is_ordinary(fold(w)) and (fold(w) in first_names() or fold(w) in surnames())
    ]


def without_labels(entries: Iterable[RosterEntry]) -> list[RosterEntry]:
    """Leave out what names nobody: INT, P1, initials, "online"; and what was there already."""
    kept: dict[tuple[str, str], RosterEntry] = {}
    for entry in entries:
        name = entry.name.strip()
        initials = name.isupper() and len(name) <= 3
        unnamed = not any(c.isalpha() for c in name) or is_tag(name) or initials
        somewhere = entry.type == "PLACE" and entry.row is None and name.islower()
        if not unnamed and not somewhere:
            kept.setdefault((entry.type, fold(name)), entry)
    return list(kept.values())


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
        _METHOD_VERSION,
        version("llais"),
    )
    digest.update(repr(decided).encode())
    for entry in known_names(db):
        digest.update(repr(entry).encode())
    for sql in (
        "SELECT transcript_id, n, text FROM turns ORDER BY transcript_id, n",
        "SELECT turn_id, start, end, code_id, coder, memo, memo_published FROM codings WHERE memo <> '' ORDER BY id",
        "SELECT turn_id, start, end, type, status, replacement FROM identifiers ORDER BY id",
        "SELECT name FROM coders ORDER BY name",
    ):
        for row in db.execute(sql):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def remember_as_pseudonymised(db: Database, settings: Settings) -> None:
    """Note that the store, as it stands now, is pseudonymised under these settings."""
    set_meta(db, _FINGERPRINT, fingerprint(db, settings))


def check_pseudonymised(db: Database, settings: Settings) -> None:
    """Make sure that what would be published was pseudonymised as it stands. Raises NotPseudonymised."""
    if get_meta(db, _FINGERPRINT) != fingerprint(db, settings):
        raise NotPseudonymised(
            "Transcripts, names, memos or settings have changed since the study was pseudonymised. "
            "Run: llais pseudonymise STUDY"
        )


def _turns(db: Database) -> dict[str, list[tuple[int, str]]]:
    turns: dict[str, list[tuple[int, str]]] = {}
    for row in db.query("SELECT id, transcript_id, text FROM turns ORDER BY transcript_id, n"):
        turns.setdefault(row["transcript_id"], []).append((row["id"], row["text"]))
    return turns


def _identifier_rows(
    turns: dict[str, list[tuple[int, str]]], found: dict[str, list[list[Identifier]]], replacer: Replacer
) -> Iterator[dict]:
    for id_, its in turns.items():
        for (turn_id, text), identifiers in zip(its, found[id_], strict=True):
            for identifier in identifiers:
                method, replacement = replacer.replace(identifier, text)
                yield {
                    "turn_id": turn_id,
                    "start": identifier.start,
                    "end": identifier.end,
                    "type": identifier.type,
                    "kind": identifier.kind,
                    "status": identifier.status,
                    "score": identifier.score,
                    "detectors": json.dumps(identifier.detectors),
                    "method": method,
                    "replacement": replacement,
                }


def _store_names(db: Database, names: dict[Key, str]) -> None:
    """Remember every pseudonym; names that have gone keep theirs, in case they come back."""
    db.table("entities").upsert_all(
        (
            {"type": "PERSON", "part": part, "key": key, "replacement": replacement}
            for (part, key), replacement in sorted(names.items())
        ),
        pk=("type", "part", "key"),
    )
