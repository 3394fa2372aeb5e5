"""Pairs of codes: in which order they stand, and which are wanted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.crossing.pairs import Asked, Pair, as_rows, chosen, codes_of, make_pairs, read_asked
from tests.pipeline.workbench.crossing.counted import codes

CODES = codes("exchange/lift", "exchange/food", "care/bed", "voice/heard")


def row(one: str, other: str, people: int, times: int = 1) -> dict[str, Any]:
    """Make a row of table code_by_code."""
    return {"code_id": one, "other_code_id": other, "people": people, "times": times}


def met(*rows: dict[str, Any]) -> list[tuple[str, str]]:
    """Name the tags of the pairs that rows are read as."""
    return [(pair.one.tag, pair.other.tag) for pair in make_pairs(rows, CODES)]


def test_most_people_come_first_then_what_meets_most_often() -> None:
    """And what is alike in both, in the codebook's order."""
    assert met(
        row("care/bed", "voice/heard", 2, 3),
        row("exchange/food", "voice/heard", 2, 9),
        row("care/bed", "exchange/food", 2, 3),
        row("care/bed", "exchange/lift", 7),
    ) == [("EXC-LIF", "CAR-BED"), ("EXC-FOO", "VOI-HEA"), ("EXC-FOO", "CAR-BED"), ("CAR-BED", "VOI-HEA")]


def test_a_pair_is_in_the_codebooks_order_and_not_in_the_alphabets() -> None:
    """The database has them by id."""
    assert met(row("care/bed", "exchange/lift", 1)) == [("EXC-LIF", "CAR-BED")]


def test_a_pair_leads_to_the_passages_in_which_they_meet() -> None:
    """The page of the one, with the other."""
    (pair,) = make_pairs([row("care/bed", "exchange/lift", 1)], CODES)
    assert pair.path == "/theme/exchange/lift?with=care%2Fbed"


def test_a_pair_is_seen_from_the_code_that_was_asked_for() -> None:
    """It stands first; without one the codebook's order stays."""
    (pair,) = make_pairs([row("care/bed", "exchange/lift", 1)], CODES)
    assert [code.id for code in pair.ends("care/bed")] == ["care/bed", "exchange/lift"]
    assert [code.id for code in pair.ends("")] == ["exchange/lift", "care/bed"]


EVERY = make_pairs(
    [row("care/bed", "exchange/lift", 3), row("care/bed", "voice/heard", 2), row("exchange/food", "exchange/lift", 1)],
    CODES,
)


@pytest.mark.parametrize(
    ("asked", "people"),
    [
        (Asked(), [3, 2, 1]),
        (Asked(code="care/bed"), [3, 2]),
        (Asked(theme="exchange"), [3, 1]),
        (Asked(least=2), [3, 2]),
        (Asked(theme="voice", code="care/bed"), [2]),
        (Asked(theme="voice", least=3), []),
    ],
)
def test_what_is_wanted_is_kept(asked: Asked, people: list[int]) -> None:
    """By code, by theme, and by how many people; all of it at once."""
    assert [pair.people for pair in chosen(EVERY, asked)] == people


def test_codes_that_take_part_stand_in_the_codebooks_order() -> None:
    """Those of a theme together; one that meets none is left out."""
    assert [code.id for code in codes_of(EVERY[:2], CODES)] == ["exchange/lift", "care/bed", "voice/heard"]


def asked_with(**args: str) -> Asked:
    """Read what an address asks for."""
    return read_asked(args, {"care", "voice"}, CODES)


def test_an_address_asks_for_pairs() -> None:
    """And what it asks for makes the same address again."""
    asked = asked_with(theme="care", code="voice/heard", least="3")
    assert asked == Asked("care", "voice/heard", 3)
    assert asked.values == {"theme": "care", "code": "voice/heard", "least": 3}


@given(st.text(), st.text(), st.text())
def test_what_an_address_says_wrongly_is_passed_over(theme: str, code: str, least: str) -> None:
    """Whatever stands in it, a theme and code are known ones or none, and the fewest people are at least one."""
    asked = asked_with(theme=theme, code=code, least=least)
    assert asked.theme in ("", "care", "voice")
    assert asked.code == "" or asked.code in CODES
    assert asked.least >= 1


@pytest.mark.parametrize("least", ["-4", "3.5", "٣", "three", "", "99999999999999999999", "0"])
def test_the_fewest_people_are_a_plain_number(least: str) -> None:
    """Anything else is as if it had not been said."""
    assert asked_with(least=least).is_all


def test_a_table_file_names_both_codes() -> None:
    """With tags, and with people before times."""
    assert as_rows([Pair(CODES["exchange/lift"], CODES["care/bed"], 3, 5)]) == [
        {
            "code_id": "exchange/lift",
            "tag": "EXC-LIF",
            "code": "exchange/lift",
            "other_code_id": "care/bed",
            "other_tag": "CAR-BED",
            "other_code": "care/bed",
            "people": 3,
            "times": 5,
        }
    ]
