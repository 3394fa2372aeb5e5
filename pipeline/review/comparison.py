"""Compare two readings of a transcript: where they differ, how far they agree, and what both may have missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.review.marks import LISTED, Mark

_CONFIDENCE = 0.95


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
    everything. `missed` estimates, after Chapman, how many identifiers both missed; `missed_high` is an upper bound
    with 95 % confidence, None where they have nothing in common. Both hold as far as what one finds does not depend on
    what the other finds, so they are a least.
    """

    stretches: int
    first: int
    second: int
    both: int
    kappa: float | None
    estimated: float
    missed: float
    missed_high: float | None


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
    censuses. His variance is nought where one reader found nothing that the other had not, as if nothing could be
    missed; the upper bound is made from what each caught of the other's instead (Clopper–Pearson, half of the error
    for each).
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
    seen = n + m - both
    told_apart = len(set(ours)) > 1 or len(set(theirs)) > 1
    return Agreement(
        stretches=len(pairs),
        first=n,
        second=m,
        both=both,
        kappa=float(cohen_kappa_score(ours, theirs)) if told_apart else None,
        estimated=estimated,
        missed=estimated - seen,
        missed_high=_most_missed(n, m, both),
    )


def _most_missed(first: int, second: int, both: int) -> float | None:
    """Bound how many identifiers both missed, by the least that each may catch; None where that may be nothing."""
    from scipy.stats import binomtest

    if not both:
        return None
    sure = 1 - (1 - _CONFIDENCE) / 2
    by_first, by_second = (
        float(binomtest(both, others, alternative="greater").proportion_ci(sure, method="exact").low)
        for others in (second, first)
    )
    overlooked = (1 - by_first) * (1 - by_second)
    seen = first + second - both
    return seen * overlooked / (1 - overlooked)
