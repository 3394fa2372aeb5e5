"""Find in the store what a memo is about."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NoReturn

from sqlite_utils import Database

from codebook.history import TO_RECODE, resolve
from codebook.model import Codebook
from pipeline.coding.codebook_versions import codebook_versions
from pipeline.coding.memos import (
    CODE,
    CODING,
    KINDS,
    PARTICIPANT,
    SETTLEMENT,
    STUDY,
    TRANSCRIPT,
    TURN,
    NoSuchTarget,
    NothingToNote,
)
from pipeline.errors import NoSuchThing
from pipeline.lifecycle.errors import CannotTellApart
from pipeline.lifecycle.parts import parts_of

Target = dict[str, Any]
"""The columns of `memos` that say what a memo is about, as `pipeline.coding.store.add_memo` takes them."""


def target_of(db: Database, kind: str, which: str, codes: Collection[str]) -> Target:
    """Return the columns for what a memo is about, which has to be there; `codes` are the ids that it may be about.

    The case of labels does not matter. Raises NothingToNote (a kind without memos), NoSuchTarget.
    """
    if kind not in KINDS:
        raise NothingToNote("There are no memos about this kind of thing.")
    if kind == STUDY:
        return {}
    if kind == CODE:
        return {"code_id": _code(which, codes)}
    if kind == PARTICIPANT:
        return {"participant_id": _participant(db, which)}
    if kind == TURN:
        return {"turn_id": _turn(db, which)}
    column, sql, missing = _FOUND_BY[kind]
    row = db.execute(sql, [which]).fetchone()
    return {column: row[0]} if row else _missing(missing)


def code_of(db: Database, which: str, codebook: Codebook) -> str:
    """Return the id that a memo on a code is kept under: the one it has now, or the last of one that is in use no more.

    A code of now may be named by its tag or its name as well. Raises NoSuchTarget where there never was such a code,
    and where it was split: a person has to choose then.
    """
    versions = codebook_versions(db)
    now = [code.id for code in codebook.codes]
    once = [id for operation in codebook.changes for id in (*operation.before, *operation.after)]
    once += [code.id for version in versions for code in version.codebook.codes]
    code_id = next((id for id in (*now, *once) if id.casefold() == which.casefold()), "")
    if not code_id and (named := codebook.find(which)):
        code_id = named.id
    if code_id in now:
        return code_id
    found = resolve(code_id, "", codebook)
    if found.state == TO_RECODE:
        _missing(f"the code was split; say which of these it is about: {', '.join(found.candidates)}")
    if not found.code_id:
        near = ", ".join(codebook.nearest(which))
        _missing("the codebook has no such code" + (f"; the nearest are {near}" if near else ""))
    return found.code_id


_FOUND_BY = {
    TRANSCRIPT: (
        "transcript_id",
        "SELECT id FROM transcripts WHERE id = ? COLLATE NOCASE",
        "the study has no such transcript",
    ),
    CODING: ("coding_id", "SELECT id FROM codings WHERE uid = ?", "there is no such coding; it may have been removed"),
    SETTLEMENT: ("settlement_id", "SELECT id FROM settlements WHERE uid = ?", "nothing was settled under that number"),
}


def _code(which: str, codes: Collection[str]) -> str:
    found = next((code for code in codes if code.casefold() == which.casefold()), None)
    return found or _missing("the codebook has no such code")


def _participant(db: Database, which: str) -> str:
    """Find who speaks under an id, as it is published: from the tables of the study, or of a group by label."""
    try:
        return parts_of(db, which)[0].participant
    except (NoSuchThing, CannotTellApart):
        _missing("the study has no participant of that id who can be told from the others")


def _turn(db: Database, which: str) -> int:
    """Find a turn by "LABEL/NUMBER"."""
    label, _, number = which.rpartition("/")
    n = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    sql = "SELECT id FROM turns WHERE transcript_id = ? COLLATE NOCASE AND n = ?"
    row = db.execute(sql, [label, n]).fetchone()
    return int(row[0]) if row else _missing("the study has no such turn; write LABEL/NUMBER, turns count from 1")


def _missing(what: str) -> NoReturn:
    raise NoSuchTarget(f"The memo was not taken: {what}.")
