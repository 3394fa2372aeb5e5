"""From what was gathered to the rows of every table that an audience may have."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from codebook.model import Codebook
from pipeline.publish.counts import count_tables, people_in
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.rows import (
    Applied,
    Row,
    applied_rows,
    codebook_rows,
    participant_rows,
    replacement_rows,
    speaker_rows,
    transcript_rows,
    turn_rows,
)
from pipeline.publish.schema import tables_for
from pipeline.publish.suppression import rule_for, suppressed
from pipeline.publish.table import Table
from pipeline.settings import Settings

DRAFT = "draft"
RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes a release one: its number, its day, where the trail ended, who signed, and what has moved.

    `sign_offs` are rows of the published table without its `id`; so are `moved`, with the coding's number in the store
    as `store_id`.
    """

    n: int
    day: str
    trail_end: str
    sign_offs: tuple[Row, ...] = ()
    moved: tuple[Row, ...] = ()

    @property
    def id(self) -> str:
        """Name the release."""
        return f"{RELEASE}-{self.n}"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that is about to be published: transcripts, codings and suggestions, with the codebook."""

    transcripts: Sequence[PublishedTranscript]
    applied: Sequence[Applied]
    suggested: Sequence[Applied]
    codebook: Codebook
    codebook_yaml: str


def rows_of(gathered: Gathered, settings: Settings, audience: str, stamp: Stamp | None = None) -> dict[str, list[Row]]:
    """Make the rows of every table that the audience may have; without a stamp they are those of a draft.

    Raises TableDiscloses.
    """
    transcripts, applied = list(gathered.transcripts), list(gathered.applied)
    ids = {turn.store_id: n for n, turn in enumerate((t for one in transcripts for t in one.turns), start=1)}
    rule = rule_for(audience, settings)
    replacements = list(replacement_rows(transcripts, ids))
    study = _study_row(gathered, len(replacements), settings, audience, rule.min_cell, stamp)
    rows: dict[str, list[Row]] = {
        "study": [study],
        "participants": list(participant_rows(transcripts)),
        "transcripts": list(transcript_rows(transcripts)),
        "speakers": list(speaker_rows(transcripts)),
        "turns": list(turn_rows(transcripts, ids)),
        **codebook_rows(gathered.codebook, gathered.codebook_yaml),
        "coders": [{"id": label} for label in sorted({str(dict(one.details)["coder_label"]) for one in applied})],
        "codings": list(applied_rows(applied, ids)),
        "suggestions": list(applied_rows(gathered.suggested, ids)),
        "replacements": replacements,
        "sign_offs": _numbered(stamp.sign_offs if stamp else ()),
        "moved_codings": _numbered(_moved(stamp.moved, applied, ids) if stamp else ()),
        **count_tables(transcripts, applied, gathered.codebook),
    }
    rows = suppressed(rows, rule)
    if rows["study"][0]["people"] is None:  # as many transcripts would say nearly how many people
        rows["study"] = [{**rows["study"][0], "transcripts": None}]
    rows = {table.name: rows[table.name] for table in tables_for(audience)}
    rows["study"] = [{"id": stamp.id if stamp else _identity(rows), **rows["study"][0]}]
    return rows


def database_of(tables: Iterable[Table], rows: dict[str, list[Row]]) -> Database:
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


def _study_row(
    gathered: Gathered, replaced: int, settings: Settings, audience: str, min_cell: int, stamp: Stamp | None
) -> Row:
    return {
        "title": settings.title,
        "description": settings.description,
        "status": RELEASE if stamp else DRAFT,
        "audience": audience,
        "codebook_version": gathered.codebook.version,
        "people": people_in(gathered.transcripts),
        "transcripts": len(gathered.transcripts),
        "words": sum(int(str(row["words"])) for row in transcript_rows(gathered.transcripts)),
        "replaced": replaced,
        "min_cell": min_cell,
        "marker": settings.marker,
        "released_on": stamp.day if stamp else "",
        "trail_end": stamp.trail_end if stamp else "",
    }


def _moved(moved: Iterable[Row], applied: Sequence[Applied], ids: dict[int, int]) -> list[Row]:
    published = {one.store_id: (n, one) for n, one in enumerate(applied, start=1)}
    rows = []
    for row in moved:
        n, one = published[int(str(row["store_id"]))]
        rest = {key: value for key, value in row.items() if key != "store_id"}
        where = {"coding_id": n, "transcript_id": one.transcript.id, "turn_id": ids[one.turn.store_id]}
        rows.append({**where, **rest, "start": one.start, "end": one.end})
    return rows


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [{"id": n, **row} for n, row in enumerate(rows, start=1)]


def _identity(rows: dict[str, list[Row]]) -> str:
    """Give a draft its name from its content: twelve digits that change when anything does."""
    digest = hashlib.sha256(repr(sorted(rows.items())).encode())
    return f"{DRAFT}-{digest.hexdigest()[:12]}"
