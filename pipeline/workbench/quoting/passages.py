"""Coded passages as they are read: the words with what stands around them, who coded them, and what else does so."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from datasette.database import Database

from pipeline.workbench.quoting.excerpt import Excerpt, excerpt

QUOTED = ("codings", "turns", "speakers", "coded_people", "transcript_attributes", "memos")
"""The tables of a study whose passages can be read."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody noted; `by` and `on` are empty where nobody knows."""

    text: str = field(repr=False)
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A code that stands on a passage, or on part of it, and who gave it."""

    code: str
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that people gave a code, however many they were: from `start` to `end`, exclusive, of what was `said`.

    `others` are the codes that stand on any of the same words; `to_recode` names the codes to choose from where the
    code was split, `older` says that its rules were others when it was given. `may_quote` is False where whoever said
    it has not agreed to be quoted outside the team.
    """

    uid: str
    participant: str
    group: str
    transcript: str
    turn: int
    speaker: str
    time: str
    code: str
    coders: tuple[str, ...]
    since: int | None
    start: int
    end: int
    said: str = field(repr=False)
    excerpt: Excerpt
    others: tuple[Standing, ...] = ()
    notes: tuple[Note, ...] = ()
    older: bool = False
    to_recode: str = ""
    may_quote: bool = True


async def codings_of_quotes(
    database: Database, column: str, condition: str, bound: Row, skip: int, take: int, *, of_each: bool = False
) -> list[int]:
    """Read the ids of one coding of each passage of some quotes, in the order of people and of what they said.

    `column` names the index that is gone along, `condition` is SQL about a row of `codings` with the values in `bound`.
    The quotes are those after the first `skip`, `take` of them: in all, or of each person where `of_each`.
    """
    numbered = _NUMBERED_EACH if of_each else _NUMBERED
    sql = _FOUND.format(order=IN_ORDER.format(column=column), numbered=numbered, condition=condition)
    return [row["id"] for row in (await database.execute(sql, {**bound, "skip": skip, "take": take})).rows]


async def passages_of_codings(database: Database, ids: Sequence[int]) -> list[Passage]:
    """Read the passages of codings, in the order of their ids as given, with all that stands in their turns."""
    asked = {"ids": json.dumps(ids)}
    turns = {row["id"]: row for row in (await database.execute(_TURNS, asked)).rows}
    codings: dict[int, list[Row]] = {}
    for row in (await database.execute(_CODINGS, asked)).rows:
        codings.setdefault(row["turn_id"], []).append(row)
    notes: dict[int, list[Note]] = {}
    for row in (await database.execute(_NOTES, asked)).rows:
        notes.setdefault(row["coding_id"], []).append(Note(row["text"], row["author_id"] or "", row["made_on"] or ""))
    by_id = {row["id"]: row for its in codings.values() for row in its}
    return [_passage(by_id[id], turns[by_id[id]["turn_id"]], codings[by_id[id]["turn_id"]], notes) for id in ids]


def _passage(coding: Row, turn: Row, beside: Sequence[Row], notes: Mapping[int, Sequence[Note]]) -> Passage:
    same = [one for one in beside if _words(one) == _words(coding) and one["code_id"] == coding["code_id"]]
    over = [one for one in beside if one["start"] < coding["end"] and coding["start"] < one["end"] and one not in same]
    coders: dict[str, dict[str, None]] = {}
    for one in over:
        if one["code_id"] != coding["code_id"]:
            coders.setdefault(one["code_id"], {})[one["coder_id"]] = None
    return Passage(
        uid=coding["uid"] or "",
        participant=coding["participant_id"] or "",
        group=coding["group_id"] or "",
        transcript=coding["transcript_id"],
        turn=turn["n"],
        speaker=turn["label"],
        time=turn["start_time"] or "",
        code=coding["code_id"],
        coders=tuple(dict.fromkeys(one["coder_id"] for one in same if one["coder_id"])),
        since=min((one["since"] for one in same if one["since"] is not None), default=None),
        start=coding["start"],
        end=coding["end"],
        said=turn["text"],
        excerpt=excerpt(turn["text"], coding["start"], coding["end"]),
        others=tuple(Standing(code, tuple(filter(None, its))) for code, its in coders.items()),
        notes=tuple(note for one in same for note in _notes_on(one, notes)),
        older=any(one["older_definition"] for one in same),
        to_recode=next((one["to_recode"] for one in same if one["to_recode"]), ""),
        may_quote=bool(turn["may_quote"]),
    )


def _notes_on(coding: Row, notes: Mapping[int, Sequence[Note]]) -> Sequence[Note]:
    """Return the memos on a coding, and what it says itself where they are not published one by one."""
    return notes.get(coding["id"]) or ([Note(coding["memo"])] if coding["memo"] else [])


def _words(coding: Row) -> tuple[int, int, int]:
    return coding["turn_id"], coding["start"], coding["end"]


# Named, as SQLite takes a smaller index otherwise, and reads every row for what that one has not.
IN_ORDER = "codings INDEXED BY codings_in_order_of_{column}"
# A quote begins where none of the words before it in its turn is in a passage that reaches up to it.
BEGINS = """start >= coalesce(max("end") OVER (PARTITION BY participant_id, turn_id ORDER BY start
  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS begins"""
_NUMBERED = "ORDER BY participant_id, turn_id, start"
_NUMBERED_EACH = "PARTITION BY participant_id ORDER BY turn_id, start"
_FOUND = f"""
SELECT min(id) AS id FROM (
  SELECT *, sum(begins) OVER ({{numbered}}) AS quote FROM (
    SELECT id, participant_id, turn_id, start, "end", code_id, {BEGINS} FROM {{order}} WHERE {{condition}}))
WHERE quote > :skip AND quote <= :skip + :take
GROUP BY participant_id, turn_id, start, "end", code_id
ORDER BY participant_id, turn_id, start, "end", code_id
"""
_TURNS = """
SELECT turns.id, turns.n, turns.text, turns.start_time, coalesce(speakers.label, '?') AS label,
  turns.role = 'interviewer' OR turns.may_quote AS may_quote
FROM turns LEFT JOIN speakers ON speakers.id = turns.speaker_id
WHERE turns.id IN (SELECT turn_id FROM codings WHERE id IN (SELECT value FROM json_each(:ids)))
"""
_CODINGS = """
SELECT codings.* FROM codings
WHERE turn_id IN (SELECT turn_id FROM codings WHERE id IN (SELECT value FROM json_each(:ids)))
ORDER BY turn_id, start, "end", code_id, coder_id
"""
_NOTES = """
SELECT coding_id, author_id, made_on, text FROM memos
WHERE coding_id IN (SELECT codings.id FROM codings WHERE turn_id IN (
  SELECT turn_id FROM codings WHERE id IN (SELECT value FROM json_each(:ids)))) ORDER BY id
"""
