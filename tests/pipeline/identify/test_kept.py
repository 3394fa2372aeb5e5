"""Public names that stay as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines

KEPT = """
The NSPCC, Barnardo's and the Welsh Government wrote.
We watched Pobol y Cwm, then Calon Lân.
I'm from South Wales, he's from Yorkshire, y De.
A Victoria sponge, and they had a Bunsen burner.
Llywodraeth Cymru sy'n talu. 🎶
She's on Snapchat, on Universal Credit, at McDonald's.
"""


@pytest.mark.parametrize("line", lines(KEPT))
def test_what_everybody_knows_stays(find_in: Callable[..., list[str]], line: str) -> None:
    """Nations, regions, national bodies, songs, shops and makes of car identify nobody."""
    assert find_in([line]) == [line]


def test_the_team_may_keep_names_of_its_own(find_in: Callable[..., list[str]]) -> None:
    """What study.toml keeps is kept in every case."""
    said = "She's at Canolfan Dewi in Neath, at canolfan dewi."

    assert find_in([said], keep=["Canolfan Dewi"]) == ["She's at Canolfan Dewi in [PLACE Neath], at canolfan dewi."]


def test_a_kept_word_that_somebody_bears_is_a_name_where_no_place_is_meant(find_in: Callable[..., list[str]]) -> None:
    """My son Devon is no county; the county stays one."""
    said = ["My son Devon drives.", "We were in Devon. Devon drove, and I told Devon so."]

    assert find_in(said) == [
        "My son [PERSON Devon] drives.",
        "We were in Devon. [PERSON Devon] drove, and I told [PERSON Devon] so.",
    ]


def test_somebody_with_the_name_of_somebody_public_is_no_public_name(find_in: Callable[..., list[str]]) -> None:
    """The roster knows better."""
    said = "Harry Potter is my neighbour."

    assert find_in([said]) == [said]
    assert find_in([said], [("PERSON", ["Harry Potter"])]) == ["[PERSON Harry Potter] is my neighbour."]
