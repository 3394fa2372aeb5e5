"""Publish: build the database in memory, check it, and only then write it, beside the old one and renamed over it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from codebook.model import Codebook
from ingest.rules import GUIDANCE
from pipeline.publish import gate
from pipeline.publish.counts import code_by_code, code_counts, theme_by_group
from pipeline.publish.gather import PublishedTranscript, codings
from pipeline.publish.metadata import metadata_yaml
from pipeline.publish.originals import known_originals, originals_of
from pipeline.publish.rows import (
    Applied,
    Row,
    applied_rows,
    carry,
    codebook_rows,
    group_rows,
    participant_rows,
    replacement_rows,
    speaker_rows,
    transcript_rows,
    turn_rows,
)
from pipeline.publish.schema import TEAM, Table, tables_for
from pipeline.publish.suppression import rule_for, suppressed
from pipeline.publish.versions import current_transcripts
from pipeline.settings import Settings
from pipeline.study import Study

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, and what a person should still look at."""

    id: str
    path: Path
    counts: dict[str, int]
    doubts: tuple[gate.Doubt, ...]
    withheld: int
    without_code: int


def publish(db: Database, study: Study, codebook: Codebook, codebook_yaml: str, audience: str = TEAM) -> Published:
    """Publish a draft for an audience. The same store and settings give the same bytes.

    The database that was published before stays as it is unless this one passes. Raises NotPseudonymised, LeakFound.
    """
    with db.atomic():  # what was checked is what is published, whoever else writes to the store
        content, words, result = _checked(db, study, codebook, codebook_yaml, audience)
    _write(result.path, content)
    _write(result.path.with_name(metadata_name(audience)), words.encode())
    return result


def _checked(
    db: Database, study: Study, codebook: Codebook, codebook_yaml: str, audience: str
) -> tuple[bytes, str, Published]:
    """Build the database and its metadata, let them through the gate, and note them in the store."""
    settings = study.settings
    transcripts = current_transcripts(db, settings)
    gate.check_positions(transcripts)
    known_codes = {code.id for code in codebook.codes}
    stored = list(codings(db, "codings"))
    applied = carry(transcripts, (c for c in stored if c["code_id"] in known_codes))
    suggested = carry(transcripts, (c for c in codings(db, "suggestions") if c["code_id"] in known_codes))
    rows = _rows(transcripts, applied, suggested, codebook, codebook_yaml, settings, audience)
    release = _identity(rows)
    rows["study"] = [{"id": release, **rows["study"][0]}]
    tables = tables_for(audience)
    built = _database(tables, rows)
    words = metadata_yaml(settings.title, settings.description, DRAFT, audience)
    originals = originals_of(known_originals(db, settings))
    public = frozenset() if settings.codebook else _texts_of(codebook_rows(codebook, codebook_yaml))
    if not settings.guidance:
        public |= _texts_of_guidance(transcripts, [*applied, *suggested])
    gate.check(built, tables, originals, [("datasette_metadata.yml", words)], public)
    content = built.conn.serialize()
    built.close()
    _remember(db, release, audience, content, transcripts)
    result = Published(
        id=release,
        path=study.database(audience),
        counts={name: len(its) for name, its in rows.items()},
        doubts=tuple(gate.doubts(transcripts, originals)),
        withheld=db.table("transcripts").count - len(transcripts),
        without_code=sum(c["code_id"] not in known_codes for c in stored),
    )
    return content, words, result


def _texts_of(rows: dict[str, list[Row]]) -> frozenset[str]:
    return frozenset(cell for its in rows.values() for row in its for cell in row.values() if isinstance(cell, str))


def _texts_of_guidance(transcripts: Sequence[PublishedTranscript], applied: Iterable[Applied]) -> frozenset[str]:
    """Return the texts of guidance and policy documents, which are public, and what is coded in them."""
    texts = {turn.replaced.text for one in transcripts if one.item_type == GUIDANCE for turn in one.turns}
    return frozenset(texts | {one.quote for one in applied if one.transcript.item_type == GUIDANCE})


