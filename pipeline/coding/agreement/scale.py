"""What a value of alpha allows: the conventional marks."""

from __future__ import annotations

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff (2019, section 12.4): from .8 conclusions may be drawn, from .667 tentative ones, below that none."""

STANDINGS = ("reliable", "tentative", "not reliable")


def standing_of(value: float | None) -> str:
    """Say what a value of alpha allows, by Krippendorff's convention; "" where there is none."""
    if value is None:
        return ""
    return STANDINGS[0] if value >= RELIABLE else STANDINGS[1] if value >= TENTATIVE else STANDINGS[2]
