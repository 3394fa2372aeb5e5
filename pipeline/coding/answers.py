"""What coders answered to suggestions: accepted, or rejected. An answer is no coding; accepting makes one besides."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

ACCEPTED, REJECTED = "accepted", "rejected"


def record_answer(
    db: Database,
    *,
    turn_id: int,
    start: int,
    end: int,
    code_id: str,
    coder: str,
    source: str,
    answer: str,
    at: str,
) -> bool:
    """Store a coder's answer to a suggestion, in place of an earlier one; say whether it is another than before.

    The span is in source coordinates, end exclusive; `source` is the suggestion's, "cue" or "learned".
    """
    about: dict[str, Any] = {"turn_id": turn_id, "start": start, "end": end, "code_id": code_id, "coder": coder}
    before = next(db.query(f"SELECT answer FROM suggestion_answers WHERE {_ABOUT}", about), None)
    if before and before["answer"] == answer:
        return False
    forget_answer(db, **about)
    db.table("suggestion_answers").insert({**about, "at": at, "source": source, "answer": answer})
    return True


def forget_answer(db: Database, *, turn_id: int, start: int, end: int, code_id: str, coder: str) -> bool:
    """Forget a coder's answer to a suggestion, as it was undone; say whether there was one."""
    about: dict[str, Any] = {"turn_id": turn_id, "start": start, "end": end, "code_id": code_id, "coder": coder}
    return bool(db.execute(f"DELETE FROM suggestion_answers WHERE {_ABOUT}", about).rowcount)


_ABOUT = 'turn_id = :turn_id AND start = :start AND "end" = :end AND code_id = :code_id AND coder = :coder'
