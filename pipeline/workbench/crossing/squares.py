"""Cells as squares: the area is the number, which is written in it; hidden ones are hatched."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

from markupsafe import Markup

# Units of the drawing, which are pixels.
WIDTH, HEIGHT = 48, 36
LARGEST, SMALLEST = 34.0, 2.0
TINT = 0.3
"""How much of a theme's colour a square takes: with more, a number could not be read on every colour, day and night."""

_HATCH = "M8 12 18 2M8 24 30 2M10 34 40 4M22 34 40 16M34 34 40 28"


@lru_cache(maxsize=4096)  # the same few numbers come again and again, and every page has hundreds of them
def square(number: int, most: int, colour: str) -> Markup:
    """Draw a number as a square in a theme's colour; `most` is the number of the largest."""
    side = max(SMALLEST, LARGEST * sqrt(number / most))
    return _drawing(
        Markup(
            '<rect x="{}" y="{}" width="{}" height="{}" rx="1" fill="{}" fill-opacity="{}" stroke="{}"/>'
            '<text x="{}" y="{}" text-anchor="middle">{}</text>'
        ).format(
            _unit((WIDTH - side) / 2),
            _unit((HEIGHT - side) / 2),
            _unit(side),
            _unit(side),
            colour,
            TINT,
            colour,
            WIDTH // 2,
            HEIGHT // 2 + 5,
            f"{number:,}",
        )
    )


def hatched() -> Markup:
    """Draw a cell whose number is hidden, as large whatever the number is."""
    return _drawing(Markup('<path class="hatch" d="{}"/>').format(_HATCH))


def _drawing(inside: Markup) -> Markup:
    """Frame a cell's drawing; the words beside it say the same to those who do not see it."""
    return Markup(
        '<svg class="cell" width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true">{2}</svg>'
    ).format(WIDTH, HEIGHT, inside)


def _unit(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
