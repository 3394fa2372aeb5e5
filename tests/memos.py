"""Memos in the store of a test's study."""

from __future__ import annotations

from uuid import uuid4

from sqlite_utils import Database


def note(db: Database, text: str, author: str, about: str = "study", **columns: object) -> int:
    """Store a memo of a coder, who is given a label where there is none, and return its number.

    `columns` say what it is about: `coding_id=3`, `participant_id="FC01"`; also `text_published`, `at`, `uid`.
    """
    label = f"C{db.table('coders').count + 1}"
    db.table("coders").insert({"name": author, "label": label}, ignore=True)
    row = {"uid": uuid4().hex, "author": author, "about": about, "text": text, **columns}
    return int(db.table("memos").insert(row).last_pk)
