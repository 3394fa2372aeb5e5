"""The other audit: replaced stretches drawn by chance, and how many of them nobody could be told by.

To judge that, one has to see what was said: the sheet holds originals.
"""

from __future__ import annotations

import json
import random
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scipy import stats
from sqlite_utils import Database

from exports.tables_csv import to_csv
from ingest.sheets import Problems, check_choice, check_columns, check_filled, read_sheet
from pipeline.audit.actors import label_of
from pipeline.audit.sample import NothingToSample, SampleNotFinished
from pipeline.audit.sheet import BadMarks
from pipeline.audit.trail import now, record
from pipeline.errors import NoSuchThing
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.versions import content_hash, current_transcripts
from pipeline.settings import Settings

METHOD = 2
"""What tells these samples in the store from those that look for leaks."""
NEEDLESS = "needless"
HEADER = ("n", "transcript", "turn", "before", "original", "replacement", "after", "type", NEEDLESS)
_AROUND = 60
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class OverMasking:
    """How many of the replacements that were drawn were needless, with the exact two-sided interval of the share."""

    sample_id: int
    replacements: int
    replacements_in_all: int
    needless: int
    by_type: dict[str, tuple[int, int]]
    confidence: float
    low: float
    high: float

    def __str__(self) -> str:
        """Say it in a sentence."""
        kinds = ", ".join(f"{type_} {needless} of {n}" for type_, (needless, n) in self.by_type.items())
        return (
            f"Of {self.replacements} replacements drawn from {self.replacements_in_all}, {self.needless} were needless "
            f"({100 * self.low:.1f} to {100 * self.high:.1f} %, {100 * self.confidence:g} % interval): {kinds}."
        )


@dataclass(frozen=True, slots=True)
class _Replaced:
    """A replaced stretch: its turn, its number among those of the turn, and what stands where."""

    transcript_id: str
    turn: int
    nth: int
    type: str
    before: str
    original: str
    replacement: str
    after: str
    published: str


def draw_replacements(db: Database, settings: Settings, n: int, actor: str, seed: str = "") -> int:
    """Draw `n` replaced stretches of what would be published now, all with the same chance; return the sample's number.

    Raises NothingToSample, NotPseudonymised.
    """
    with db.atomic():
        transcripts = current_transcripts(db, settings)
        everything = list(_replaced(transcripts))
        if n < 1 or not everything:
            raise NothingToSample("There is no replacement to draw: give a number from 1, and pseudonymise first.")
        seed = seed or secrets.token_hex(16)
        chance = random.Random(f"replacements {seed}")
        drawn = sorted(sorted(range(len(everything)), key=lambda _: chance.random())[:n])
        label_of(db, actor)
        design = {"in_all": len(everything), "nth": [everything[i].nth for i in drawn]}
        row = {"at": now(), "actor": actor, "seed": seed, "published_id": "", "method": METHOD}
        row |= {"turns_in_all": sum(len(one.turns) for one in transcripts), "design": json.dumps(design)}
        sample_id = int(str(db.table("samples").insert(row).last_pk))
        hashes = {one.id: content_hash(one) for one in transcripts}
        db.table("sample_turns").insert_all(
            {
                "sample_id": sample_id,
                "n": place,
                "transcript_id": one.transcript_id,
                "turn": one.turn,
                "stratum": one.type,
                "text": one.published,
                "content_hash": hashes[one.transcript_id],
            }
            for place, one in enumerate((everything[i] for i in drawn), start=1)
        )
        counts = {"replacements": len(drawn), "replacements in all": len(everything)}
        record(db, "replacements drawn", actor=actor, about=f"sample {sample_id}", counts=counts)
    return sample_id


def sheet(db: Database, settings: Settings, sample_id: int, actor: str) -> bytes:
    """Write the drawn replacements as CSV, WITH ORIGINALS, for somebody to say yes or no in the column needless.

    Transcripts that have changed since are left out. Raises NoSuchThing, NotPseudonymised.
    """
    design = _design(db, sample_id)
    transcripts = {one.id: one for one in current_transcripts(db, settings)}
    same = {id_: content_hash(one) for id_, one in transcripts.items()}
    known = {(one.transcript_id, one.turn, one.nth): one for one in _replaced(list(transcripts.values()))}
    rows = []
    for row in _rows(db, sample_id):
        if same.get(row["transcript_id"]) == row["content_hash"]:
            one = known[row["transcript_id"], row["turn"], design["nth"][row["n"] - 1]]
            what = (one.before, one.original, one.replacement, one.after, one.type, "")
            rows.append((row["n"], one.transcript_id, one.turn, *what))
    with db.atomic():
        record(db, "replacements: sheet with originals", actor=actor, about=f"sample {sample_id}")
    return to_csv(HEADER, rows)


