"""Sweep over the edges of codings: where one begins or ends, and nowhere else, what applies changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from pipeline.coding.agreement.line import Array, Axis

_WORD = 50  # sums of so many powers of two are exact in a double
_FEW_OWNERS = 2**16  # as many are sorted in one go, without comparing


@dataclass(frozen=True, slots=True)
class Cells:
    """Units to which something was applied: how many, by who applied it.

    `weights` has a row for each cluster and group (cluster * groups + group) and a column for each pattern;
    `members[pattern]` says for each coder whether they are in it.
    """

    weights: csr_array
    members: Array
    groups: int


def sweep(axis: Axis, group: Array, groups: int, coders: int) -> Cells:
    """Find which coders applied each group of codes where; `group` gives the group's number of every coding.

    Units that nobody applied it to have no cell: they are the others.
    """
    whose, start, end, cluster = merged(group * coders + axis.coder, axis.start, axis.end, axis.cluster, axis.size)
    owner, coder = np.divmod(whose, coders)
    # Who ends at a place goes before who begins there, so that nobody is ever there twice.
    at = np.concatenate([(owner * axis.size + start) * 2 + 1, (owner * axis.size + end) * 2])
    order = np.argsort(at)
    at = at[order] // 2
    opens = order < len(start)
    which = np.where(opens, order, order - len(start))
    pattern, members = patterns(np.arange(len(at)), coder[which], np.where(opens, 1.0, -1.0), len(at), coders)
    length = np.diff(at, append=at[-1:])
    held = (length > 0) & members.any(axis=1)[pattern]
    row = cluster[which[held]] * groups + at[held] // axis.size
    shape = (len(axis.units) * groups, len(members))
    cells = coo_array((length[held].astype(float), (row, pattern[held])), shape=shape)
    return Cells(weights=cells.tocsr(), members=members, groups=groups)


def merged(owner: Array, start: Array, end: Array, cluster: Array, size: int) -> tuple[Array, Array, Array, Array]:
    """Join stretches of one owner that overlap, not those that only touch; return owner, start, end, cluster of each.

    Takes them in order of their start, and gives them in order of owner and start; none reaches past `size`.
    """
    if not len(start):
        return owner, start, end, cluster
    order = np.argsort(owner.astype(np.uint16) if owner.max() < _FEW_OWNERS else owner, kind="stable")
    owner = owner[order]
    begins, ends = owner * size + start[order], owner * size + end[order]
    reached = np.maximum.accumulate(ends)
    first = np.flatnonzero(np.concatenate([[True], begins[1:] >= reached[:-1]]))
    owner = owner[first]
    return owner, begins[first] - owner * size, np.maximum.reduceat(ends, first) - owner * size, cluster[order[first]]


def patterns(place: Array, member: Array, step: Array, places: int, members: int) -> tuple[Array, Array]:
    """Number the sets of members that hold at each of `places`, as members come (`step` 1) and go (-1) at a `place`.

    Returns the number of the set at each place, and for each number a row that says who is in it; the sets are in
    order, so that the empty one, where there is one, is 0.
    """
    number = np.zeros(places, dtype=np.int64)
    rows = np.zeros((1, 0), dtype=bool)
    for first in range(0, members, _WORD):
        some = slice(None) if members <= _WORD else (member >= first) & (member < first + _WORD)
        change = np.bincount(place[some], weights=np.ldexp(step[some], member[some] - first), minlength=places)
        word, words = pd.factorize(np.cumsum(change).astype(np.int64), sort=True)
        number, pairs = pd.factorize(number * len(words) + word, sort=True)
        bits = (words[:, None] >> np.arange(min(_WORD, members - first))) & 1
        rows = np.hstack([rows[pairs // len(words)], bits[pairs % len(words)].astype(bool)])
    return number, rows
