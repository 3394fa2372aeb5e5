"""Vaguer truths: towns, bodies, ages and dates."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.pseudonyms.generalise import age_band, vaguer_date, vaguer_organisation, vaguer_place, with_article
from tests.marked import lines

PLACES = """
Neath               a town in South Wales
Nghastell-nedd      a town in South Wales
Fryste              a city in the south-west of England
Iraq                a country in Asia
Heol y Felin        a street
Maes Onnen          an estate
Cei Bach            a beach
Holton Road         a street
Zzyzx               a place
"""

ORGANISATIONS = """
Ysgol Bryn Onnen            a school
Morriston Hospital          a hospital in South Wales
Heddlu De Cymru             a police force
Clwb y Cei                  a club
Harbour Team                a team
Zzyzx                       an organisation
"""

AGES = """
3           under 5
nine        5 to 9
fifteen     13 to 15
16          16 to 17
bymtheg     13 to 15
seventy-four    65 to 74
seventy four    65 to 74
81          over 74
"""

DATES = """
the 14th of March           month   a day in March
14 March 2024               month   a day in March 2024
14/03/2024                  month   a day in March 2024
2024-03-14                  season  a day in spring 2024
Wednesday 12 November 2025  month   a day in November 2025
the third of May twenty twenty four     year    a day in 2024
Y pedwerydd o Dachwedd      month   a day in November
the 14th of March           year    a day
September 2025              season  autumn 2025
January                     season  winter
"""


@pytest.mark.parametrize("line", lines(PLACES))
def test_a_place_becomes_what_it_is_and_where(line: str) -> None:
    """At worst "a place"."""
    name, phrase = (part.strip() for part in line.split("  ", 1))
    assert vaguer_place(name) == phrase


@pytest.mark.parametrize("line", lines(ORGANISATIONS))
def test_an_organisation_becomes_what_it_is(line: str) -> None:
    """At worst "an organisation"."""
    name, phrase = (part.strip() for part in line.split("  ", 1))
    assert vaguer_organisation(name).startswith(phrase)


@pytest.mark.parametrize("line", lines(AGES))
def test_an_age_becomes_its_band(line: str) -> None:
    """In figures, in words and in Welsh."""
    age, band = (part.strip() for part in line.split("  ", 1))
    assert age_band(age) == band


@pytest.mark.parametrize("line", lines(DATES))
def test_a_date_becomes_its_month_season_or_year(line: str) -> None:
    """With an article of its own."""
    written, policy, vague = (part.strip() for part in line.split("  ") if part.strip())
    assert vaguer_date(written, policy) == vague


@pytest.mark.parametrize("written", ["January", "September 2025", "Dachwedd"])
def test_a_month_is_a_month_already(written: str) -> None:
    """It stays as it was said."""
    assert vaguer_date(written, "month") is None


def test_a_shifted_date_is_a_date() -> None:
    """Moved by the study's days, the year only where it was said."""
    assert vaguer_date("the 14th of March 2024", "shift", timedelta(days=30)) == "13 April 2024"
    assert vaguer_date("the 31st of December", "shift", timedelta(days=1)) == "1 January"


def test_an_impossible_date_is_still_replaced() -> None:
    """The 31st of February tells as much as any other."""
    assert vaguer_date("the 31st of February", "shift") == "a date"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("children's home", "a children's home"), ("estate", "an estate"), ("the school", "the school")],
)
def test_a_phrase_has_an_article(phrase: str, expected: str) -> None:
    """One, and only one."""
    assert with_article(phrase) == expected
