"""The one layout of a published transcript as plain text, and the way from its turns to the text.

A turn is a paragraph, `P1: [12] what was said`, with an empty line after it. The speaker's label and a colon come
first, since NVivo, MAXQDA and ATLAS.ti code by speaker only where nothing stands before the label; the turn's number
follows, so that people find the turn again. Line ends are LF, and a turn's own line ends stay in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from exports.xml_text import speaker_label, writable

_BETWEEN = "\n\n"
_LAST_OF_ONE_UNIT = 0xFFFF


@dataclass(frozen=True, slots=True)
class PlacedTurn:
    """A turn in the text of its transcript: `start` is where its own words begin, after `opening`."""

    n: int
    opening: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Say where its words end; the character there is no part of them."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class TranscriptText:
    """A transcript as plain text; offsets are code points from 0, ends exclusive."""

    text: str
    turns: tuple[PlacedTurn, ...]

    def turn(self, n: int) -> PlacedTurn:
        """Return turn `n`. Raises KeyError where there is no such turn."""
        at = bisect_left(self.turns, n, key=attrgetter("n"))
        if at == len(self.turns) or self.turns[at].n != n:
            raise KeyError(n)
        return self.turns[at]

    def in_text(self, n: int, start: int, end: int) -> tuple[int, int]:
        """Return where a span of turn `n` stands in the text. Raises KeyError where there is no such turn."""
        turn = self.turn(n)
        return turn.start + start, turn.start + end


def lay_out(turns: Iterable[tuple[int, str, str]]) -> TranscriptText:
    """Lay out the turns of a transcript: (number, speaker's label, text), numbers rising."""
    placed: list[PlacedTurn] = []
    pieces: list[str] = []
    at = 0
    for n, speaker, said in turns:
        opening, text = opening_of(n, speaker), writable(said)
        placed.append(PlacedTurn(n, opening, text, at + len(opening)))
        pieces.append(opening + text)
        at += len(opening) + len(text) + len(_BETWEEN)
    return TranscriptText(_BETWEEN.join(pieces) + "\n" if pieces else "", tuple(placed))


def opening_of(n: int, speaker: str) -> str:
    """Write what stands before the words of a turn."""
    return f"{speaker_label(speaker)}: [{n}] "


def utf16_units(text: str) -> Callable[[int], int]:
    """Return the way from code points to UTF-16 code units, which NVivo for Windows counts."""
    pairs = [at for at, character in enumerate(text) if ord(character) > _LAST_OF_ONE_UNIT]
    return lambda offset: offset + bisect_left(pairs, offset)


def count_pairs(text: str) -> int:
    """Count the characters that are two units in UTF-16, such as emoji."""
    return sum(ord(character) > _LAST_OF_ONE_UNIT for character in text)
