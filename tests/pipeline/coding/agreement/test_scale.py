"""Figures on a scale, for a page that draws them."""

from __future__ import annotations

import pytest

from pipeline.coding.agreement.scale import on_scale, standing_of


def row(value: float | None, low: float | None = None, high: float | None = None) -> dict[str, float | None]:
    """Make a row of the table, as far as it is drawn."""
    return {"value": value, "low": low, "high": high}


def test_a_figure_stands_where_its_value_is() -> None:
    """The scale goes from 0 to 1 where nothing is below 0."""
    scale = on_scale([row(0.5, 0.25, 0.75), row(None)])
    drawn, missing = scale.figures

    assert (scale.least, scale.zero, scale.tentative, scale.reliable) == (0, 0, 66.7, 80)
    assert (drawn.at, drawn.begins, drawn.ends, drawn.standing) == (50, 25, 75, "not reliable")
    assert (missing.at, missing.begins, missing.ends, missing.standing) == (None, None, None, "")


def test_the_scale_begins_below_its_least_figure() -> None:
    """At a tenth, and never below -1."""
    scale = on_scale([row(0.1, -0.13, 0.4)])

    assert scale.least == -0.2
    assert scale.zero == pytest.approx(16.67)
    assert on_scale([row(-3.0)]).least == -1


@pytest.mark.parametrize(
    ("value", "standing"), [(0.8, "reliable"), (0.79, "tentative"), (0.667, "tentative"), (0.66, "not reliable")]
)
def test_the_conventional_marks(value: float, standing: str) -> None:
    """From .8, from .667, and below."""
    assert standing_of(value) == standing
