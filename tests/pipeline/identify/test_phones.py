"""Telephone numbers as they are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
It's [PHONE 07700 900318]. My manager wants it off.
Ring [PHONE 01632 960 447] and ask for the duty worker.
The house is [PHONE (029) 2018 0366].
[PHONE +44 7700 900431] from abroad. 📞
"""

NOT_FOUND = """
Ring 101, or 999, or NHS 111.
From 2019 to 2024, 12 to 14 of them.
My NHS number is 999 048 2233.
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_number_that_can_be_dialled_is_found(detect: Callable[..., str], line: str) -> None:
    """Ofcom's fictional numbers are found like real ones."""
    assert detect("phones", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_short_numbers_and_years_stay(detect: Callable[..., str], line: str) -> None:
    """What reaches nobody in particular is no phone number."""
    assert detect("phones", line) == line
