"""From what was gathered to the rows of every table that an audience may have."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from codebook.model import Codebook
from pipeline.coding.agreement.disagreements import Settlement
from pipeline.coding.agreement.rows import agreement_rows, coded_by_rows, disagreement_rows
from pipeline.coding.learning.trial import Trial
from pipeline.publish.attributes import attributes_of, transcript_attribute_rows
from pipeline.publish.counts import people_in
from pipeline.publish.counts_by_attribute import all_counts
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.memo_rows import MemoRows
from pipeline.publish.releases import since_rows
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
from pipeline.publish.rule import Rule, rule_for
from pipeline.publish.saturation_rows import saturation_rows
from pipeline.publish.schema import tables_for
from pipeline.publish.stand_ins import index_what_was_said
from pipeline.publish.suggestion_records import record_rows, suggestion_records
from pipeline.publish.suppression import suppressed
from pipeline.publish.table import TEAM, Table
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
    """Everything that is about to be published: transcripts, codings and suggestions, with the codebook.

    `codebook` has the `retired` codes too that codings still have; `unknown_codes` counts codings whose code nobody has
    heard of. `history` has the rows of the table of that name. `trials` are those of the learned suggester, `order` is
    that of the interviews.
    `waiting` are transcripts that are coded blind, and whose codings stay out until enough coders have handed in;
    `handed_in` says who has, by label, in each of the others. `events_up_to` is the last thing done on the pages that
    is in it. `answers` and `settlements` are rows of the store with turns as they are published, `memos` all of the
    store's, of which those on transcripts that are `closed`, as they are coded blind, stay out too. `releases` are
    rows of the table of that name, `first_releases` the numbers of those that held a coding first, by its number in the
    store. `ethics` are the rows of the tables that only ethics reviewers have.
    """

    transcripts: Sequence[PublishedTranscript]
    applied: Sequence[Applied]
    suggested: Sequence[Applied]
    codebook: Codebook
    codebook_yaml: str
    retired: frozenset[str] = frozenset()
    unknown_codes: int = 0
    history: Sequence[Row] = ()
    trials: Sequence[Trial] = ()
    order: Sequence[str] = ()
    waiting: tuple[str, ...] = ()
    handed_in: Mapping[str, frozenset[str]] = field(default_factory=dict)
    events_up_to: str = ""
    answers: Sequence[Row] = ()
    settlements: Sequence[Row] = ()
    memos: Sequence[Row] = ()
    closed: frozenset[str] = frozenset()
    releases: Sequence[Row] = ()
    first_releases: Mapping[int, int] = field(default_factory=dict)
    ethics: Mapping[str, list[Row]] = field(default_factory=dict)


def rows_of(gathered: Gathered, settings: Settings, audience: str, stamp: Stamp | None = None) -> dict[str, list[Row]]:
    """Make the rows of every table that the audience may have; without a stamp they are those of a draft.

    Raises TableDiscloses.
    """
    transcripts, applied = list(gathered.transcripts), list(gathered.applied)
    ids = {turn.store_id: n for n, turn in enumerate((t for one in transcripts for t in one.turns), start=1)}
    rule = rule_for(audience, settings)
    replacements = list(replacement_rows(transcripts, ids))
    study = _study_row(gathered, len(replacements), settings, audience, rule, stamp)
    book = codebook_rows(gathered.codebook, gathered.codebook_yaml, gathered.retired)
    codes = {str(row["id"]) for row in book["codes"]}
    memos = list(MemoRows(transcripts, applied, gathered.codebook, ids, codes, gathered.closed)(gathered.memos))
    coders = {str(dict(one.details)["coder_label"]) for one in applied} | {str(memo["author_id"]) for memo in memos}
    coders |= {str(row["decided_by"]) for row in gathered.settlements}
    coders |= {label for labels in gathered.handed_in.values() for label in labels}
    attributes = attributes_of(transcripts, settings)
    rows: dict[str, list[Row]] = {
        "study": [study],
        "releases": [*gathered.releases, *_own_release(gathered, audience, stamp)],
        "participants": list(participant_rows(transcripts)),
        "transcripts": list(transcript_rows(transcripts)),
        "speakers": list(speaker_rows(transcripts)),
        "turns": list(turn_rows(transcripts, ids)),
        **book,
        "coders": [{"id": label} for label in sorted(coders)],
        "memos": memos,
        "codings": list(
            since_rows(applied_rows(applied, ids), applied, gathered.first_releases, stamp.n if stamp else None)
        ),
        "suggestions": list(applied_rows(gathered.suggested, ids)),
        "replacements": replacements,
        "sign_offs": _numbered(stamp.sign_offs if stamp else ()),
        "moved_codings": _numbered(_moved(stamp.moved, applied, ids) if stamp else ()),
        "transcript_attributes": list(transcript_attribute_rows(transcripts, attributes)),
        **all_counts(transcripts, applied, gathered.codebook, attributes),
        **(_compared(gathered, ids) if audience == TEAM else {}),
        **gathered.ethics,
    }
    rows = suppressed(rows, rule)
    rows = {table.name: rows[table.name] for table in tables_for(audience)}
    rows["study"] = [{"id": stamp.id if stamp else _identity(rows), **rows["study"][0]}]
    return rows


def _compared(gathered: Gathered, ids: dict[int, int]) -> dict[str, list[Row]]:
    """Make the rows that compare people with each other, machines with people, and interviews with those before."""
    transcripts, applied, handed_in = gathered.transcripts, gathered.applied, gathered.handed_in
    settled = [_settlement(row) for row in gathered.settlements]
    records = suggestion_records(
        transcripts,
        applied,
        gathered.suggested,
        gathered.answers,
        gathered.trials,
        gathered.codebook,
        handed_in,
    )
    return {
        "coded_by": list(coded_by_rows(applied, handed_in)),
        "agreement": list(agreement_rows(transcripts, applied, handed_in)),
        "disagreements": list(disagreement_rows(applied, ids, handed_in, settled)),
        "cue_records": list(record_rows(records)),
        "saturation": saturation_of(gathered),
        "code_history": list(gathered.history),
    }


def saturation_of(gathered: Gathered) -> list[Row]:
    """Make the rows of what each interview added."""
    its = gathered
    return list(saturation_rows(its.transcripts, its.applied, its.codebook, its.handed_in, its.order))


def _settlement(row: Row) -> Settlement:
    kept = {key: row[key] for key in ("transcript", "turn", "start", "end", "coder", "other", "choice", "decided_by")}
    return Settlement(**kept, code=row["code_id"], decided_on=str(row["at"])[:10], reason=row["reason"] or "")  # type: ignore[arg-type]


def database_of(tables: Iterable[Table], rows: dict[str, list[Row]]) -> Database:
    """Build the database in memory: nothing unchecked ever touches the disk."""
    built = Database(memory=True)
    with built.atomic():
        for table in tables:
            built.execute(table.create_sql())
            built.table(table.name).insert_all(rows[table.name])
            for statement in (*table.index_sql(), *table.search_sql()):
                built.execute(statement)
        index_what_was_said(built.conn)
    built.execute("ANALYZE")
    return built


def _study_row(
    gathered: Gathered, replaced: int, settings: Settings, audience: str, rule: Rule, stamp: Stamp | None
) -> Row:
    return {
        "title": settings.title,
        "description": settings.description,
        "licence": settings.licence,
        "status": RELEASE if stamp else DRAFT,
        "audience": audience,
        "codebook_version": gathered.codebook.version,
        "people": people_in(gathered.transcripts),
        "transcripts": len(gathered.transcripts),
        "words": sum(int(str(row["words"])) for row in transcript_rows(gathered.transcripts)),
        "replaced": replaced,
        "min_cell": rule.min_cell,
        "rounded_to": rule.base,
        "marker": settings.marker,
        "released_on": stamp.day if stamp else "",
        "trail_end": stamp.trail_end if stamp else "",
        "events_up_to": gathered.events_up_to if audience == TEAM else "",
    }


def _own_release(gathered: Gathered, audience: str, stamp: Stamp | None) -> Iterator[Row]:
    if stamp and audience == TEAM:
        counts = {"transcripts": len(gathered.transcripts), "codings": len(gathered.applied)}
        yield {"n": stamp.n, "released_on": stamp.day, **counts}


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
