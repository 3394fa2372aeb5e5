"""Cities, towns and villages of the United Kingdom, and the vaguer truth that may stand in for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

import numpy as np

from pipeline.folding import fold
from pipeline.lists.countries import countries
from pipeline.lists.gazetteer import Settlement, settlements
from pipeline.lists.mutations import mutated
from pipeline.lists.tables import read_lines, read_rows
from pipeline.lists.words import is_in_lists

PlaceKind = Literal["city", "town", "village", "suburb", "county", "country"]

_TOWN = 7_000
_NATIONS = {"SCT": "Scotland", "NIR": "Northern Ireland"}
_WALES = "WLS"
_ENGLAND = "ENG"
_ARTICLES = ("y ", "yr ")


@dataclass(frozen=True, slots=True)
class Place:
    """A place under its usual English name, whichever of its names was said; `area` is the part of the country."""

    name: str
    kind: PlaceKind
    area: str


_AREA_NAMES = frozenset(fold(name).removeprefix("the ") for name in read_lines("areas.txt"))

AREAS: frozenset[str] = frozenset(
    form
    for name in _AREA_NAMES
    for form in (name, f"the {name}", name.replace("-", " "), f"the {name.replace('-', ' ')}")
)
"""Nations, regions and counties so large that naming them says little of anyone: folded, kept in what is published."""


@cache
def places() -> Mapping[str, Place]:
    """Return every place known, by its folded name in English or in Welsh, mutated or not, hyphens kept and as spaces.

    Where several places share a name it is the one in our own lists, else the Welsh one, else the most populous.
    """
    found: dict[str, Place] = {}
    for folded, place in _by_precedence():
        for form in _written_forms(folded):
            found.setdefault(form, place)
    for alias in read_rows("places_aliases.csv"):
        found[fold(alias["alias"])] = found[fold(alias["name"])]
    for folded, place in _welsh_names(found):
        for form in (f for mutation in mutated(folded) for f in _written_forms(mutation)):
            if not is_in_lists(form):
                found.setdefault(form, place)
    return MappingProxyType({form: place for form, place in found.items() if form not in AREAS})


def describe_place(place: Place) -> str:
    """Return the vaguer truth that stands in for a place, such as "a town in South Wales"."""
    if place.area == "London":
        return "a part of London"
    return f"a {place.kind} in {place.area}"


def _by_precedence() -> Iterator[tuple[str, Place]]:
    for row in read_rows("places_cy.csv"):
        place = Place(row["english"], cast(PlaceKind, row["kind"]), row["area"])
        yield from ((fold(row[language]), place) for language in ("english", "welsh"))
    for row in read_rows("places_small.csv"):
        yield fold(row["name"]), Place(row["name"], cast(PlaceKind, row["kind"]), row["area"])
    for folded, (name, continent) in countries().items():
        yield folded, Place(name, "country", continent)
    yield from _from_gazetteer()


def _from_gazetteer() -> Iterator[tuple[str, Place]]:
    ranked = sorted(settlements(), key=lambda one: (one.nation != _WALES, -one.population))
    cities = {fold(name) for name in read_lines("cities.txt")}
    market_towns = {fold(name) for name in read_lines("market_towns.txt")}
    for settlement, area in zip(ranked, _areas_of(ranked), strict=True):
        folded = fold(settlement.name)
        kind: PlaceKind = "village"
        if folded in cities:
            kind = "city"
        elif settlement.population >= _TOWN or folded in market_towns:
            kind = "town"
        yield folded, Place(settlement.name, kind, area)


def _areas_of(ranked: list[Settlement]) -> list[str]:
    """Give each settlement the area of the nearest town whose area is known, on its own side of the border."""
    areas = [_NATIONS.get(one.nation, "") for one in ranked]
    regions = {fold(row["town"]): row["area"] for row in read_rows("regions.csv")}
    for nation in (_WALES, _ENGLAND):
        here = [i for i, one in enumerate(ranked) if one.nation == nation]
        anchors: dict[str, Settlement] = {}
        for i in here:
            town = fold(ranked[i].name)
            if ("Wales" in regions.get(town, "")) == (nation == _WALES) and town in regions:
                anchors.setdefault(town, ranked[i])
        nearest = _nearest([ranked[i] for i in here], list(anchors.values()))
        towns = list(anchors)
        for i, anchor in zip(here, nearest, strict=True):
            areas[i] = regions[towns[anchor]]
    return areas


def _nearest(all_of: list[Settlement], anchors: list[Settlement]) -> list[int]:
    # Degrees of longitude are about 0.6 of a degree of latitude at this distance from the equator.
    points = np.array([(one.latitude, one.longitude * 0.6) for one in all_of])
    targets = np.array([(one.latitude, one.longitude * 0.6) for one in anchors])
    # The distance squared, less what is the same for every anchor of a point.
    apart = (targets**2).sum(1) - 2 * points @ targets.T
    return [int(i) for i in apart.argmin(1)]


def _welsh_names(found: Mapping[str, Place]) -> Iterator[tuple[str, Place]]:
    pairs = read_rows("places_cy.csv")
    beginnings = read_lines("welsh_beginnings.txt")
    for row in pairs:
        welsh = fold(row["welsh"])
        yield welsh, found[welsh]
    english_only = {fold(row["english"]) for row in pairs if row["english"] != row["welsh"]}
    for place in dict.fromkeys(found.values()):
        folded = fold(place.name)
        if "Wales" in place.area and folded not in english_only and folded.startswith(beginnings):
            yield folded, place


def _written_forms(folded: str) -> set[str]:
    forms = {folded}
    for saint, other in (("saint ", "st "), ("st ", "saint ")):
        if folded.startswith(saint):
            forms |= {other + folded.removeprefix(saint), "st. " + folded.removeprefix(saint)}
            forms |= {form[:-1] + "'s" for form in forms if form.endswith("s") and not form.endswith("'s")}
    for article in _ARTICLES:
        bare = folded.removeprefix(article)
        if bare != folded and not is_in_lists(bare):
            forms.add(bare)
    return forms | {form.replace("-", " ") for form in forms} | {form.replace("'", "") for form in forms}
