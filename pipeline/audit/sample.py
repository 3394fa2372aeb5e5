"""A sample of what would be published, in the store: drawn, read turn by turn, marked, finished.

Marks are in the coordinates of the text that the reader sees, which may hold something planted: see
`pipeline.audit.seeds`. Nothing here tells a reader what that is.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from ingest.records import PARTICIPANT as SPEAKS
from pipeline.audit.actors import label_of, same_person
from pipeline.audit.draw import Drawn, Oversampling, draw, language_of, turns_in_all
from pipeline.audit.seeds import Ground, Planted, how_many, plant
from pipeline.audit.trail import now, record
from pipeline.errors import NoSuchThing, NotTwoPeople, PipelineError
from pipeline.folding import folded_words
from pipeline.identify.types import DIRECT, QUASI
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.versions import content_hash, current_transcripts
from pipeline.settings import Settings

METHOD = 1
"""The way in which turns are drawn and seeds are planted; a seed draws the same turns only by the same method.

Samples of another method, such as those of `pipeline.audit.over_masking`, are none of those here.
"""

PARTICIPANT, THIRD_PARTY, COMBINING, NUISANCE = "participant", "third party", "combining", "nuisance"
SEVERITIES = {
    PARTICIPANT: "tells directly who a participant is",
    THIRD_PARTY: "tells directly who somebody else is",
    COMBINING: "tells who it is together with other things",
    NUISANCE: "tells nobody anything, but should not be there",
}
KINDS = (DIRECT, QUASI)


class NothingToSample(PipelineError):
    """There is no turn to draw, or none was asked for."""

    code = "LL-P036"


class CannotMark(PipelineError):
    """A mark does not fit the turn that it is about, or the sample is finished."""

    code = "LL-P037"


class SampleNotFinished(PipelineError):
    """A sample has turns that nobody has read, so that it has no result yet."""

    code = "LL-P038"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: when and by whom it was drawn, how far it has been read."""

    id: int
    at: str
    actor: str
    turns: int
    read: int
    turns_in_all: int
    published_id: str
    finished_at: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader found in a turn of a sample: `start` to `end` of the text shown, end exclusive."""

    id: int
    start: int
    end: int
    kind: str
    severity: str


@dataclass(frozen=True, slots=True)
class SampleTurn:
    """A turn as its reader sees it; `n` counts the sample's turns from 1, `turn` those of the transcript."""

    sample_id: int
    n: int
    transcript_id: str
    turn: int
    text: str
    reader: str | None
    marks: tuple[Mark, ...]


def draw_sample(db: Database, settings: Settings, n: int, actor: str, *, seeds: bool = True, seed: str = "") -> int:
    """Draw a sample of `n` turns of what would be published now, keep it, and return its number.

    `seed` repeats an earlier draw (see `seed_of`); without one it is new, and nobody knows it beforehand. With `seeds`,
    invented identifiers are planted. Raises NothingToSample, NamesRunOut, NotPseudonymised.
    """
    with db.atomic():
        transcripts = current_transcripts(db, settings)
        population = turns_in_all(transcripts)
        if n < 1 or not population:
            raise NothingToSample("There is nothing to draw: give --turns 1 or more, and publish something first.")
        seed = seed or secrets.token_hex(16)
        drawn = draw(transcripts, n, seed, _oversampling(settings))
        planted = _plant(db, drawn, transcripts, seed, settings) if seeds else {}
        label_of(db, actor)
        row = {
            "at": now(),
            "actor": actor,
            "seed": seed,
            "published_id": _identity(transcripts),
            "turns_in_all": population,
            "design": json.dumps(
                {
                    "oversampling": asdict(_oversampling(settings)),
                    "quasi_bound": settings.quasi_bound,
                    "weights": [d.weight for d in drawn],
                }
            ),
            "method": METHOD,
        }
        sample_id = int(str(db.table("samples").insert(row).last_pk))
        db.table("sample_turns").insert_all(_turn_rows(sample_id, drawn, planted, transcripts))
        counts = {"turns": len(drawn), "turns in all": population, "planted": len(planted)}
        record(db, "sample drawn", actor=actor, about=f"sample {sample_id}", counts=counts)
    return sample_id


