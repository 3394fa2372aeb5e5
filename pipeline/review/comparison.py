"""Compare two readings of a transcript: where they differ, how far they agree, and what both may have missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from pipeline.review.marks import LISTED, Mark

_NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch (source coordinates) that one reading replaces and the other leaves."""

    turn_id: int
    start: int
    end: int
    first: Mark | None
    second: Mark | None

    @property
    def first_replaces(self) -> bool:
        """Say whether the first reading replaces it."""
        return replaces(self.first)

    @property
    def second_replaces(self) -> bool:
        """Say whether the second reading replaces it."""
        return replaces(self.second)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readings agree on identifiers, counted in stretches.

    `kappa` is Cohen's, over all stretches that either was asked about or added; None where one of them said the same of
    everything. `missed` estimates, after Chapman, how many identifiers both missed, with its 95 % interval: it holds as
    far as what one finds does not depend on what the other finds, so it is a least.
    """

    stretches: int
    first: int
    second: int
    both: int
    kappa: float | None
    estimated: float
    missed: float
    missed_low: float
    missed_high: float


def replaces(mark: Mark | None) -> bool:
    """Say whether a mark is an identifier that does not stay as it is."""
    return mark is not None and mark.origin != LISTED and mark.replacement is not None


def paired(first: Iterable[Mark], second: Iterable[Mark]) -> list[tuple[Mark | None, Mark | None]]:
    """Pair the marks of a turn's two readings that overlap; each mark stands in one pair, alone where nothing does."""
    rest = list(second)
    pairs: list[tuple[Mark | None, Mark | None]] = []
    for mark in first:
        over = [one for one in rest if one.start < mark.end and mark.start < one.end]
        best = max(over, key=lambda one: min(one.end, mark.end) - max(one.start, mark.start), default=None)
        if best is not None:
            rest.remove(best)
        pairs.append((mark, best))
    return pairs + [(None, one) for one in rest]


def differences(
    first: Mapping[int, Sequence[Mark]], second: Mapping[int, Sequence[Mark]], last_decision: int
) -> list[Difference]:
    """List where the readings differ, by turn, and nobody has settled it.

    `last_decision` is the number of the last one before the second reading was handed in: what the first reading
    decides after that is the settling of a difference.
    """
    found = []
    for turn_id in first:
        for one, other in paired(first[turn_id], second.get(turn_id, ())):
            if replaces(one) == replaces(other) or _settled(one, last_decision):
                continue
            spans = [mark for mark in (one, other) if mark is not None]
            start, end = min(mark.start for mark in spans), max(mark.end for mark in spans)
            found.append(Difference(turn_id, start, end, one, other))
    return found


def _settled(mark: Mark | None, last_decision: int) -> bool:
    return mark is not None and mark.decision is not None and mark.decision.id > last_decision


def agreement(first: Mapping[int, Sequence[Mark]], second: Mapping[int, Sequence[Mark]]) -> Agreement:
    """Measure how far two readings agree: Cohen's kappa on stretches, and Chapman's estimate of what both missed.

    Chapman, D. G. (1951), Some properties of the hypergeometric distribution with applications to zoological sample
    censuses; variance after Seber (1970).
    """
    from sklearn.metrics import cohen_kappa_score

    pairs = [
        (replaces(one), replaces(other))
        for turn_id in first
        for one, other in paired(first[turn_id], second.get(turn_id, ()))
    ]
    ours, theirs = [int(one) for one, _ in pairs], [int(other) for _, other in pairs]
    n, m, both = sum(ours), sum(theirs), sum(one and other for one, other in pairs)
    estimated = (n + 1) * (m + 1) / (both + 1) - 1
    variance = (n + 1) * (m + 1) * (n - both) * (m - both) / ((both + 1) ** 2 * (both + 2))
    seen = n + m - both
    width = _NORMAL_95 * sqrt(variance)
    told_apart = len(set(ours)) > 1 or len(set(theirs)) > 1
    return Agreement(
        stretches=len(pairs),
        first=n,
        second=m,
        both=both,
        kappa=float(cohen_kappa_score(ours, theirs)) if told_apart else None,
        estimated=estimated,
        missed=estimated - seen,
        missed_low=max(0.0, estimated - seen - width),
        missed_high=estimated - seen + width,
    )
