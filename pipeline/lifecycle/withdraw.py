"""Withdraw a participant: erase what they said, stop using it, or destroy the link to the person.

What is done to the store is one transaction, in which the withdrawal is also noted as not yet finished. The free pages
of the store's file, drafts, and the search of files come after it, and are done again where a process was killed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from pipeline.audit.actors import label_of
from pipeline.audit.trail import now, record
from pipeline.errors import NotPseudonymised
from pipeline.lifecycle.byte_scan import DRAFT, Recogniser, Wanted, kind_of, search_files, search_store
from pipeline.lifecycle.copies import unfinished_copies
from pipeline.lifecycle.erase import erase, turn_numbers
from pipeline.lifecycle.errors import AlreadyWithdrawn
from pipeline.lifecycle.left_to_people import left_to_people
from pipeline.lifecycle.memos import memos_that_name
from pipeline.lifecycle.names import own_names, words_alone
from pipeline.lifecycle.parts import Part, parts_of
from pipeline.lifecycle.proof import Proof
from pipeline.lifecycle.searching import files_of, given_out, line_about
from pipeline.lifecycle.stopped import STOP
from pipeline.lifecycle.texts import stored_turns
from pipeline.lifecycle.traces import Digester, Traces, digester_of, runs_in
from pipeline.lifecycle.unlink import unlink
from pipeline.lifecycle.working import EVENTS, erase_working, merge_working
from pipeline.protect import check_pseudonymised, remember_as_pseudonymised
from pipeline.publish.versions import current_transcripts
from pipeline.store import writing
from pipeline.study import Study

ERASE, UNLINK = "erase", "unlink"
WAYS = (ERASE, STOP, UNLINK)
_NOT_AFTER = {ERASE: (ERASE,), STOP: (ERASE, STOP), UNLINK: (ERASE, UNLINK)}
_NOTHING: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One withdrawal as the store knows it; `since` is the day from which it holds."""

    id: int
    at: str
    actor: str
    participant: str
    way: str
    since: date
    remove_files: bool
    traces: Traces
    proof: Proof
    finished: bool

    def holds(self, on: date | None = None) -> bool:
        """Say whether it holds on a day (today)."""
        return self.since <= (on or date.today())


def withdraw(
    db: Database,
    study: Study,
    participant: str,
    way: str,
    actor: str,
    *,
    since: date | None = None,
    remove_files: bool = False,
    also: Sequence[Path] = (),
) -> Proof:
    """Withdraw a participant and return what was removed and what is left; `also` are further folders to search.

    `since` matters where use is stopped: the day from which nothing of theirs is published (today). With
    `remove_files`, published databases and exports that hold them are deleted. Raises NoSuchThing, CannotTellApart,
    AlreadyWithdrawn, and NotPseudonymised where somebody is unlinked.
    """
    day = since if since and way == STOP else date.today()
    unplaced = merge_working(db, study, actor) if way == UNLINK else ()
    with writing(db):
        _check_not_before(db, participant, way)
        parts = parts_of(db, participant)
        id_ = _withdraw_from_store(db, study, parts, way, actor, day, remove_files, unplaced)
    return _finish(db, study, withdrawal(db, id_), also)


def resume_unfinished(db: Database, study: Study) -> list[Proof]:
    """Finish every withdrawal that a killed process left unfinished."""
    unfinished = [row["id"] for row in db.query("SELECT id FROM withdrawals WHERE finished_at IS NULL ORDER BY id")]
    return [_finish(db, study, withdrawal(db, id_)) for id_ in unfinished]


def withdrawals(db: Database) -> list[Withdrawal]:
    """List all withdrawals, in their order."""
    return [_from_row(row) for row in db.query("SELECT * FROM withdrawals ORDER BY id")]


def withdrawal(db: Database, id_: int) -> Withdrawal:
    """Return one withdrawal by its number."""
    return _from_row(next(db.query("SELECT * FROM withdrawals WHERE id = ?", [id_])))


def wanted_from(its: Iterable[Withdrawal]) -> dict[str, Wanted]:
    """Say whom to look for, by participant: everything that is known of them from all their withdrawals.

    The label of somebody who was unlinked may stand where it stands.
    """
    wanted: dict[str, Wanted] = {}
    for one in its:
        before = wanted.get(one.participant, Wanted("", Traces()))
        label = one.participant if one.way != UNLINK else before.label
        traces = Traces(
            before.traces.files | one.traces.files,
            before.traces.runs | one.traces.runs,
            before.traces.names | one.traces.names,
        )
        wanted[one.participant] = Wanted(label, traces)
    return wanted


def _from_row(row: dict) -> Withdrawal:
    return Withdrawal(
        id=row["id"],
        at=row["at"],
        actor=row["actor"],
        participant=row["participant_id"],
        way=row["way"],
        since=date.fromisoformat(row["from_date"]),
        remove_files=bool(row["remove_files"]),
        traces=Traces.from_json(row["traces"]),
        proof=Proof.from_json(row["proof"]),
        finished=row["finished_at"] is not None,
    )


