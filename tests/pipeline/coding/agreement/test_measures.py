"""Percent, kappa and alpha: as the libraries have them on a row for every unit, and as they were published."""

from __future__ import annotations

import warnings

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from pipeline.coding.agreement.compare import Comparison
from pipeline.coding.agreement.line import Line, lay_out
from pipeline.coding.agreement.measures import ALPHA, COHEN, EVERYWHERE, FLEISS, NOBODY, PERCENT, UNEQUAL
from pipeline.coding.agreement.records import CHARACTER, CODE, COUNTED, NOT_COUNTED, Coding, Figure, Text
from tests.pipeline.coding.agreement.strips import line_of

CODE_ID = "care/acts"

# Krippendorff (1995), On the reliability of unitizing continuous data, Sociological Methodology 25, p. 57, with the
# values there, as the tests of DKPro Statistics give them.
BERTHA_AND_BILL = """
Bertha care/acts ..########....######....
Bill   care/acts ....####.......##.......
"""
GERRET_AND_GILL = """
Gerret care/acts ..######..##..####..##..
Gill   care/acts ##..####..####..##..##..
"""


def measured(line: Line, measure: str, uncoded: str = COUNTED, unit: str = CHARACTER) -> Figure:
    """Return the figure of the one code."""
    return next(one for one in Comparison(line).ratings(unit, CODE, uncoded, (measure,)) if one.scope_id == CODE_ID)


@pytest.mark.parametrize(
    ("strips", "measure", "published"),
    [
        (BERTHA_AND_BILL, COHEN, 0.385),
        (BERTHA_AND_BILL, FLEISS, 0.314),  # of two coders it is Scott's pi
        (BERTHA_AND_BILL, ALPHA, 0.329),
        (GERRET_AND_GILL, COHEN, 0.314),
        (GERRET_AND_GILL, FLEISS, 0.314),
    ],
)
def test_published_values_are_met(strips: str, measure: str, published: float) -> None:
    """Character by character, to the three digits that were printed."""
    value = measured(line_of(strips), measure).value

    assert value == pytest.approx(published, abs=0.0006)


@st.composite
def rated(draw: st.DrawFn) -> list[np.ndarray]:
    """Draw transcripts: a row for each of two to four coders, 1 where they applied the code, NaN where not at work."""
    coders = draw(st.integers(2, 4))
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        length = draw(st.integers(1, 12))
        values = draw(st.lists(st.integers(0, 1), min_size=coders * length, max_size=coders * length))
        row = np.array(values, dtype=float).reshape(coders, length)
        row[draw(st.lists(st.integers(0, coders - 1), max_size=coders - 1))] = np.nan
        rows.append(row)
    return rows


def laid_out(transcripts: list[np.ndarray]) -> Line:
    """Lay out rows as codings, the runs of a coder's ones; who is at work has handed in."""
    texts, found, hand_ins = [], [], {}
    for n, rows in enumerate(transcripts):
        texts.append(Text(f"T{n}", 1, rows.shape[1], ()))
        hand_ins[f"T{n}"] = {f"coder {c}" for c, row in enumerate(rows) if not np.isnan(row[0])}
        for c, row in enumerate(rows):
            found += [Coding(f"coder {c}", CODE_ID, f"T{n}", 1, at, at + 1) for at in np.flatnonzero(row == 1)]
    return lay_out(texts, found, hand_ins)


def alpha_of(rows: np.ndarray) -> float | None:
    """Work alpha out with the library, None where it has no value."""
    several = rows[:, (~np.isnan(rows)).sum(axis=0) > 1]
    if len(np.unique(several[~np.isnan(several)])) < 2:
        return None
    return float(krippendorff.alpha(several, level_of_measurement="nominal"))


@settings(deadline=None)
@given(rated())
def test_alpha_is_that_of_krippendorff(transcripts: list[np.ndarray]) -> None:
    """With coders missing on some transcripts, and None where there is no variation."""
    if not any((~np.isnan(rows[:, 0])).sum() > 1 for rows in transcripts) or not any(
        (rows == 1).any() and (~np.isnan(rows[:, 0])).sum() > 1 for rows in transcripts
    ):
        return
    expected = alpha_of(np.hstack(transcripts))
    figure = measured(laid_out(transcripts), ALPHA)

    if expected is None:
        assert figure.value is None
        assert figure.note == EVERYWHERE
    else:
        assert figure.value == pytest.approx(expected)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=40))
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    """Of two coders; None where scikit-learn has no number. Fleiss' kappa follows from the library's alpha."""
    rows = np.array(pairs, dtype=float).T
    if not rows.any():
        return
    line = laid_out([rows])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = cohen_kappa_score(*rows)
    kappa, percent = measured(line, COHEN).value, measured(line, PERCENT).value

    assert percent == pytest.approx((rows[0] == rows[1]).mean())
    if np.isnan(expected):
        assert kappa is None
    else:
        assert kappa == pytest.approx(expected)
    alpha = alpha_of(rows)
    if alpha is not None:  # alpha = 1 - (1 - kappa) (n - 1) / n, of n ratings: Krippendorff (2019), section 12.3
        assert measured(line, FLEISS).value == pytest.approx(1 - (1 - alpha) * rows.size / (rows.size - 1))


def test_a_measure_without_a_value_says_why() -> None:
    """Neither 1 nor anything else is made up where nothing varies."""
    everywhere = measured(line_of("A care/acts ####\nB care/acts ####"), ALPHA)
    other = Comparison(line_of("A care/acts ####\nB care/acts ####\nB care/moves #..."))
    unequal = laid_out([np.array([[1, 0], [1, 0], [1, 0.0]]), np.array([[1, 0], [1, 1], [np.nan, np.nan]])])

    assert (everywhere.value, everywhere.low, everywhere.note) == (None, None, EVERYWHERE)
    assert measured(unequal, FLEISS).note == UNEQUAL
    assert measured(unequal, ALPHA).value is not None
    assert {one.scope_id for one in other.ratings(CHARACTER, CODE, COUNTED, (ALPHA,))} == {CODE_ID, "care/moves"}
    assert NOBODY not in {one.note for one in other.ratings(CHARACTER, CODE, COUNTED, (ALPHA,))}


def test_uncoded_text_is_counted_or_not_and_never_both() -> None:
    """Ninety characters that nobody coded make percent look good; left out, it says what the coders did."""
    strips = f"A care/acts ####......{'.' * 90}\nB care/acts ..####....{'.' * 90}\nB care/moves ......####{'.' * 90}"
    counted, not_counted = (measured(line_of(strips), PERCENT, way) for way in (COUNTED, NOT_COUNTED))

    assert (counted.n, counted.value, counted.uncoded) == (100, pytest.approx(0.96), "counted")
    assert (not_counted.n, not_counted.value, not_counted.uncoded) == (10, pytest.approx(0.6), "not counted")
    assert counted.prevalence == pytest.approx(8 / 200)
    assert not_counted.prevalence == pytest.approx(8 / 20)
