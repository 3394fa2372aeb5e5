"""The shape of a family, and somebody's place in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

LINES = """
She's [FAMILY the eldest of six], and she had [FAMILY twins] to look after.
he was [FAMILY one of nine] and [FAMILY the only girl with five brothers] got the box room
Mae hi'n [FAMILY un o saith].
The second of the three buses, one of those days.
"""


@pytest.mark.parametrize("line", lines(LINES))
def test_families_are_found(detect: Callable[..., str], line: str) -> None:
    """Numbers that count other things stay."""
    assert detect("families", parse(line).text) == line
