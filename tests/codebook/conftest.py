"""A small codebook to change and break in tests."""

from __future__ import annotations

import textwrap

import pytest

from codebook.load import parse_codebook
from codebook.model import Codebook

SMALL = textwrap.dedent(
    """\
    id: small
    title: Gofal a bwyd
    version: "0.1.0"
    status: draft
    language: en
    references:
      "1.10": "Someone 2020, On shared meals"
    themes:
      - id: care
        tag: CAR
        name: Care
        name_cy: Gofal ŵyl
        colour: "#0072B2"
        definition: "How care is given."
        codes:
          - id: care/meals
            tag: CAR-MEA
            name: Shared meals
            definition: "Eating together."
            include_when: "a meal is told of"
            exclude_when: "a meal is only planned"
            indicators: [sat down to tea, cawl on a Sunday]
            source_refs: ["1.10"]
            support: direct
            confused_with: [care/lifts]
          - id: care/lifts
            tag: CAR-LIF
            name: Lifts
            definition: "Being driven somewhere."
            indicators: [dropped me off]
    handling_flags:
      - {id: withhold, tag: FLG-WIT, name: Withhold, effect: "leave it out"}
    """
)


@pytest.fixture
def small_text() -> str:
    """Return a valid codebook of one theme and two codes as YAML."""
    return SMALL


@pytest.fixture
def small() -> Codebook:
    """Return that codebook, loaded."""
    return parse_codebook(SMALL)
