"""Turns as they are read: their text in pieces, what was replaced marked, and the codes beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasette.database import Database

from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.workbench.pieces import Piece, cut

METHODS_IN_WORDS = {
    "pseudonym": "another name",
    "generalise": "made vaguer",
    "placeholder": "a label instead",
    "month": "the month only",
    "season": "the season only",
    "year": "the year only",
    "shift": "moved by a secret number of days",
    "band": "an age band",
}

TURNS_AROUND = 2

_TURNS = """
SELECT turns.id, turns.n, turns.role, turns.start_time, turns.text, turns.participant_id,
  coalesce(speakers.label, '?') AS label
FROM turns LEFT JOIN speakers ON speakers.id = turns.speaker_id
WHERE turns.transcript_id = :transcript AND turns.n BETWEEN :first AND :last ORDER BY turns.n
"""
_REPLACED = """
SELECT replacements.turn_id, start, "end", type, method FROM replacements JOIN turns ON turns.id = replacements.turn_id
WHERE turns.transcript_id = :transcript AND turns.n BETWEEN :first AND :last ORDER BY replacements.turn_id, start
"""
_CODED = """
SELECT codings.turn_id, code_id, group_concat(DISTINCT coder_id) AS coders
FROM codings JOIN turns ON turns.id = codings.turn_id
WHERE turns.transcript_id = :transcript AND turns.n BETWEEN :first AND :last
GROUP BY codings.turn_id, code_id ORDER BY codings.turn_id, min(start), code_id
"""


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """A turn with everything that is shown beside it; `codes` are (code id, coders)."""

    id: int
    n: int
    label: str
    participant: str
    role: str
    time: str
    pieces: tuple[Piece, ...]
    codes: tuple[tuple[str, str], ...]


def kind_in_words(type: str) -> str:
    """Say what kind of thing an identifier type is."""
    known = IDENTIFIER_TYPES.get(type)
    return known.label if known else type.lower().replace("_", " ")


def method_in_words(method: str) -> str:
    """Say what a way of replacing does."""
    return METHODS_IN_WORDS.get(method, method)


async def read_turns(database: Database, transcript: str, first: int = 1, last: int = 1_000_000) -> list[ReadTurn]:
    """Read a transcript's turns from number `first` to `last`, both counted from 1."""
    which = {"transcript": transcript, "first": first, "last": last}
    turns = (await database.execute(_TURNS, which)).rows
    replaced = _by_turn((await database.execute(_REPLACED, which)).rows)
    coded = _by_turn((await database.execute(_CODED, which)).rows)
    return [_read_turn(turn, replaced.get(turn["id"], []), coded.get(turn["id"], [])) for turn in turns]


async def read_around(database: Database, turn_id: str) -> tuple[str, list[ReadTurn]]:
    """Read a turn with its neighbours, and say in which transcript it stands; both are empty where it is missing."""
    found = (await database.execute("SELECT transcript_id, n FROM turns WHERE id = :turn", {"turn": turn_id})).first()
    if found is None:
        return "", []
    transcript, n = found["transcript_id"], found["n"]
    return transcript, await read_turns(database, transcript, n - TURNS_AROUND, n + TURNS_AROUND)


def _by_turn(rows: Sequence[Mapping[str, Any]]) -> dict[int, list[Mapping[str, Any]]]:
    sorted_out: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        sorted_out.setdefault(row["turn_id"], []).append(row)
    return sorted_out


def _read_turn(
    turn: Mapping[str, Any], replaced: Sequence[Mapping[str, Any]], coded: Sequence[Mapping[str, Any]]
) -> ReadTurn:
    spans = [
        (one["start"], one["end"], f"{kind_in_words(one['type'])}: {method_in_words(one['method'])}")
        for one in replaced
    ]
    return ReadTurn(
        id=turn["id"],
        n=turn["n"],
        label=turn["label"],
        participant=turn["participant_id"] or "",
        role=turn["role"],
        time=turn["start_time"] or "",
        pieces=cut(turn["text"], spans),
        codes=tuple((one["code_id"], one["coders"]) for one in coded),
    )
