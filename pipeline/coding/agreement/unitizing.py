"""Krippendorff's alpha for unitizing: do coders mark the same stretches, and the same stretches alike?

After Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the reliability of unitizing textual continua: further
developments, Quality & Quantity 50, 2347–2364, as in Krippendorff (2019), Content Analysis, 4th ed., section 12.6,
equations 32 to 37. For more than two coders, what a unit shares with the others (in the correction of cu-alpha) is
squared for each of them and averaged, as in equation 10 of the paper. The publications themselves could not be had when
this was written; equations and the worked example of the tests are from programs that say they follow them.

The continuum is what participants say, transcript after transcript. Lengths are characters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from pipeline.coding.agreement.line import Array
from pipeline.coding.agreement.partition import Coincidences
from pipeline.coding.agreement.resample import drawn, weights

U_ALPHA = "u-alpha"
BAR_U_ALPHA = "|u-alpha"
CU_ALPHA = "cu-alpha"


@dataclass(frozen=True, slots=True)
class Unitizing:
    """The family of alphas, a value for each resample, the first being all clusters once; NaN where not defined.

    `u_alpha`: units, their values and gaps; `bar_u_alpha`: units or gaps, whatever the value; `cu_alpha`: the values,
    where two coders have units. `units` is how long the continuum is, `length` what the coders have read of it, each,
    `coded` what of that is in units, `met` what of that another coder has in units too.
    """

    u_alpha: Array
    bar_u_alpha: Array
    cu_alpha: Array
    units: int
    length: float
    coded: float
    met: float


def unitizing_alphas(found: Coincidences) -> Unitizing:
    """Work out the family of alphas from how units meet."""
    scale = found.scale
    meeting = np.column_stack(
        [found.unlike, found.apart, found.clashing, found.squares, found.coded_squares, found.met, found.in_units]
    )
    unlike, apart, clashing, squares, coded_squares, met, in_units = drawn(meeting).T / scale
    length = drawn(found.length[:, None])[:, 0] / scale
    gaps = length - in_units

    def squared_margins(each: csr_array) -> Array:
        return (((each.T @ weights(len(found.length)).T) / scale) ** 2).sum(axis=0)

    with np.errstate(divide="ignore", invalid="ignore"):
        paired = length - (squares + gaps) / length
        met_paired = met - coded_squares / met
    expected = length**2 - gaps**2 - squared_margins(found.margins)
    expected_apart = 2 * gaps * (length - gaps)
    expected_met = met**2 - squared_margins(found.coded)
    return Unitizing(
        u_alpha=_alpha(unlike, paired, expected),
        bar_u_alpha=_alpha(apart, paired, expected_apart),
        cu_alpha=_alpha(clashing, met_paired, expected_met),
        units=int(found.units.sum()),
        length=float(length[0]),
        coded=float(in_units[0]),
        met=float(met[0]),
    )


def _alpha(observed: Array, paired: Array, expected: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((expected > 0) & (paired > 0), 1 - observed * paired / expected, np.nan)
