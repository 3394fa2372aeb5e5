"""Point 23: what all of this does not show."""

from __future__ import annotations

from pipeline.audit.report.answer import Answer, State
from pipeline.audit.report.facts import Facts
from pipeline.audit.report.limits import limits_of


def answer(facts: Facts) -> Answer:
    """State the known limits, as they are for this study."""
    return Answer(
        State.DONE,
        ("What this report does not show, and why a release is still to be handled with care:",),
        lines=limits_of(facts),
    )
