"""Illness and disability, by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

LINES = """
She's got [CONDITION coeliac disease], so I do two toasters.
He has [CONDITION MS], and tell me if I'm wrong. I'll add it up.
mae o'n [CONDITION awtistig] ac mae ganddi [CONDITION epilepsi]
the wee one's [CONDITION type one diabetes] and they told me nothing
She was tired, and upset, and full of cold.
"""


@pytest.mark.parametrize("line", lines(LINES))
def test_conditions_are_found(detect: Callable[..., str], line: str) -> None:
    """An abbreviation needs its capitals: MS is one, ms and me are not."""
    assert detect("conditions", parse(line).text) == line
