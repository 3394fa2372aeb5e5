"""Nationality, ethnicity, religion, language: told, whatever the case, but not being Welsh."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

LINES = """
He's [DEMOGRAPHIC Kurdish], and he speaks [DEMOGRAPHIC Sorani] with his uncle.
she's [DEMOGRAPHIC eritrean] i think and [DEMOGRAPHIC sikh] next door
Lovely [DEMOGRAPHIC Filipina] woman, [DEMOGRAPHIC Jehovah's Witness], brought cakes.
Welsh and English, we go in and out of both.
Give it a bit of polish.
"""


@pytest.mark.parametrize("line", lines(LINES))
def test_backgrounds_are_found(detect: Callable[..., str], line: str) -> None:
    """Polish the people has a capital; the polish on a shoe has none."""
    assert detect("backgrounds", parse(line).text) == line