def metadata_name(audience: str) -> str:
    """Name the file that introduces an audience's database."""
    return "datasette_metadata.yml" if audience == TEAM else f"datasette_metadata-{audience}.yml"


def _rows(
    transcripts: list[PublishedTranscript],
    applied: list[Applied],
    suggested: list[Applied],
    codebook: Codebook,
    codebook_yaml: str,
    settings: Settings,
    audience: str,
) -> dict[str, list[Row]]:
    """Make the rows of every table that the audience may have."""
    ids = {turn.store_id: n for n, turn in enumerate((t for one in transcripts for t in one.turns), start=1)}
    rule = rule_for(audience, settings)
    groups = list(group_rows(transcripts))
    replacements = list(replacement_rows(transcripts, ids))
    rows: dict[str, list[Row]] = {
        "study": [_study_row(transcripts, len(replacements), codebook, settings, audience, rule.min_cell)],
        "groups": groups,
        "participants": list(participant_rows(transcripts)),
        "transcripts": list(transcript_rows(transcripts)),
        "speakers": list(speaker_rows(transcripts)),
        "turns": list(turn_rows(transcripts, ids)),
        **codebook_rows(codebook, codebook_yaml),
        "coders": [{"id": label} for label in sorted({str(dict(one.details)["coder_label"]) for one in applied})],
        "codings": list(applied_rows(applied, ids)),
        "suggestions": list(applied_rows(suggested, ids)),
        "replacements": replacements,
        "theme_by_group": list(theme_by_group(applied, codebook, [str(row["id"]) for row in groups])),
        "code_counts": list(code_counts(applied, codebook)),
        "code_by_code": list(code_by_code(applied)),
    }
    rows = suppressed(rows, rule)
    return {table.name: rows[table.name] for table in tables_for(audience)}


def _study_row(
    transcripts: list[PublishedTranscript],
    replaced: int,
    codebook: Codebook,
    settings: Settings,
    audience: str,
    min_cell: int,
) -> Row:
    people = len({participant for one in transcripts for participant in one.participants})
    return {
        "title": settings.title,
        "description": settings.description,
        "status": DRAFT,
        "audience": audience,
        "codebook_version": codebook.version,
        "people": people,
        "transcripts": len(transcripts),
        "words": sum(int(str(row["words"])) for row in transcript_rows(transcripts)),
        "replaced": replaced,
        "min_cell": min_cell,
        "marker": settings.marker,
    }


def _identity(rows: dict[str, list[Row]]) -> str:
    """Give a draft its name from its content: twelve digits that change when anything does."""
    digest = hashlib.sha256(repr(sorted(rows.items())).encode())
    return f"{DRAFT}-{digest.hexdigest()[:12]}"


def _database(tables: Iterable[Table], rows: dict[str, list[Row]]) -> Database:
    """Build the database in memory: nothing unchecked ever touches the disk."""
    built = Database(memory=True)
    with built.atomic():
        for table in tables:
            built.execute(table.create_sql())
            built.table(table.name).insert_all(rows[table.name])
            for statement in (*table.index_sql(), *table.search_sql()):
                built.execute(statement)
    built.execute("ANALYZE")
    return built


def _remember(
    db: Database, release: str, audience: str, content: bytes, transcripts: list[PublishedTranscript]
) -> None:
    """Note in the store what was published, with the replacements that map its coordinates back to the source."""
    if next(db.query("SELECT 1 FROM releases WHERE id = ?", [release]), None):
        return
    with db.atomic():
        db.table("releases").insert(
            {"id": release, "audience": audience, "status": DRAFT, "sha256": hashlib.sha256(content).hexdigest()}
        )
        db.table("release_replacements").insert_all(
            {
                "release_id": release,
                "transcript_id": transcript.id,
                "turn": turn.n,
                "start": replacement.start,
                "end": replacement.end,
                "replacement": replacement.text,
            }
            for transcript in transcripts
            for turn in transcript.turns
            for replacement in turn.replaced.replacements
        )


def _write(path: Path, content: bytes) -> None:
    """Write beside `path` and rename over it, so that a reader has the old file or the new one, never half."""
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
