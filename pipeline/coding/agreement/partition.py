"""Each coder's division of the text into units and gaps, and how the divisions meet.

A unit is a stretch on which what a coder applied does not change. Its value is the set of codes there, so that a
passage with two codes and one with the first of them only are not alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from pipeline.coding.agreement.line import Array, Axis
from pipeline.coding.agreement.resample import shares
from pipeline.coding.agreement.sweep import merged, patterns


@dataclass(frozen=True, slots=True)
class Partition:
    """The stretches between any two edges, in order: their length, and the cluster that each is in.

    `value` (a row for each coder) is the number of the set of codes that hold there, 0 for a gap; `unit` numbers the
    coder's units and gaps.
    """

    length: Array
    cluster: Array
    value: Array
    unit: Array
    values: int


@dataclass(frozen=True, slots=True)
class Coincidences:
    """How coders' units meet, a row for each cluster: lengths in characters, times `scale`, so that they are whole.

    `units` alone is as it is: how long a cluster is. `unlike` are lengths where two coders' values differ, gaps being a
    value; `apart`, where one has a unit and the other a gap; `clashing`, where both have units of other values.
    `in_units` is what is in units, by value in `margins`; `met` what of that another coder has in units too, by value
    in `coded`. `squares` are squared lengths of units, `coded_squares` of what another coder has of them.
    """

    scale: int
    units: Array
    length: Array
    unlike: Array
    apart: Array
    clashing: Array
    in_units: Array
    met: Array
    squares: Array
    coded_squares: Array
    margins: csr_array
    coded: csr_array


def partition(axis: Axis, coders: int, codes: int) -> Partition:
    """Divide an axis of characters as each coder did; touching codings are two units."""
    owner, start, end, cluster = merged(axis.coder * codes + axis.code, axis.start, axis.end, axis.cluster, axis.size)
    coder, code = np.divmod(owner, codes)
    edges, places = np.unique(np.concatenate([start, end]), return_inverse=True)
    opens, closes, width = places[: len(start)], places[len(start) :], len(edges)
    place = np.concatenate([coder * width + opens, coder * width + closes])
    turns = np.bincount(place, minlength=coders * width) > 0
    own = np.cumsum(turns) - 1  # of all places, those where what the coder applied changes
    step = np.concatenate([np.ones(len(start)), -np.ones(len(end))])
    value, sets = patterns(own[place], np.concatenate([code, code]), step, int(turns.sum()), codes)
    # Before a coder's first edge holds what held after the last edge of the coder before: nothing.
    value = np.concatenate([value, [0]])[own]
    of_edge = np.zeros(width, dtype=np.int64)
    of_edge[opens] = cluster
    beginning = np.zeros(width, dtype=np.int64)
    beginning[opens] = opens
    each = own.reshape(coders, width)  # counted on from coder to coder
    return Partition(
        length=np.diff(edges, append=edges[-1:]),
        cluster=of_edge[np.maximum.accumulate(beginning)],
        value=value.reshape(coders, width),
        unit=each - each[:, :1] + turns.reshape(coders, width)[:, :1],
        values=len(sets),
    )


def coincidences(parts: Partition, axis: Axis, present: Array, chosen: Array) -> Coincidences:
    """Measure how the units of some coders meet, by number, where two or more of them worked.

    `present` says which coders worked on each transcript.
    """
    at_work = present[axis.transcript][:, chosen]
    kept = np.flatnonzero((at_work.sum(axis=1) > 1) & (axis.units > 0))
    number = np.full(len(axis.units), -1)
    number[kept] = np.arange(len(kept))
    inside = (number[parts.cluster] >= 0) & parts.value[chosen].any(axis=0)
    these = Partition(
        length=parts.length[inside],
        cluster=number[parts.cluster[inside]],
        value=parts.value[np.ix_(chosen, inside)],
        unit=parts.unit[np.ix_(chosen, inside)],
        values=parts.values,
    )
    return _meeting(these, at_work[kept], axis.units[kept])


def _meeting(parts: Partition, at_work: Array, units: Array) -> Coincidences:
    """Measure how units meet, in clusters of `units` characters; `at_work` says which coders worked on each."""
    coders = at_work.sum(axis=1)
    here = at_work[parts.cluster].T
    scale, share = shares(coders)
    length = parts.length * share[parts.cluster]
    unlike, apart, clashing = np.zeros((3, len(length)))
    squares, coded_squares = np.zeros((2, len(units)))
    margins: list[tuple[Array, Array]] = []
    coded: list[tuple[Array, Array]] = []
    for i, own in enumerate(parts.value):
        margins.append((own, parts.length * (own > 0) * scale))
        squares += scale * _squares(parts, i, own > 0, len(units))
        for j in range(i):  # whatever two coders share, each shares with the other
            other = parts.value[j]
            both, differ = (own > 0) & (other > 0), (own != other) & here[i] & here[j]
            unlike += 2 * differ
            apart += 2 * (differ & ~both)
            clashing += 2 * (differ & both)
            for coder in (i, j):
                coded.append((parts.value[coder], length * both))
                coded_squares += share * _squares(parts, coder, both, len(units))
    by_value, met_by_value = _by_value(parts, margins, len(units)), _by_value(parts, coded, len(units))
    return Coincidences(
        scale=scale,
        units=units,
        length=coders * units * scale,
        unlike=_by_cluster(parts, length * unlike, len(units)),
        apart=_by_cluster(parts, length * apart, len(units)),
        clashing=_by_cluster(parts, length * clashing, len(units)),
        in_units=by_value.sum(axis=1),
        met=met_by_value.sum(axis=1),
        squares=squares,
        coded_squares=coded_squares,
        margins=by_value,
        coded=met_by_value,
    )


def _by_cluster(parts: Partition, length: Array, clusters: int) -> Array:
    return np.bincount(parts.cluster, weights=length, minlength=clusters)


def _by_value(parts: Partition, lengths: list[tuple[Array, Array]], clusters: int) -> csr_array:
    rows = np.tile(parts.cluster, len(lengths))
    columns, data = (np.concatenate(some) for some in zip(*lengths, strict=True))
    held = data > 0
    return coo_array((data[held], (rows[held], columns[held])), shape=(clusters, parts.values)).tocsr()


def _squares(parts: Partition, coder: int, counted: Array, clusters: int) -> Array:
    """Sum by cluster the squares of what is counted of each of a coder's units."""
    unit = parts.unit[coder]
    lengths = np.bincount(unit, weights=parts.length * counted)
    cluster = np.zeros(len(lengths), dtype=np.int64)
    cluster[unit[counted]] = parts.cluster[counted]
    return np.bincount(cluster, weights=lengths**2, minlength=clusters)