def _withdraw_from_store(
    db: Database,
    study: Study,
    parts: Sequence[Part],
    way: str,
    actor: str,
    since: date,
    remove_files: bool,
    unplaced: Sequence[str],
) -> int:
    participant = parts[0].participant
    pseudonymised = _is_pseudonymised(db, study)
    if way == UNLINK:
        current_transcripts(db, study.settings)  # what is published now is what stays
    alone = words_alone(db, parts)
    digester = digester_of(db)
    traces = _traces(db, parts, way, digester)
    if way != STOP:
        traces = replace(traces, names=digester.all_of(alone.names))
    releases = _releases_with(db, parts)
    removed, to_do = _NOTHING, tuple(unplaced)
    if way != STOP:
        whole = [part.transcript for part in parts if part.whole]
        turns = [(part.transcript, n) for part in parts if not part.whole for n in turn_numbers(db, part.turns)]
        to_do += tuple(memos_that_name(db, parts, own_names(db, parts)))
        removed = erase(db, parts, alone) if way == ERASE else unlink(db, parts, alone)
        if on_pages := erase_working(study, whole, turns):  # killed after this, the withdrawal is made again
            removed = {**removed, EVENTS: on_pages}
    if pseudonymised:  # what is left is protected as it was
        remember_as_pseudonymised(db, study.settings)
    label_of(db, actor)
    id_ = db.table("withdrawals").count + 1
    db.table("withdrawals").insert(
        {
            "id": id_,
            "at": now(),
            "actor": actor,
            "participant_id": participant,
            "way": way,
            "from_date": since.isoformat(),
            "removed": json.dumps(removed),
            "remove_files": int(remove_files),
            "traces": traces.to_json(),
            "proof": Proof(removed, releases=releases, to_do=to_do).to_json(),
        }
    )
    record(db, f"withdraw: {way}", actor=actor, about=participant, counts=removed)
    return id_


def _check_not_before(db: Database, participant: str, way: str) -> None:
    for one in withdrawals(db):
        if one.participant.casefold() == participant.casefold() and one.way in _NOT_AFTER[way]:
            raise AlreadyWithdrawn(
                f"{one.participant} was withdrawn on {one.at[:10]} ({one.way}) already. What is left of them is listed "
                "by: llais audit STUDY due"
            )


def _is_pseudonymised(db: Database, study: Study) -> bool:
    try:
        check_pseudonymised(db, study.settings)
    except NotPseudonymised:
        return False
    return True


def _traces(db: Database, parts: Sequence[Part], way: str, digester: Digester) -> Traces:
    """Digest the runs of words that are this participant's alone; of somebody unlinked, those that named anybody."""
    theirs = {turn for part in parts for turn in part.turns}
    source, published, others = set[str](), set[str](), set[str]()
    for turn in stored_turns(db):
        if turn.id in theirs:
            source.update(runs_in(turn.replaced.source))
            published.update(runs_in(turn.replaced.text))
        else:
            others.update(runs_in(turn.replaced.source))
            others.update(runs_in(turn.replaced.text))
    runs = source - published if way == UNLINK else source | published
    whole = [part.transcript for part in parts if part.whole]
    digests = (next(db.query("SELECT sha256 FROM transcripts WHERE id = ?", [label]))["sha256"] for label in whole)
    return Traces(files=digester.all_of(digests), runs=digester.all_of(runs - others))


def _releases_with(db: Database, parts: Sequence[Part]) -> tuple[str, ...]:
    """Name the releases in which these transcripts were."""
    labels = {part.transcript for part in parts}
    rows = db.query(
        """SELECT r.id, t.transcript_id FROM releases r JOIN release_transcripts t ON t.release_id = r.id
           WHERE r.n IS NOT NULL ORDER BY r.n"""
    )
    return tuple(dict.fromkeys(row["id"] for row in rows if row["transcript_id"] in labels))


def _finish(db: Database, study: Study, one: Withdrawal, also: Sequence[Path] = ()) -> Proof:
    """Do what cannot be part of the store's transaction; every step may be done twice."""
    db.execute("VACUUM")  # with secure_delete, no free page keeps what was removed
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for path in unfinished_copies(study.store):
        path.unlink()
    removed = _remove_drafts(study) if one.way != UNLINK and one.holds() else []
    wanted = wanted_from(other for other in withdrawals(db) if other.participant == one.participant)
    with db.atomic():
        recogniser = Recogniser(wanted, digester_of(db))
    search = search_files(files_of(study, also), recogniser)
    left = []
    for path, found in search.found:
        if one.remove_files and one.holds() and any(map(path.is_relative_to, given_out(study))):
            path.unlink(missing_ok=True)
            removed.append(found.file)
        else:
            left.append(line_about(found, one.way, one.at))
    proof = replace(
        one.proof,
        files_removed=tuple(removed),
        left=tuple(left),
        in_store=_NOTHING if one.way == STOP else search_store(db, recogniser).get(one.participant, _NOTHING),
        not_looked_into=search.not_looked_into,
        files_searched=search.files,
        backups=_backups(db, study),
        to_do=(*one.proof.to_do, *left_to_people(db, study, one.participant, one.traces)) if one.way != STOP else (),
    )
    with db.atomic():
        db.table("withdrawals").update(one.id, {"finished_at": now(), "proof": proof.to_json()})
        counts = {"files removed": len(removed), "files left": len(left), "files searched": search.files}
        record(db, "withdrawal finished", actor=one.actor, about=one.participant, counts=counts)
    return proof


def _remove_drafts(study: Study) -> list[str]:
    """Delete published drafts, and what a killed process left of one: the next is made without the participant."""
    removed = []
    if study.published.is_dir():
        for path in sorted(study.published.glob("*.db")):
            if kind_of(path) == DRAFT:
                path.unlink()
                removed.append(f"published/{path.name}")
        for path in study.published.glob(".*.new"):
            path.unlink()
    return removed


def _backups(db: Database, study: Study) -> tuple[str, ...]:
    """Say which backups were made, which are encrypted and cannot be changed."""
    made = [row["at"][:10] for row in db.query("SELECT at FROM trail WHERE action = 'backup' ORDER BY id")]
    until = study.settings.retention.key_delete_by
    last = f", at the latest with the key on {until}" if until else ""
    return tuple(
        f"the backup of {day} still holds everything, encrypted: delete it and make a new one{last}" for day in made
    )
