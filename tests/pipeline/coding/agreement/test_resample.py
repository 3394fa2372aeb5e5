"""How sure a figure is: intervals by resampling whole transcripts, or turns where transcripts are few."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.coding.agreement.compare import Comparison
from pipeline.coding.agreement.line import lay_out
from pipeline.coding.agreement.measures import ALPHA
from pipeline.coding.agreement.records import CHARACTER, CODE, COUNTED, Coding, Figure, Text
from pipeline.coding.agreement.resample import RESAMPLES, drawn, interval, weights


def alpha_over(transcripts: int, turns: int) -> Figure:
    """Return alpha of two coders whose passages differ a little, from turn to turn."""
    texts = [Text(f"T{t:02}", n, 40, ()) for t in range(transcripts) for n in range(turns)]
    coded = [
        Coding(coder, "care/acts", text.transcript, text.turn, shift, 20)
        for text in texts
        for coder, shift in (("A", 5), ("B", 5 + (text.turn + int(text.transcript[1:])) % 7))
    ]
    return Comparison(lay_out(texts, coded)).ratings(CHARACTER, CODE, COUNTED, (ALPHA,))[0]


def test_the_first_draw_is_everything_once_and_the_others_are_as_large() -> None:
    """The first row gives the figure itself."""
    assert (weights(12)[0] == 1).all()
    assert (weights(12).sum(axis=1) == 12).all()
    assert weights(12).shape == (RESAMPLES + 1, 12)


def test_sums_over_few_clusters_are_those_over_all() -> None:
    """Leaving out clusters that have nothing changes nothing."""
    has = np.zeros((30, 2))
    has[[3, 17]] = [[1, 2], [4, 0]]

    assert (drawn(has) == weights(30) @ has).all()


def test_an_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    """No run differs from another."""
    first, second = alpha_over(12, 3), alpha_over(12, 3)

    assert first == second
    assert first.low < first.value < first.high


@pytest.mark.parametrize(("transcripts", "resampled"), [(12, "transcripts"), (4, "turns")])
def test_it_says_what_was_resampled(transcripts: int, resampled: str) -> None:
    """Turns, where transcripts are too few to draw from."""
    figure = alpha_over(transcripts, 6)

    assert figure.resampled == resampled
    assert figure.low is not None


def test_too_few_clusters_give_no_interval() -> None:
    """Two turns say nothing of others."""
    assert (alpha_over(1, 2).low, alpha_over(1, 2).high) == (None, None)


def test_a_figure_that_most_resamples_do_not_have_has_no_interval() -> None:
    """A code that stands in one transcript is missing from a third of the draws."""
    values = np.array([[0.5, np.nan], [0.6, 0.7], [0.7, 0.8]])
    low, high = interval(values, clusters=20)

    assert low[0] == pytest.approx(0.505)
    assert np.isnan([low[1], high[1]]).all()
