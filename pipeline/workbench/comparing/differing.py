"""What coders disagree on, read from the published database, with what has been decided since it was made."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.coding.agreement.disagreements import BOTH, CODER, NEITHER, OTHER
from pipeline.coding.working.events import SETTLE, Event
from pipeline.workbench.pieces import Piece, cut

AROUND = 90
"""How many characters of the turn are shown on either side."""

CHOICES = (CODER, OTHER, BOTH, NEITHER)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder did there: the words around, cut where the coder's passage is, and the coder's memo.

    `note` of a piece says that it is the passage. `instead` are the codes that the coder has there and the other not.
    """

    coder: str
    coded: bool
    pieces: tuple[Piece, ...]
    memo: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Who was found right, by whom, when and why."""

    choice: str
    by: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A disagreement as the page shows it; `start` and `end` hold both passages, in code points of the turn.

    `may_quote` is False where who said it has not agreed to be quoted outside the team.
    """

    id: int
    transcript: str
    turn_id: int
    turn: int
    code: str
    kind: str
    start: int
    end: int
    text: str = field(repr=False)
    sides: tuple[Side, Side] = field(repr=False)
    decision: Decision | None = None
    may_quote: bool = True

    @property
    def coders(self) -> tuple[str, str]:
        """Return the labels of the two coders."""
        return self.sides[0].coder, self.sides[1].coder

    @property
    def uid(self) -> str:
        """Return what its settlement is known by: the same for the same passages of the same coders."""
        named = (self.transcript, self.turn, self.code, self.start, self.end, *self.coders)
        return uuid.uuid5(uuid.NAMESPACE_OID, repr(named)).hex


def read_differing(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Differing]:
    """Read the disagreements of these numbers, in order of place; a number that none has is passed over."""
    connection.row_factory = sqlite3.Row
    asked = [json.dumps(list(ids))]
    memos: dict[tuple[int, str, str], list[Row]] = {}
    for row in connection.execute(_MEMOS, asked):
        memos.setdefault((row["turn_id"], row["code_id"], row["coder_id"]), []).append(row)
    return [_differing(row, memos) for row in connection.execute(_DIFFERING, asked)]


def with_decisions(
    differing: Iterable[Differing], events: Iterable[Event], labels: Mapping[str, str], reader: str
) -> list[Differing]:
    """Put what was decided since the publishing over what was decided before; `labels` say how each coder is shown.

    Why is shown to who wrote it, to others once it is published: as it was typed, it may name somebody.
    """
    decided = {
        event.uid: Decision(
            event.choice, labels[event.coder], event.at[:10], event.memo if event.coder == reader else ""
        )
        for event in events
        if event.action == SETTLE
    }
    return [replace(one, decision=decided[one.uid]) if one.uid in decided else one for one in differing]


def _differing(row: Row, memos: Mapping[tuple[int, str, str], list[Row]]) -> Differing:
    spans = [(row["start"], row["end"]), (row["other_start"], row["other_end"])]
    known = [span for span in spans if span[0] is not None]
    start, end = min(a for a, _ in known), max(b for _, b in known)
    instead = tuple(filter(None, (row["instead"] or "").split(", ")))
    sides = tuple(
        _side(row, coder, span, (start, end), instead, memos)
        for coder, span in zip((row["coder_id"], row["other_coder_id"]), spans, strict=True)
    )
    decision = (
        Decision(row["choice"], row["decided_by"] or "", (row["decided_on"] or "")[:10], row["reason"] or "")
        if row["choice"]
        else None
    )
    return Differing(
        id=row["id"],
        transcript=row["transcript_id"],
        turn_id=row["turn_id"],
        turn=row["n"],
        code=row["code_id"],
        kind=row["kind"],
        start=start,
        end=end,
        text=row["text"],
        sides=(sides[0], sides[1]),
        decision=decision,
        may_quote=bool(row["may_be_quoted"]),
    )


def _side(
    row: Row,
    coder: str,
    span: tuple[int | None, int | None],
    whole: tuple[int, int],
    instead: tuple[str, ...],
    memos: Mapping[tuple[int, str, str], list[Row]],
) -> Side:
    text = row["text"]
    first, last = max(0, whole[0] - AROUND), min(len(text), whole[1] + AROUND)
    first = text.rfind(" ", 0, first) + 1 if first else 0
    last = len(text) if last == len(text) or text.find(" ", last) < 0 else text.find(" ", last)
    coded = span[0] is not None
    marks = [(span[0] - first, span[1] - first, "coded")] if span[0] is not None and span[1] is not None else []
    its = memos.get((row["turn_id"], row["code_id"], coder), [])
    said = [one["memo"] for one in its if one["start"] < whole[1] and whole[0] < one["end"]]
    pieces = cut(text[first:last], marks)
    before, after = ("… " if first else ""), (" …" if last < len(text) else "")
    pieces = ((Piece(before),) if before else ()) + pieces + ((Piece(after),) if after else ())
    return Side(coder, coded, pieces, "\n".join(said), () if coded else instead)


_DIFFERING = """
SELECT disagreements.*, turns.n, turns.text, turns.role = 'interviewer' OR turns.may_quote AS may_be_quoted
FROM disagreements JOIN turns ON turns.id = disagreements.turn_id
WHERE disagreements.id IN (SELECT value FROM json_each(?)) ORDER BY disagreements.id
"""
_MEMOS = """
SELECT codings.turn_id, codings.code_id, codings.coder_id, codings.start, codings."end", memos.text AS memo
FROM codings JOIN memos ON codings.id = memos.coding_id AND codings.coder_id = memos.author_id
WHERE codings.turn_id IN
  (SELECT turn_id FROM disagreements WHERE id IN (SELECT value FROM json_each(?))) ORDER BY memos.id
"""
