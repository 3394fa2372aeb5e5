"""The register of re-identifications: who asked, who else approved, who looked, and how little was shown.

Two people are needed. What is shown goes to the screen of whoever carries it out; the register and the trail hold what
was asked about, by label, and never what was shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from pipeline.audit.actors import clean_name, label_of, same_person
from pipeline.audit.naming import check_names_nobody
from pipeline.audit.revealing import Target, check_target, reveal, target_in
from pipeline.audit.trail import now, record
from pipeline.errors import NoSuchThing, NotTwoPeople, PipelineError
from pipeline.settings import Settings

ASKED = "waiting for approval"
APPROVED = "approved"
REFUSED = "refused"
CARRIED_OUT = "carried out"
RETURNED = "returned or destroyed"

_ENTER = """INSERT INTO re_identifications (requested_by, requested_at, about, reason, legal_basis)
    VALUES (?, ?, ?, ?, ?)"""


class NotThatFar(PipelineError):
    """A step of a re-identification is taken before the one that it needs, or a second time."""

    code = "LL-P031"


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be read on the screen, once: a line for each original, and what in words is shown."""

    what: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A row of the register as the auditor sees it: people under labels."""

    id: int
    state: str
    about: str
    reason: str
    legal_basis: str
    requested_by: str
    requested_at: str
    approved_by: str
    approved_at: str
    carried_out_by: str
    carried_out_at: str
    minimum_revealed: str
    returned_at: str
    ethics_told: bool


def ask(db: Database, settings: Settings, target: Target, reason: str, legal_basis: str, actor: str) -> int:
    """Enter a request and return its number. Raises NoSuchThing, NamesSomebody (the legal basis)."""
    check_target(db, settings, target)
    check_names_nobody(db, settings, legal_basis, "the legal basis")
    with db.atomic():
        label_of(db, actor)
        row = [actor, now(), str(target), reason, legal_basis]
        number = int(db.execute(_ENTER, row).lastrowid or 0)
        record(db, "re-identification asked for", actor=actor, about=f"request {number}: {target}", purpose=reason)
    return number


def approve(db: Database, number: int, actor: str) -> None:
    """Approve a request of somebody else. Raises NoSuchThing, NotThatFar, NotTwoPeople."""
    with db.atomic():
        request = _request(db, number, ASKED)
        if same_person(request["requested_by"], actor):
            raise NotTwoPeople(
                f"Request {number} was made by the same person: somebody else has to approve it. Nothing was changed."
            )
        label_of(db, actor)
        db.table("re_identifications").update(number, {"approved_by": actor, "approved_at": now()})
        record(db, "re-identification approved", actor=actor, about=f"request {number}")


def refuse(db: Database, number: int, actor: str) -> None:
    """Refuse a request, or take one's own back. Raises NoSuchThing, NotThatFar."""
    with db.atomic():
        _request(db, number, ASKED)
        db.table("re_identifications").update(number, {"refused": 1})
        record(db, "re-identification refused", actor=actor, about=f"request {number}")


def carry_out(db: Database, settings: Settings, number: int, actor: str, revealed_to: str = "") -> Shown:
    """Return what an approved request asks for, once; `revealed_to` is the name of who sees it, else `actor`.

    Raises NoSuchThing, NotThatFar.
    """
    with db.atomic():
        request = _request(db, number, APPROVED)
        what, lines = reveal(db, settings, target_in(request["about"]))
        label_of(db, actor)
        done = {"carried_out_by": actor, "carried_out_at": now(), "revealed": what}
        db.table("re_identifications").update(number, {**done, "revealed_to": clean_name(revealed_to or actor)})
        counts = {"shown": len(lines)}
        about = f"request {number}: {request['about']}"
        record(db, "re-identification carried out", actor=actor, about=about, purpose=request["reason"], counts=counts)
    return Shown(what, tuple(lines))


def note_returned(db: Database, number: int, actor: str, ethics_told: bool = False) -> None:
    """Note that what was shown was given back or destroyed. Raises NoSuchThing, NotThatFar."""
    with db.atomic():
        _request(db, number, CARRIED_OUT)
        db.table("re_identifications").update(number, {"returned_at": now(), "ethics_told": int(ethics_told)})
        counts = {"ethics committee told": int(ethics_told)}
        record(db, "re-identification returned", actor=actor, about=f"request {number}", counts=counts)


def requests(db: Database) -> list[Request]:
    """List the register, in the order in which it was asked."""
    labels = {row["name"]: row["label"] for row in db.query("SELECT name, label FROM actors")}
    return [
        Request(
            id=row["id"],
            state=_state(row),
            about=row["about"],
            reason=row["reason"],
            legal_basis=row["legal_basis"],
            requested_by=labels[row["requested_by"]],
            requested_at=row["requested_at"],
            approved_by=labels.get(row["approved_by"], ""),
            approved_at=row["approved_at"] or "",
            carried_out_by=labels.get(row["carried_out_by"], ""),
            carried_out_at=row["carried_out_at"] or "",
            minimum_revealed=row["revealed"],
            returned_at=row["returned_at"] or "",
            ethics_told=bool(row["ethics_told"]),
        )
        for row in db.query("SELECT * FROM re_identifications ORDER BY id")
    ]


def _request(db: Database, number: int, wanted: str) -> dict[str, Any]:
    """Return a request that is in the state that its next step needs. Raises NoSuchThing, NotThatFar."""
    row = next(db.query("SELECT * FROM re_identifications WHERE id = ?", [number]), None)
    if row is None:
        raise NoSuchThing(f"There is no request {number}. See them with: llais audit STUDY reidentify list")
    state = _state(row)
    if state != wanted:
        raise NotThatFar(f"Request {number} is {state}; {_NEEDS[wanted]}. Nothing was changed.")
    return row


_NEEDS = {
    ASKED: "only one that nobody has answered yet can be approved or refused",
    APPROVED: "it can be carried out once, after somebody else has approved it",
    CARRIED_OUT: "only what was carried out can be returned",
}


def _state(row: dict[str, Any]) -> str:
    if row["refused"]:
        return REFUSED
    for column, state in (("returned_at", RETURNED), ("carried_out_at", CARRIED_OUT), ("approved_at", APPROVED)):
        if row[column]:
            return state
    return ASKED
