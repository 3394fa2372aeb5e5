"""Schools, homes, teams and other local bodies by the word that says what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
She's at [ORG Ysgol Bryn Onnen] now.
He was at [ORG Llety'r Onnen], past the garden centre.
Mae hi yn [ORG Clwb y Cei] bob nos Fawrth.
She's been at [ORG Tŷ Celyn] since the spring.
A jumper from [ORG St Elvan's], far too big.
Was the [ORG Harbour Team] involved?
[ORG Morriston Hospital] rang me. 🏥
She's [ORG Wrexham] council, I think.
is that the [ORG llandough hospital] one
"""

NOT_FOUND = """
The School was shut. Every Team has one.
Our Youth Service, and the Social Care Team.
She's at school, at the hospital, at court.
we went to the hospital and the old school
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_named_body_is_found_without_the_words_before(detect: Callable[..., str], line: str) -> None:
    """ "Was the" and "She's" are no part of a name."""
    assert detect("organisations", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_a_kind_without_a_name_stays(detect: Callable[..., str], line: str) -> None:
    """The school and the team in general are nobody's."""
    assert detect("organisations", line) == line
