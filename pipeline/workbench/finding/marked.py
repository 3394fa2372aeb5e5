"""Where the found words stand in a text: the index marks them, and the marks become places in characters."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from secrets import token_hex

from pipeline.publish.queries import MARK_BEGINS, MARK_ENDS
from pipeline.publish.stand_ins import without_stand_ins
from pipeline.publish.table import SEARCH_TOKENIZER
from pipeline.workbench.pieces import Piece, cut

_NOWHERE_ELSE = token_hex(16)
BEGINS, ENDS = MARK_BEGINS + _NOWHERE_ELSE, MARK_ENDS + _NOWHERE_ELSE
"""What FTS5 puts around found words: drawn anew in each process, so that no text can hold it."""

FOUND = "found"
"""The note of a piece that was looked for."""

WHOLE_UP_TO = 420
_AROUND = 120
_STRETCHES = 3
_BETWEEN = Piece(" … ")

_WORD_BEGINS = re.compile(r"\s+(?=\S)")
_WORDS_END = re.compile(r".*\S(?=\s)", re.DOTALL)
_JOINER = "\u200d"
_MARKED = "SELECT rowid, highlight(texts, 0, ?, ?) FROM texts WHERE texts MATCH ?"


def marked(texts: Mapping[int, str], question: str) -> dict[int, str]:
    """Put marks around what a question finds in a few texts; those in which it finds nothing are left out.

    They get an index of their own, in memory, of the kind that the published database has: asking the large one for
    single turns would have it gather all that begins with "b" once for each of them.
    """
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(f"CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='{SEARCH_TOKENIZER}')")
        index.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", texts.items())
        return dict(index.execute(_MARKED, (BEGINS, ENDS, question)))


def marked_where_said(
    texts: Mapping[int, str], stand_ins: Mapping[int, Sequence[tuple[int, int]]], question: str
) -> dict[int, str]:
    """Mark what a question finds in a few texts, but for what stands in place of something replaced.

    `stand_ins` are their places in the texts, in characters. Where the words stand nowhere else they are marked there:
    a database that an earlier llais published finds such texts too.
    """
    said = marked({id: without_stand_ins(text, stand_ins.get(id, ())) for id, text in texts.items()}, question)
    spans = {id: places(text)[1] for id, text in said.items()}
    only_there = {id: text for id, text in texts.items() if id not in spans}
    return {id: _put_marks(texts[id], its) for id, its in spans.items()} | marked(only_there, question)


def _put_marks(text: str, spans: Iterable[tuple[int, int]]) -> str:
    at, pieces = 0, []
    for start, end in spans:
        pieces += [text[at:start], BEGINS, text[start:end], ENDS]
        at = end
    return "".join([*pieces, text[at:]])


def places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks out of a text, and say where they were: (start, end) in characters, end exclusive."""
    before, *rest = text.split(BEGINS)
    pieces, at, found = [before], len(before), []
    for piece in rest:
        word, _, after = piece.partition(ENDS)
        found.append((at, at + len(word)))
        at += len(word) + len(after)
        pieces += [word, after]
    return "".join(pieces), found


def excerpt(turn: str) -> tuple[Piece, ...]:
    """Show a turn with what was found in it marked: all of it where it is short, else the stretches around."""
    text, found = places(turn)
    if len(text) <= WHOLE_UP_TO:
        return cut(text, [(*span, FOUND) for span in found])
    pieces: list[Piece] = []
    stretches = _stretches(text, found)
    for first, last in stretches:
        if first:
            pieces.append(Piece("… ") if not pieces else _BETWEEN)
        pieces += cut(text[first:last], [(a - first, b - first, FOUND) for a, b in found if first <= a and b <= last])
    if stretches and stretches[-1][1] < len(text):
        pieces.append(Piece(" …"))
    return tuple(pieces)


def _stretches(text: str, found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for start, end in found:
        first, last = begin_before(text, start, _AROUND), end_after(text, end, _AROUND)
        if stretches and first <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], last)
        elif len(stretches) < _STRETCHES:
            stretches.append((first, last))
        if sum(b - a for a, b in stretches) >= WHOLE_UP_TO:
            break
    return stretches


def begin_before(text: str, start: int, most: int) -> int:
    """Say where what stands before `start` is to begin: at a word, at most `most` characters away."""
    at = start - most
    if at <= 0:
        return 0
    word = _WORD_BEGINS.search(text, at - 1, start)
    return word.end() if word else _between_characters(text, at, start)


def end_after(text: str, end: int, most: int) -> int:
    """Say where what stands after `end` is to end: after a word, at most `most` characters away."""
    at = end + most
    if at >= len(text):
        return len(text)
    words = _WORDS_END.match(text, end, at + 1)
    return words.end() if words else _between_characters(text, at, len(text))


def _between_characters(text: str, at: int, last: int) -> int:
    """Move on to where no accent is cut off its letter, and no part of an emoji off the others."""
    while at < last and _belongs_together(text[at - 1], text[at]):
        at += 1
    return at


def _belongs_together(one: str, next: str) -> bool:
    return (
        unicodedata.category(next)[0] == "M"
        or _JOINER in (one, next)
        or "\U0001f3fb" <= next <= "\U0001f3ff"  # the tones of skin
        or "\U000e0020" <= next <= "\U000e007f"  # what follows the black flag in that of Wales
        or ("\U0001f1e6" <= one <= "\U0001f1ff" and "\U0001f1e6" <= next <= "\U0001f1ff")  # the letters of flags
    )
