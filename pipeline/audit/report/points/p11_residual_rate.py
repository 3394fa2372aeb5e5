"""Point 11: how much may be left, by a sample that somebody read."""

from __future__ import annotations

from pipeline.audit.report.answer import KINDS, Answer, State, listed, spans, table
from pipeline.audit.report.facts import Facts
from pipeline.audit.result import Finding, SampleResult
from pipeline.audit.sentences import sentences as said_of


def answer(facts: Facts) -> Answer:
    """Tell the last sample's result in sentences, and then in figures."""
    result = facts.sample
    if result is None:
        said = "A sample is drawn, and not read to its end." if facts.sample_open else "No sample was drawn."
        to_do = "Draw one and read it: llais audit STUDY sample --turns N, then llais review STUDY"
        return Answer(State.PARTLY if facts.sample_open else State.NOT_DONE, (said,), to_do=to_do)
    covered = {*result.unchanged}
    uncovered = [one.id for one in facts.published if one.id not in covered]
    sentences = [one for one in said_of(result) if not one.startswith("Of ")]  # the seeds are the next point's
    if uncovered:
        sentences.append(f"It says nothing of {spans(uncovered)} as they are now.")
    rows = (_figures(finding, result) for finding in (result.direct, result.quasi))
    columns = ("Kind", "Turns read", "Of", "Turns that leak", "At most (bound)", "Method", "Read by")
    return Answer(
        State.DONE if result.accepted and not uncovered else State.PARTLY,
        tuple(sentences),
        table(f"Sample {result.sample_id}, finished on {result.finished_at[:10]}", columns, rows),
        tuple(f"{one.transcript_id}, turn {one.turn}: {KINDS[one.kind]}, {one.severity}" for one in result.leaks),
        "" if result.accepted and not uncovered else "Correct what was found, draw a new sample of all, and read it.",
    )


def _figures(finding: Finding, result: SampleResult) -> tuple[object, ...]:
    bound = finding.bound
    return (
        KINDS[finding.kind],
        result.turns,
        result.turns_in_all,
        finding.turns,
        f"{100 * bound.upper:.2f} % ({100 * bound.confidence:g} %, one-sided; as read {100 * bound.as_read:.2f} %)",
        bound.method,
        listed(result.readers),
    )
