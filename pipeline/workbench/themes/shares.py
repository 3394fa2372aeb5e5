"""Who said how much where about a theme or a code: what everything on its page is counted from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import intern
from types import MappingProxyType
from typing import Any

from datasette.database import Database

from pipeline.workbench.quoting.passages import BEGINS, IN_ORDER
from pipeline.workbench.quoting.rows import Bands
from pipeline.workbench.themes.filters import Filters
from pipeline.workbench.themes.scope import Scope

MOST_AT_ONCE = 50_000
"""So many passages are looked through with one question, which then takes no longer than one may."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Share:
    """How many passages one person has in one transcript; `participant` is "" where nobody is named.

    `by_interviewer` says that the words are an interviewer's: no finding, and counted in no table. `quotes` counts
    passages on overlapping words as one; 0 as long as nobody has looked.
    """

    participant: str
    group: str
    transcript: str
    passages: int
    by_interviewer: bool = False
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """That a coder coded something of one person in one transcript, and since which release ("" for none)."""

    participant: str
    group: str
    transcript: str
    coder: str
    since: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Quotes that follow each other: those of some people, or of nobody named where there are none."""

    participants: tuple[str, ...]
    skip: int
    take: int


async def read_shares(database: Database, scope: Scope) -> tuple[Share, ...]:
    """Read who said how much where, in order of people, nobody named last."""
    known = await database.execute(_KNOWN.format(column=scope.column), {"scope": scope.id})
    unnamed = await database.execute(_UNNAMED.format(column=scope.column), {"scope": scope.id})
    return tuple(_share(_where(row), row) for row in (*known.rows, *unnamed.rows))


async def read_chosen_shares(
    database: Database, scope: Scope, filters: Filters, shares: Sequence[Share]
) -> tuple[Share, ...]:
    """Read the same of the codings that are asked for; `shares` are those of all."""
    rows = await _read_of_codings(database, _CHOSEN, scope, filters, shares)
    return tuple(_share(where, row) for where, row in rows)


async def with_quotes(database: Database, scope: Scope, filters: Filters, shares: Sequence[Share]) -> tuple[Share, ...]:
    """Return `shares`, those of the codings that are asked for, with how many quotes each is."""
    told = _transcripts(shares)
    rest = [one for one in shares if len(told.get(one.participant, ())) != 1]
    rows = await _read_of_codings(database, _QUOTES, scope, filters, rest)
    known = {replace(_share(where, row), passages=0): row["quotes"] for where, row in rows}
    condition, bound = filters.condition()
    alone = dict[str, int]()
    for people in portions(one for one in shares if len(told.get(one.participant, ())) == 1):
        asked = {"scope": scope.id, "participants": json.dumps(people), **bound}
        found = await database.execute(_QUOTES_OF_EACH.format(column=scope.column, condition=condition), asked)
        alone |= {row["participant_id"]: row["quotes"] for row in found.rows}
    return tuple(replace(one, quotes=alone.get(one.participant) or known[replace(one, passages=0)]) for one in shares)


async def read_marks(database: Database, scope: Scope, filters: Filters, shares: Sequence[Share]) -> tuple[Mark, ...]:
    """Read which coders coded whom, and since when, whatever coder and release are asked for."""
    asked = Filters(meets=filters.meets)
    rows = await _read_of_codings(database, _MARKS, scope, asked, shares)
    return tuple(
        Mark(**where, coder=intern(row["coder_id"] or ""), since=intern(str(row["since"] or ""))) for where, row in rows
    )


def fitting(shares: Iterable[Share], filters: Filters, bands: Bands) -> list[Share]:
    """Return the shares of the people and interviews that are asked for."""
    return [one for one in shares if filters.fits(one.group, bands.get(one.transcript, {}))]


def people_of(shares: Iterable[Share | Mark]) -> int:
    """Count the people."""
    return len({one.participant for one in shares if one.participant})


def passages_of(shares: Iterable[Share]) -> int:
    """Count the passages."""
    return sum(one.passages for one in shares)


def quotes_of(shares: Iterable[Share]) -> int:
    """Count the quotes."""
    return sum(one.quotes for one in shares)


def of_interviewers(shares: Iterable[Share]) -> int:
    """Count the passages that are interviewers' words."""
    return passages_of(one for one in shares if one.by_interviewer)


def stretches(shares: Sequence[Share], first: int, most: int) -> list[Stretch]:
    """Say where the quotes from number `first` (from 0) are, `most` of them at the most."""
    by_person: dict[str, int] = {}
    for one in shares:
        by_person[one.participant] = by_person.get(one.participant, 0) + one.quotes
    found: dict[bool, list[tuple[str, int, int]]] = {True: [], False: []}
    at, last = 0, first + most
    for person in sorted(by_person, key=lambda id: (not id, id)):
        begin, end = max(at, first), min(at + by_person[person], last)
        if begin < end:
            found[bool(person)].append((person, begin - at, end - begin))
        at += by_person[person]
    return [
        Stretch(tuple(person for person, _, _ in its if person), its[0][1], sum(take for _, _, take in its))
        for its in found.values()
        if its
    ]