def samples(db: Database) -> list[Sample]:
    """List the study's samples, the first drawn first."""
    rows = db.query(
        """SELECT s.id, s.at, s.actor, s.turns_in_all, s.published_id, s.finished_at,
                  count(t.n) AS turns, count(t.read_at) AS read
           FROM samples s LEFT JOIN sample_turns t ON t.sample_id = s.id WHERE s.method = ?
           GROUP BY s.id ORDER BY s.id""",
        [METHOD],
    )
    return [Sample(**row) for row in rows]


def seed_of(db: Database, sample_id: int) -> str:
    """Return the seed by which a sample was drawn: with it the same turns can be drawn from the same text again."""
    [row] = db.query("SELECT seed FROM samples WHERE id = ?", [sample_id])
    return str(row["seed"])


def find_sample(db: Database, sample_id: int | None = None) -> Sample:
    """Return a sample by its number, or the one drawn last. Raises NoSuchThing."""
    known = samples(db)
    found = next((one for one in reversed(known) if sample_id in (None, one.id)), None)
    if found is None:
        which = f"no sample {sample_id}" if sample_id is not None else "no sample yet"
        raise NoSuchThing(f"The study has {which}. Draw one with: llais audit STUDY sample --turns 300")
    return found


def turn_of(db: Database, sample_id: int, n: int) -> SampleTurn:
    """Return one turn of a sample with its marks. Raises NoSuchThing."""
    row = next(db.query("SELECT * FROM sample_turns WHERE sample_id = ? AND n = ?", [sample_id, n]), None)
    if row is None:
        raise NoSuchThing(f"Sample {sample_id} has no turn {n}.")
    marks = db.query(
        "SELECT id, start, end, kind, severity FROM sample_marks WHERE sample_id = ? AND n = ? ORDER BY start, id",
        [sample_id, n],
    )
    return SampleTurn(
        sample_id, n, row["transcript_id"], row["turn"], row["text"], row["reader"], tuple(Mark(**m) for m in marks)
    )


def turns_of(db: Database, sample_id: int) -> Iterator[SampleTurn]:
    """Yield a sample's turns in their order."""
    for row in list(db.query("SELECT n FROM sample_turns WHERE sample_id = ? ORDER BY n", [sample_id])):
        yield turn_of(db, sample_id, row["n"])


def next_unread(db: Database, sample_id: int, reader: str, *, alone: bool = False) -> SampleTurn | None:
    """Return the first turn that nobody has read and that `reader` may read, or None where all were read.

    Whoever reviewed a transcript does not read it here; where nobody else is there to do it, `alone` says so, and the
    result will. Raises NotTwoPeople where only such turns are left, NoSuchThing.
    """
    find_sample(db, sample_id)
    unread = list(
        db.query(
            "SELECT n, transcript_id FROM sample_turns WHERE sample_id = ? AND read_at IS NULL ORDER BY n", [sample_id]
        )
    )
    own = set() if alone else reviewed_by(db, reader)
    free = next((row for row in unread if row["transcript_id"] not in own), None)
    if unread and free is None:
        raise _not_two_people(sorted({row["transcript_id"] for row in unread}))
    return turn_of(db, sample_id, free["n"]) if free else None


def last_read(db: Database, sample_id: int, reader: str) -> SampleTurn | None:
    """Return the turn that somebody read last, or None."""
    sql = "SELECT n FROM sample_turns WHERE sample_id = ? AND reader = ? ORDER BY read_at DESC, n DESC LIMIT 1"
    row = next(db.query(sql, [sample_id, reader]), None)
    return turn_of(db, sample_id, row["n"]) if row else None


