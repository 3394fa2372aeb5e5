"""What a finished sample says: what was found, how much may be left, and whether that is accepted.

Marks on something planted are caught seeds and never leaks; all others are leaks, but for nuisances, which are counted
apart. Leaks are counted in turns: a turn leaks once, however much is in it.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from pipeline.audit.actors import label_of
from pipeline.audit.bounds import (
    Bound,
    Seeds,
    bound,
    design_effect,
    intraclass_correlation,
    kish_size,
    sure_size,
)
from pipeline.audit.sample import (
    NUISANCE,
    PARTICIPANT,
    THIRD_PARTY,
    Mark,
    SampleNotFinished,
    SampleTurn,
    find_sample,
    planted_in,
    reviewed_by,
    turns_of,
)
from pipeline.audit.seeds import Planted
from pipeline.identify.types import DIRECT, QUASI
from pipeline.publish.versions import content_hash, current_transcripts
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Leak:
    """Where something was left: `start` to `end` of the turn as it was published; never what."""

    transcript_id: str
    turn: int
    start: int
    end: int
    kind: str
    severity: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one kind: turns that leak, how much may be left, and how sharp the reader was.

    `icc` is how alike turns of one transcript were found to be, None where the sample cannot tell and the study's
    setting was taken; `catch_rate` is the exact interval of the share of seeds that was caught.
    """

    kind: str
    turns: int
    bound: Bound
    seeds: Seeds | None
    catch_rate: tuple[float, float] | None
    icc: float | None


