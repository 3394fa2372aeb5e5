"""The queue of a transcript: what nobody has decided yet, most dangerous first, with a few words either side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.identify.types import DIRECT
from pipeline.review.bench import PageTurn
from pipeline.review.doubt_list import NAME, REASONS
from pipeline.review.marks import Mark
from pipeline.reviewing.turns import text_hash

WORDS_EITHER_SIDE = 6
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark to decide, with the turn's number and hash, the words around it, and its place in the queue.

    `rank` sorts as text, so that the page's script can put a new entry where it belongs.
    """

    mark: Mark
    turn: int
    hash: str
    left: str
    right: str
    rank: str


def entries(turns: Iterable[PageTurn]) -> Iterator[Entry]:
    """Yield an entry for every undecided mark, in the order of the text."""
    for turn in turns:
        hash_ = text_hash(turn.text)
        for mark in turn.marks:
            if mark.decision is None:
                left, right = around(turn.text, mark.start, mark.end)
                yield Entry(mark, turn.n, hash_, left, right, _rank(mark, turn.n))


def queue(turns: Iterable[PageTurn]) -> list[Entry]:
    """List the undecided marks, most dangerous first.

    What would stay in the text comes before what would be replaced, names and other direct identifiers before the rest.
    Of what would stay, the likeliest to identify comes first; of what would be replaced, the least likely.
    """
    return sorted(entries(turns), key=lambda entry: entry.rank)


def around(text: str, start: int, end: int, words: int = WORDS_EITHER_SIDE) -> tuple[str, str]:
    """Return the words either side of a stretch of text, with an ellipsis where there are more."""
    before, after = list(_WORD.finditer(text, 0, start)), list(_WORD.finditer(text, end))
    begin = before[-words].start() if len(before) > words else 0
    finish = after[words - 1].end() if len(after) > words else len(text)
    return ("… " if begin else "") + text[begin:start], text[end:finish] + (" …" if finish < len(text) else "")


def _rank(mark: Mark, turn: int) -> str:
    stays = mark.replacement is None
    likely = round(1000 * min(max(mark.score, 0.0), 1.0))
    names = mark.kind == DIRECT or mark.reason == NAME
    listed = REASONS.index(mark.reason) if mark.reason in REASONS else 0
    order = (not stays, not names, 1000 - likely if stays else likely, listed, turn, mark.start)
    return "{:d}{:d}{:04}{}-{:06}-{:06}".format(*order)
