"""What people did on the turns of a transcript, taken off them when its file is read again, and put on the new turns.

Rows keep their numbers, so that releases and working databases that name them still mean the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlite_utils import Database

from pipeline.coding.memos import WITH_TURNS
from pipeline.coding.place import NotPlaced, place

_CODINGS, _SETTLEMENTS, _ANSWERS = "codings", "settlements", "suggestion_answers"
_SPANS = (_CODINGS, _SETTLEMENTS, _ANSWERS)
_ONE_IN_A_PLACE = (_CODINGS, _ANSWERS)  # the same may have been settled more than once
_BESIDE_MEMOS = ("coding_uid", "settlement_uid", "settlement_code", "of_turn", "of_n", "of_transcript")
_STILL_THE_SAME = 60.0  # of 100: how alike two turns of one number are, for a memo on one to be on the other


class CodingsWithoutPlace(Exception):
    """A new version of a file lacks words that were coded; the message lists the turns that they stood in."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows of the tables whose rows stand on a stretch of a turn, each with the number `n` of its turn, and memos."""

    spans: dict[str, list[dict]]
    memos: list[dict]


class Moved:
    """Where stretches of a transcript's earlier turns stand in its new ones; turns are rows with id, n and text."""

    def __init__(self, before: Sequence[dict], after: Sequence[dict]) -> None:
        self._before = {turn["n"]: turn["text"] for turn in before}
        self._times = Counter(self._before.values())
        self._after = {turn["n"]: turn for turn in after}
        self._same_text: dict[str, list[dict]] = {}
        for turn in after:
            self._same_text.setdefault(turn["text"], []).append(turn)

    def place(self, n: int, start: int, end: int) -> tuple[dict, int, int]:
        """Return the new turn and the place in it of what stood in turn `n`: in a turn of the same text, else by words.

        Raises NotPlaced.
        """
        same = self._of_same_text(n)
        if same is not None:
            return same, start, end
        if n not in self._after:
            raise NotPlaced(0)
        return self._after[n], *place(self._after[n]["text"], self._before[n][start:end])

    def turn(self, n: int) -> dict:
        """Return the new turn that is turn `n`: the one of the same text, else that of its number, if much is the same.

        Raises NotPlaced.
        """
        same = self._of_same_text(n)
        if same is not None:
            return same
        if n not in self._after or fuzz.ratio(self._before[n], self._after[n]["text"]) < _STILL_THE_SAME:
            raise NotPlaced(0)
        return self._after[n]

    def _of_same_text(self, n: int) -> dict | None:
        text = self._before[n]
        unmoved = [turn for turn in self._same_text.get(text, ()) if turn["n"] == n]
        moved = self._same_text.get(text, []) if self._times[text] == 1 else []
        return (unmoved or moved)[0] if unmoved or len(moved) == 1 else None


def take_off(db: Database, transcript: str) -> Taken:
    """Read what stands on a transcript's turns, before these are deleted and it with them."""
    spans = {
        table: list(
            db.query(
                f"""SELECT x.*, t.n FROM {table} x JOIN turns t ON t.id = x.turn_id
                    WHERE t.transcript_id = ? ORDER BY x.id""",
                [transcript],
            )
        )
        for table in _SPANS
    }
    memos = list(db.query(f"SELECT * FROM ({WITH_TURNS}) WHERE of_transcript = ? ORDER BY id", [transcript]))
    return Taken(spans, memos)


def put_back(db: Database, taken: Taken, moved: Moved) -> None:
    """Store it all at its places in the new turns, all or nothing; what was found in memos is looked for again.

    An answer to a suggestion whose words are gone answers nothing any more, and goes. Raises CodingsWithoutPlace.
    """
    lost: set[int] = set()
    for table, rows in taken.spans.items():
        lost |= _put_spans(db, table, rows, moved)
    memos = []
    for memo in taken.memos:
        row = {name: value for name, value in memo.items() if name not in _BESIDE_MEMOS}
        if memo["turn_id"] is not None:
            try:
                row["turn_id"] = moved.turn(memo["of_n"])["id"]
            except NotPlaced:
                lost.add(memo["of_n"])
        memos.append(row)
    if lost:
        raise CodingsWithoutPlace(", ".join(str(n) for n in sorted(lost)))
    db.table("memos").insert_all(memos)


def _put_spans(db: Database, table: str, rows: Sequence[dict], moved: Moved) -> set[int]:
    """Store the rows of one table at their new places; return the turns of those that have none, or share one."""
    carried: list[dict] = []
    places: set[tuple] = set()
    lost: set[int] = set()
    for row in rows:
        try:
            turn, start, end = moved.place(row["n"], row["start"], row["end"])
        except NotPlaced:
            lost.add(row["n"])
            continue
        where = (turn["id"], start, end, row["code_id"], row["coder"])
        if where in places and table in _ONE_IN_A_PLACE:
            lost.add(row["n"])
            continue
        places.add(where)
        kept = {name: value for name, value in row.items() if name != "n"}
        carried.append({**kept, "turn_id": turn["id"], "start": start, "end": end})
    db.table(table).insert_all(carried)
    return set() if table == _ANSWERS else lost
