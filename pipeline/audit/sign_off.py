"""Sign-offs: a person's approval of a transcript's version, known by its content hash; any change voids it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from pipeline.audit.actors import label_of
from pipeline.audit.naming import check_names_nobody
from pipeline.audit.trail import now, record
from pipeline.errors import BadSettings, NoSuchThing
from pipeline.publish.versions import content_hash, current_transcripts
from pipeline.settings import Settings

APPROVED = "approved"
WITH_CONDITIONS = "approved_with_conditions"
REVISE = "revise"
REJECTED = "rejected"
OUTCOMES = (APPROVED, WITH_CONDITIONS, REVISE, REJECTED)
_APPROVALS = (APPROVED, WITH_CONDITIONS)


@dataclass(frozen=True, slots=True)
class SignOff:
    """What somebody decided about a version of a transcript; `actor` is their name, `expires` an ISO day."""

    id: int
    at: str
    actor: str
    transcript_id: str
    content_hash: str
    outcome: str
    role: str
    conditions: str
    expires: str


def sign_off(
    db: Database,
    settings: Settings,
    transcripts: Iterable[str],
    *,
    actor: str,
    role: str,
    outcome: str = APPROVED,
    conditions: str = "",
    expires: str = "",
) -> list[SignOff]:
    """Sign transcripts off as they would be published now, all or none, until `expires` (or as the gate has it).

    Raises NoSuchThing, BadSettings (an outcome or day that is none), NamesSomebody, NotPseudonymised.
    """
    if outcome not in OUTCOMES:
        raise BadSettings(f"The outcome of a sign-off is one of {', '.join(OUTCOMES)}.")
    if not role.strip():
        raise BadSettings("Say in which role you sign off, such as: ethics reviewer.")
    if outcome == WITH_CONDITIONS and not conditions.strip():
        raise BadSettings("Say under which conditions it is approved.")
    expires = _day(expires) if expires else (date.today() + timedelta(days=settings.gate.sign_off_days)).isoformat()
    for text, what in ((conditions, "the conditions"), (role, "the role")):
        check_names_nobody(db, settings, text, what)
    with db.atomic():
        versions = {one.id: content_hash(one) for one in current_transcripts(db, settings)}
        wanted = list(dict.fromkeys(transcripts))
        missing = [id_ for id_ in wanted if id_ not in versions]
        if missing:
            raise NoSuchThing(f"Nothing of {', '.join(missing)} would be published, so there is nothing to sign off.")
        label_of(db, actor, role)
        ids = [_store(db, id_, versions[id_], actor, outcome, role, conditions, expires) for id_ in wanted]
    return [one for one in sign_offs(db) if one.id in ids]


def _store(
    db: Database, transcript: str, version: str, actor: str, outcome: str, role: str, conditions: str, expires: str
) -> int:
    row = {"at": now(), "actor": actor, "transcript_id": transcript, "content_hash": version, "outcome": outcome}
    row |= {"role": role, "conditions": conditions, "expires": expires}
    id_ = int(db.table("sign_offs").insert(row).last_pk or 0)
    days = (date.fromisoformat(expires) - date.fromisoformat(row["at"][:10])).days
    about = f"{transcript} version {version[:12]}"
    record(db, f"signed off: {outcome}", actor=actor, about=about, purpose=conditions, counts={"days": days})
    return id_


def sign_offs(db: Database) -> list[SignOff]:
    """List all sign-offs, the earliest first."""
    return [SignOff(**row) for row in db.query("SELECT * FROM sign_offs ORDER BY id")]


def latest(all_: Sequence[SignOff]) -> Mapping[str, SignOff]:
    """Return the last sign-off of each transcript, which alone counts."""
    return {one.transcript_id: one for one in all_}


def why_not(one: SignOff | None, version: str, today: date) -> str:
    """Say why a transcript's last sign-off does not hold for this version of it today, "" where it does."""
    if one is None:
        return "not signed off"
    if one.outcome not in _APPROVALS:
        return f"the last sign-off says: {one.outcome}"
    if one.content_hash != version:
        return "changed since it was signed off; sign it off again"
    if one.expires and date.fromisoformat(one.expires) < today:
        return f"its sign-off expired on {one.expires}"
    return ""


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadSettings("The day on which a sign-off expires is written like 2027-01-31.") from None
