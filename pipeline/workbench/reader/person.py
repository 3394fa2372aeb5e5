"""What is known of one participant: their transcripts and bands, what they spoke about, and their words in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.workbench.facts import CodeFacts, Facts, ThemeFacts
from pipeline.workbench.paging import Paging
from pipeline.workbench.quoting.passages import BEGINS, IN_ORDER, Passage, codings_of_quotes, passages_of_codings

Row = Mapping[str, Any]

QUOTES_PER_PAGE, TURNS_PER_PAGE = 30, 50


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """A theme that somebody spoke about, with how many passages each of its codes has."""

    theme: ThemeFacts
    codes: tuple[tuple[CodeFacts, int], ...]

    @property
    def passages(self) -> int:
        """Count the passages of all its codes; words with two of them are counted with each."""
        return sum(passages for _, passages in self.codes)


@dataclass(frozen=True, slots=True)
class Told:
    """A transcript in which somebody speaks, with its bands: (attribute, band)."""

    id: str
    kind: str
    turns: int
    bands: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """Which of somebody's coded words are asked for: those of a theme, of a code, or all; and how many there are.

    `quotes` counts passages on overlapping words as one.
    """

    person: str
    theme: str
    code: str
    passages: int
    quotes: int


async def group_of(database: Any, person: str) -> Row | None:
    """Return a participant's label with that of their group, None where there is nobody of this label."""
    row = (await database.execute(_PERSON, {"person": person})).first()
    return dict(row) if row else None


async def told_in(database: Any, facts: Facts, person: str) -> tuple[Told, ...]:
    """List the transcripts in which somebody speaks."""
    bands: dict[str, list[tuple[str, str]]] = {}
    labels = {one.id: one.label for one in facts.attributes if one.id != "kind"}
    for row in (await database.execute(_BANDS, {"person": person})).rows:
        if row["attribute_id"] in labels and row["value"]:
            bands.setdefault(row["transcript_id"], []).append((labels[row["attribute_id"]], row["value"]))
    rows = (await database.execute(_TOLD, {"person": person})).rows
    return tuple(Told(row["id"], row["kind"] or "", row["turns"], tuple(bands.get(row["id"], ()))) for row in rows)


async def spoken_of(database: Any, facts: Facts, person: str) -> tuple[SpokenOf, ...]:
    """List the themes that somebody spoke about, in the codebook's order."""
    passages = {row["code_id"]: row["n"] for row in (await database.execute(_CODES, {"person": person})).rows}
    found = (
        SpokenOf(theme, tuple((code, passages[code.id]) for code in theme.codes if code.id in passages))
        for theme in facts.themes
    )
    return tuple(one for one in found if one.codes)


async def coded(database: Any, person: str, theme: str = "", code: str = "") -> Coded:
    """Count somebody's coded words: all, or those that have a code, or one of a theme's."""
    sql = _COUNTED.format(condition=_condition(theme, code))
    row = (await database.execute(sql, {"person": person, "theme": theme, "code": code})).first()
    return Coded(person, theme, code, row["passages"], row["quotes"])


async def passages(database: Any, which: Coded, skip: int, take: int) -> list[Passage]:
    """Read the passages of some of the quotes that are asked for: `take` of those after the first `skip`."""
    asked = {"person": which.person, "theme": which.theme, "code": which.code}
    condition = _condition(which.theme, which.code)
    ids = await codings_of_quotes(database, "participant_id", condition, asked, skip, take)
    return await passages_of_codings(database, ids)


async def turns(database: Any, person: str, page: int | None = 1) -> tuple[list[Row], Paging]:
    """Return a page of what somebody said, turn by turn across transcripts; all of it where `page` is None."""
    found = (await database.execute("SELECT count(*) AS n FROM turns WHERE participant_id = ?", [person])).first()["n"]
    paging = Paging.of(found, TURNS_PER_PAGE if page else max(1, found), page or 1)
    limits = {"person": person, "limit": paging.size, "offset": paging.before}
    return [dict(row) for row in (await database.execute(_TURNS, limits)).rows], paging


def _condition(theme: str, code: str) -> str:
    narrower = (" AND theme_id = :theme" if theme else "") + (" AND code_id = :code" if code else "")
    return f"participant_id = :person{narrower}"


_PERSON = """
SELECT participants.id, participants.group_id, "groups".label AS group_label,
  EXISTS (SELECT 1 FROM turns WHERE turns.participant_id = participants.id AND NOT turns.may_quote) AS unquotable
FROM participants LEFT JOIN "groups" ON "groups".id = participants.group_id WHERE participants.id = :person
"""
_TOLD = """
SELECT transcripts.id, transcripts.kind, (
  SELECT count(*) FROM turns WHERE turns.participant_id = :person AND turns.transcript_id = transcripts.id) AS turns
FROM transcripts WHERE id IN (SELECT transcript_id FROM speakers WHERE participant_id = :person) ORDER BY id
"""
_BANDS = """
SELECT transcript_id, attribute_id, value FROM transcript_attributes
WHERE transcript_id IN (SELECT transcript_id FROM speakers WHERE participant_id = :person)
"""
_CODES = "SELECT code_id, sum(passages) AS n FROM coded_people WHERE participant_id = :person GROUP BY code_id"
_COUNTED = f"""
SELECT count(*) AS passages, coalesce(sum(begins), 0) AS quotes FROM (
  SELECT max(begins) AS begins FROM (
    SELECT turn_id, start, "end", code_id, {BEGINS} FROM {IN_ORDER.format(column="participant_id")}
    WHERE {{condition}})
  GROUP BY turn_id, start, "end", code_id)
"""
_TURNS = """
SELECT transcript_id AS transcript, n AS turn, coalesce(start_time, '') AS time, text, may_quote FROM turns
WHERE participant_id = :person ORDER BY transcript_id, n LIMIT :limit OFFSET :offset
"""
