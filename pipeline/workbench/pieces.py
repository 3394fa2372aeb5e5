"""A turn in pieces, cut where something was replaced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn; `note` says what was replaced, and is empty where nothing was."""

    text: str
    note: str = ""


def cut(text: str, replaced: Iterable[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """Cut `text` at the edges of what was replaced: (start, end, note) in characters, end exclusive.

    The pieces put together are the text; a stretch that begins inside an earlier one loses what they share.
    """
    pieces: list[Piece] = []
    at = 0
    for start, end, note in sorted(replaced):
        begin, stop = max(start, at), min(end, len(text))
        if begin >= stop:
            continue
        if begin > at:
            pieces.append(Piece(text[at:begin]))
        pieces.append(Piece(text[begin:stop], note))
        at = stop
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)
