"""What readers are told of each participant: the attributes in which people can be alike or alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlite_utils import Database

from pipeline.publish.bands import OF_INTERVIEWS, band_told, check_attributes
from pipeline.publish.gather import PublishedTranscript
from pipeline.settings import Settings

PUBLISHED = ("group", *OF_INTERVIEWS)
"""What the team's database tells of everybody; that for outside holds nobody's attributes."""

_IN_STORE = {"site": "site", "wave": "wave"}
_MOST_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class Person:
    """A participant's label and the values of their attributes, in the order in which the study lists these."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """A participant whom nobody is like, with every smallest set of attributes that only they have together."""

    label: str
    values: dict[str, str]
    by: tuple[tuple[str, ...], ...]


def people_of(db: Database, transcripts: Sequence[PublishedTranscript], settings: Settings) -> tuple[Person, ...]:
    """List the participants of the transcripts with their attributes, merged into the study's bands.

    Somebody who takes part twice has both values. A column of the manifest is that of the transcript's row. Raises
    BadSettings where no manifest row has an attribute that study.toml lists.
    """
    rows = {row["id"]: row for row in db.query("SELECT id, site, wave, extra FROM transcripts")}
    extra = {id_: json.loads(row["extra"]) for id_, row in rows.items()}
    check_attributes(rows.values(), settings)
    values: dict[str, dict[str, dict[str, None]]] = {}
    for one in transcripts:
        told = {"season": one.season, "language": one.language, "kind": one.kind}
        told |= {name: rows[one.id][column] for name, column in _IN_STORE.items()} | extra[one.id]
        groups = {turn.participant: turn.group or one.group for turn in one.turns}
        for participant in one.participants:
            its = values.setdefault(participant, {name: {} for name in settings.attributes})
            for name in settings.attributes:
                value = groups.get(participant, one.group) if name == "group" else told.get(name, "")
                its[name].setdefault(_as_told(name, value, settings))
    return tuple(
        Person(label, tuple("; ".join(sorted(its[name])) for name in settings.attributes))
        for label, its in sorted(values.items())
    )


def _as_told(name: str, value: str, settings: Settings) -> str:
    """Return a value as readers have it, or would in a column without bands: what is in no band is untold."""
    if name in PUBLISHED or name in without_bands(settings):
        return settings.band(name, value)
    return band_told(name, value, settings)


def without_bands(settings: Settings) -> tuple[str, ...]:
    """List the columns of the manifest that the study counts, and that nobody is told yet: they have no bands."""
    return tuple(name for name in settings.attributes if name not in PUBLISHED and not settings.merge.get(name))


def k_of(people: Sequence[Person], attributes: Sequence[str]) -> int:
    """Say how many participants are alike in everything at least (k of k-anonymity); 0 where there are none."""
    if not people:
        return 0
    from pandas import DataFrame
    from pycanon.anonymity import k_anonymity

    return int(k_anonymity(DataFrame([one.values for one in people], columns=list(attributes)), list(attributes)))


def alone_in(people: Sequence[Person], attributes: Sequence[str]) -> tuple[Alone, ...]:
    """List the participants whom nobody is like, with the attributes that single them out."""
    found = []
    for person in people:
        by = single_out(person, people)
        if by:
            values = dict(zip(attributes, person.values, strict=True))
            found.append(Alone(person.label, values, tuple(tuple(attributes[n] for n in places) for places in by)))
    return tuple(found)


def single_out(person: Person, people: Sequence[Person]) -> list[tuple[int, ...]]:
    """List every smallest set of places in `values` in which nobody else is like `person`; none holds another.

    Sets of more than three attributes are given only where no smaller one singles the person out.
    """
    others = [one.values for one in people if one.label != person.label]
    found: list[tuple[int, ...]] = []
    for size in range(1, len(person.values) + 1):
        if found and size > _MOST_TOGETHER:
            break
        for places in combinations(range(len(person.values)), size):
            smaller = any(set(one) <= set(places) for one in found)
            if not smaller and not any(all(other[n] == person.values[n] for n in places) for other in others):
                found.append(places)
    return found
