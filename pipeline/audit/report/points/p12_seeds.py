"""Point 12: how many invented identifiers the sample's reader caught."""

from __future__ import annotations

from pipeline.audit.report.answer import KINDS, Answer, State, table
from pipeline.audit.report.facts import Facts


def answer(facts: Facts) -> Answer:
    """Tell the catch rate of the last sample's reader, with its interval."""
    result = facts.sample
    measured = [one for one in (result.direct, result.quasi) if one.seeds] if result else []
    if result is None or not measured:
        return Answer(
            State.NOT_DONE,
            ("How much a reader misses was not measured.",),
            to_do="Draw a sample with invented identifiers in it (without --no-seeds), and read it.",
        )
    rows = [
        (KINDS[one.kind], one.seeds.planted, one.seeds.caught, interval(one.catch_rate, one.bound.confidence))
        for one in measured
        if one.seeds
    ]
    caught, planted = sum(row[2] for row in rows), sum(row[1] for row in rows)
    return Answer(
        State.DONE if len(measured) == 2 else State.PARTLY,
        (
            f"The reader caught {caught} of {planted} invented identifiers that were planted in the sample alone. "
            "The bounds of point 11 allow for what such a reader misses.",
        ),
        table("What was planted and caught", ("Kind", "Planted", "Caught", "Share, with its interval"), rows),
        to_do="" if len(measured) == 2 else "Draw a larger sample, so that both kinds are planted.",
    )


def interval(ends: tuple[float, float] | None, confidence: float) -> str:
    """Write the interval of a share in per cent."""
    return f"{100 * ends[0]:.0f} to {100 * ends[1]:.0f} % ({100 * confidence:g} %, exact)" if ends else ""
