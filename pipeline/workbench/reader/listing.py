"""The list of transcripts: what each is, who speaks in it, and who coded it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.workbench import addresses
from pipeline.workbench.facts import AttributeFacts, Facts
from pipeline.workbench.paging import Paging

PER_PAGE = 100
GROUP = "group"

OF_TRANSCRIPTS = frozenset({"season", "kind"})
"""Attributes that a transcript has a column for."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A transcript in the list: its bands by attribute, the participants in it, how many codings each coder made."""

    id: str
    group: str
    kind: str
    season: str
    turns: int
    words: int
    bands: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    coded_by: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A value by which the list can be filtered: where that leads, and whether it is chosen now."""

    text: str
    path: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """Something to filter by, with its values; `all` leads to the list without it."""

    label: str
    all: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> str:
        """Return the value that is chosen, empty where none is."""
        return next((one.text for one in self.choices if one.chosen), "")


def chosen_from(facts: Facts, asked: Mapping[str, str]) -> dict[str, str]:
    """Read from an address which group and bands are asked for; what the study does not have is passed over."""
    known = {GROUP: {one.id for one in facts.groups}}
    known |= {one.id: {value for value, _ in one.values} for one in facts.attributes}
    return {name: asked[name] for name, values in known.items() if asked.get(name) in values}


def filters(facts: Facts, chosen: Mapping[str, str], group_label: str) -> tuple[Filter, ...]:
    """List what the transcripts can be filtered by; what has a single value filters nothing and is left out."""
    groups = [(one.id, one.label) for one in facts.groups if one.transcripts]
    offered = [(GROUP, group_label, groups)]
    offered += [(one.id, one.label, [(value, value) for value, _ in one.values]) for one in facts.attributes]
    return tuple(_filter(name, label, values, chosen) for name, label, values in offered if len(values) > 1)


def other_attributes(facts: Facts) -> tuple[AttributeFacts, ...]:
    """List the attributes that need a column of their own."""
    return tuple(one for one in facts.attributes if one.id not in OF_TRANSCRIPTS)


async def listed(database: Any, chosen: Mapping[str, str], page: int | None = 1) -> tuple[list[Listed], Paging]:
    """Return a page of the transcripts that are asked for, group by group; all of them where `page` is None."""
    where, values = _where(chosen)
    found = (await database.execute(f"SELECT count(*) AS n FROM transcripts{where}", values)).first()["n"]
    paging = Paging.of(found, PER_PAGE if page else max(1, found), page or 1)
    limits = {"limit": paging.size, "offset": paging.before}
    rows = (await database.execute(_LISTED.format(where=where), values | limits)).rows
    shown = {"shown": json.dumps([row["id"] for row in rows])}

    async def beside(sql: str) -> dict[str, list[Any]]:
        """Ask for what belongs to the transcripts of this page, all of it at once."""
        belongs: dict[str, list[Any]] = {}
        for row in (await database.execute(sql, shown)).rows:
            belongs.setdefault(row["transcript_id"], []).append(row)
        return belongs

    bands, people, coders = await beside(_BANDS), await beside(_PEOPLE), await beside(_CODED_BY)
    return [
        Listed(
            row["id"],
            row["group_label"] or "",
            row["kind"] or "",
            row["season"] or "",
            row["turns"],
            row["words"],
            {one["attribute_id"]: one["value"] for one in bands.get(row["id"], ())},
            tuple(one["participant_id"] for one in people.get(row["id"], ())),
            tuple((one["coder_id"], one["codings"]) for one in coders.get(row["id"], ())),
        )
        for row in rows
    ], paging


def rows_of(found: Iterable[Listed], others: Sequence[AttributeFacts]) -> list[dict[str, object]]:
    """Make a row of each transcript, with a column for each of the `others`."""
    return [
        {
            "transcript": one.id,
            "group": one.group,
            "kind": one.kind,
            "season": one.season,
            **{other.id: one.bands.get(other.id, "") for other in others},
            "turns": one.turns,
            "words": one.words,
            "participants": "; ".join(one.people),
            "codings": sum(codings for _, codings in one.coded_by),
            "coders": "; ".join(coder for coder, _ in one.coded_by),
        }
        for one in found
    ]


def _filter(name: str, label: str, values: Sequence[tuple[str, str]], chosen: Mapping[str, str]) -> Filter:
    def to(value: str) -> str:
        return addresses.with_values(addresses.TRANSCRIPTS, {**chosen, name: value})

    return Filter(label, to(""), tuple(Choice(text, to(value), chosen.get(name) == value) for value, text in values))


def _where(chosen: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """Write the condition for what is chosen, with every value bound."""
    conditions, values = [], {}
    for n, (name, value) in enumerate(chosen.items()):
        values[f"value{n}"] = value
        if name == GROUP:
            conditions.append(_OF_GROUP.format(n=n))
        else:
            values[f"name{n}"] = name
            conditions.append(_IN_BAND.format(n=n))
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), values


_IN_BAND = """transcripts.id IN (
  SELECT transcript_id FROM transcript_attributes WHERE attribute_id = :name{n} AND value = :value{n})"""
_OF_GROUP = """(transcripts.group_id = :value{n} OR transcripts.id IN (
  SELECT speakers.transcript_id FROM speakers JOIN participants ON participants.id = speakers.participant_id
  WHERE participants.group_id = :value{n}))"""
_LISTED = """
SELECT transcripts.id, "groups".label AS group_label, kind, season, turns, words
FROM transcripts LEFT JOIN "groups" ON "groups".id = transcripts.group_id{where}
ORDER BY transcripts.group_id IS NULL, transcripts.group_id, transcripts.id LIMIT :limit OFFSET :offset
"""
_BANDS = """
SELECT transcript_id, attribute_id, value FROM transcript_attributes
WHERE transcript_id IN (SELECT value FROM json_each(:shown))
"""
_PEOPLE = """
SELECT transcript_id, participant_id FROM speakers
WHERE transcript_id IN (SELECT value FROM json_each(:shown)) AND participant_id IS NOT NULL
GROUP BY transcript_id, participant_id ORDER BY transcript_id, participant_id
"""
_CODED_BY = """
SELECT transcript_id, coder_id, codings FROM coded_by
WHERE transcript_id IN (SELECT value FROM json_each(:shown)) AND codings > 0 ORDER BY transcript_id, coder_id
"""
