"""Where a figure stands on a scale, for a page that draws it: a point, its interval, and the conventional marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff (2019, section 12.4): from .8 conclusions may be drawn, from .667 tentative ones, below that none."""

STANDINGS = ("reliable", "tentative", "not reliable")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure on a scale from `least` to 1, places being percentages from its left end; None where it has no value.

    `standing` is one of STANDINGS; "" without a value. `row` is the row of the table that it was made from.
    """

    row: Mapping[str, Any]
    at: float | None
    begins: float | None
    ends: float | None
    standing: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with its figures: `least` at its left end, 1 at its right, and the places of 0, .667 and .8."""

    least: float
    zero: float
    tentative: float
    reliable: float
    figures: tuple[Drawn, ...]


def standing_of(value: float | None) -> str:
    """Say what a value of alpha allows, by Krippendorff's convention."""
    if value is None:
        return ""
    return STANDINGS[0] if value >= RELIABLE else STANDINGS[1] if value >= TENTATIVE else STANDINGS[2]


def on_scale(rows: Iterable[Mapping[str, Any]]) -> Scale:
    """Place rows of the table `agreement` on one scale, which begins at 0, or at the tenth below the least of them."""
    rows = list(rows)
    known = [row[name] for row in rows for name in ("value", "low") if row[name] is not None]
    tenths = min([0, *(int(value * 10 // 1) for value in known)])
    least = max(tenths, -10) / 10

    def place(value: float | None) -> float | None:
        return None if value is None else _percent(value, least)

    figures = tuple(
        Drawn(row, place(row["value"]), place(row["low"]), place(row["high"]), standing_of(row["value"]))
        for row in rows
    )
    return Scale(
        least=least,
        zero=_percent(0, least),
        tentative=_percent(TENTATIVE, least),
        reliable=_percent(RELIABLE, least),
        figures=figures,
    )


def _percent(value: float, least: float) -> float:
    return round(100 * (min(max(value, least), 1) - least) / (1 - least), 2)
