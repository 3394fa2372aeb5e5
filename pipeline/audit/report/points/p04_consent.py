"""Point 4: nothing published without consent, and withdrawals done."""

from __future__ import annotations

from collections import Counter

from pipeline.audit.report.answer import NO_TRANSCRIPT, Answer, capital, sentence, spans, state_of, table
from pipeline.audit.report.facts import Facts, Withdrawn
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Say on what consent the published transcripts rest, who withdrew, and what is left of them."""
    if not facts.items and not facts.withdrawals:
        return NO_TRANSCRIPT
    without = [one.id for one in facts.published if not one.consent]
    held_back = [one.id for one in facts.items if not one.published]
    undone = [*facts.due.not_done, *(one.line for one in facts.due.files.still_there if not one.allowed)]
    to_do = [
        *([f"write the consent of {spans(without)} into the manifest"] if without else []),
        *(["finish what the withdrawals still ask for: llais audit STUDY due"] if undone else []),
    ]
    levels = Counter(one.consent or "none on record" for one in facts.published)
    sentences = [
        f"{some(len(without), 'transcript')} of {len(facts.published)} would be published without a consent on record.",
        f"{some(len(held_back), 'transcript is', 'transcripts are')} held back, as consent, a withdrawal or the "
        "manifest asks.",
        f"{some(len(facts.withdrawals), 'person', 'people')} withdrew.",
    ]
    rows = ((one.participant, one.way, one.on, _how_far(one)) for one in facts.withdrawals)
    return Answer(
        state_of(not without, not undone),
        tuple(map(capital, sentences)),
        table("Consent of what would be published", ("Level", "Transcripts"), sorted(levels.items()))
        + table("Withdrawals", ("Participant", "How", "On", "Done"), rows),
        tuple(undone),
        sentence(to_do),
    )


def _how_far(one: Withdrawn) -> str:
    if not one.finished:
        return "not finished"
    return f"still in {some(one.left, 'file')}" if one.left else "done; found in no file"
