"""Mentions that people decided to keep: the leak gate lets their words stand there, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlite_utils import Database

from pipeline.publish.gather import PublishedTranscript, PublishedTurn
from pipeline.publish.originals import Originals
from pipeline.publish.rows import Applied
from pipeline.review.phrases import words_of

Span = tuple[int, int]
"""(start, end) in a text, end exclusive."""

_DIGITS = re.compile(r"\d(?:[\d\s()./,‐‑–-]*\d)?")


def kept_by_people(db: Database) -> dict[int, list[Span]]:
    """Return where somebody decided that a mention stays as it is, by the turn's id, in source coordinates."""
    kept: dict[int, list[Span]] = {}
    for row in db.query(
        """SELECT turn_id, start, end FROM identifiers
           WHERE decision_id IS NOT NULL AND replacement IS NULL ORDER BY turn_id, start"""
    ):
        kept.setdefault(row["turn_id"], []).append((row["start"], row["end"]))
    return kept


def texts_with_kept_mentions(
    transcripts: Iterable[PublishedTranscript],
    applied: Iterable[Applied],
    kept: Mapping[int, Sequence[Span]],
    originals: Originals,
    memos: Iterable[str] = (),
) -> frozenset[str]:
    """Return the texts of turns, and the quotes from them, that hold something original only where people kept it.

    A text that stands elsewhere too, where nobody decided so, is not among them: nor is one that a memo repeats, one of
    `memos` or one that is joined in what is noted on a coding.
    """
    applied = list(applied)
    turns = ((turn, 0, len(turn.replaced.text)) for one in transcripts for turn in one.turns)
    quotes = ((one.turn, one.start, one.end) for one in applied)
    allowed, refused = set[str](), {*memos, *(str(dict(one.details).get("memo") or "") for one in applied)}
    undecided: list[str] = []
    for turn, start, end in (*turns, *quotes):
        text = turn.replaced.text[start:end]
        spans = list(_within(turn, kept.get(turn.store_id, ()), start, end))
        if not spans:
            undecided.append(text)
        elif only_in(text, spans, originals):
            allowed.add(text)
        else:
            refused.add(text)
    refused.update(text for text in undecided if text in allowed and originals.in_text(text))
    return frozenset(allowed - refused)


def only_in(text: str, kept: Sequence[Span], originals: Originals) -> bool:
    """Say whether all that is original in `text` lies wholly within the stretches that are kept."""
    if any(_reaches_out(place, kept) for place in _original_places(text, originals)):
        return False
    blanked = text
    for start, end in kept:
        blanked = blanked[:start] + " " * (end - start) + blanked[end:]
    return not originals.in_text(blanked)


def _within(turn: PublishedTurn, kept: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """Yield where kept mentions of a turn stand in the stretch `start`:`end` of its published text."""
    for span in kept:
        first, last = turn.replaced.to_published(*span)
        if first < end and start < last:
            yield max(first, start) - start, min(last, end) - start


def _original_places(text: str, originals: Originals) -> Iterator[Span]:
    """Yield where in `text` names and phrases stand that are original, and runs of digits that hold such a number."""
    words = words_of(text)
    for i, word in enumerate(words):
        for phrase in originals.phrases.get(word.folded, ()):
            stretch = words[i : i + len(phrase)]
            if tuple(one.folded for one in stretch) == phrase:
                yield word.start, stretch[-1].end
    for run in _DIGITS.finditer(text):
        if originals.in_text(run[0]):
            yield run.span()


def _reaches_out(place: Span, kept: Iterable[Span]) -> bool:
    """Say whether a place lies partly inside a kept stretch and partly outside."""
    start, end = place
    return any(first < end and start < last and not (first <= start and end <= last) for first, last in kept)
