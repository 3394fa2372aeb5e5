"""Point 16: quotations: consent, length, and what several of them tell together."""

from __future__ import annotations

from pipeline.audit.report.answer import Answer, State, capital, listed
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Say what could be quoted, and whose quotes together draw a portrait. Each printed quote is for people to "
    "check."""
    quotes = facts.quotes
    if not quotes.quotable:
        return Answer(State.NOT_APPLICABLE, ("No coded passage may be quoted outside the team.",))
    portraits = listed(quotes.profiles) or "nobody"
    sentences = (
        f"{some(quotes.quotable, 'coded passage')} may be quoted outside the team. Consent forbids that "
        f"of {some(quotes.not_quotable, 'other')}, and no export holds {'it' if quotes.not_quotable == 1 else 'them'}.",
        f"{some(quotes.long, 'passage has', 'passages have')} more than {quotes.longest_wanted} words; the longest has "
        f"{quotes.longest}.",
        f"Whose passages, read together under one label, tell three kinds of details or more: {portraits}.",
        "That somebody has approved each quotation that is printed is not on record: llais does not know which are.",
    )
    return Answer(
        State.PARTLY,
        tuple(map(capital, sentences)),
        to_do="Check each quotation before it is printed, alone and beside the others of its participant: "
        "llais audit STUDY intruder says which details they tell.",
    )
