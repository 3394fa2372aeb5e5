"""Measures of agreement on a yes or no, from counts, for many resamples and codes at once.

Cohen (1960); Fleiss (1971); Krippendorff's alpha for nominal data (Krippendorff 2019, section 12.3). Tests hold them
against scikit-learn and `krippendorff`, which take a row for every unit, while a study has millions of characters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.coding.agreement.line import Array

PERCENT = "percent"
COHEN = "Cohen's kappa"
FLEISS = "Fleiss' kappa"
ALPHA = "alpha"

NOBODY = "nobody applied it there"
EVERYWHERE = "it was applied everywhere by everybody"
UNEQUAL = "not every text has the same number of coders, as Fleiss' kappa needs"
NO_TEXT = "there is no text to compare"


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over units: a row for each resample, a column for each code (one, where it is the same for all).

    Of each unit: 1 (`units`), its coders (`ratings`), pairs of them (`pairs`), those who applied the code (`ones`),
    pairs that differ (`crossed`), and that divided by the number of coders less one (`shared`). `first` counts units
    to which the first coder of a pair applied it. `coders` is their number where it is the same for every unit, else 0.
    """

    units: Array
    ratings: Array
    pairs: Array
    ones: Array
    crossed: Array
    shared: Array
    first: Array
    coders: int


def percent(sums: Sums) -> Array:
    """Return the share of pairs of ratings that are alike."""
    return 1 - _ratio(sums.crossed, sums.pairs)


def cohen(sums: Sums) -> Array:
    """Return Cohen's kappa of two coders."""
    both = (sums.ones - sums.crossed) / 2
    first, second = sums.first, sums.ones - sums.first
    neither = sums.units - both - sums.crossed
    product = both * neither - (first - both) * (second - both)
    return _ratio(2 * product, first * (sums.units - second) + second * (sums.units - first))


def fleiss(sums: Sums) -> Array:
    """Return Fleiss' kappa, which asks for the same number of coders everywhere."""
    if not sums.coders:
        return np.full_like(sums.ones, np.nan)
    zeros = sums.ratings - sums.ones
    return 1 - _ratio(sums.crossed * sums.ratings * sums.ratings, 2 * sums.pairs * sums.ones * zeros)


def alpha(sums: Sums) -> Array:
    """Return Krippendorff's alpha for nominal data; who did not work on a text is missing there."""
    zeros = sums.ratings - sums.ones
    return 1 - _ratio((sums.ratings - 1) * sums.shared, sums.ones * zeros)


FORMULAS = {PERCENT: percent, COHEN: cohen, FLEISS: fleiss, ALPHA: alpha}


def reason(measure: str, units: float, ones: float, ratings: float, same_number: bool) -> str:
    """Say why a measure has no value."""
    if not units:
        return NO_TEXT
    if measure == FLEISS and not same_number:
        return UNEQUAL
    return NOBODY if not ones else EVERYWHERE if ones == ratings else ""


def _ratio(above: Array, below: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)
