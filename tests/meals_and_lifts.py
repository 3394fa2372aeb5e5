"""A small codebook, for tests of what a machine suggests: they say which phrases each code has."""

from __future__ import annotations

from codebook.load import parse_codebook
from codebook.model import Codebook

HEAD = """
id: small
title: Gofal
version: "0.1.0"
status: draft
language: en
themes:
  - id: care
    tag: CAR
    name: Care
    colour: "#0072B2"
    definition: "How care is given."
    codes:
"""
MEALS = '{{id: care/meals, tag: CAR-MEA, name: Meals, definition: "Eating together.", indicators: [{}]}}'
LIFTS = '{{id: care/lifts, tag: CAR-LIF, name: Lifts, definition: "Being driven.", indicators: [{}]}}'


def book_of(*, meals: str = "", lifts: str = "") -> Codebook:
    """Load the codebook; phrases are separated by commas, and a code without phrases is not in it."""
    return parse_codebook(text_of(meals=meals, lifts=lifts))


def text_of(*, meals: str = "", lifts: str = "") -> str:
    """Write the codebook's YAML."""
    codes = (code.format(phrases) for code, phrases in ((MEALS, meals), (LIFTS, lifts)) if phrases)
    return HEAD + "".join(f"      - {code}\n" for code in codes)
