"""What the sample study's ethics reviewers are told: the report of an invented study that has done everything."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.audit.report.report import report_of
from pipeline.publish.ethics_rows import report_rows, sample_rows, state_rows
from tests.pipeline.audit.report.known import ITEM, SAMPLE, SIGNED, facts

DECIDED = (
    ("machine", "pseudonym", "FC02", 3, "PERSON", "direct"),
    ("R1", "generalise", "FC01", 5, "PLACE", "quasi"),
    ("R2", "keep", "WK01", 2, "ORG", "quasi"),
    ("", "undecided", "YP01", 2, "PERSON", "direct"),
)
DONE = (
    ("R1", "transcript read", "FC01", "turns 5; words 79"),
    ("R1", "pseudonymise", "", "replaced 4"),
    ("R2", "decision: keep (mention)", "decision 1", ""),
    ("R3", "signed off: approved", "FC01 version 0cb79f257559", "days 365"),
)


def ethics_rows(transcripts: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Make the rows of the reviewers' own tables for the sample's transcripts; YP02 is not signed off."""
    items = [replace(ITEM, id=one["id"], sign_off=SIGNED if one["id"] != "YP02" else None) for one in transcripts]
    study = facts(items=tuple(items))
    return {
        **report_rows(report_of(study)),
        "transcript_states": list(state_rows(study)),
        "approvals": [_approval(n, one) for n, one in enumerate(items, start=1) if one.sign_off],
        "samples": list(sample_rows([SAMPLE])),
        "log": [_stretch(n, *one) for n, one in enumerate(DECIDED, start=1)] if transcripts else [],
        "trail": [_done(n, *one) for n, one in enumerate(DONE, start=1)],
    }


def _approval(n: int, item: Any) -> dict[str, Any]:
    when = {"signed_on": SIGNED.at[:10], "expires": SIGNED.expires, "latest": 1, "state": "holds"}
    conditions = "no quotation longer than a sentence" if n == 1 else ""
    what = {"outcome": "approved_with_conditions" if n == 1 else SIGNED.outcome, "conditions": conditions}
    who = {"role": SIGNED.role, "signed_by": SIGNED.by}
    return {"id": n, "transcript_id": item.id, "version": SIGNED.version, **when, **what, **who}


def _stretch(n: int, by: str, action: str, transcript: str, turn: int, type_: str, kind: str) -> dict[str, Any]:
    where = {"id": f"{n:012x}", "transcript_id": transcript, "turn": turn, "type": type_, "kind": kind}
    how = {"rule": f"{type_} = {action}", "detected_by": "names", "score": 0.9, "scope": "study"}
    return {**where, **how, "action": action, "decided_by": by, "decided_at": "", "has_reason": 0}


def _done(n: int, actor: str, action: str, about: str, counts: str) -> dict[str, Any]:
    when = {"id": n, "at": f"2026-11-25T10:0{n}:00Z", "before": f"{n - 1:064x}", "seal": f"{n:064x}"}
    return {**when, "actor": actor, "role": "", "action": action, "about": about, "purpose": "", "counts": counts}
