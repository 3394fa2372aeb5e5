"""Point 3: every file accounted for, none unreviewed."""

from __future__ import annotations

from pipeline.audit.report.answer import NO_TRANSCRIPT, Answer, capital, sentence, spans, state_of
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import in_words, some


def answer(facts: Facts) -> Answer:
    """Say how many files were read, and which of them nobody has gone through to the end."""
    if not facts.items:
        return NO_TRANSCRIPT
    open_ = [one.id for one in facts.items if one.listed and one.undecided]
    unlisted = [one.id for one in facts.items if not one.listed]
    to_do = [
        *([f"read the {some(facts.unread, 'file')} with: llais ingest STUDY"] if facts.unread else []),
        *([f"review {spans(open_)} to the end"] if open_ else []),
    ]
    sentences = [
        f"{some(len(facts.items), 'transcript')} in the store, each with the SHA-256 of its file: see the transcripts "
        "above.",
        "not read, of the files that lie in the folder of transcripts: "
        f"{in_words(facts.unread) if facts.unread else 'none'}.",
        f"{some(len(open_), 'transcript has', 'transcripts have')} marks that nobody has decided.",
    ]
    if unlisted:
        sentences.append(f"{spans(unlisted)}: not in the manifest any more, and not published.")
    return Answer(state_of(not facts.unread, not open_), tuple(map(capital, sentences)), to_do=sentence(to_do))
