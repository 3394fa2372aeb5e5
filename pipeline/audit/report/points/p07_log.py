"""Point 7: what is replaced in the published text is in the log, and what is in the log is in the text."""

from __future__ import annotations

from pipeline.audit.report.answer import NOTHING_PUBLISHED, Answer, State, spans, state_of
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Hold the published text against the log of replacements, both ways."""
    compared = facts.compared
    if compared is None:
        return NOTHING_PUBLISHED
    whole = not (compared.not_in_log or compared.not_in_text)
    sentences = [
        f"{compared.in_text:,} stretches are replaced in the text of {compared.published_id}, and {compared.in_log:,} "
        f"rows are in the log of its {some(compared.transcripts, 'unchanged transcript')}.",
        f"Without a row in the log: {compared.not_in_log}. Without a stretch in the text: {compared.not_in_text}.",
    ]
    if compared.changed:
        sentences.append(f"Not compared, as they have changed or left since: {spans(compared.changed)}.")
    to_do = "" if whole and not compared.changed else "Publish or release again, and make this report again."
    return Answer(state_of(whole, not compared.changed) if to_do else State.DONE, tuple(sentences), to_do=to_do)
