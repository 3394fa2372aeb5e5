"""Found turns as they are shown: where they stand, who speaks, and their text with the found words marked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from datasette.database import Database

from pipeline.publish.stand_ins import OTHER_NAME
from pipeline.workbench.finding.marked import marked_where_said


@dataclass(frozen=True, slots=True)
class FoundTurn:
    """A turn; `marked` is its text with marks around what was found (see `marked`), `codes` those that people gave."""

    id: int
    transcript: str
    n: int
    role: str
    participant: str
    group: str
    time: str
    marked: str = field(repr=False)
    codes: tuple[str, ...] = ()
    may_quote: bool = True


async def read_found(
    database: Database, question: str, turns: Sequence[int], with_codes: bool = True
) -> list[FoundTurn]:
    """Read some of the turns that a question finds, in the order in which their ids are given."""
    listed = ", ".join("?" * len(turns))
    rows = (await database.execute(_TURNS.format(turns=listed), tuple(turns))).rows
    stand_ins: dict[int, list[tuple[int, int]]] = {}
    for row in (await database.execute(_STAND_INS.format(turns=listed), (*turns, OTHER_NAME))).rows:
        stand_ins.setdefault(row["turn_id"], []).append((row["start"], row["end"]))
    texts = await asyncio.to_thread(marked_where_said, {row["id"]: row["text"] for row in rows}, stand_ins, question)
    codes: dict[int, list[str]] = {}
    if with_codes:
        for row in (await database.execute(_CODES.format(turns=listed), tuple(turns))).rows:
            codes.setdefault(row["turn_id"], []).append(row["code_id"])
    by_id = {
        row["id"]: FoundTurn(
            id=row["id"],
            transcript=row["transcript_id"],
            n=row["n"],
            role=row["role"] or "",
            participant=row["participant_id"] or "",
            group=row["group_id"] or "",
            time=row["start_time"] or "",
            marked=texts[row["id"]],
            codes=tuple(codes.get(row["id"], ())),
            may_quote=bool(row["may_quote"]),
        )
        for row in rows
    }
    return [by_id[turn] for turn in turns]


_TURNS = """
SELECT id, transcript_id, n, role, participant_id, group_id, start_time, text,
  role = 'interviewer' OR may_quote AS may_quote
FROM turns WHERE id IN ({turns})
"""
_STAND_INS = 'SELECT turn_id, start, "end" FROM replacements WHERE turn_id IN ({turns}) AND method <> ?'
_CODES = """
SELECT codings.turn_id, codings.code_id FROM codings JOIN codes ON codes.id = codings.code_id
WHERE codings.turn_id IN ({turns}) GROUP BY codings.turn_id, codings.code_id ORDER BY codes.position
"""
