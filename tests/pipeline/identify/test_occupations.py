"""Jobs that single somebody out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

LINES = """
She was a [OCCUPATION lollipop lady] for years.
He was a [OCCUPATION farrier at Tregaron] before.
roedd o'n [OCCUPATION chwarelwr]
She's a social worker, and her sister's a teacher.
"""


@pytest.mark.parametrize("line", lines(LINES))
def test_rare_jobs_are_found(detect: Callable[..., str], line: str) -> None:
    """With where they are done; jobs that many have stay."""
    assert detect("occupations", parse(line).text) == line


def test_the_only_one_of_its_kind_may_be_somebody(detect: Callable[..., str]) -> None:
    """It is left to the weighing how likely that is."""
    marked = detect("occupations", "He was the only signwriter in Brynmawr.", least=0.4)

    assert marked == "He was [OCCUPATION the only signwriter in Brynmawr]."
