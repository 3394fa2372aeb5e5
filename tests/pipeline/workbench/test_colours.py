"""The palette: text can be read on its ground, by day and by night."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.workbench import serve

STYLES = (Path(serve.__file__).parent / "static" / "llais.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", STYLES, re.S)[:2]
)
PAIRS = [
    ("ink", "paper"),
    ("quiet", "paper"),
    ("accent", "paper"),
    ("ink", "wash"),
    ("accent", "wash"),
    ("amber-ink", "amber"),
    ("ink", "mark"),
]


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str, palette: dict[str, str]) -> None:
    """Every colour of text stands at least 4.5 to 1 from what is behind it."""
    darker, lighter = sorted((luminance(palette[text]), luminance(palette[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