def take_answers(db: Database, sample_id: int, path: Path, reader: str) -> None:
    """Take in a sheet whose column needless was filled in; all of it, or nothing where a row cannot be taken.

    Raises BadMarks with every problem, NoSuchThing, and what `read_sheet` raises.
    """
    _design(db, sample_id)
    table = read_sheet(path)
    problems = Problems(table.label)
    numbers = {str(row["n"]): row for row in _rows(db, sample_id)}
    answers = {}
    if check_columns(table, ("n", NEEDLESS), problems):
        for number, cells in table.rows:
            check_filled(number, cells, ("n", NEEDLESS), problems)
            answer = check_choice(number, NEEDLESS, cells[NEEDLESS], _ANSWERS, "an answer", problems)
            if cells["n"] in numbers:
                answers[int(cells["n"])] = _ANSWERS.get(answer, False)
            elif cells["n"]:
                problems.of_cell(number, "n", f"no replacement of sample {sample_id}; leave this column as it was")
    if problems.lines:
        raise BadMarks(table.label, problems.lines)
    with db.atomic():
        label_of(db, reader)
        at = now()
        for n, needless in answers.items():
            here = {"sample_id": sample_id, "n": n}
            db.execute("DELETE FROM sample_marks WHERE sample_id = :sample_id AND n = :n", here)
            db.execute(
                "UPDATE sample_turns SET read_at = :at, reader = :reader WHERE sample_id = :sample_id AND n = :n",
                {**here, "at": at, "reader": reader},
            )
            if needless:
                mark = {"start": 0, "end": 1, "kind": NEEDLESS, "severity": "", "at": at, "actor": reader}
                db.table("sample_marks").insert({**here, **mark})
        counts = {"replacements": len(answers), NEEDLESS: sum(answers.values())}
        record(db, "replacements judged", actor=reader, about=f"sample {sample_id}", counts=counts)


def over_masking(db: Database, settings: Settings, sample_id: int | None = None) -> OverMasking:
    """Tell how many of the replacements that were judged were needless; of the last sample where no number is given.

    Raises SampleNotFinished where none was judged, NoSuchThing.
    """
    if sample_id is None:
        newest = next(db.query("SELECT max(id) AS id FROM samples WHERE method = ?", [METHOD]))["id"]
        sample_id = int(newest or 0)
    design = _design(db, sample_id)
    judged = list(
        db.query(
            """SELECT t.stratum AS type, EXISTS (SELECT 1 FROM sample_marks m WHERE m.sample_id = t.sample_id
               AND m.n = t.n AND m.kind = ?) AS needless
               FROM sample_turns t WHERE t.sample_id = ? AND t.read_at IS NOT NULL ORDER BY t.stratum""",
            [NEEDLESS, sample_id],
        )
    )
    if not judged:
        raise SampleNotFinished(f"Nobody has judged the replacements of sample {sample_id} yet.")
    needless = sum(row["needless"] for row in judged)
    interval = stats.binomtest(needless, len(judged)).proportion_ci(settings.confidence, method="exact")
    of_type = Counter(row["type"] for row in judged)
    wrong = Counter(row["type"] for row in judged if row["needless"])
    return OverMasking(
        sample_id=sample_id,
        replacements=len(judged),
        replacements_in_all=design["in_all"],
        needless=needless,
        by_type={type_: (wrong[type_], n) for type_, n in of_type.items()},
        confidence=settings.confidence,
        low=float(interval.low),
        high=float(interval.high),
    )


def _replaced(transcripts: Sequence[PublishedTranscript]) -> Iterator[_Replaced]:
    for transcript in transcripts:
        for turn in transcript.turns:
            text = turn.replaced.text
            spans = zip(turn.replaced.published_spans(), turn.identifiers, strict=True)
            for nth, ((start, end, replacement), identifier) in enumerate(spans):
                yield _Replaced(
                    transcript_id=transcript.id,
                    turn=turn.n,
                    nth=nth,
                    type=identifier["type"],
                    before=text[max(0, start - _AROUND) : start],
                    original=turn.replaced.source[replacement.start : replacement.end],
                    replacement=replacement.text,
                    after=text[end : end + _AROUND],
                    published=text,
                )


def _design(db: Database, sample_id: int) -> dict:
    row = next(db.query("SELECT design FROM samples WHERE id = ? AND method = ?", [sample_id, METHOD]), None)
    if row is None:
        raise NoSuchThing(
            "The study has no such sample of replacements. Draw one with: llais audit STUDY over-masking-sheet -o FILE"
        )
    design: dict = json.loads(row["design"])
    return design


def _rows(db: Database, sample_id: int) -> list[dict]:
    return list(db.query("SELECT * FROM sample_turns WHERE sample_id = ? ORDER BY n", [sample_id]))