def reviewed_by(db: Database, reader: str) -> set[str]:
    """Return the transcripts that somebody has reviewed, under whatever spelling of their name.

    They did in a first or a second reading, by a single decision, or by one everywhere in the study that stands in it.
    """
    rows = db.query(
        """SELECT transcript_id, reader FROM readings
           UNION SELECT transcript_id, actor FROM decisions WHERE transcript_id IS NOT NULL
           UNION SELECT t.transcript_id, d.actor FROM identifiers i JOIN turns t ON t.id = i.turn_id
                 JOIN decisions d ON d.id = i.decision_id"""
    )
    people: dict[str, set[str]] = {}
    for row in rows:
        people.setdefault(row["reader"], set()).add(row["transcript_id"])
    return {id_ for name, its in people.items() if same_person(name, reader) for id_ in its}


def mark(db: Database, sample_id: int, n: int, start: int, end: int, kind: str, severity: str, actor: str) -> int:
    """Mark a stretch of a turn as something that should not be there, and return the mark's number.

    Raises CannotMark where the stretch is outside the text or the sample is finished, NoSuchThing.
    """
    with db.atomic():
        turn = _open_turn(db, sample_id, n)
        if not 0 <= start < end <= len(turn.text) or not turn.text[start:end].strip():
            raise CannotMark(f"Sample {sample_id}, turn {n}: the mark is not on any word. Select the words again.")
        if kind not in KINDS or severity not in SEVERITIES:
            raise CannotMark(
                f"Sample {sample_id}, turn {n}: say what it is: {' or '.join(KINDS)}, and {', '.join(SEVERITIES)}."
            )
        label_of(db, actor)
        place = {"sample_id": sample_id, "n": n, "start": start, "end": end}
        row = {**place, "kind": kind, "severity": severity, "at": now(), "actor": actor}
        mark_id = int(str(db.table("sample_marks").insert(row).last_pk))
        record(db, "sample: mark", actor=actor, about=f"sample {sample_id} turn {n}", counts={"mark": mark_id})
    return mark_id


def unmark(db: Database, sample_id: int, n: int, mark_id: int, actor: str) -> None:
    """Take a mark back. Raises CannotMark where the sample is finished, NoSuchThing."""
    with db.atomic():
        turn = _open_turn(db, sample_id, n)
        if mark_id not in {one.id for one in turn.marks}:
            raise NoSuchThing(f"Sample {sample_id}, turn {n} has no such mark any more.")
        db.execute("DELETE FROM sample_marks WHERE id = ?", [mark_id])
        record(db, "sample: unmark", actor=actor, about=f"sample {sample_id} turn {n}", counts={"mark": mark_id})


def mark_read(db: Database, sample_id: int, n: int, reader: str, *, alone: bool = False) -> None:
    """Note that somebody has read a turn and marked all that they found.

    Raises NotTwoPeople where they reviewed its transcript and are not `alone`, CannotMark, NoSuchThing.
    """
    with db.atomic():
        turn = _open_turn(db, sample_id, n)
        if not alone and turn.transcript_id in reviewed_by(db, reader):
            raise _not_two_people([turn.transcript_id])
        label_of(db, reader)
        _set_reader(db, sample_id, n, now(), reader)
        record(
            db, "sample: read", actor=reader, about=f"sample {sample_id} turn {n}", counts={"marks": len(turn.marks)}
        )


def mark_unread(db: Database, sample_id: int, n: int, actor: str) -> None:
    """Take back that a turn was read; its marks stay. Raises CannotMark, NoSuchThing."""
    with db.atomic():
        _open_turn(db, sample_id, n)
        _set_reader(db, sample_id, n, None, None)
        record(db, "sample: unread", actor=actor, about=f"sample {sample_id} turn {n}")


def finish(db: Database, sample_id: int, actor: str) -> None:
    """Close a sample that was read to its end, so that its result can be told. Raises SampleNotFinished, CannotMark."""
    with db.atomic():
        sample = find_sample(db, sample_id)
        if sample.finished_at:
            raise CannotMark(f"Sample {sample_id} is finished already.")
        if sample.read < sample.turns or not sample.turns:
            left = sample.turns - sample.read
            raise SampleNotFinished(f"Sample {sample_id} is not finished: {left} of {sample.turns} turns are unread.")
        db.execute("UPDATE samples SET finished_at = ? WHERE id = ?", [now(), sample_id])
        record(db, "sample finished", actor=actor, about=f"sample {sample_id}", counts={"turns": sample.turns})


