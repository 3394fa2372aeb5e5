"""Point 19: the access log and the register of re-identifications, gone through by somebody."""

from __future__ import annotations

from pipeline.audit.register import ASKED, CARRIED_OUT
from pipeline.audit.report.answer import Answer, State, capital, listed, sentence, state_of, table
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Sum up the trail and the register, and say who went through them."""
    trail, reviewed = facts.trail, facts.ethics.access_log_reviewed
    waiting = [one.id for one in facts.requests if one.state == ASKED]
    out = [one.id for one in facts.requests if one.state == CARRIED_OUT]
    sentences = (
        f"{trail.rows:,} rows by {some(trail.actors, 'person', 'people')}, the last of {trail.last_at}; verified now: "
        f"the trail is {'BROKEN' if trail.problems else 'whole'}.",
        f"{some(len(facts.requests), 'request')} to re-identify: {len(waiting)} waiting for approval, {len(out)} "
        "carried out and not yet returned or destroyed. Nobody approves a request of their own.",
        f"Gone through: {reviewed}." if reviewed else "That somebody has gone through them is not on record.",
    )
    register = (
        (one.id, one.about, one.reason, one.requested_by, one.approved_by or "–", one.state) for one in facts.requests
    )
    to_do = [
        *(["find out what happened to the trail: llais audit STUDY verify"] if trail.problems else []),
        *([f"answer request {listed(map(str, waiting))}"] if waiting else []),
        *(
            ["write into study.toml, [ethics] access_log_reviewed: who went through the log, and when"]
            if not reviewed
            else []
        ),
    ]
    state = State.NOT_DONE if trail.problems else state_of(True, not waiting, bool(reviewed))
    return Answer(
        state,
        tuple(map(capital, sentences)),
        table(
            "Register of re-identifications", ("No.", "About", "Reason", "Asked by", "Approved by", "State"), register
        ),
        (*trail.problems, *trail.notes, "By action: " + "; ".join(f"{what} {n:,}" for what, n in trail.by_action)),
        sentence(to_do),
    )
