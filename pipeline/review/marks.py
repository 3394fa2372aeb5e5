"""The marks of a turn, as a reviewer meets them: what was found, doubted, listed or added, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.identify.types import DOUBT, QUASI
from pipeline.pseudonyms.replace import KEEP, Replacer
from pipeline.review.apply import Standing
from pipeline.review.decisions import Decision
from pipeline.review.doubt_list import Listed
from pipeline.review.phrases import uncovered
from pipeline.review.settle import Said, replacement_of

FOUND_BY_MACHINE = "found"
DOUBTED = "doubt"
LISTED = "listed"
ADDED = "added"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a turn (source coordinates, end exclusive) that a person decides about.

    `origin` is found, doubt, listed or added; `reason` says in words why it is there. `decision` is None where nobody
    has decided. `replacement` is what will stand there, None where it stays; `method` how that came about.
    """

    turn_id: int
    start: int
    end: int
    words: str
    type: str
    kind: str
    origin: str
    reason: str
    score: float
    detectors: tuple[str, ...]
    decision: Decision | None
    method: str
    replacement: str | None

    @property
    def decided(self) -> bool:
        """Say whether a person has decided about it."""
        return self.decision is not None


def marks_of(
    turn: Said,
    standing: Sequence[Standing],
    listed: Iterable[Listed],
    replacer: Replacer,
    named: frozenset[str] = frozenset(),
) -> tuple[Mark, ...]:
    """Return the marks of a turn, in order; of the doubt list only words that nothing else covers."""
    marks = [_of_standing(turn, one, replacer, named) for one in standing]
    places = [(one.start, one.end) for one in standing]
    for entry in listed:
        for start, end in uncovered(turn.text, entry.start, entry.end, places):
            marks.append(_of_list(turn, start, end, entry.reason))
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _of_standing(turn: Said, standing: Standing, replacer: Replacer, named: frozenset[str]) -> Mark:
    one = standing.identifier
    method, new = replacement_of(standing, turn.text, replacer, named)
    before = standing.found
    origin = ADDED if before is None else DOUBTED if before.status == DOUBT else FOUND_BY_MACHINE
    return Mark(
        turn_id=turn.id,
        start=one.start,
        end=one.end,
        words=turn.text[one.start : one.end],
        type=one.type,
        kind=one.kind,
        origin=origin,
        reason=_reason(standing),
        score=before.score if before else 1.0,
        detectors=one.detectors,
        decision=standing.decision,
        method=method,
        replacement=new,
    )


def _reason(standing: Standing) -> str:
    if standing.found is None:
        return "added by a person"
    return "the machine is not sure" if standing.found.status == DOUBT else "found by the machine"


def _of_list(turn: Said, start: int, end: int, reason: str) -> Mark:
    words = turn.text[start:end]
    return Mark(turn.id, start, end, words, "OTHER", QUASI, LISTED, reason, 0.0, (), None, KEEP, None)
