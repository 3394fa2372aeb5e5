"""How much may be left: upper bounds on the share of turns with a leak, from a sample that somebody read.

Every bound is one-sided: with the stated confidence the true share is no larger. The distributions are SciPy's.

Sources: Clopper and Pearson 1934 (binomial); Kish 1965 (design effect, weights); Donner 1986 (intraclass correlation
from the analysis of variance).
"""

from __future__ import annotations

import math
import warnings
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

BINOMIAL = "binomial"
HYPERGEOMETRIC = "hypergeometric"
_SHARE_THAT_MATTERS = 0.1
"""From this share of all turns on, those that were not drawn are so many fewer that it shows."""
_NEVER = 1e-15  # chances below this add nothing to a sum


@dataclass(frozen=True, slots=True)
class Seeds:
    """What was planted into the sample, and how much of it the reader marked."""

    caught: int
    planted: int

    def interval(self, confidence: float) -> tuple[float, float]:
        """Return the exact two-sided interval of the catch rate."""
        interval = stats.binomtest(self.caught, self.planted).proportion_ci(confidence, method="exact")
        return float(interval.low), float(interval.high)


@dataclass(frozen=True, slots=True)
class Bound:
    """An upper bound on the share of turns with a leak, and how it came about.

    `upper` is corrected for what the reader may have missed, where that was measured; `as_read` is not. `n_effective`
    is the size of the simple random sample that tells as much, `catch_rate` what the correction took the reader to
    catch at least.
    """

    found: int
    n: int
    population: int
    confidence: float
    method: str
    n_effective: int
    design_effect: float
    catch_rate: float | None
    as_read: float
    upper: float


def bound(
    found: int,
    weights: Sequence[float],
    population: int,
    *,
    seeds: Seeds | None = None,
    effect: float = 1.0,
    confidence: float = 0.95,
) -> Bound:
    """Bound the share of a `population` of turns that leak, of which `found` do among those read.

    `weights` are one over each read turn's chance of being drawn; `sure_size` says how they count. `effect` is the
    design effect of turns that keep together. The bound is hypergeometric where more than a tenth of all turns was
    read, else binomial.

    Two things are uncertain where the reader was measured with `seeds`: how many turns leak, and what share of leaks
    the reader catches. The error that is allowed is split between them in halves (Bonferroni): the catch rate is taken
    at its lower Clopper–Pearson bound for one half, the turns at their upper bound for the other, so that both hold
    together with the stated confidence whatever the two have to do with each other. Without seeds nothing is corrected.
    """
    n = len(weights)
    sure = min(sure_size(weights), population)
    size = max(math.floor(round(effective_size(sure, population, effect), 6)), found)
    finite = n > _SHARE_THAT_MATTERS * population
    rate = lower_bound(seeds.caught, seeds.planted, 1 - (1 - confidence) / 2) if seeds else None

    def share(level: float, catch_rate: float) -> float:
        if finite:
            return largest_number(found, size, population, level, catch_rate) / population
        return min(1.0, upper_bound(found, size, level) / catch_rate) if catch_rate else 1.0

    as_read = share(confidence, 1.0)
    return Bound(
        found=found,
        n=n,
        population=population,
        confidence=confidence,
        method=HYPERGEOMETRIC if finite else BINOMIAL,
        n_effective=size,
        design_effect=effect,
        catch_rate=rate,
        as_read=as_read,
        upper=as_read if rate is None else share(1 - (1 - confidence) / 2, rate),
    )


def upper_bound(found: int, n: int, confidence: float = 0.95) -> float:
    """Return the one-sided upper Clopper–Pearson bound of a share of which `found` in `n` were seen."""
    if not n:
        return 1.0
    return float(stats.binomtest(found, n, alternative="less").proportion_ci(confidence, method="exact").high)


def lower_bound(found: int, n: int, confidence: float = 0.95) -> float:
    """Return the one-sided lower Clopper–Pearson bound of a share of which `found` in `n` were seen."""
    if not n:
        return 0.0
    return float(stats.binomtest(found, n, alternative="greater").proportion_ci(confidence, method="exact").low)


def largest_number(found: int, n: int, population: int, confidence: float = 0.95, catch_rate: float = 1.0) -> int:
    """Return the largest number of leaking turns in a population that fits `found` in a random `n` of them.

    It fits where so few or fewer would be found with more than the error that is allowed. Of the leaking turns in the
    sample, each is caught with `catch_rate`.
    """
    drawn = np.arange(n + 1)
    seen = stats.binom.cdf(found, drawn, catch_rate)
    drawn, seen = drawn[seen > _NEVER], seen[seen > _NEVER]

    def chance(leaking: int) -> float:
        return float(np.sum(stats.hypergeom.pmf(drawn, population, leaking, n) * seen))

    candidates = range(found, population + 1)
    error = 1 - confidence
    return found + bisect_left(candidates, True, key=lambda leaking: chance(leaking) <= error) - 1


def turns_for_none(share: float, confidence: float = 0.95, catch_rate: float = 1.0) -> int:
    """Return how many turns have to be read without finding anything to bound the share that leaks by `share`."""
    return int(stats.geom.ppf(confidence, share * catch_rate))


def sure_size(weights: Sequence[float]) -> float:
    """Return how many turns of equal chance tell surely as much as these: the sum of the weights over the largest.

    Kish's size holds on average. Leaks may all stand where fewest turns were drawn, and with none found nothing tells
    where they stand; this size, which is never larger, holds wherever they are.
    """
    return math.fsum(weights) / max(weights) if weights else 0.0


def kish_size(weights: Sequence[float]) -> float:
    """Return Kish's effective size: the square of the weights' sum over the sum of their squares."""
    return math.fsum(weights) ** 2 / math.fsum(weight**2 for weight in weights) if weights else 0.0


def effective_size(n: float, population: int, effect: float) -> float:
    """Return the size of the simple random sample without replacement that tells as much.

    Far from the whole population it is n over the design effect; where everything was read nothing is left to chance.
    """
    if not n:
        return 0.0
    return 1 / (effect * (1 / n - 1 / population) + 1 / population)


def design_effect(sizes: Sequence[int], icc: float) -> float:
    """Return 1 + (m - 1) * ICC, m being the size of the transcript that the average turn comes from; at least 1."""
    if not sum(sizes):
        return 1.0
    return max(1.0, 1 + (sum(size**2 for size in sizes) / sum(sizes) - 1) * icc)


def intraclass_correlation(groups: Sequence[Sequence[bool]]) -> float | None:
    """Estimate by analysis of variance how alike turns of one transcript are: which of them leak, by transcript.

    None where it cannot be estimated: nothing or everything leaks, or no transcript has two turns.
    """
    groups = [group for group in groups if group]
    sizes = [len(group) for group in groups]
    leaks = sum(sum(group) for group in groups)
    n, k = sum(sizes), len(groups)
    if not 0 < leaks < n or k < 2 or n == k:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # transcripts in which no turn differs are common here
        ratio = float(stats.f_oneway(*(np.asarray(group, dtype=float) for group in groups)).statistic)
    if math.isinf(ratio):
        return 1.0
    typical = (n - sum(size**2 for size in sizes) / n) / (k - 1)
    return (ratio - 1) / (ratio - 1 + typical)
