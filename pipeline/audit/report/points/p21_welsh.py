"""Point 21: Welsh checked by somebody who reads Welsh."""

from __future__ import annotations

from pipeline.audit.report.answer import Answer, State, capital, spans
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Say where there is Welsh, and who read it."""
    if not facts.welsh:
        return Answer(State.NOT_APPLICABLE, ("No transcript is in Welsh, and no turn was recognised as Welsh.",))
    reader = facts.ethics.welsh_reader
    turns = sum(facts.welsh.values())
    sentences = (
        f"{some(turns, 'turn')} in Welsh, in {spans(facts.welsh)}.",
        f"Read by: {reader}." if reader else "That a Welsh reader has gone through them is not on record.",
    )
    return Answer(
        State.DONE if reader else State.NOT_DONE,
        tuple(map(capital, sentences)),
        to_do="" if reader else "Have the Welsh read, and write who did into study.toml, [ethics] welsh_reader.",
    )
