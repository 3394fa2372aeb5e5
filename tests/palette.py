"""The colours of the pages, by day and by night, and how far two stand apart."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.workbench import serve

STATIC = Path(serve.__file__).parent / "static"
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#\w{6})", block))
    for block in re.findall(r":root \{(.*?)\}", (STATIC / "llais.css").read_text(encoding="utf-8"), re.S)[:2]
)

Channels = tuple[float, ...]


def channels(colour: str) -> Channels:
    """Return red, green and blue of `#rrggbb`, each from 0 to 1."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def mixed(colour: str, ground: str, share: float) -> Channels:
    """Lay a colour over a ground, of which so large a share is the colour's: how a browser draws what is half clear."""
    return tuple(share * a + (1 - share) * b for a, b in zip(channels(colour), channels(ground), strict=True))


def contrast(one: Channels, other: Channels) -> float:
    """Return how far two colours stand apart, from 1 to 21, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Channels) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
