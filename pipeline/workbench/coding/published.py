"""A transcript as it is published, with all that a coder needs to see: read once, as it never changes while served."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.coding.cue_records import CUE
from pipeline.coding.working.fold import Coded, Noted, Suggested
from pipeline.coding.working.places import hash_of
from pipeline.workbench.reading import note_in_words
from pipeline.workbench.words import say


class Replaced(NamedTuple):
    """A stretch of a turn, in code points, that stands in place of something: of what type, replaced in what way."""

    start: int
    end: int
    type: str
    method: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said in one go; `may_quote` is False where who said it has not agreed to be quoted outside the team."""

    n: int
    label: str
    participant: str
    role: str
    time: str
    text: str
    hash: str
    replaced: tuple[Replaced, ...] = ()
    may_quote: bool = True

    @property
    def notes(self) -> tuple[tuple[int, int, str], ...]:
        """Say in the reader's language what was replaced: (start, end, note)."""
        return tuple((one.start, one.end, note_in_words(one.type, one.method)) for one in self.replaced)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a machine suggests for a stretch of a turn, where that comes from, and why it was suggested.

    `record` says how often such suggestions were right among how many in what the team coded, and whether that counts
    this one phrase's only.
    """

    turn: int
    start: int
    end: int
    code: str
    source: str
    because: str
    record: tuple[int, int, bool] | None = None

    @property
    def why(self) -> str:
        """Say why it was suggested and how much that is worth."""
        return "; ".join(filter(None, (self.because, _worth(*self.record) if self.record else "")))

    @property
    def key(self) -> Suggested:
        """Return what it is known by."""
        return self.turn, self.start, self.end, self.code


@dataclass(frozen=True, slots=True)
class Transcript:
    """A published transcript; coders are named by their labels here.

    `older` has the codings, by uid, since which the codebook has moved on, and the codes to choose from now, where the
    code was split. `open` says whether codings of
    it are published at all: not while it was still coded blind. `withheld` counts the turns that are left out.
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
    language: str = ""
    withheld: int = 0

    def since(self, uid: str) -> str:
        """Say how the codebook has moved on since a coding was made, nothing where it has not."""
        if uid not in self.older:
            return ""
        codes = self.older[uid]
        return (
            say("its code was split: choose from {codes}", codes=codes)
            if codes
            else say("made under an older definition")
        )

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
    replaced: dict[int, list[Replaced]] = {}
    for row in rows("replacements", _REPLACED):
        one = Replaced(row["start"], row["end"], row["type"], row["method"])
        replaced.setdefault(row["turn_id"], []).append(one)
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
        older={row["uid"]: row["to_recode"] or "" for row in codings if row["to_recode"] or row["older_definition"]},
        memos=tuple(_memo(row) for row in rows("memos", _MEMOS)),
        suggestions=tuple(_suggestion(row, numbers, records) for row in rows("suggestions", _SUGGESTED)),
        open=bool(rows("coded_by", "SELECT 1 AS row FROM coded_by WHERE transcript_id = ?")),
        language=about[0]["language"] or "",
        withheld=about[0]["withheld"] or 0,
    )


def count_codings(connection: sqlite3.Connection, label: str) -> dict[str, int]:
    """Count the published codings of a coder in each transcript of which codings are published."""
    sql = "SELECT transcript_id, sum(CASE coder_id WHEN ? THEN codings ELSE 0 END) FROM coded_by GROUP BY transcript_id"
    return dict(connection.execute(sql, [label]).fetchall())


def _turn(row: Row, replaced: Iterable[Replaced]) -> Turn:
    return Turn(
        n=row["n"],
        label=row["label"],
        participant=row["participant_id"] or "",
        role=row["role"],
        time=row["start_time"] or "",
        text=row["text"],
        hash=hash_of(row["text"]),
        replaced=tuple(replaced),
        may_quote=bool(row["may_quote"]),
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


def _memo(row: Row) -> Noted:
    return Noted(row["uid"], row["author_id"], row["about"], row["about_id"], row["text"])


def _suggestion(row: Row, numbers: Mapping[int, int], records: Mapping[tuple[str, str, str], Row]) -> Suggestion:
    code, source = row["code_id"], row["source"] or CUE
    record = records.get((code, row["cue"], source)) or records.get((code, "", source))
    # What was learned says in `why` how well it did.
    counts = record is not None and record["suggested"] and source == CUE
    return Suggestion(
        turn=numbers[row["turn_id"]],
        start=row["start"],
        end=row["end"],
        code=code,
        source=source,
        because=row["why"] or "",
        record=(record["right"], record["suggested"], bool(record["cue"])) if record and counts else None,
    )


def _worth(right: int, suggested: int, of_one_phrase: bool) -> str:
    if of_one_phrase:
        return say(
            "that phrase was right {right} of {suggested} times in what the team coded",
            right=right,
            suggested=suggested,
        )
    return say(
        "its phrases were right {right} of {suggested} times in what the team coded", right=right, suggested=suggested
    )


_TRANSCRIPT = """
SELECT transcripts.*, "groups".label AS group_label FROM transcripts
LEFT JOIN "groups" ON "groups".id = transcripts.group_id WHERE transcripts.id = ?
"""
_TURNS = """
SELECT turns.id, turns.n, turns.role, turns.start_time, turns.text, turns.participant_id,
  turns.role = 'interviewer' OR turns.may_quote AS may_quote,
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
