"""How sure a figure is: what it would have been with other transcripts (or turns) of the same kind."""

from __future__ import annotations

from functools import lru_cache
from math import lcm

import numpy as np

from pipeline.coding.agreement.line import Array

RESAMPLES = 1000
_SEED = 20_250_301
_WITH_VALUE = 0.95  # of the resamples, for an interval
_CLUSTERS = 5
_VAST = 10_000


@lru_cache(maxsize=32)
def weights(clusters: int) -> Array:
    """Return how often each cluster counts: once each in the first row, then, row by row, as drawn with replacement.

    The same number of clusters always gives the same draws.
    """
    drawn = np.random.default_rng(_SEED).integers(0, clusters, (RESAMPLES, clusters))
    drawn += np.arange(RESAMPLES)[:, None] * clusters
    counts = np.bincount(drawn.ravel(), minlength=RESAMPLES * clusters).reshape(RESAMPLES, clusters)
    return np.asfortranarray(np.vstack([np.ones(clusters), counts]))


def drawn(each: Array) -> Array:
    """Sum what each cluster (row) has, for every resample; clusters that have nothing cost nothing."""
    draws = weights(len(each))
    rows = np.flatnonzero(each.any(axis=1))
    return draws @ each if 2 * len(rows) > len(each) else draws[:, rows] @ each[rows]


def interval(values: Array, clusters: int) -> tuple[Array, Array]:
    """Return the ends of the middle 95 % of every column of resampled values.

    They are NaN where too many have no value, and where there were too few clusters to draw from.
    """
    known = ~np.isnan(values)
    enough = (known.mean(axis=0) >= _WITH_VALUE) & (clusters >= _CLUSTERS)
    ends = np.full((2, values.shape[1]), np.nan)
    if enough.any():
        ends[:, enough] = np.nanpercentile(values[:, enough], [2.5, 97.5], axis=0)
    return ends[0], ends[1]


def shares(coders: Array) -> tuple[int, Array]:
    """Return 1 / (coders - 1) of each cluster times a number, and the number.

    It makes them whole, as whole numbers add up to the same in any order and so on any machine; where coders come in so
    many numbers that it would be vast, it is 1.
    """
    scale = lcm(*(int(n) - 1 for n in set(coders)))
    scale = scale if scale <= _VAST else 1
    return scale, scale / (coders - 1)
