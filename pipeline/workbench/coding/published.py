"""A transcript as it is published, with all that a coder needs to see: read once, as it never changes while served."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.coding.cue_records import CUE
from pipeline.coding.working.fold import Coded, Noted, Suggested
from pipeline.coding.working.places import hash_of
from pipeline.workbench.reading import kind_in_words, method_in_words


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said in one go; `replaced` are (start, end, note) in code points of the text."""

    n: int
    label: str
    participant: str
    role: str
    time: str
    text: str
    hash: str
    replaced: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a machine suggests for a stretch of a turn, where that comes from, and why, in words."""

    turn: int
    start: int
    end: int
    code: str
    source: str
    why: str

    @property
    def key(self) -> Suggested:
        """Return what it is known by."""
        return self.turn, self.start, self.end, self.code


@dataclass(frozen=True, slots=True)
class Transcript:
    """A published transcript; coders are named by their labels here.

    `older` says of codings, by uid, that the codebook has moved on since they were made. `open` says whether codings of
    it are published at all: not while it was still coded blind.
    """

    id: str
    kind: str
    group: str
    season: str
    turns: Mapping[int, Turn]
    codings: tuple[Coded, ...] = ()
    older: Mapping[str, str] = field(default_factory=dict)
    memos: tuple[Noted, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    open: bool = True

    @property
    def hashes(self) -> dict[int, str]:
        """Give the SHA-256 of each turn's text by the turn's number."""
        return {n: turn.hash for n, turn in self.turns.items()}


Row = Mapping[str, Any]


def read_transcript(connection: sqlite3.Connection, transcript: str) -> Transcript | None:
    """Read a transcript from the published database, or return None where it has none of this label."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def rows(table: str, sql: str) -> list[Row]:
        if table not in tables:
            return []
        cursor = connection.execute(sql, [transcript])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    about = rows("transcripts", _TRANSCRIPT)
    if not about:
        return None
    replaced: dict[int, list[tuple[int, int, str]]] = {}
    for row in rows("replacements", _REPLACED):
        note = f"{kind_in_words(row['type'])}: {method_in_words(row['method'])}"
        replaced.setdefault(row["turn_id"], []).append((row["start"], row["end"], note))
    turns = rows("turns", _TURNS)
    numbers = {row["id"]: row["n"] for row in turns}
    codings = rows("codings", _CODED)
    records = {(row["code_id"], row["cue"], row["source"]): row for row in rows("cue_records", _RECORDS)}
    return Transcript(
        id=transcript,
        kind=about[0]["kind"] or "transcript",
        group=about[0]["group_label"] or "",
        season=about[0]["season"] or "",
        turns={row["n"]: _turn(row, replaced.get(row["id"], ())) for row in turns},
        codings=tuple(_coded(row, numbers) for row in codings),
        older={row["uid"]: older for row in codings if (older := _older(row))},
        memos=tuple(_memo(row) for row in rows("memos", _MEMOS)),
        suggestions=tuple(_suggestion(row, numbers, records) for row in rows("suggestions", _SUGGESTED)),
        open=bool(rows("coded_by", "SELECT 1 AS row FROM coded_by WHERE transcript_id = ?")),
    )


def count_codings(connection: sqlite3.Connection, label: str) -> dict[str, int]:
    """Count the published codings of a coder in each transcript of which codings are published."""
    sql = "SELECT transcript_id, sum(CASE coder_id WHEN ? THEN codings ELSE 0 END) FROM coded_by GROUP BY transcript_id"
    return dict(connection.execute(sql, [label]).fetchall())


def _turn(row: Row, replaced: Iterable[tuple[int, int, str]]) -> Turn:
    return Turn(
        n=row["n"],
        label=row["label"],
        participant=row["participant_id"] or "",
        role=row["role"],
        time=row["start_time"] or "",
        text=row["text"],
        hash=hash_of(row["text"]),
        replaced=tuple(replaced),
    )


def _coded(row: Row, numbers: Mapping[int, int]) -> Coded:
    return Coded(
        uid=row["uid"],
        coder=row["coder_id"],
        turn=numbers[row["turn_id"]],
        start=row["start"],
        end=row["end"],
        code=row["code_id"],
        codebook_version=row["codebook_version"] or "",
    )


def _older(row: Row) -> str:
    """Say what a coder should know of a coding whose code is not what it was."""
    if row["to_recode"]:
        return f"its code was split: choose from {row['to_recode']}"
    return "made under an older definition" if row["older_definition"] else ""


def _memo(row: Row) -> Noted:
    return Noted(row["uid"], row["author_id"], row["about"], row["about_id"], row["text"])


def _suggestion(row: Row, numbers: Mapping[int, int], records: Mapping[tuple[str, str, str], Row]) -> Suggestion:
    code, source = row["code_id"], row["source"] or CUE
    record = records.get((code, row["cue"], source)) or records.get((code, "", source))
    worth = ""
    if record and record["suggested"] and source == CUE:  # what was learned says in `why` how well it did
        what = "that phrase was" if record["cue"] else "its phrases were"
        worth = f"{what} right {record['right']} of {record['suggested']} times in what the team coded"
    return Suggestion(
        turn=numbers[row["turn_id"]],
        start=row["start"],
        end=row["end"],
        code=code,
        source=source,
        why="; ".join(filter(None, (row["why"], worth))),
    )


_TRANSCRIPT = """
SELECT transcripts.*, "groups".label AS group_label FROM transcripts
LEFT JOIN "groups" ON "groups".id = transcripts.group_id WHERE transcripts.id = ?
"""
_TURNS = """
SELECT turns.id, turns.n, turns.role, turns.start_time, turns.text, turns.participant_id,
  coalesce(speakers.label, '?') AS label
FROM turns LEFT JOIN speakers ON speakers.id = turns.speaker_id WHERE turns.transcript_id = ? ORDER BY turns.n
"""
_REPLACED = """
SELECT replacements.* FROM replacements JOIN turns ON turns.id = replacements.turn_id
WHERE turns.transcript_id = ? ORDER BY replacements.turn_id, start
"""
_CODED = 'SELECT * FROM codings WHERE transcript_id = ? ORDER BY turn_id, start, "end", code_id, coder_id'
_MEMOS = """
SELECT * FROM memos WHERE transcript_id = ? AND about IN ('coding', 'turn', 'transcript') ORDER BY id
"""
_RECORDS = "SELECT * FROM cue_records WHERE ? <> ''"
_SUGGESTED = 'SELECT * FROM suggestions WHERE transcript_id = ? ORDER BY turn_id, start, "end", code_id'
