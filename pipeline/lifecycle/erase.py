"""Take what a participant said out of the store: whole interviews, and in groups their turns and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.folding import folded_words
from pipeline.lifecycle.memos import memos_about
from pipeline.lifecycle.names import Alone, forget_names
from pipeline.lifecycle.parts import Part
from pipeline.publish.differencing import forget_counted
from pipeline.transcripts import comparable_label

ERASED = "erased"
UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows each table of the store has."""

    rows: dict[str, int]

    def less(self, after: Sizes) -> dict[str, int]:
        """Say how many rows have gone from each table since, where any have."""
        gone = {table: n - after.rows.get(table, 0) for table, n in self.rows.items()}
        return {table: n for table, n in gone.items() if n > 0}


def sizes(db: Database) -> Sizes:
    """Count the rows of every table of the store."""
    return Sizes({name: db.table(name).count for name in db.table_names() if not name.startswith("_")})


def erase(db: Database, parts: Sequence[Part], alone: Alone) -> dict[str, int]:
    """Erase these parts of transcripts, in a transaction; return how many rows have gone from each table.

    The turns of others keep their numbers: an erased turn of a group stays as an empty one.
    """
    before = sizes(db)
    emptied = 0
    db.conn.executemany("DELETE FROM memos WHERE id = ?", [[memo["id"]] for memo in memos_about(db, parts)])
    for part in parts:
        if part.whole:
            _erase_transcript(db, part.transcript)
        else:
            emptied += _erase_turns(db, part, alone)
    forget_counted(db, [part.participant for part in parts])
    forget_names(db, alone)
    counts = before.less(sizes(db))
    return counts | ({"turns emptied": emptied} if emptied else {})


def _erase_transcript(db: Database, label: str) -> None:
    db.execute(
        """DELETE FROM release_codings WHERE coding_id IN
           (SELECT c.id FROM codings c JOIN turns t ON t.id = c.turn_id WHERE t.transcript_id = ?)""",
        [label],
    )
    db.execute("DELETE FROM release_replacements WHERE transcript_id = ?", [label])
    db.execute("DELETE FROM transcripts WHERE id = ?", [label])  # with all that hangs on it


def _erase_turns(db: Database, part: Part, alone: Alone) -> int:
    numbers = turn_numbers(db, part.turns)
    ids = [[id_] for id_ in part.turns]
    db.conn.executemany(
        "DELETE FROM release_codings WHERE coding_id IN (SELECT id FROM codings WHERE turn_id = ?)", ids
    )
    for table in tables_of_turns(db):
        db.conn.executemany(f"DELETE FROM {table} WHERE turn_id = ?", ids)
    for table in ("release_replacements", "sample_turns", "coding_events"):
        rows = [[part.transcript, n] for n in numbers]
        db.conn.executemany(f"DELETE FROM {table} WHERE transcript_id = ? AND turn = ?", rows)
    for speaker in part.speakers:
        db.execute("DELETE FROM voices WHERE transcript_id = ? AND speaker = ?", [part.transcript, speaker])
    label = free_labels(db, part)
    for id_ in part.turns:
        speaker = next(db.query("SELECT speaker FROM turns WHERE id = ?", [id_]))["speaker"]
        changes = {"text": "", "start": None, "speaker": label[speaker], "withdrawn": ERASED}
        db.table("turns").update(id_, changes)
    for row in list(db.query("SELECT id, text FROM outside WHERE transcript_id = ?", [part.transcript])):
        if not alone.names.isdisjoint(folded_words(row["text"])):
            db.execute("DELETE FROM outside WHERE id = ?", [row["id"]])
    return len(part.turns)


def tables_of_turns(db: Database) -> list[str]:
    """List the tables whose rows hang on a turn."""
    tables = (name for name in db.table_names() if not name.startswith("_"))
    return [name for name in tables if any(key.other_table == "turns" for key in db.table(name).foreign_keys)]


def turn_numbers(db: Database, turns: Iterable[int]) -> list[int]:
    """Return the numbers that turns have in their transcript."""
    return [next(db.query("SELECT n FROM turns WHERE id = ?", [id_]))["n"] for id_ in turns]


def free_labels(db: Database, part: Part) -> dict[str, str]:
    """Give each speaker of a part a label that says nothing and that nobody else in the transcript has: P1, P2 …"""
    used = {
        comparable_label(row["speaker"])
        for row in db.query("SELECT DISTINCT speaker FROM turns WHERE transcript_id = ?", [part.transcript])
        if row["speaker"] not in part.speakers
    }
    free = (f"P{n}" for n in range(1, 100) if f"p{n}" not in used)
    return {speaker: next(free) for speaker in sorted(part.speakers)}
