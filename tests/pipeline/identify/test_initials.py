"""Initials in field notes stand for people."""

from __future__ import annotations

import pytest

from pipeline.identify.finds import Identifier
from pipeline.identify.initials import find_initials
from pipeline.identify.types import DIRECT, FOUND


def initials(text: str, *found: Identifier) -> list[str]:
    """Return what is found in a text, beside what was `found` before."""
    return [text[one.start : one.end] for one in find_initials(text, list(found))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KM/DS on sleep-in until ten.", ["KM", "DS"]),
        ("Mon KM, Tue JT & DS 😀", ["KM", "JT", "DS"]),
        ("T.H. rang about the lift.", ["T.H."]),
        ("The GP and the IRO came with an NHS leaflet at 10 AM.", []),
        ("ON THE BUS WITH TEA", []),
        ("I said NO to that.", []),
        ("PKM2 and A&E", []),
    ],
)
def test_two_or_three_capitals_are_initials_unless_everybody_knows_them(text: str, expected: list[str]) -> None:
    """Rotas and notes write them so; common abbreviations and emphasis are nobody."""
    assert initials(text) == expected


def test_a_rota_that_was_taken_for_a_name_is_its_initials() -> None:
    """A name with initials in it stays as it was found."""
    rota, name = "Mon KM/DS", "K.M. Rees"
    assert initials(rota, Identifier(0, 9, "PERSON", DIRECT, FOUND, 0.6, ("capitals",))) == ["KM", "DS"]
    assert initials(name, Identifier(0, 9, "PERSON", DIRECT, FOUND, 0.9, ("names",))) == [name]
