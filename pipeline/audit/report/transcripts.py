"""The state of each transcript, as a table of the report."""

from __future__ import annotations

from pipeline.audit.report.answer import Table, table
from pipeline.audit.report.facts import Facts, Item

_COLUMNS = (
    "Transcript",
    "File, SHA-256",
    "Turns",
    "Consent",
    "Marks decided",
    "Second reading",
    "Sample",
    "Version now",
    "Signed off",
    "State",
)


def state_of_transcripts(facts: Facts) -> tuple[Table, ...]:
    """List every transcript with how far it is."""
    return table("Each transcript, and how far it is", _COLUMNS, (_row(one, facts) for one in facts.items))


def _row(one: Item, facts: Facts) -> tuple[object, ...]:
    second = "done" if one.second_done else "not done" if one.second_needed else "not asked"
    return (
        one.id,
        f"{one.format} {one.digest}",
        one.turns,
        one.consent or "none on record",
        f"{one.marks - one.undecided} of {one.marks}",
        second,
        "accepted" if one.sampled else "none",
        one.version or "–",
        _signed(one),
        _state(one, facts),
    )


def _signed(one: Item) -> str:
    if one.sign_off is None:
        return "not done"
    return f"{one.sign_off.at[:10]} {one.sign_off.by}" if not one.sign_off.why_not else one.sign_off.why_not


def _state(one: Item, facts: Facts) -> str:
    if not one.published:
        return "held back"
    if facts.release and one.version == one.in_release:
        return f"release {facts.release.n}"
    return "; ".join(one.lacks) or "ready for a release"
