"""Cut a transcript into stretches that the tagger reads at once, so that a question stands beside its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WINDOW = 110
"""Words that a window holds at most, but for a sentence that is longer by itself."""

_WORD = re.compile(r"\S+\s*")
_ENDS_SENTENCE = re.compile(r"[.?!…][\"'”’)]*\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn: `turn` counts from 0, `start`:`end` are offsets into its text, end exclusive."""

    turn: int
    start: int
    end: int


def windows(texts: Sequence[str], size: int = WINDOW) -> Iterator[list[Piece]]:
    """Yield windows, in order, as the pieces of turns that they hold; together they are all the words."""
    window: list[Piece] = []
    held = 0
    for piece, words in _pieces(texts, size):
        if window and held + words > size:
            yield window
            window, held = [], 0
        window.append(piece)
        held += words
    if window:
        yield window


def _pieces(texts: Sequence[str], size: int) -> Iterator[tuple[Piece, int]]:
    """Yield whole turns where they fit a window, else runs of whole sentences, else runs of words."""
    for turn, text in enumerate(texts):
        start, words, last_stop, words_to_stop = 0, 0, 0, 0
        for word in _WORD.finditer(text):
            words += 1
            if _ENDS_SENTENCE.search(word[0]) or "\n" in word[0]:
                last_stop, words_to_stop = word.end(), words
            if words >= size:
                end, taken = (last_stop, words_to_stop) if last_stop > start else (word.end(), words)
                yield Piece(turn, start, end), taken
                start, words, last_stop = end, words - taken, 0
        if text[start:].strip():
            yield Piece(turn, start, len(text)), words
