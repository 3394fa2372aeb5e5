"""What is due in a study on a day: dates of `[retention]`, people who withdrew, and files that still hold them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from ingest.sheets import read_date
from pipeline.audit.actors import label_of
from pipeline.audit.naming import check_names_nobody
from pipeline.audit.trail import now, record
from pipeline.lifecycle.byte_scan import Found, Recogniser, search_files
from pipeline.lifecycle.errors import NothingToDispose
from pipeline.lifecycle.keys import certificate_of
from pipeline.lifecycle.retention import OVERDUE, WHAT, Dated, dated
from pipeline.lifecycle.searching import files_of, line_about, may_stay
from pipeline.lifecycle.stopped import STOP
from pipeline.lifecycle.traces import digester_of
from pipeline.lifecycle.withdraw import ERASE, UNLINK, Withdrawal, wanted_from, withdrawals
from pipeline.settings import Settings
from pipeline.study import Study

_STRONGEST = (ERASE, UNLINK, STOP)
_DEADLINE, _WITHDREW = "withdrawal_deadline", ("withdrawn_at", "withdrawn_on", "withdrawn")


@dataclass(frozen=True, slots=True)
class StillThere:
    """A file that still holds somebody who withdrew, with a line about it; `allowed` where it may stay as it is."""

    found: Found
    line: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class WithdrawnInFiles:
    """What a search for people who withdrew gave: files that hold them, and files that nobody could look into."""

    still_there: tuple[StillThere, ...]
    not_looked_into: tuple[str, ...]
    files: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a participant may withdraw, as the manifest says."""

    participant: str
    by: date


@dataclass(frozen=True, slots=True)
class Due:
    """How a study stands on a day; `not_done` are lines about people who withdrew and whose words are still used."""

    on: date
    dates: tuple[Dated, ...]
    deadlines: tuple[Deadline, ...]
    not_done: tuple[str, ...]
    files: WithdrawnInFiles

    @property
    def overdue(self) -> bool:
        """Say whether something should have been done by now."""
        late = any(one.state == OVERDUE for one in self.dates)
        return late or bool(self.not_done) or any(not one.allowed for one in self.files.still_there)


def due(db: Database, study: Study, on: date, also: Sequence[Path] = ()) -> Due:
    """Say what is due on a day, and look through what was published and exported for people who withdrew.

    `also` are further folders to look through.
    """
    done = {row["what"]: row["at"][:10] for row in db.query("SELECT what, at FROM disposals ORDER BY id")}
    return Due(
        on=on,
        dates=tuple(dated(study.settings.retention, done, on)),
        deadlines=tuple(_deadlines(db)),
        not_done=tuple(_not_done(db, on)),
        files=find_withdrawn_in(db, study, also, on),
    )


def due_without_store(study: Study, on: date) -> Due:
    """Say what is due on a day in a study whose key was destroyed; who withdrew was known to its store alone."""
    certificate = json.loads(certificate_of(study).read_text(encoding="utf-8"))
    done = {**certificate["disposals"], "key": certificate["begun_at"][:10]}
    return Due(on, tuple(dated(study.settings.retention, done, on)), (), (), WithdrawnInFiles((), (), 0))


def find_withdrawn_in(
    db: Database, study: Study, also: Sequence[Path] = (), on: date | None = None
) -> WithdrawnInFiles:
    """Look for people who withdrew in everything that a study published and exported, and in further folders.

    An earlier release may keep somebody who only asked that their words be used no more.
    """
    in_force = [one for one in withdrawals(db) if one.holds(on)]
    if not in_force:
        return WithdrawnInFiles((), (), 0)
    with db.atomic():
        recogniser = Recogniser(wanted_from(in_force), digester_of(db))
    search = search_files(files_of(study, also), recogniser)
    strongest = {one.participant: one for one in sorted(in_force, key=lambda one: -_STRONGEST.index(one.way))}
    found = (_still_there(one, strongest[one.participant]) for _, one in search.found)
    return WithdrawnInFiles(tuple(found), search.not_looked_into, search.files)


def dispose(db: Database, settings: Settings, what: str, certificate: str, actor: str) -> None:
    """Record that something was disposed of, or the review done, and by what that can be seen.

    Raises NothingToDispose, NamesSomebody.
    """
    if what not in WHAT:
        raise NothingToDispose(f"Nothing is called so. Name one of: {', '.join(WHAT)}.")
    if not certificate.strip():
        raise NothingToDispose("Say by what it can be seen: --certificate with the contractor's number, or who saw it.")
    check_names_nobody(db, settings, certificate, "the certificate")
    with db.atomic():
        label_of(db, actor)
        db.table("disposals").insert({"at": now(), "actor": actor, "what": what, "certificate": certificate})
        record(db, "disposed", actor=actor, about=what, purpose=certificate)


def _still_there(found: Found, withdrawal: Withdrawal) -> StillThere:
    line = line_about(found, withdrawal.way, withdrawal.at)
    return StillThere(found, line, may_stay(found, withdrawal.way))


def _deadlines(db: Database) -> Iterator[Deadline]:
    """Read until when people may withdraw, where the manifest has a column for it."""
    seen = set()
    for row in db.query("SELECT participant_id, extra FROM transcripts ORDER BY participant_id, id"):
        by = read_date(json.loads(row["extra"]).get(_DEADLINE, ""))
        if by is not None and row["participant_id"] not in seen:
            seen.add(row["participant_id"])
            yield Deadline(row["participant_id"], by)


def _not_done(db: Database, on: date) -> Iterator[str]:
    """Say who has withdrawn by the tables of the study, and was not withdrawn from it."""
    recorded = {one.participant.casefold() for one in withdrawals(db) if one.finished}
    told: list[str] = []
    for row in db.query("SELECT participant_id, extra FROM transcripts ORDER BY participant_id, id"):
        extra = json.loads(row["extra"])
        days = (read_date(extra.get(column, "")) for column in _WITHDREW)
        if any(day is not None and day <= on for day in days):
            told.append(row["participant_id"])
    told += [row["participant_id"] for row in db.query("SELECT participant_id FROM voices WHERE withdrawn")]
    for participant in dict.fromkeys(told):
        if participant.casefold() not in recorded:
            yield f"{participant} has withdrawn, the tables say: run llais withdraw STUDY {participant} --how …"
    for one in withdrawals(db):
        if not one.finished:
            yield f"the withdrawal of {one.participant} was not finished: run any command on the study"
