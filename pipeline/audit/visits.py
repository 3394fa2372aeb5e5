"""Visits: what was done without the store, such as an export, noted beside it and taken into the trail later.

`visits.jsonl` in the study folder has a line for each visit, sealed to a line before it. The visitor's name is not in
it: a salted, slow digest stands there, which the store matches to the people it knows. When the store is next opened,
new lines go into the trail; each leaves its mark there, so that none is taken in twice, whenever a process is killed.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.audit.actors import find_actor
from pipeline.audit.lines import append_line, read_lines
from pipeline.audit.trail import BEGINNING, now, record, seal_of
from pipeline.errors import PipelineError
from pipeline.study import Study

BROKEN = "visits.jsonl was tampered with"
_FROM_VISITS = "from visits.jsonl: "
_VISITOR = "visitor "
_COLUMNS = ("at", "salt", "who", "action", "about", "counts", "before")
_SLOW = {"n": 2**12, "r": 8, "p": 1, "dklen": 8}  # half a minute for a guess at a thousand names
_MARK = 16
# What is done without the store. Whoever can write the file could else tell the trail of a restored backup, or a name.
_ACTION = re.compile(r"serve|accounts (?:add|remove|password)|export [a-z0-9-]{1,30}")
_ABOUT = re.compile(r"|reader|coder|ethics|public|(?:draft|release)-[0-9a-f]{1,12}")
_COUNTED = frozenset({"bytes", "figures"})


class VisitNotNoted(PipelineError):
    """Something would leave the study and no trace of it can be left."""

    code = "LL-P030"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, by its number: the visit in it, or None, and in words what is wrong with it."""

    number: int
    mark: str
    visit: dict[str, Any] | None
    fault: str = ""


def visits_file(study: Study) -> Path:
    """Say where visits are noted."""
    return study.folder / "visits.jsonl"


def note_visit(
    study: Study, action: str, *, actor: str = "", about: str = "", counts: Mapping[str, int] | None = None
) -> None:
    """Note what is about to be done without the store, by `actor` (see `find_actor`). Raises NoActor, VisitNotNoted."""
    name = find_actor(actor)
    try:
        append_line(visits_file(study), _new_line(study, name, action, about, counts or {}))
    except OSError as error:
        raise VisitNotNoted(
            f"visits.jsonl in the study folder cannot be written ({error.strerror}), so nothing was done: what leaves "
            "a study leaves a trace. Check who may write there."
        ) from None


def _new_line(study: Study, name: str, action: str, about: str, counts: Mapping[str, int]) -> str:
    last = next((line.visit for line in reversed(list(_lines(study))) if line.visit), None)
    salt = last["salt"] if last else secrets.token_hex(8)
    visit = {
        "at": now(),
        "salt": salt,
        "who": _digest(name, salt),
        "action": action,
        "about": about,
        "counts": dict(sorted(counts.items())),
        "before": last["seal"] if last else BEGINNING,
    }
    return json.dumps({**visit, "seal": seal_of(visit, _COLUMNS)}, ensure_ascii=False)


def take_in(db: Database, study: Study, actor: str) -> int:
    """Take new visits into the trail, all or none, and return how many; `actor` is who opened the store.

    What is wrong with the file is recorded too, once.
    """
    lines = list(_lines(study))
    with db.atomic():
        taken = _taken(db)
        if not lines and not taken:
            return 0
        _recognise(db, actor, (line.visit["salt"] for line in lines if line.visit))
        new = [line for line in lines if line.mark not in taken]
        names = _names_behind(db, actor, (line.visit for line in new if line.visit))
        for line in new:
            if line.visit:
                _record(db, line.visit, names[line.visit["salt"], line.visit["who"]])
        for mark, fault in _faults(lines, taken):
            record(db, BROKEN, actor=actor, about=fault, purpose=f"{_FROM_VISITS}{mark}")
    return sum(line.visit is not None for line in new)


def faults(db: Database, study: Study) -> list[str]:
    """Say what is wrong with the file, one line each: what was recorded before, and what is there to be seen now."""
    recorded = [
        f"visits.jsonl: {row['about']} (found on {row['at'][:10]}, row {row['id']} of the trail)"
        for row in db.query("SELECT id, at, about FROM trail WHERE action = ? ORDER BY id", [BROKEN])
    ]
    return recorded + [f"visits.jsonl: {fault}" for _, fault in _faults(list(_lines(study)), _taken(db))]