def portions(shares: Iterable[Share], most: int = MOST_AT_ONCE) -> list[tuple[str, ...]]:
    """Put people together who have no more than so many passages, or one who has; nobody named is () by itself."""
    passages = _by_person(shares)
    found: list[tuple[str, ...]] = [()] if passages.pop("", 0) else []
    together, so_many = list[str](), 0
    for person in sorted(passages):
        if together and so_many + passages[person] > most:
            found.append(tuple(together))
            together, so_many = [], 0
        together.append(person)
        so_many += passages[person]
    return [*found, tuple(together)] if together else found


def _share(where: Mapping[str, str], row: Row) -> Share:
    return Share(**where, passages=row["passages"], by_interviewer=bool(row["by_interviewer"]), quotes=0)


def _by_person(shares: Iterable[Share]) -> dict[str, int]:
    passages: dict[str, int] = {}
    for one in shares:
        passages[one.participant] = passages.get(one.participant, 0) + one.passages
    return passages


async def _read_of_codings(
    database: Database, sql: str, scope: Scope, filters: Filters, shares: Sequence[Share]
) -> list[tuple[dict[str, str], Row]]:
    told = _transcripts(shares)
    several = [person for person, its in told.items() if len(its) > 1]
    only = {person: its[0] for person, its in told.items() if len(its) == 1}
    condition, bound = filters.condition()
    found: list[Row] = []
    for people in portions(shares):
        whose = OF_PEOPLE if people else "participant_id IS NULL"
        asked = {"scope": scope.id, "several": json.dumps(several), "participants": json.dumps(people), **bound}
        written = sql.format(column=scope.column, condition=f"{condition} AND {whose}")
        found += (await database.execute(written, asked)).rows
    return [(_where(row, only), row) for row in found]


def _where(row: Row, only: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Say of whom and where a row is; labels that come in thousands of rows are kept once."""
    transcript = row["transcript_id"] or only[row["participant_id"]]
    return {
        "participant": intern(row["participant_id"] or ""),
        "group": intern(row["group_id"] or ""),
        "transcript": intern(transcript),
    }


def _transcripts(shares: Iterable[Share]) -> dict[str, list[str]]:
    """Give the transcripts in which everybody speaks about it: where it is one, no turn has to be read to know it."""
    found: dict[str, list[str]] = {}
    for one in shares:
        if one.participant:
            found.setdefault(one.participant, []).append(one.transcript)
    return found


OF_PEOPLE = "participant_id IN (SELECT value FROM json_each(:participants))"
_KNOWN = """
SELECT participant_id, group_id, transcript_id, 0 AS by_interviewer, sum(passages) AS passages FROM coded_people
WHERE {column} = :scope GROUP BY participant_id, transcript_id ORDER BY participant_id, transcript_id
"""
_BY_INTERVIEWER = """participant_id IS NULL
  AND (SELECT role FROM turns WHERE turns.id = turn_id) = 'interviewer' AS by_interviewer"""
_UNNAMED = f"""
SELECT NULL AS participant_id, group_id, transcript_id, {_BY_INTERVIEWER}, count(*) AS passages FROM (
  SELECT DISTINCT participant_id, turn_id, start, "end", code_id, group_id, transcript_id FROM codings
  WHERE {{column}} = :scope AND participant_id IS NULL)
GROUP BY group_id, transcript_id, by_interviewer
"""
_WHERE_SAID = """CASE WHEN participant_id IS NULL OR participant_id IN (SELECT value FROM json_each(:several))
  THEN (SELECT transcript_id FROM turns WHERE turns.id = turn_id) END AS transcript_id"""
_CHOSEN = f"""
SELECT participant_id, group_id, {_WHERE_SAID}, {_BY_INTERVIEWER}, count(*) AS passages FROM (
  SELECT participant_id, group_id, turn_id FROM {IN_ORDER} WHERE {{column}} = :scope{{condition}}
  GROUP BY participant_id, turn_id, start, "end", code_id)
GROUP BY 1, 2, 3, 4
"""
_QUOTES = f"""
SELECT participant_id, group_id, {_WHERE_SAID}, {_BY_INTERVIEWER}, 0 AS passages, sum(begins) AS quotes FROM (
  SELECT participant_id, group_id, turn_id, {BEGINS} FROM {IN_ORDER} WHERE {{column}} = :scope{{condition}})
GROUP BY 1, 2, 3, 4
"""
# Person by person, and what they say in one transcript alone: nothing has to be sorted, in a fifth of the time.
_QUOTES_OF_EACH = f"""
SELECT value AS participant_id, (
  SELECT sum(begins) FROM (SELECT {BEGINS} FROM {IN_ORDER}
    WHERE {{column}} = :scope AND participant_id = people.value{{condition}})) AS quotes
FROM json_each(:participants) AS people
"""
_MARKS = f"""
SELECT DISTINCT participant_id, group_id, {_WHERE_SAID}, coder_id, since FROM {IN_ORDER}
WHERE {{column}} = :scope{{condition}}
"""
