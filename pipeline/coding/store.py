"""Write codings and memos into the store: the one place, so that each change leaves its row in `coding_events`.

Every function works within the caller's transaction. Spans are source coordinates, end exclusive; times are UTC in ISO
8601, "" where nobody knows. `made_on` is the id of the release or draft whose text the coder saw, "" for the source.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlite_utils import Database

from ingest.text import normalise
from pipeline.coding.folded import fold

APPLIED, CHANGED, REMOVED = "applied", "changed", "removed"

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def name_coders(db: Database, names: Iterable[str]) -> None:
    """Give new coders a label: A, B … Z, A2, B2 …; those who come together get theirs in the order of their names."""
    labels = {row["name"]: row["label"] for row in db.query("SELECT name, label FROM coders")}
    n = len(labels)
    for name in sorted(set(names) - set(labels)):
        while (label := _label(n)) in labels.values():
            n += 1
        db.table("coders").insert({"name": name, "label": label})
        labels[name] = label


def add_coding(
    db: Database,
    *,
    turn_id: int,
    start: int,
    end: int,
    code_id: str,
    coder: str,
    codebook_version: str,
    uid: str = "",
    at: str = "",
    made_on: str = "",
) -> tuple[int, bool]:
    """Store a coding of a coder who has a label; return its id, and whether it is new.

    The same code on the same span by the same coder is known, and stays as it is. A `uid` that another coding has is
    not given twice: the new one gets its own.
    """
    span = {"turn_id": turn_id, "start": start, "end": end, "code_id": code_id, "coder": coder}
    known = _coding_at(db, span)
    if known is not None:
        return int(known["id"]), False
    if not uid or _coding(db, uid) is not None:
        uid = uuid.uuid4().hex
    row = {**span, "codebook_version": codebook_version, "uid": uid, "at": at}
    coding_id = db.execute(
        """INSERT INTO codings (turn_id, start, "end", code_id, coder, codebook_version, uid, at)
           VALUES (:turn_id, :start, :end, :code_id, :coder, :codebook_version, :uid, :at)""",
        row,
    ).lastrowid
    _note(db, APPLIED, row, coder=coder, at=at, made_on=made_on)
    return int(coding_id or 0), True


def change_coding(
    db: Database,
    uid: str,
    *,
    start: int,
    end: int,
    code_id: str,
    coder: str,
    at: str,
    codebook_version: str,
    made_on: str = "",
    turn_id: int | None = None,
) -> bool:
    """Give a coder's coding another span or another code; say whether that changed anything.

    `turn_id` is the turn that it stands in from now on, its own where None. Where the coder has that very coding
    already, the two become one: the other stays, and gets the memos of this one. A coding that is not there, or is
    another coder's, is not changed.
    """
    before = _coding(db, uid)
    if before is None or before["coder"] != coder:
        return False
    wanted = {"turn_id": turn_id or before["turn_id"], "start": start, "end": end, "code_id": code_id, "coder": coder}
    if all(before[name] == value for name, value in wanted.items()):
        return False
    after = {**before, **wanted, "codebook_version": codebook_version, "at": at}
    twin = _coding_at(db, wanted)
    _note(db, CHANGED, after, coder=coder, at=at, made_on=made_on)
    if twin is None:
        db.execute(
            """UPDATE codings SET turn_id = :turn_id, start = :start, "end" = :end, code_id = :code_id, at = :at,
               codebook_version = :codebook_version WHERE id = :id""",
            after,
        )
        return True
    db.execute("UPDATE memos SET coding_id = ? WHERE coding_id = ?", [twin["id"], before["id"]])
    db.execute("DELETE FROM codings WHERE id = ?", [before["id"]])
    _note(db, REMOVED, after, coder=coder, at=at, made_on=made_on)
    return True


def remove_coding(db: Database, uid: str, *, coder: str, at: str, made_on: str = "") -> bool:
    """Remove a coder's coding with their memos on it; say whether it was there.

    What others wrote about it becomes a memo on its turn.
    """
    before = _coding(db, uid)
    if before is None or before["coder"] != coder:
        return False
    db.execute(
        """UPDATE memos SET about = 'turn', turn_id = :turn_id, coding_id = NULL
           WHERE coding_id = :id AND author <> :coder""",
        before,
    )
    db.execute("DELETE FROM codings WHERE id = ?", [before["id"]])
    _note(db, REMOVED, before, coder=coder, at=at, made_on=made_on)
    return True


def add_memo(
    db: Database,
    *,
    about: str,
    author: str,
    text: str,
    at: str = "",
    uid: str = "",
    coding_id: int | None = None,
    turn_id: int | None = None,
    transcript_id: str | None = None,
    settlement_id: int | None = None,
    code_id: str = "",
    participant_id: str = "",
) -> bool:
    """Store a memo of an author who has a label; say whether anything was new.

    The same words about the same thing by the same author are known, as they were written or as they are published. A
    `uid` of a memo of theirs with other words is that memo, written anew; of somebody else's, it is not given twice.
    """
    text = normalise(text).strip()  # as in transcripts, nothing invisible may hide a name
    if not text:
        return False
    thing = {
        "about": about,
        "author": author,
        "coding_id": coding_id,
        "turn_id": turn_id,
        "transcript_id": transcript_id,
        "settlement_id": settlement_id,
        "code_id": code_id,
        "participant_id": participant_id,
    }
    namesake = next(db.query("SELECT * FROM memos WHERE uid = ?", [uid]), None) if uid else None
    if namesake is not None:
        if _says(namesake, text):
            return False
        if namesake["author"] == author and not namesake["as_published"]:
            _write_anew(db, namesake["id"], text, at)
            return True
    where = " AND ".join(f"{name} IS :{name}" for name in thing)
    if any(_says(memo, text) for memo in db.query(f"SELECT * FROM memos WHERE {where}", thing)):
        return False
    given = uid if uid and namesake is None else uuid.uuid4().hex
    db.table("memos").insert({**thing, "uid": given, "at": at, "text": text})
    return True


def _says(memo: dict, text: str) -> bool:
    """Say whether a memo has these words, as it was written or as it is published, but for blanks."""
    return fold(text) in (fold(memo["text"]), fold(memo["text_published"] or ""))


def _write_anew(db: Database, memo_id: int, text: str, at: str) -> None:
    # What was found in the earlier words says nothing of these: they are looked through again.
    db.execute("DELETE FROM memo_finds WHERE memo_id = ?", [memo_id])
    db.execute("UPDATE memos SET text = ?, text_published = NULL, at = ? WHERE id = ?", [text, at, memo_id])


def hand_in(db: Database, transcript_id: str, coder: str, at: str) -> bool:
    """Note that a coder has coded a transcript; say whether that was not known."""
    cursor = db.execute(
        "INSERT OR IGNORE INTO hand_ins (transcript_id, coder, at) VALUES (?, ?, ?)", [transcript_id, coder, at]
    )
    return bool(cursor.rowcount)


def take_back(db: Database, transcript_id: str, coder: str) -> bool:
    """Note that a coder has not coded a transcript to the end after all; say whether they had said so."""
    cursor = db.execute("DELETE FROM hand_ins WHERE transcript_id = ? AND coder = ?", [transcript_id, coder])
    return bool(cursor.rowcount)


def _label(n: int) -> str:
    return _LETTERS[n % 26] + (str(n // 26 + 1) if n >= 26 else "")


def _coding(db: Database, uid: str) -> dict | None:
    return next(db.query("SELECT * FROM codings WHERE uid = ?", [uid]), None)


def _coding_at(db: Database, span: dict) -> dict | None:
    return next(
        db.query(
            """SELECT * FROM codings WHERE turn_id = :turn_id AND start = :start AND "end" = :end
               AND code_id = :code_id AND coder = :coder""",
            span,
        ),
        None,
    )


def _note(db: Database, action: str, coding: dict, *, coder: str, at: str, made_on: str = "") -> None:
    db.execute(
        """INSERT INTO coding_events
               (uid, at, coder, action, transcript_id, turn, start, "end", code_id, codebook_version, made_on)
           SELECT :uid, :at, :coder, :action, transcript_id, n, :start, :end, :code_id, :codebook_version, :made_on
           FROM turns WHERE id = :turn_id""",
        {**coding, "action": action, "coder": coder, "at": at, "made_on": made_on},
    )
