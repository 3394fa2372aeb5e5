"""Point 15: third parties and public figures decided."""

from __future__ import annotations

from pipeline.audit.report.answer import NO_TRANSCRIPT, Answer, capital, state_of, table
from pipeline.audit.report.facts import Facts
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.workbench.numbers import some

_NAMED = ("PERSON", "ORG", "PLACE")


def answer(facts: Facts) -> Answer:
    """Say what became of people, bodies and places that are mentioned: replaced, kept by a person, or open."""
    if not facts.items:
        return NO_TRANSCRIPT
    left = sum(one.undecided for one in facts.items if one.listed)
    questions = facts.people.questions
    rows = ((IDENTIFIER_TYPES[name].label, facts.replaced.get(name, 0), facts.kept.get(name, 0)) for name in _NAMED)
    sentences = (
        "Everybody who is mentioned is replaced, participant or not, unless a person decided to keep them as they are.",
        "Public bodies, national charities and regions that everybody knows stay by a list that comes with llais; "
        f"study.toml adds {some(len(facts.settings.keep), 'name')} to it.",
        f"{some(left, 'mark is', 'marks are')} undecided, and {some(questions, 'question is', 'questions are')} open.",
    )
    return Answer(
        state_of(not left, not questions),
        tuple(map(capital, sentences)),
        table("People, bodies and places", ("Kind", "Mentions replaced", "Left as they are, by a decision"), rows),
        to_do="Decide what is left in: llais review STUDY" if left or questions else "",
    )
