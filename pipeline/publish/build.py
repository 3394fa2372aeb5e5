"""Publish a draft: build the database in memory, check it, and only then write it, renamed over the one before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from codebook.model import Codebook
from ingest.rules import GUIDANCE
from pipeline.audit.trail import record
from pipeline.coding.cue_records import CUE
from pipeline.publish import gate
from pipeline.publish.coded import gather_codings
from pipeline.publish.differencing import counted_of_each, of_few
from pipeline.publish.ethics import with_ethics
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.kept_mentions import kept_by_people, texts_with_kept_mentions
from pipeline.publish.metadata import metadata_yaml
from pipeline.publish.method_names import METHOD_NAMES
from pipeline.publish.originals import Originals, known_originals, originals_of
from pipeline.publish.rows import Applied, Row, codebook_rows
from pipeline.publish.schema import tables_for
from pipeline.publish.table import ETHICS, OUTSIDE, TEAM
from pipeline.publish.tables import DRAFT, RELEASE, Gathered, Stamp, database_of, rows_of, saturation_of
from pipeline.publish.versions import current_transcripts
from pipeline.settings import Settings
from pipeline.study import Study


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, and what a person should still look at.

    `waiting` are transcripts that are coded blind, and whose codings wait for somebody to hand in. `warning` says in
    one line why it could not be released for outside, even if all of it were signed off.
    """

    id: str
    path: Path
    counts: dict[str, int]
    doubts: tuple[gate.Doubt, ...]
    withheld: int
    without_code: int
    waiting: tuple[str, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """A database that the leak gate let through, with the words that introduce it; not written yet."""

    id: str
    content: bytes
    metadata: str
    counts: dict[str, int]
    doubts: tuple[gate.Doubt, ...]


def publish(
    db: Database, study: Study, codebook: Codebook, codebook_yaml: str, audience: str = TEAM, *, actor: str
) -> Published:
    """Publish a draft for an audience. The same store and settings give the same bytes.

    The database that was published before stays as it is unless this one passes. Raises NotPseudonymised, LeakFound.
    """
    with db.atomic():  # what was checked is what is published, whoever else writes to the store
        transcripts = current_transcripts(db, study.settings)
        gathered = gather_codings(db, transcripts, codebook, codebook_yaml, study.settings)
        if audience == ETHICS:
            gathered = with_ethics(db, study, gathered, date.today())
        built = build(db, gathered, study.settings, audience)
        remember(db, built, audience, gathered)
        few = of_few(db, study, counted_of_each(gathered, study.settings)) if audience == OUTSIDE else []
        result = Published(
            id=built.id,
            path=study.database(audience),
            counts=built.counts,
            doubts=built.doubts,
            withheld=db.table("transcripts").count - len(transcripts),
            without_code=gathered.unknown_codes,
            waiting=gathered.waiting,
            warning=str(few[0]) if few else "",
        )
        told = {"transcripts": len(transcripts), "withheld": result.withheld}
        record(db, f"publish ({audience})", actor=actor, about=built.id, counts=told)
    write(result.path, built.content)
    write(result.path.with_name(metadata_name(audience)), built.metadata.encode())
    return result


def build(db: Database, gathered: Gathered, settings: Settings, audience: str, stamp: Stamp | None = None) -> Built:
    """Build a database and let it through the gate. Raises LeakFound, TableDiscloses."""
    gate.check_positions(gathered.transcripts)
    rows = rows_of(gathered, settings, audience, stamp)
    tables = tables_for(audience)
    built = database_of(tables, rows)
    status = RELEASE if stamp else DRAFT
    words = metadata_yaml(settings.title, settings.description, status, audience, settings.licence)
    originals = originals_of(known_originals(db, settings))
    public = texts_let_through(db, gathered, settings, originals)
    gate.check(built, tables, originals, [("datasette_metadata.yml", words)], public)
    content = built.conn.serialize()
    built.close()
    return Built(
        id=str(rows["study"][0]["id"]),
        content=content,
        metadata=words,
        counts={name: len(its) for name, its in rows.items()},
        doubts=tuple(gate.doubts(gathered.transcripts, originals)),
    )


def texts_let_through(db: Database, gathered: Gathered, settings: Settings, originals: Originals) -> frozenset[str]:
    """Return the texts in which something original may stand: public ones, and those in which people kept it."""
    said = [*gathered.applied, *gathered.suggested]
    memos = [str(memo["text_published"] or "") for memo in gathered.memos]
    kept = texts_with_kept_mentions(gathered.transcripts, said, kept_by_people(db), originals, memos)
    # What a machine learned from is words of the passage itself: they may stand beside it where they may stand in it.
    reasons = frozenset(one.why for one in gathered.suggested if one.quote in kept)
    return _public(gathered, settings) | kept | reasons | frozenset(METHOD_NAMES)


def _public(gathered: Gathered, settings: Settings) -> frozenset[str]:
    """Return texts that say nothing of the study: the codebook that comes with llais, and public documents."""
    public: frozenset[str] = frozenset()
    if not settings.codebook:
        public |= _texts_of(codebook_rows(gathered.codebook, gathered.codebook_yaml))
        public |= {phrase for code in gathered.codebook.codes for phrase in code.indicators}
        public |= {one.why for one in gathered.suggested if dict(one.details)["source"] == CUE}
        public |= {str(row["names"]) for row in saturation_of(gathered)}
        public |= {str(row["change"]) for row in gathered.history}
    if not settings.guidance:
        public |= _texts_of_guidance(gathered.transcripts, [*gathered.applied, *gathered.suggested])
    return public


def _texts_of(rows: dict[str, list[Row]]) -> frozenset[str]:
    return frozenset(cell for its in rows.values() for row in its for cell in row.values() if isinstance(cell, str))


def _texts_of_guidance(transcripts: Sequence[PublishedTranscript], applied: Iterable[Applied]) -> frozenset[str]:
    """Return the texts of guidance and policy documents, which are public, and what is coded in them."""
    texts = {turn.replaced.text for one in transcripts if one.item_type == GUIDANCE for turn in one.turns}
    return frozenset(texts | {one.quote for one in applied if one.transcript.item_type == GUIDANCE})


def metadata_name(audience: str) -> str:
    """Name the file that introduces an audience's database."""
    return "datasette_metadata.yml" if audience == TEAM else f"datasette_metadata-{audience}.yml"


def remember(db: Database, built: Built, audience: str, gathered: Gathered, stamp: Stamp | None = None) -> None:
    """Note in the store what was published; of turns, the replacements that map coordinates back to the source."""
    if next(db.query("SELECT 1 FROM releases WHERE id = ?", [built.id]), None):
        return
    with db.atomic():
        db.table("releases").insert(
            {
                "id": built.id,
                "audience": audience,
                "status": RELEASE if stamp else DRAFT,
                "sha256": hashlib.sha256(built.content).hexdigest(),
                "n": stamp.n if stamp else None,
                "at": stamp.day if stamp else "",
                "codebook_version": gathered.codebook.version,
            }
        )
        db.table("release_replacements").insert_all(
            {
                "release_id": built.id,
                "transcript_id": transcript.id,
                "turn": turn.n,
                "start": replacement.start,
                "end": replacement.end,
                "replacement": replacement.text,
            }
            for transcript in (gathered.transcripts if audience != ETHICS else ())  # they have no turns
            for turn in transcript.turns
            for replacement in turn.replaced.replacements
        )


def write(path: Path, content: bytes) -> None:
    """Write beside `path` and rename over it, so that a reader has the old file or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
