"""Which passages are asked for: read from an address, written as one again, and put as a condition to the database.

The names in addresses: `group`, the id of an attribute ("season=autumn 2025"), `coder`, `since` (the number of a
release, or "none") and `with` (a code that meets them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.workbench.facts import Facts

GROUP, CODER, SINCE, WITH = "group", "coder", "since", "with"
IN_NO_RELEASE = "none"
_FIELDS = {GROUP: "group", CODER: "coder", SINCE: "since", WITH: "meets"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; what is empty may be anything. `attributes` are (attribute, band) in the study's order."""

    group: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    coder: str = ""
    since: str = ""
    meets: str = ""

    def __bool__(self) -> bool:
        """Say whether anything is asked for."""
        return self != Filters()

    @property
    def of_codings(self) -> Filters:
        """Return what is asked of codings, without what is asked of people and interviews."""
        return replace(self, group="", attributes=())

    def value(self, name: str) -> str:
        """Return what is asked for under a name of an address, "" where nothing is."""
        return getattr(self, _FIELDS[name]) if name in _FIELDS else dict(self.attributes).get(name, "")

    def changed(self, name: str, value: str = "") -> Filters:
        """Return the same with another value under a name of an address, or with none."""
        if name in _FIELDS:
            named: dict[str, Any] = {_FIELDS[name]: value}
            return replace(self, **named)
        others = {**dict(self.attributes), name: value}
        return replace(self, attributes=tuple((id, band) for id, band in others.items() if band))

    def values(self) -> dict[str, str]:
        """Return what is asked for as the values of an address."""
        named = {GROUP: self.group, **dict(self.attributes), CODER: self.coder, SINCE: self.since, WITH: self.meets}
        return {name: value for name, value in named.items() if value}

    def condition(self) -> tuple[str, dict[str, str]]:
        """Write what is asked of codings as SQL about a row of `codings`, with the values to bind; "" for nothing."""
        written = (
            (self.coder, " AND codings.coder_id = :coder"),
            (self.since, f" AND codings.since {'IS NULL' if self.since == IN_NO_RELEASE else '= :since'}"),
            (self.meets, f" AND {_MEETS}"),
        )
        bound = {CODER: self.coder, SINCE: self.since, WITH: self.meets}
        return "".join(sql for asked, sql in written if asked), bound

    def fits(self, group: str, bands: Mapping[str, str]) -> bool:
        """Say whether a person of this group fits, in an interview that is in these bands: attribute to band."""
        return self.group in ("", group) and all(bands.get(id) == band for id, band in self.attributes)


def read_filters(asked: Any, facts: Facts) -> Filters:
    """Read what is asked for from the values of an address; what this study does not know is left out."""
    filters = Filters()
    for name, values in _known(facts).items():
        value = asked.get(name) or ""
        if value in values:
            filters = filters.changed(name, value)
    return filters


def unknown(asked: Any, facts: Facts) -> bool:
    """Say whether anything is asked for that this study does not know, and that is left out therefore."""
    return any(asked.get(name) and asked.get(name) not in values for name, values in _known(facts).items())


def _known(facts: Facts) -> dict[str, set[str]]:
    return {
        GROUP: {group.id for group in facts.groups},
        **{one.id: {band for band, _ in one.values} for one in facts.attributes},
        CODER: set(facts.coders),
        SINCE: {*map(str, facts.releases), IN_NO_RELEASE} if facts.releases else set(),
        WITH: set(facts.codes),
    }


# A code does not meet itself: a theme's passages that have it are left out where nothing else of the theme is there.
# The turns come first, as most passages are in none that has the code; the plus keeps them from being looked up in the
# index one by one.
_MEETS = """+codings.turn_id IN (SELECT turn_id FROM codings AS other WHERE other.code_id = :with)
  AND EXISTS (SELECT 1 FROM codings AS other WHERE other.code_id = :with
  AND other.participant_id IS codings.participant_id AND other.turn_id = codings.turn_id
  AND other.start < codings."end" AND codings.start < other."end" AND other.code_id <> codings.code_id)"""
