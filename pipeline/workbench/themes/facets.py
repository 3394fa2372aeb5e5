"""What the passages of a page can be narrowed down to, each with how many people it would leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.workbench import addresses
from pipeline.workbench.facts import Facts
from pipeline.workbench.quoting.rows import Bands
from pipeline.workbench.themes.filters import CODER, GROUP, IN_NO_RELEASE, SINCE, WITH, Filters
from pipeline.workbench.themes.shares import Mark, Share
from pipeline.workbench.words import say


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to narrow down to, with its address; `people` as other choices stand."""

    label: str
    people: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to narrow down by; `chosen` says what is asked for, and `without` is the address without that."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str = ""
    without: str = ""


def facets(
    path: str, filters: Filters, shares: Sequence[Share], marks: Sequence[Mark], bands: Bands, facts: Facts
) -> list[Facet]:
    """List what can be narrowed down by: where there are two things to choose from, and where something is chosen.

    `shares` and `marks` are those of the codings that are asked for, whoever said it.
    """

    def counted(name: str, told: Iterable[tuple[str, Share | Mark]]) -> dict[str, int]:
        others = filters.changed(name)
        people: dict[str, set[str]] = {}
        for value, one in told:
            if others.fits(one.group, bands.get(one.transcript, {})):
                people.setdefault(value, set()).add(one.participant)
        return {value: len(its - {""}) for value, its in people.items()}

    def facet(name: str, label: str, labels: dict[str, str], told: Iterable[tuple[str, Share | Mark]]) -> Facet:
        return _facet(name, label, labels, counted(name, told), path, filters)

    groups = {one.id: one.label for one in facts.groups}
    found = [facet(GROUP, say("Group"), groups, ((one.group, one) for one in shares))]
    for its in facts.attributes:
        told = ((bands.get(one.transcript, {}).get(its.id, ""), one) for one in shares)
        found.append(facet(its.id, its.label, {band: band for band, _ in its.values}, told))
    made = ((one.coder, one) for one in marks if _is_since(one, filters.since))
    found.append(facet(CODER, say("Coder"), {one: one for one in facts.coders}, made))
    theirs = ((one.since or IN_NO_RELEASE, one) for one in marks if filters.coder in ("", one.coder))
    found.append(facet(SINCE, say("Release"), _releases(facts), theirs))
    if filters.meets:
        code = facts.codes[filters.meets]
        without = addresses.with_values(path, filters.changed(WITH).values())
        found.append(Facet(WITH, say("Meets"), (), f"{code.tag} {code.name}", without))
    return [one for one in found if one.chosen or len(one.options) > 1]


def _facet(name: str, label: str, labels: dict[str, str], people: dict[str, int], path: str, filters: Filters) -> Facet:
    chosen = filters.value(name)
    options = tuple(
        Option(words, people[value], addresses.with_values(path, filters.changed(name, value).values()))
        for value, words in labels.items()
        if value in people and value != chosen
    )
    without = addresses.with_values(path, filters.changed(name).values()) if chosen else ""
    return Facet(name, label, options, labels[chosen] if chosen else "", without)


def _releases(facts: Facts) -> dict[str, str]:
    if not facts.releases:
        return {}
    known = {str(n): say("since release {n}", n=n) for n in facts.releases}
    return {**known, IN_NO_RELEASE: say("not in a release yet")}


def _is_since(mark: Mark, since: str) -> bool:
    return not since or mark.since == ("" if since == IN_NO_RELEASE else since)