@dataclass(frozen=True, slots=True)
class SampleResult:
    """The result of a finished sample.

    `changed` are the transcripts that are not any more as they were read: it says nothing of them as they are now.
    `unchanged` are those of which it does. `read_by_reviewer` are those that were read by who had reviewed them,
    `gone` counts turns of transcripts that have left the study. `reasons` say why it is not accepted.
    """

    sample_id: int
    drawn_at: str
    finished_at: str
    published_id: str
    readers: tuple[str, ...]
    turns: int
    turns_in_all: int
    transcripts: int
    transcripts_with_leak: int
    gone: int
    direct: Finding
    quasi: Finding
    nuisances: int
    leaks: tuple[Leak, ...]
    kish: float
    quasi_bound: float
    unchanged: tuple[str, ...]
    changed: tuple[str, ...]
    read_by_reviewer: tuple[str, ...]
    accepted: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A turn that was read: its weight, what was planted, and its marks that are leaks."""

    turn: SampleTurn
    weight: float
    planted: tuple[Planted, ...]
    leaks: tuple[Mark, ...]


def sample_result(db: Database, settings: Settings, sample_id: int | None = None) -> SampleResult:
    """Tell the result of a finished sample, the last one where no number is given.

    Raises SampleNotFinished, NoSuchThing, NotPseudonymised (whether it still holds cannot be told).
    """
    sample = find_sample(db, sample_id)
    if not sample.finished_at:
        left = sample.turns - sample.read
        todo = f"{left} of {sample.turns} turns are unread" if left else "say that it is finished"
        raise SampleNotFinished(f"Sample {sample.id} has no result yet: {todo}. Read on with: llais review STUDY")
    [stored] = db.query("SELECT design FROM samples WHERE id = ?", [sample.id])
    design = json.loads(stored["design"])
    weights = design["weights"]
    # What a sample has to show is settled when it is drawn: a wider bound in study.toml comes too late.
    settings = replace(settings, quasi_bound=min(settings.quasi_bound, design["quasi_bound"]))
    planted = planted_in(db, sample.id)
    read = [_read(turn, weights[turn.n - 1], planted[turn.n]) for turn in turns_of(db, sample.id)]
    transcripts = list(dict.fromkeys(one.turn.transcript_id for one in read))
    direct, quasi = (_finding(kind, read, sample.turns_in_all, settings) for kind in (DIRECT, QUASI))
    changed = _changed(db, settings, sample.id)
    reasons = _reasons(read, direct, quasi, settings)
    return SampleResult(
        sample_id=sample.id,
        drawn_at=sample.at,
        finished_at=sample.finished_at,
        published_id=sample.published_id,
        readers=tuple(sorted({label_of(db, one.turn.reader) for one in read if one.turn.reader})),
        turns=len(read),
        turns_in_all=sample.turns_in_all,
        transcripts=len(transcripts),
        transcripts_with_leak=len({one.turn.transcript_id for one in read if one.leaks}),
        gone=len(weights) - len(read),
        direct=direct,
        quasi=quasi,
        nuisances=sum(mark.severity == NUISANCE for one in read for mark in _not_planted(one.turn, one.planted)),
        leaks=tuple(_leak(one, mark) for one in read for mark in one.leaks),
        kish=kish_size([one.weight for one in read]),
        quasi_bound=settings.quasi_bound,
        unchanged=tuple(id_ for id_ in transcripts if id_ not in changed),
        changed=tuple(id_ for id_ in transcripts if id_ in changed),
        read_by_reviewer=_read_by_reviewer(db, read),
        accepted=not reasons,
        reasons=reasons,
    )


def _read(turn: SampleTurn, weight: float, planted: tuple[Planted, ...]) -> _Read:
    leaks = tuple(mark for mark in _not_planted(turn, planted) if mark.severity != NUISANCE)
    return _Read(turn, weight, planted, leaks)


def _not_planted(turn: SampleTurn, planted: Sequence[Planted]) -> list[Mark]:
    return [mark for mark in turn.marks if not any(seed.touches(mark.start, mark.end) for seed in planted)]


def _finding(kind: str, read: Sequence[_Read], population: int, settings: Settings) -> Finding:
    """Bound the turns that leak something of a kind, the reader measured by the seeds of that kind."""
    leaking: dict[str, list[bool]] = {}
    for one in read:
        leaking.setdefault(one.turn.transcript_id, []).append(any(mark.kind == kind for mark in one.leaks))
    planted = [(one.turn, seed) for one in read for seed in one.planted if seed.kind == kind]
    caught = sum(any(seed.touches(mark.start, mark.end) for mark in turn.marks) for turn, seed in planted)
    seeds = Seeds(caught, len(planted)) if planted else None
    icc = intraclass_correlation(list(leaking.values()))
    found = sum(map(sum, leaking.values()))
    together = max(settings.icc, icc if icc is not None else 0.0)
    return Finding(
        kind=kind,
        turns=found,
        bound=bound(
            found,
            [one.weight for one in read],
            population,
            seeds=seeds,
            effect=design_effect([len(its) for its in leaking.values()], together),
            confidence=settings.confidence,
        ),
        seeds=seeds,
        catch_rate=seeds.interval(settings.confidence) if seeds else None,
        icc=icc,
    )


def _leak(one: _Read, mark: Mark) -> Leak:
    start, end = mark.start, mark.end
    for seed in one.planted:
        start, end = seed.without(start), seed.without(end)
    return Leak(one.turn.transcript_id, one.turn.turn, start, end, mark.kind, mark.severity)


def _changed(db: Database, settings: Settings, sample_id: int) -> set[str]:
    """Return the transcripts that have changed since they were drawn, or would not be published any more."""
    now = {one.id: content_hash(one) for one in current_transcripts(db, settings)}
    rows = db.query("SELECT DISTINCT transcript_id, content_hash FROM sample_turns WHERE sample_id = ?", [sample_id])
    return {row["transcript_id"] for row in rows if now.get(row["transcript_id"]) != row["content_hash"]}


def _read_by_reviewer(db: Database, read: Sequence[_Read]) -> tuple[str, ...]:
    """Return the transcripts of which a turn was read by somebody who had reviewed it."""
    own = {name: reviewed_by(db, name) for name in {one.turn.reader for one in read} if name}
    turns = [one.turn for one in read]
    return tuple(sorted({turn.transcript_id for turn in turns if turn.transcript_id in own.get(turn.reader or "", ())}))


def _reasons(read: Sequence[_Read], direct: Finding, quasi: Finding, settings: Settings) -> tuple[str, ...]:
    """Say why the sample is not accepted, if it is not: no direct leak, few indirect ones, none of them grave."""
    reasons = []
    if direct.turns:
        reasons.append(
            f"{_turns(direct.turns)} still {_holds(direct.turns)} a name or another direct identifier. Find out why, "
            "correct it everywhere, and draw a new sample."
        )
    grave = [m for one in read for m in one.leaks if m.kind == QUASI and m.severity in (PARTICIPANT, THIRD_PARTY)]
    if grave:
        reasons.append(
            f"{len(grave)} of the indirect identifiers that were found {'tell' if len(grave) > 1 else 'tells'} "
            "directly who somebody is. Correct that everywhere, and draw a new sample."
        )
    if quasi.bound.upper >= 1:
        reasons.append(
            "The reader caught too few of the invented identifiers for the sample to say anything. Draw a new one, for "
            "another reader."
        )
    elif quasi.bound.upper > settings.quasi_bound:
        enough = turns_that_would_do(quasi, [one.weight for one in read], settings)
        advice = f" A sample of about {enough} turns in which nothing is found would do." if enough else ""
        reasons.append(
            f"Up to {math.ceil(1000 * quasi.bound.upper) / 10:.1f} % of turns may still hold an indirect identifier, "
            f"and the study accepts {100 * settings.quasi_bound:g} %.{advice}"
        )
    return tuple(reasons)


def turns_that_would_do(finding: Finding, weights: Sequence[float], settings: Settings) -> int | None:
    """Say how many turns of such a design, with such a reader and nothing found, would be enough; None: not even all.

    Rounded up to a multiple of ten.
    """
    population = finding.bound.population
    spread = sure_size(weights) / len(weights)
    seeds = finding.seeds or Seeds(0, 0)

    def enough(n: int) -> bool:
        planted = round(seeds.planted * n / len(weights))
        expected = Seeds(round(planted * seeds.caught / seeds.planted), planted) if planted else None
        equal = [population / n] * (n if n == population else round(n * spread))
        return bound(0, equal, population, seeds=expected, confidence=settings.confidence).upper <= settings.quasi_bound

    sizes = [*range(10, population, 10), population]
    found = bisect_left(sizes, True, key=enough)
    return sizes[found] if found < len(sizes) else None


def _turns(n: int) -> str:
    return "1 turn" if n == 1 else f"{n} turns"


def _holds(n: int) -> str:
    return "holds" if n == 1 else "hold"
