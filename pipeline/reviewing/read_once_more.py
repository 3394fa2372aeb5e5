"""What somebody who signs a transcript off looks at: what was decided about it, and its text as it would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.audit.result import SampleResult, sample_result
from pipeline.audit.sample import samples
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.publish.gather import PublishedTurn
from pipeline.review.marks import ADDED, Mark
from pipeline.reviewing import describe
from pipeline.reviewing.turns import time_in_words
from pipeline.settings import Settings
from pipeline.workbench.pieces import Piece, cut


@dataclass(frozen=True, slots=True)
class Count:
    """What was decided about one type of identifier; `added` are those of the others that people added."""

    label: str
    replaced: int
    kept: int
    added: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A turn as it would leave; `time` is hours:minutes:seconds."""

    n: int
    speaker: str
    role: str
    time: str
    pieces: tuple[Piece, ...]


def counts(marks: Iterable[Mark]) -> list[Count]:
    """Count by type what is replaced, what people let stand, and what they added, the most frequent type first."""
    replaced, kept, added = Counter[str](), Counter[str](), Counter[str]()
    for one in marks:
        label = IDENTIFIER_TYPES[describe.type_of(one)].label if describe.type_of(one) else "a word in doubt"
        if one.replacement is not None:
            replaced[label] += 1
        elif one.decided:
            kept[label] += 1
        added[label] += one.origin == ADDED
    rows = (Count(label, replaced[label], kept[label], added[label]) for label in replaced | kept)
    return sorted(rows, key=lambda one: (-one.replaced - one.kept, one.label))


def outgoing(turns: Iterable[PublishedTurn]) -> list[Outgoing]:
    """Cut published turns where something was replaced."""
    return [Outgoing(one.n, one.speaker, one.role, time_in_words(one.start), _pieces(one)) for one in turns]


def _pieces(turn: PublishedTurn) -> tuple[Piece, ...]:
    spans = zip(turn.replaced.published_spans(), turn.identifiers, strict=True)
    kinds = ((start, end, IDENTIFIER_TYPES[identifier["type"]].label) for (start, end, _), identifier in spans)
    return cut(turn.replaced.text, kinds)


def last_sample(db: Database, settings: Settings, transcript: str) -> SampleResult | None:
    """Return the result of the last finished sample that drew from a transcript, None where there is none."""
    drawn = {
        row["sample_id"]
        for row in db.query("SELECT DISTINCT sample_id FROM sample_turns WHERE transcript_id = ?", [transcript])
    }
    finished = [one.id for one in samples(db) if one.finished_at and one.id in drawn]
    return sample_result(db, settings, finished[-1]) if finished else None


def sample_in_words(result: SampleResult, transcript: str) -> str:
    """Say what a sample says of one transcript."""
    verdict = "accepted" if result.accepted else "not accepted"
    found = sum(leak.transcript_id == transcript for leak in result.leaks)
    said = f"Sample {result.sample_id}, read by {' and '.join(result.readers)}, was {verdict}"
    said += f"; {found} of what it found left in stood here" if found else "; nothing was found left in here"
    changed = transcript in result.changed
    return said + ("; but the transcript has changed since." if changed else ", in this version.")
