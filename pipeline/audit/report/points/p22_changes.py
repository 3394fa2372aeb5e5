"""Point 22: what has changed since the last sign-off."""

from __future__ import annotations

from pipeline.audit.report.answer import Answer, State, capital, table
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import in_words, some


def answer(facts: Facts) -> Answer:
    """Compare the version that was signed with the one that stands now, transcript by transcript."""
    signed = [(one, one.sign_off) for one in facts.published if one.sign_off]
    if not signed:
        return Answer(
            State.NOT_DONE, ("Nothing was signed off yet.",), to_do="Sign off with: llais audit STUDY sign-off"
        )
    changed = [(item, its) for item, its in signed if its.version != item.version]
    sentences = (
        f"{some(len(signed), 'transcript was', 'transcripts were')} signed off; {_how_many(len(changed))} changed "
        "since.",
        f"{some(sum(its.decisions_since for _, its in signed), 'decision')} made since about what was signed.",
    )
    rows = ((item.id, its.at[:10], its.version, item.version, its.decisions_since) for item, its in changed)
    return Answer(
        State.PARTLY if changed else State.DONE,
        tuple(map(capital, sentences)),
        table("Changed", ("Transcript", "Signed on", "Version signed", "Version now", "Decisions since"), rows),
        to_do="Look at the changes, and sign these transcripts off again." if changed else "",
    )


def _how_many(changed: int) -> str:
    return "none has" if not changed else "one has" if changed == 1 else f"{in_words(changed)} have"
