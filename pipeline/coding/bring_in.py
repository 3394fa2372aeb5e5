"""Codings made elsewhere, into the store: each is placed in its turn, or reported; none is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from codebook.model import Codebook
from ingest.records import CodingRow
from pipeline.coding.place import NotPlaced, place, same_words

Turns = dict[int, dict]
"""The stored turns of a transcript by number."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file of codings: how many were taken, were known, got a new memo; and a line for each other."""

    taken: int
    known: int
    problems: tuple[str, ...]
    renewed: int = 0


def bring_in(db: Database, rows: Iterable[CodingRow], codebook: Codebook, file: str = "codings.csv") -> Brought:
    """Store the codings that have a transcript, a turn, a code and a place; report the rest by row.

    `file` is a safe label: it stands in the reports.
    """
    placed, problems = [], []
    with db.atomic():
        transcripts = {row["id"].casefold(): row["id"] for row in db.query("SELECT id FROM transcripts")}
        turns: dict[str, Turns] = {}
        for row in rows:
            try:
                transcript = _transcript(row, transcripts)
                if transcript not in turns:
                    turns[transcript] = _turns(db, transcript)
                placed.append(_placed(row, transcript, turns[transcript], codebook))
            except _Problem as problem:
                problems.append(f"{file}, row {row.row}: {problem}")
        before = db.table("codings").count
        _name_coders(db, {coding["coder"] for coding in placed})
        db.table("codings").insert_all(placed, ignore=True)
        taken = db.table("codings").count - before
        renewed = sum(_renew_memo(db, coding) for coding in placed)
    return Brought(taken, len(placed) - taken, tuple(problems), renewed)


def _renew_memo(db: Database, coding: dict) -> int:
    """Take another memo on a coding that was known; a coding without one leaves the memo that was there."""
    changed = db.execute(
        """UPDATE codings SET memo = :memo WHERE turn_id = :turn_id AND start = :start AND "end" = :end
           AND code_id = :code_id AND coder = :coder AND memo <> :memo AND :memo <> ''""",
        coding,
    )
    return changed.rowcount


class _Problem(Exception):
    """A row cannot be taken; the message says why, without its words."""


def _transcript(row: CodingRow, transcripts: Mapping[str, str]) -> str:
    label = transcripts.get(row.transcript.casefold())
    if label is None:
        raise _Problem("there is no such transcript in this study; use the participant's label, such as FC01")
    return label


def _turns(db: Database, transcript: str) -> Turns:
    rows = db.query("SELECT id, n, text FROM turns WHERE transcript_id = ? ORDER BY n", [transcript])
    return {row["n"]: row for row in rows}


def _placed(row: CodingRow, transcript: str, turns: Turns, codebook: Codebook) -> dict:
    turn = turns.get(row.turn)
    if turn is None:
        raise _Problem(f"{transcript} has no turn {row.turn}; its turns are 1 to {max(turns)}")
    code = codebook.find(row.code)
    if code is None:
        near = ", ".join(codebook.nearest(row.code))
        raise _Problem("the codebook has no such code" + (f"; the nearest are {near}" if near else ""))
    start, end = _place(row, transcript, turns)
    return {
        "turn_id": turn["id"],
        "start": start,
        "end": end,
        "code_id": code.id,
        "coder": row.coder,
        "codebook_version": codebook.version,
        "memo": row.memo,
    }


def _place(row: CodingRow, transcript: str, turns: Turns) -> tuple[int, int]:
    text, where = turns[row.turn]["text"], f"turn {row.turn} of {transcript}"
    if row.start is not None and row.end is not None:
        if not 0 <= row.start < row.end <= len(text):
            raise _Problem(f"start and end lie outside {where}, which has {len(text)} characters")
        if row.quote and not same_words(text[row.start : row.end], row.quote):
            raise _Problem(f"the quote is not what stands at start and end in {where}; mend one, or leave one out")
        return row.start, row.end
    try:
        return place(text, row.quote)
    except NotPlaced as not_placed:
        if not_placed.times:
            raise _Problem(f"the quote stands {not_placed.times} times in {where}; give start and end") from None
        elsewhere = _turns_with(row.quote, turns)
        hint = f"; it stands in turn {elsewhere[0]} (turns count from 1)" if len(elsewhere) == 1 else ""
        raise _Problem(f"the quote is not in {where}{hint}") from None


def _turns_with(quote: str, turns: Turns) -> list[int]:
    found = []
    for n, turn in turns.items():
        try:
            place(turn["text"], quote)
            found.append(n)
        except NotPlaced:
            continue
    return found


def _name_coders(db: Database, coders: Iterable[str]) -> None:
    """Give new coders a label: A, B … Z, A2, B2 …, in the order in which they come."""
    known = {row["name"] for row in db.query("SELECT name FROM coders")}
    for name in sorted(set(coders) - known):
        n = db.table("coders").count
        label = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 26] + (str(n // 26 + 1) if n >= 26 else "")
        db.table("coders").insert({"name": name, "label": label})
