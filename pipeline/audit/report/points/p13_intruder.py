"""Point 13: somebody tried to find out who is meant, with leave."""

from __future__ import annotations

from pipeline.audit.intruder_record import IntruderTest
from pipeline.audit.report.answer import Answer, State, capital, listed, sentence, spans, state_of, table
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Tell of the tests on record, and of the automatic one."""
    closed = [one for one in facts.intruder_tests if one.closed_at]
    open_ = len(facts.intruder_tests) - len(closed)
    sentences = [
        f"{some(len(facts.intruder_tests), 'test')} by people {'is' if len(facts.intruder_tests) == 1 else 'are'} on "
        f"record; {some(open_, 'of them is', 'of them are') if open_ else 'none is'} still open.",
        _automatic(facts),
    ]
    columns = (
        "Test",
        "Allowed by, on",
        "Tester",
        "Transcripts",
        "Hours",
        "Claims, and what came of it",
        "Sources",
        "Remedy",
    )
    to_do = [
        *(
            ["have somebody try, with leave: llais audit STUDY intruder-record begin"]
            if not closed and not open_
            else []
        ),
        *(["close the test that is open"] if open_ else []),
        *(["run llais audit STUDY intruder"] if facts.automatic is None else []),
    ]
    return Answer(
        State.DONE if closed and not open_ else state_of(False, bool(open_ or closed), facts.automatic is not None),
        tuple(map(capital, sentences)),
        table("Tests by people", columns, map(_row, facts.intruder_tests)),
        to_do=sentence(to_do),
    )


def _automatic(facts: Facts) -> str:
    if facts.automatic is None:
        return "The automatic test was not run."
    found = listed(f"{what} {n}" for what, n in facts.automatic.counts.items())
    return f"The automatic test was last run on {facts.automatic.at[:10]} and counted: {found}."


def _row(one: IntruderTest) -> tuple[object, ...]:
    return (
        one.number,
        f"{one.allowed_by}, {one.begun_at[:10]}",
        f"{one.tester}, {one.relation}",
        spans(one.material),
        f"{one.hours:g}" if one.closed_at else "",
        f"{len(one.claims)}; {one.outcome}",
        one.sources,
        one.remedy,
    )
