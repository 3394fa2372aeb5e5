"""What is known of one participant: their transcripts and bands, what they spoke about, and their words in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.workbench.facts import CodeFacts, Facts, ThemeFacts
from pipeline.workbench.paging import Paging

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
class Passage:
    """Words that somebody coded: `codes` are (code, its coders), `uids` what their codings are known by."""

    transcript: str
    turn: int
    time: str
    quote: str
    codes: tuple[tuple[str, tuple[str, ...]], ...]
    uids: tuple[str, ...]
    may_quote: bool = True


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


async def quotes(
    database: Any, person: str, theme: str = "", code: str = "", page: int | None = 1
) -> tuple[list[Passage], Paging]:
    """Return a page of somebody's coded words in order, with all their codes; every one where `page` is None.

    `theme` and `code` narrow down to passages that have one.
    """
    which = {"person": person, "theme": theme, "code": code}
    keyed = _KEYS.format(where=_where(theme, code))
    found = (await database.execute(f"SELECT count(*) AS n FROM ({keyed})", which)).first()["n"]
    paging = Paging.of(found, QUOTES_PER_PAGE if page else max(1, found), page or 1)
    limits = {"limit": paging.size, "offset": paging.before}
    rows = (await database.execute(f"{keyed} ORDER BY 1, 2, 3 LIMIT :limit OFFSET :offset", which | limits)).rows
    if not rows:
        return [], paging
    keys = {tuple(row) for row in rows}
    between = {"person": person, "first": rows[0]["turn_id"], "last": rows[-1]["turn_id"]}
    codings = (await database.execute(_CODINGS, between)).rows
    return _passages([row for row in codings if (row["turn_id"], row["start"], row["end"]) in keys]), paging


async def turns(database: Any, person: str, page: int | None = 1) -> tuple[list[Row], Paging]:
    """Return a page of what somebody said, turn by turn across transcripts; all of it where `page` is None."""
    found = (await database.execute("SELECT count(*) AS n FROM turns WHERE participant_id = ?", [person])).first()["n"]
    paging = Paging.of(found, TURNS_PER_PAGE if page else max(1, found), page or 1)
    limits = {"person": person, "limit": paging.size, "offset": paging.before}
    return [dict(row) for row in (await database.execute(_TURNS, limits)).rows], paging


def rows_of(passages: Sequence[Passage]) -> list[dict[str, object]]:
    """Make a row of each passage."""
    return [
        {
            "transcript": one.transcript,
            "turn": one.turn,
            "time": one.time,
            "quote": one.quote,
            "may_quote": int(one.may_quote),
            "codes": "; ".join(f"{code} ({', '.join(coders)})" for code, coders in one.codes),
            "uids": " ".join(one.uids),
        }
        for one in passages
    ]


def _where(theme: str, code: str) -> str:
    return (" AND theme_id = :theme" if theme else "") + (" AND code_id = :code" if code else "")


def _passages(codings: Sequence[Row]) -> list[Passage]:
    gathered: dict[tuple[int, int, int], list[Row]] = {}
    for row in codings:
        gathered.setdefault((row["turn_id"], row["start"], row["end"]), []).append(row)
    return [_passage(rows) for rows in gathered.values()]


def _passage(rows: Sequence[Row]) -> Passage:
    codes: dict[str, list[str]] = {}
    for row in rows:
        codes.setdefault(row["code_id"], []).append(row["coder_id"])
    first = rows[0]
    return Passage(
        first["transcript_id"],
        first["n"],
        first["start_time"] or "",
        first["quote"],
        tuple((code, tuple(dict.fromkeys(coders))) for code, coders in codes.items()),
        tuple(row["uid"] for row in rows),
        bool(first["may_quote"]),
    )


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
_KEYS = 'SELECT turn_id, start, "end" FROM codings WHERE participant_id = :person{where} GROUP BY turn_id, start, "end"'
_CODINGS = """
SELECT codings.turn_id, codings.transcript_id, start, "end", quote, code_id, coder_id, uid, turns.n, turns.start_time,
  turns.may_quote
FROM codings JOIN turns ON turns.id = codings.turn_id
WHERE codings.participant_id = :person AND codings.turn_id BETWEEN :first AND :last
ORDER BY codings.turn_id, start, "end", code_id, coder_id
"""
_TURNS = """
SELECT transcript_id AS transcript, n AS turn, coalesce(start_time, '') AS time, text, may_quote FROM turns
WHERE participant_id = :person ORDER BY transcript_id, n LIMIT :limit OFFSET :offset
"""
