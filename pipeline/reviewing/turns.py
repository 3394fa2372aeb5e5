"""Cut a turn at its marks, so that a template can draw it; the pieces together are the turn's text, to the letter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.review.bench import PageTurn
from pipeline.review.marks import Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn, marked or not."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class DrawnTurn:
    """A turn as the page shows it; `hash` goes along with every decision about it, `time` is hours:minutes:seconds."""

    id: int
    n: int
    speaker: str
    role: str
    time: str
    hash: str
    pieces: tuple[Piece, ...]


def draw(turns: Iterable[PageTurn]) -> Iterator[DrawnTurn]:
    """Prepare turns for the page."""
    for turn in turns:
        yield DrawnTurn(
            turn.id,
            turn.n,
            turn.speaker,
            turn.role,
            time_in_words(turn.start),
            text_hash(turn.text),
            tuple(pieces(turn.text, turn.marks)),
        )


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Cut `text` at its marks, which come in order and do not overlap."""
    at = 0
    for mark in marks:
        if at < mark.start:
            yield Piece(text[at : mark.start])
        yield Piece(text[mark.start : mark.end], mark)
        at = mark.end
    if at < len(text):
        yield Piece(text[at:])


def text_hash(text: str) -> str:
    """Digest a turn's text, short enough to stand on a page for every turn."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def time_in_words(seconds: float | None) -> str:
    """Write a time as files do, 12:34 or 1:02:03; "" where there is none."""
    if seconds is None:
        return ""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute:02}:{second:02}"