def _record(db: Database, visit: Mapping[str, Any], actor: str) -> None:
    purpose = f"{_FROM_VISITS}{visit['seal'][:_MARK]}"
    about, counts = str(visit["about"]), visit["counts"]
    record(db, str(visit["action"]), actor=actor, about=about, purpose=purpose, counts=counts, at=str(visit["at"]))


def _lines(study: Study) -> Iterator[Line]:
    for number, text in enumerate(read_lines(visits_file(study)), start=1):
        visit = _visit_in(text)
        if visit is None:
            mark = hashlib.sha256(text.encode()).hexdigest()[:_MARK]
            yield Line(number, mark, None, f"line {number} was edited, or is no visit")
        else:
            yield Line(number, visit["seal"][:_MARK], visit)


def _visit_in(text: str) -> dict[str, Any] | None:
    try:
        visit = json.loads(text)
        texts = all(isinstance(visit[name], str) for name in (*_COLUMNS, "seal") if name != "counts")
        numbers = all(name in _COUNTED and isinstance(n, int) for name, n in visit["counts"].items())
        known = _ACTION.fullmatch(visit["action"]) and _ABOUT.fullmatch(visit["about"])
        return dict(visit) if texts and numbers and known and visit["seal"] == seal_of(visit, _COLUMNS) else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _faults(lines: Iterable[Line], taken: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the mark and the words of each fault that was not recorded yet."""
    return ((mark, words) for mark, words in _all_faults(lines, taken) if mark not in taken)


def _all_faults(lines: Iterable[Line], taken: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the mark and the words of each fault.

    Two exports at the same moment may both be sealed to the same line; so a line has to follow from one before it, not
    from the last. The first may follow from nothing.
    """
    in_trail = [mark for mark, action in taken.items() if action != BROKEN]
    known = {BEGINNING[:_MARK], *in_trail}
    marks: set[str] = set()
    edited = 0
    after_fault = False
    for line in lines:
        if line.visit is None:
            edited += 1
            yield line.mark, line.fault
        elif line.visit["before"][:_MARK] not in known and not after_fault:
            yield f"{line.mark}, before it", f"a line before line {line.number} was taken out"
        after_fault = line.visit is None
        known.add(line.mark)
        marks.add(line.mark)
    missing = [mark for mark in in_trail if mark not in marks]
    for mark in missing[edited:]:  # an edited line is missing too, and was told of
        yield f"{mark}, not there", "a line that is in the trail already was taken out"


def _taken(db: Database) -> dict[str, str]:
    """Return the marks of what was taken into the trail or recorded as a fault, with the action of each."""
    rows = db.query("SELECT purpose, action FROM trail WHERE purpose LIKE ? ORDER BY id", [f"{_FROM_VISITS}%"])
    return {row["purpose"].removeprefix(_FROM_VISITS): row["action"] for row in rows}


def _recognise(db: Database, actor: str, salts: Iterable[str]) -> None:
    """Give a visitor their name at their first act in the store; their label stays."""
    if next(db.query("SELECT 1 FROM actors WHERE name = ?", [actor]), None):
        return
    visitors = {row["name"] for row in db.query("SELECT name FROM actors WHERE name LIKE ?", [f"{_VISITOR}%"])}
    for salt in set(salts) if visitors else ():
        as_visitor = f"{_VISITOR}{_digest(actor, salt)}"
        if as_visitor in visitors:
            db.execute("UPDATE actors SET name = ? WHERE name = ?", [actor, as_visitor])
            return


def _names_behind(db: Database, actor: str, visits: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """Find whose the visits are. Who did nothing in the store yet is "visitor" and their digest, until they do."""
    wanted = {(str(visit["salt"]), str(visit["who"])) for visit in visits}
    known = [actor, *(row["name"] for row in db.query("SELECT name FROM actors ORDER BY label"))]
    return {
        (salt, who): next((name for name in known if _digest(name, salt) == who), f"{_VISITOR}{who}")
        for salt, who in wanted
    }


def _digest(name: str, salt: str) -> str:
    return hashlib.scrypt(name.encode(), salt=salt.encode(), **_SLOW).hex()
