"""Point 8: what a person must look at is decided: capitals, numbers, doubts; and read a second time where asked."""

from __future__ import annotations

from pipeline.audit.report.answer import NO_TRANSCRIPT, Answer, State, capital, sentence, spans, table
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Say how many marks there are, how many nobody has decided, and how far two readers agreed."""
    items = [one for one in facts.items if one.listed]
    if not items:
        return NO_TRANSCRIPT
    marks, left = sum(one.marks for one in items), sum(one.undecided for one in items)
    unread = [one.id for one in items if one.second_needed and not one.second_done]
    to_do = [
        *(["decide what is left in: llais review STUDY"] if left else []),
        *([f"have {spans(unread)} read by a second person"] if unread else []),
    ]
    sentences = (
        f"{marks:,} marks: what was found, what is doubtful, capitals inside sentences, numbers, words that are names. "
        f"{marks - left:,} of them are decided.",
        _second_readings(facts),
    )
    return Answer(
        State.NOT_DONE if left and left == marks else State.PARTLY if to_do else State.DONE,
        tuple(map(capital, sentences)),
        table(
            "Not decided yet", ("Transcript", "Marks left"), ((one.id, one.undecided) for one in items if one.undecided)
        ),
        to_do=sentence(to_do),
    )


def _second_readings(facts: Facts) -> str:
    """Give the agreement of two readers, and the estimate of what both have missed with its interval."""
    agreed = facts.second
    if agreed is None:
        return "No transcript was read by a second person."
    read = [one.id for one in facts.items if one.second_done]
    kappa = "not to be told" if agreed.kappa is None else f"{agreed.kappa:.2f}"
    most = "none can be given" if agreed.missed_high is None else f"{agreed.missed_high:.1f}"
    return (
        f"{some(len(read), 'transcript was', 'transcripts were')} read by a second person, blind to the first "
        f"({spans(read)}): Cohen's kappa {kappa} on {agreed.stretches:,} stretches. One found {agreed.first:,} "
        f"identifiers, the other {agreed.second:,}, {agreed.both:,} of them the same; by Chapman's estimate both "
        f"missed {agreed.missed:.1f} more at least (upper bound {most}, 95 %, as far as they miss independently)."
    )
