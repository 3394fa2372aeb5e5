"""What a search finds beside the turns: memos that hold the words, and codes and themes that are about them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from datasette.database import Database

from pipeline.workbench import addresses
from pipeline.workbench.facts import Facts
from pipeline.workbench.finding.asked import Asked
from pipeline.workbench.finding.marked import excerpt, marked
from pipeline.workbench.pieces import Piece

MOST = 5
"""How many memos are shown."""


@dataclass(frozen=True, slots=True)
class FoundMemo:
    """A memo; `where` and `path` say what it is about, and are empty for the study."""

    pieces: tuple[Piece, ...] = field(repr=False)
    author: str
    made_on: str
    where: str
    path: str


@dataclass(frozen=True, slots=True)
class Defined:
    """A theme or a code that the words are about."""

    id: str
    name: str
    definition: str
    is_theme: bool


@dataclass(frozen=True, slots=True)
class Asides:
    """What was found beside the turns; `memos` are the closest of `of_memos`."""

    memos: tuple[FoundMemo, ...] = ()
    of_memos: int = 0
    defined: tuple[Defined, ...] = ()


async def read_asides(database: Database, asked: Asked, facts: Facts) -> Asides:
    """Look into memos and into the codebook."""
    memos, of_memos = await _read_memos(database, asked.question) if "memos" in facts.tables else ((), 0)
    defined = [Defined(**dict(row)) for row in (await database.execute(_DEFINED)).rows]
    about = (one for one in defined if asked.is_in(f"{one.name} {one.definition}"))
    return Asides(memos, of_memos, tuple(about))


async def _read_memos(database: Database, question: str) -> tuple[tuple[FoundMemo, ...], int]:
    """Return the closest memos, and how many there are. Not even where it fails may a question reach the terminal."""
    found = {"question": question}
    counted = (await database.execute(_HOW_MANY, found, log_sql_errors=False)).first()
    rows = (await database.execute(_MEMOS, {**found, "most": MOST}, log_sql_errors=False)).rows
    texts = await asyncio.to_thread(marked, {row["id"]: row["text"] for row in rows}, question)
    memos = (
        FoundMemo(
            excerpt(texts[row["id"]]),
            row["author_id"] or "",
            row["made_on"] or "",
            *_about(row["transcript_id"], row["n"], row["participant_id"], row["code_id"]),
        )
        for row in rows
    )
    return tuple(memos), counted[0] if counted else 0


def _about(transcript: str | None, turn: int | None, participant: str | None, code: str | None) -> tuple[str, str]:
    """Name the narrowest thing that a memo is about, with its address."""
    if transcript:
        return f"{transcript}, {turn}" if turn else transcript, addresses.of_transcript(transcript, turn)
    if participant:
        return participant, addresses.of_participant(participant)
    return (code, addresses.of_code(code)) if code else ("", "")


_HOW_MANY = "SELECT count(*) FROM memos_fts WHERE memos_fts MATCH :question"
_MEMOS = """
SELECT memos.id, memos.transcript_id, turns.n, memos.participant_id, memos.code_id, memos.author_id, memos.made_on,
  memos.text
FROM memos_fts CROSS JOIN memos ON memos.id = memos_fts.rowid LEFT JOIN turns ON turns.id = memos.turn_id
WHERE memos_fts MATCH :question ORDER BY memos_fts.rank LIMIT :most
"""
_DEFINED = """
SELECT id, name, coalesce(definition, '') AS definition, 1 AS is_theme FROM themes UNION ALL
SELECT id, name, coalesce(definition, ''), 0 FROM codes
"""
