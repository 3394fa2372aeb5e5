"""Councils, police forces, health boards and hospitals that the lists know."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
It was [ORG Neath Port Talbot Council], they had gone over to one big firm.
[ORG south wales police] came in nine vans
The list at [ORG Swansea Bay University Health Board] is six months.
Fe ffoniodd [ORG Heddlu De Cymru] ddwywaith.
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_body_is_found_in_any_case_and_language(detect: Callable[..., str], line: str) -> None:
    """A name of several words needs no capital."""
    assert detect("bodies", parse(line).text) == line


def test_a_body_of_the_nation_is_none_of_them(detect: Callable[..., str]) -> None:
    """What is kept is not in the lists."""
    assert detect("bodies", "The NSPCC and the Welsh Government.") == "The NSPCC and the Welsh Government."
