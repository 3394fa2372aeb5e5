"""Two logs of what was replaced or kept: the custodian's, with originals, and the auditor's, without; same ids.

The columns are those that archives ask for, as far as llais knows them. Places in the custodian's log are in the source
text of a turn, in the auditor's in its published text (where lengths of originals do not show); both in characters
from 0, end exclusive.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from exports.tables_csv import to_csv
from pipeline.audit.naming import check_names_nobody
from pipeline.audit.sign_off import latest, sign_offs, why_not
from pipeline.audit.trail import record
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.errors import LeakFound
from pipeline.identify.types import DOUBT
from pipeline.publish.gather import reach
from pipeline.publish.originals import Originals, known_originals, originals_of
from pipeline.publish.schema_ethics import UNDECIDED
from pipeline.publish.versions import content_hash, current_transcripts
from pipeline.settings import Settings
from pipeline.store import get_meta

CUSTODIAN = "custodian"
AUDITOR = "auditor"
HEADER = (
    "log_id",
    "study",
    "transcript",
    "version_from",
    "version_to",
    "turn",
    "place_in_file",
    "start",
    "end",
    "entity",
    "kind",
    "type",
    "original",
    "replacement",
    "action",
    "rule",
    "detected_by",
    "score",
    "reason",
    "decided_by",
    "decided_at",
    "scope",
    "reviewed_by",
    "reviewed_at",
    "second_read_by",
    "second_read_at",
    "signed_off_by",
    "signed_off_at",
    "occurrence",
    "reversible",
    "consent_basis",
    "notes",
)
_OF_PEOPLE = ("decided_by", "reviewed_by", "second_read_by", "signed_off_by")
_DIGEST_LETTERS = 12
_MENTIONS = """
    SELECT i.start, i.end, i.type, i.kind, i.status, i.score, i.detectors, i.method, i.replacement, i.entity,
           t.id AS turn_id, t.n, t.text, t.transcript_id, s.sha256, s.consent_level, s.consent,
           (SELECT p.place FROM places p WHERE p.turn_id = t.id AND p.at <= i.start
            ORDER BY p.at DESC LIMIT 1) AS place,
           d.actor, d.at AS decided_at, d.scope, d.policy, d.reason
    FROM identifiers i JOIN turns t ON t.id = i.turn_id JOIN transcripts s ON s.id = t.transcript_id
    LEFT JOIN decisions d ON d.id = i.decision_id ORDER BY t.transcript_id, t.n, i.start, i.end"""


@dataclass(frozen=True, slots=True)
class Log:
    """A log as CSV, and how many rows it has."""

    csv: bytes
    rows: int


def write_log(db: Database, settings: Settings, reader: str, purpose: str, actor: str) -> Log:
    """Make the log for a reader, once the trail says that it was made, for which purpose and by whom.

    Raises NamesSomebody (the purpose), NotPseudonymised, LeakFound (the auditor's would hold an original).
    """
    check_names_nobody(db, settings, purpose, "the purpose")
    with db.atomic():
        rows = auditor_rows(db, settings) if reader == AUDITOR else list(_rows(db, settings))
        record(db, f"log for {reader}", actor=actor, purpose=purpose, counts={"rows": len(rows)})
    return Log(to_csv(HEADER, ([row[name] for name in HEADER] for row in rows)), len(rows))


def auditor_rows(db: Database, settings: Settings) -> list[dict[str, Any]]:
    """Make the rows of the auditor's log. Raises NotPseudonymised, LeakFound."""
    return list(_without_originals(db, settings, _rows(db, settings)))


def _rows(db: Database, settings: Settings) -> Iterator[dict[str, Any]]:
    """Make the custodian's rows, with the published places under "published"."""
    versions = {one.id: content_hash(one) for one in current_transcripts(db, settings)}
    read, signed = _readings(db), _sign_offs(db, versions)
    secret = bytes.fromhex(get_meta(db, "pseudonym_secret") or "")
    times: Counter[tuple[str, int]] = Counter()
    for turn in _by_turn(db.query(_MENTIONS)):
        text = ReplacedText(
            turn[0]["text"],
            [Replacement(m["start"], m["end"], m["replacement"]) for m in turn if m["replacement"] is not None],
        )
        for mention in turn:
            transcript = mention["transcript_id"]
            times[transcript, mention["entity"]] += 1
            yield {
                "log_id": _log_id(secret, mention),
                "study": settings.title,
                "transcript": transcript,
                "version_from": mention["sha256"][:_DIGEST_LETTERS],
                "version_to": versions.get(transcript, "")[:_DIGEST_LETTERS],
                "occurrence": "" if mention["entity"] is None else times[transcript, mention["entity"]],
                "published": text.to_published(mention["start"], mention["end"]),
                "notes": "" if transcript in versions else "not published",
                **_mention_cells(mention, settings),
                **_decision_cells(mention),
                **read.get(transcript, _NOT_READ),
                **signed.get(transcript, _NOT_SIGNED),
            }


def _by_turn(mentions: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    turn: list[dict[str, Any]] = []
    for mention in mentions:
        if turn and turn[0]["turn_id"] != mention["turn_id"]:
            yield turn
            turn = []
        turn.append(mention)
    if turn:
        yield turn


def _mention_cells(mention: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    undecided = mention["status"] == DOUBT
    level, terms = mention["consent_level"], json.loads(mention["consent"])
    return {
        "turn": mention["n"],
        "place_in_file": mention["place"] or "",
        "start": mention["start"],
        "end": mention["end"],
        "entity": "" if mention["entity"] is None else mention["entity"],
        "kind": mention["kind"],
        "type": mention["type"],
        "original": mention["text"][mention["start"] : mention["end"]],
        "replacement": mention["replacement"] or "",
        "action": UNDECIDED if undecided else mention["method"],
        "rule": f"{mention['type']} = {mention['policy'] or settings.policy[mention['type']]}",
        "detected_by": "; ".join(json.loads(mention["detectors"])),
        "score": mention["score"],
        "reversible": "y" if mention["replacement"] is not None else "",
        "consent_basis": f"{level or 'terms'}: {', '.join(reach(level, settings, terms)) or 'nothing'}",
    }


def _decision_cells(mention: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "reason": mention["reason"] or "",
        "decided_by": mention["actor"] or ("" if mention["status"] == DOUBT else "machine"),
        "decided_at": mention["decided_at"] or "",
        "scope": mention["scope"] or "study",
    }


def _log_id(secret: bytes, mention: Mapping[str, Any]) -> str:
    """Name a stretch so that it keeps its name in every log; the name says nothing of it."""
    place = f"{mention['sha256']} {mention['n']} {mention['start']} {mention['end']}"
    return hmac.new(secret, f"log {place}".encode(), hashlib.sha256).hexdigest()[:_DIGEST_LETTERS]


_NOT_READ = dict.fromkeys(("reviewed_by", "reviewed_at", "second_read_by", "second_read_at"), "")
_NOT_SIGNED = dict.fromkeys(("signed_off_by", "signed_off_at"), "")


def _readings(db: Database) -> dict[str, dict[str, str]]:
    """Return by transcript who finished reading it, and when."""
    cells: dict[str, dict[str, str]] = {}
    for row in db.query("SELECT * FROM readings WHERE finished_at IS NOT NULL"):
        name = "reviewed" if row["reading"] == 1 else "second_read"
        its = cells.setdefault(row["transcript_id"], dict(_NOT_READ))
        its |= {f"{name}_by": row["reader"], f"{name}_at": row["finished_at"]}
    return cells


def _sign_offs(db: Database, versions: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return by transcript who approved the version that stands now, and when, where that holds today."""
    today = date.today()
    return {
        id_: {"signed_off_by": one.actor, "signed_off_at": one.at}
        for id_, one in latest(sign_offs(db)).items()
        if id_ in versions and not why_not(one, versions[id_], today)
    }


def _without_originals(db: Database, settings: Settings, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Make the auditor's rows: no originals, labels for people, places in the published text. Raises LeakFound."""
    labels = {row["name"]: row["label"] for row in db.query("SELECT name, label FROM actors")}
    originals = originals_of(known_originals(db, settings))
    for number, row in enumerate(rows, start=2):
        start, end = row["published"]
        shown = {**row, "original": "", "start": start, "end": end}
        shown |= {name: labels.get(row[name], row[name]) for name in _OF_PEOPLE}
        if originals.in_text(row["reason"]):
            shown["reason"] = "[names somebody]"
        _check(shown, originals, number)
        yield shown


def _check(row: Mapping[str, Any], originals: Originals, number: int) -> None:
    column = next((name for name in HEADER if isinstance(row[name], str) and originals.in_text(row[name])), None)
    if column:
        raise LeakFound(
            f"The auditor's log was not written: row {number}, column {column}, would hold an original. "
            "Correct it where it stands, pseudonymise again, and write the log."
        )