def planted_in(db: Database, sample_id: int) -> dict[int, tuple[Planted, ...]]:
    """Return what was planted, by the number of the sample's turn. Not for the eyes of a reader."""
    rows = db.query("SELECT n, planted FROM sample_turns WHERE sample_id = ? ORDER BY n", [sample_id])
    return {row["n"]: tuple(Planted(**one) for one in json.loads(row["planted"])) for row in rows}


def _open_turn(db: Database, sample_id: int, n: int) -> SampleTurn:
    if find_sample(db, sample_id).finished_at:
        raise CannotMark(f"Sample {sample_id} is finished: its marks stay as they are. Draw another to read again.")
    return turn_of(db, sample_id, n)


def _set_reader(db: Database, sample_id: int, n: int, at: str | None, reader: str | None) -> None:
    db.execute(
        "UPDATE sample_turns SET read_at = ?, reader = ? WHERE sample_id = ? AND n = ?", [at, reader, sample_id, n]
    )


def _not_two_people(transcripts: Sequence[str]) -> NotTwoPeople:
    return NotTwoPeople(
        f"You reviewed {', '.join(transcripts)} yourself, so that somebody else should read what is left in it. "
        "Where nobody else can, say that you are alone (--alone): the result will tell."
    )


def _oversampling(settings: Settings) -> Oversampling:
    return Oversampling(
        opening=settings.oversample_opening,
        focus_group=settings.oversample_focus_group,
        mixed_language=settings.oversample_mixed_language,
        opening_minutes=settings.opening_minutes,
    )


def _identity(transcripts: Iterable[PublishedTranscript]) -> str:
    """Digest all that would be published of the transcripts: a sample is of exactly that."""
    whole = [(one.id, content_hash(one)) for one in transcripts]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:12]


def _plant(
    db: Database, drawn: Sequence[Drawn], transcripts: Iterable[PublishedTranscript], seed: str, settings: Settings
) -> dict[int, tuple[str, Planted]]:
    languages = {one.id: one.language for one in transcripts}
    grounds = [
        Ground(
            text=one.turn.replaced.text,
            language=language_of(one.turn.replaced.text) or ("cy" if languages[one.transcript_id] == "cy" else "en"),
            replaced=[(start, end) for start, end, _ in one.turn.replaced.published_spans()],
            of_participant=one.turn.role == SPEAKS,
        )
        for one in drawn
    ]
    return plant(grounds, how_many(len(drawn), settings.turns_per_seed), seed, _words_of_study(db, transcripts))


def _words_of_study(db: Database, transcripts: Iterable[PublishedTranscript]) -> set[str]:
    """Gather every word that stands in the study or in what it publishes: no invented name may be one of them."""
    texts = [turn.replaced.text for one in transcripts for turn in one.turns]
    for table, columns in (
        ("turns", "text, speaker"),
        ("outside", "text"),
        ("roster", "name, aliases, pseudonym"),
        ("transcripts", "known_names, aliases, interviewer, site, file_name"),
        ("voices", "known_names, speaker"),
        ("entities", "key, replacement"),
        ("actors", "name"),
    ):
        texts += [str(cell) for row in db.query(f"SELECT {columns} FROM {table}") for cell in row.values()]
    return {word for text in texts for word in folded_words(text)}


def _turn_rows(
    sample_id: int,
    drawn: Sequence[Drawn],
    planted: dict[int, tuple[str, Planted]],
    transcripts: Iterable[PublishedTranscript],
) -> Iterator[dict[str, object]]:
    hashes = {one.id: content_hash(one) for one in transcripts}
    for i, one in enumerate(drawn):
        text, *seeds = planted.get(i, (one.turn.replaced.text,))
        yield {
            "sample_id": sample_id,
            "n": i + 1,
            "transcript_id": one.transcript_id,
            "turn": one.turn.n,
            "stratum": one.stratum,
            "text": text,
            "planted": json.dumps([asdict(seed) for seed in seeds]),
            "content_hash": hashes[one.transcript_id],
        }
