"""The palette: text can be read on its ground, by day and by night."""

from __future__ import annotations

import pytest

from tests.palette import DARK, LIGHT, channels, contrast

PAIRS = [
    ("ink", "paper"),
    ("quiet", "paper"),
    ("accent", "paper"),
    ("ink", "wash"),
    ("accent", "wash"),
    ("amber-ink", "amber"),
    ("ink", "mark"),
]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str, palette: dict[str, str]) -> None:
    """Every colour of text stands at least 4.5 to 1 from what is behind it."""
    assert contrast(channels(palette[text]), channels(palette[ground])) >= 4.5
