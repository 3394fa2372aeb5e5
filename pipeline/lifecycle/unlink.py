"""Destroy the link between a participant's label and the person, and keep the words as they were published.

In the store the source text is such a link: it holds the names. So the published text takes its place, every coding
moves with its words, and what the tables of the study say of the person goes. Names that others say stay in what others
say, where they are replaced as before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from secrets import token_hex

from sqlite_utils import Database

from pipeline.coordinates import ReplacedText
from pipeline.lifecycle.erase import UNLINKED, free_labels, sizes, tables_of_turns, turn_numbers
from pipeline.lifecycle.memos import memos_about
from pipeline.lifecycle.names import Alone, forget_names
from pipeline.lifecycle.parts import Part
from pipeline.lifecycle.texts import stored_turns
from pipeline.publish.differencing import forget_counted
from pipeline.publish.gather import speaker_labels

# What stands on a stretch of a turn is carried to the published text; of what is the same then, one stays.
_CARRIED = {
    "codings": ("code_id", "coder"),
    "suggestions": ("code_id",),
    "suggestion_answers": ("code_id", "coder"),
    "settlements": ("id",),
}
_MEMOS_ON = {"codings": "coding_id", "settlements": "settlement_id"}


def unlink(db: Database, parts: Sequence[Part], alone: Alone) -> dict[str, int]:
    """Unlink these parts of transcripts, in a transaction; return how many rows have gone from each table.

    The store has to be pseudonymised and settled as it stands. A coding none of whose words were published goes.
    """
    before = sizes(db)
    replaced = {turn.id: turn.replaced for turn in stored_turns(db)}
    originals = set(tables_of_turns(db)) - _CARRIED.keys() - {"memos"}
    unlinked = 0
    _keep_memos_as_published(db, parts)
    for part in parts:
        labels = _whole_labels(db, part) if part.whole else free_labels(db, part)
        for id_ in part.turns:
            unlinked += _unlink_turn(db, id_, replaced.get(id_, ReplacedText("")), labels, originals)
        _forget_speakers(db, part, labels)
        for n in turn_numbers(db, part.turns):
            db.execute("DELETE FROM release_replacements WHERE transcript_id = ? AND turn = ?", [part.transcript, n])
        if part.whole:
            _forget_tables(db, part.transcript)
    forget_counted(db, [part.participant for part in parts])  # else it would tell which words are theirs
    forget_names(db, alone, keep_pseudonyms=True)
    return before.less(sizes(db)) | {"turns unlinked": unlinked}


def _unlink_turn(
    db: Database, id_: int, replaced: ReplacedText, labels: dict[str, str], originals: Collection[str]
) -> int:
    """Put the published text in the place of the source, with everything that stands in it; 0 where it was erased."""
    row = next(db.query("SELECT speaker, withdrawn FROM turns WHERE id = ?", [id_]))
    if row["withdrawn"]:
        return 0
    for table in originals:
        db.execute(f"DELETE FROM {table} WHERE turn_id = ?", [id_])
    for table in _CARRIED:
        _carry(db, table, id_, replaced)
    _carry_events(db, id_, replaced)
    changes = {"text": replaced.text, "speaker": labels[row["speaker"]], "withdrawn": UNLINKED}
    db.table("turns").update(id_, changes)
    return 1


def _keep_memos_as_published(db: Database, parts: Sequence[Part]) -> None:
    """Put the published text of memos on them, and on what they said, in the place of what was typed."""
    ids = [[memo["id"]] for memo in memos_about(db, parts)]
    db.conn.executemany("DELETE FROM memo_finds WHERE memo_id = ?", ids)
    db.conn.executemany(
        """UPDATE memos SET text = coalesce(text_published, ''), text_published = coalesce(text_published, ''),
           as_published = 1 WHERE id = ?""",
        ids,
    )


def _carry(db: Database, table: str, turn: int, replaced: ReplacedText) -> None:
    """Carry what was applied to a turn to the published text; of two that become one, the memos are kept together."""
    memos: list[dict] = []
    if on := _MEMOS_ON.get(table):
        memos = list(db.query(f"SELECT * FROM memos WHERE {on} IN (SELECT id FROM {table} WHERE turn_id = ?)", [turn]))
    seen: dict[tuple, dict] = {}
    stays: dict[int, int] = {}
    for row in list(db.query(f"SELECT * FROM {table} WHERE turn_id = ? ORDER BY id", [turn])):
        db.execute(f"DELETE FROM {table} WHERE id = ?", [row["id"]])
        start, end = replaced.to_published(row["start"], row["end"])
        if start < end:
            key = (start, end, *(row[column] for column in _CARRIED[table]))
            seen.setdefault(key, {**row, "start": start, "end": end})
            stays[row["id"]] = seen[key]["id"]
    db.table(table).insert_all(seen.values())
    db.table("memos").insert_all({**memo, on: stays[memo[on]]} for memo in memos if memo[on] in stays)


def _carry_events(db: Database, turn: int, replaced: ReplacedText) -> None:
    """Bring what was done to codings of a turn to the published text, as far as the text is still that one."""
    of_turn = "(transcript_id, turn) = (SELECT transcript_id, n FROM turns WHERE id = ?)"
    for row in list(db.query(f'SELECT id, start, "end" FROM coding_events WHERE {of_turn}', [turn])):
        last = len(replaced.source)
        start, end = replaced.to_published(min(row["start"], last), min(row["end"], last))
        db.table("coding_events").update(row["id"], {"start": start, "end": end})


def _whole_labels(db: Database, part: Part) -> dict[str, str]:
    """Label everybody in a transcript by role, as they are published; who is nobody stays so."""
    turns = db.query("SELECT speaker, role FROM turns WHERE transcript_id = ? ORDER BY n", [part.transcript])
    labels = speaker_labels([(turn["speaker"], turn["role"]) for turn in turns])
    return {speaker: label if speaker else "" for (speaker, _), label in labels.items()}


def _forget_speakers(db: Database, part: Part, labels: dict[str, str]) -> None:
    """Take the person out of what is known of voices; whose words they are, by label, stays."""
    voices = list(db.query("SELECT * FROM voices WHERE transcript_id = ?", [part.transcript]))
    theirs = [voice for voice in voices if voice["speaker"] in labels]
    for voice in theirs:
        db.execute("DELETE FROM voices WHERE transcript_id = ? AND speaker = ?", [part.transcript, voice["speaker"]])
    db.table("voices").insert_all(
        ({**voice, "speaker": labels[voice["speaker"]], "known_names": "[]", "named": 0} for voice in theirs),
        replace=True,
    )


def _forget_tables(db: Database, label: str) -> None:
    """Take the person out of what the manifest said of a transcript; of its date the month stays."""
    db.execute("DELETE FROM outside WHERE transcript_id = ?", [label])
    db.execute("DELETE FROM decisions WHERE transcript_id = ?", [label])
    day = next(db.query("SELECT interview_date FROM transcripts WHERE id = ?", [label]))["interview_date"]
    db.table("transcripts").update(
        label,
        {
            "known_names": "[]",
            "aliases": "[]",
            "file_name": "",
            "interviewer": "",
            "site": "",
            "extra": "{}",
            "named": 0,
            "interview_date": f"{day[:7]}-01" if day else None,
            "sha256": f"withdrawn {token_hex(16)}",
        },
    )
