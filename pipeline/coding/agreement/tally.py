"""Count, for some coders, what a sweep found: for each code and cluster, who applied it alike and who did not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.coding.agreement.line import Array, Axis
from pipeline.coding.agreement.measures import Sums
from pipeline.coding.agreement.resample import drawn, shares
from pipeline.coding.agreement.sweep import Cells


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by cluster of which two or more of the coders worked on: a row for each cluster, a column for each code.

    `coders` says how many did, `units` how many units there are. `any` counts units to which one of them or more
    applied the code; the other counts are as in `Sums`.
    """

    coders: Array
    units: Array
    any: Array
    ones: Array
    crossed: Array
    first: Array


def tally(axis: Axis, cells: Cells, present: Array, chosen: Array) -> Tally:
    """Count for the coders `chosen`, by number; `present` says which coders worked on each transcript."""
    coders = present[axis.transcript][:, chosen].sum(axis=1)
    kept = np.flatnonzero((coders > 1) & (axis.units > 0))
    members = cells.members[:, chosen]
    applied = members.sum(axis=1)

    def counted(each: Array) -> Array:
        return (cells.weights @ each.astype(float)).reshape(len(axis.units), cells.groups)[kept]

    ones = counted(applied)
    return Tally(
        coders=coders[kept],
        units=axis.units[kept],
        any=counted(applied > 0),
        ones=ones,
        crossed=coders[kept, None] * ones - counted(applied**2),
        first=counted(members[:, 0]),
    )


def summed(tally: Tally, units: Array) -> Sums:
    """Sum a tally over its clusters as each resample draws them; `units` says how many count of each cluster."""
    coders = tally.coders
    scale, share = shares(coders)
    totals = drawn(np.column_stack([units, units * coders, units * (coders * (coders - 1) // 2)]))
    return Sums(
        units=totals[:, :1],
        ratings=totals[:, 1:2],
        pairs=totals[:, 2:],
        ones=drawn(tally.ones),
        crossed=drawn(tally.crossed),
        shared=drawn(tally.crossed * share[:, None]) / scale,
        first=drawn(tally.first),
        coders=int(coders[0]) if len(set(coders)) == 1 else 0,
    )
