"""Streets: with a house an address, alone a place, in English and in Welsh."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
We're at [ADDRESS 9 Heol y Felin], the top end.
Post it to [ADDRESS 27 Court View Road], please.
They had [ADDRESS Flat 3, Bryn Onnen] that year.
It's [ADDRESS 2 Cei'r Halen], the one with the gate.
The shelter on [PLACE Heol y Felin] of a morning.
The bakery on [PLACE Holton Road] opens at four.
At [PLACE Maes y Coed] they all know each other.
The [PLACE Gladstone Terrace] bus. 🚌
post it it's [ADDRESS twenty seven court view road] by the park
he wasn't let to walk down [PLACE gladstone road]
we lived up [PLACE heol y felin] then
"""

NOT_FOUND = """
Down the road, up our street, across a busy road.
The County Court was full. What a Way to go.
it was twenty years on a long road
on the main road and off the side street and down our street
he came to close the gate and drive home
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_street_is_found(detect: Callable[..., str], line: str) -> None:
    """A house with its street is one address; a street alone is a place."""
    assert detect("addresses", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_a_road_without_a_name_stays(detect: Callable[..., str], line: str) -> None:
    """The road, our street and the side street are nobody's."""
    assert detect("addresses", line) == line
