"""Point 8: the list of what a person must look at is cleared: capitals, numbers, doubts."""

from __future__ import annotations

from pipeline.audit.report.answer import NO_TRANSCRIPT, Answer, State, table
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Say how many marks there are, and how many nobody has decided."""
    items = [one for one in facts.items if one.listed]
    marks, left = sum(one.marks for one in items), sum(one.undecided for one in items)
    if not items:
        return NO_TRANSCRIPT
    sentences = (
        f"{marks:,} marks: what was found, what is doubtful, capitals inside sentences, numbers, words that are names.",
        f"{marks - left:,} of them are decided, by {some(max(one.readers for one in items), 'reader')} to a "
        "transcript at most."
        if marks
        else "There was nothing to decide.",
    )
    return Answer(
        State.DONE if not left else State.PARTLY if left < marks else State.NOT_DONE,
        sentences,
        table(
            "Not decided yet", ("Transcript", "Marks left"), ((one.id, one.undecided) for one in items if one.undecided)
        ),
        to_do="Decide what is left in: llais review STUDY" if left else "",
    )
