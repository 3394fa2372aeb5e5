"""What a value of alpha allows."""

from __future__ import annotations

import pytest

from pipeline.coding.agreement.scale import standing_of


@pytest.mark.parametrize(
    ("value", "standing"),
    [(0.8, "reliable"), (0.79, "tentative"), (0.667, "tentative"), (0.66, "not reliable"), (None, "")],
)
def test_the_conventional_marks(value: float | None, standing: str) -> None:
    """From .8, from .667, and below."""
    assert standing_of(value) == standing
