"""A text as a file has it, and where a position in it lies, however the program that wrote it counts."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from ingest.encodings import likeliest_encoding, unmarked_utf16

NOWHERE = 2**31

_MARK = "\ufeff"
_LINE_END = re.compile("\r\n?")
_CR, _LF = 13, 10
_FIRST_OF_TWO, _FIRST_OF_THREE, _ASTRAL = 0x80, 0x800, 0x10000


class Unit(Enum):
    """What a program counts."""

    CODE_POINT = "characters"
    UTF16 = "UTF-16 units"
    UTF8 = "UTF-8 bytes"


class LineEnd(Enum):
    """How long a line end is to a program."""

    STORED = "as the file has them"
    ONE = "as one each"
    TWO = "as two each"


@dataclass(frozen=True, slots=True)
class Rule:
    """How a program counts: its unit, line ends, the byte order mark, its first position, and what its ends are."""

    unit: Unit = Unit.CODE_POINT
    line_end: LineEnd = LineEnd.STORED
    mark_counted: bool = False
    first: int = 0
    inclusive: bool = False

    def __str__(self) -> str:
        """Say it in words."""
        mark = ", byte order mark counted" if self.mark_counted else ""
        last = ", ends inclusive" if self.inclusive else ""
        return f"{self.unit.value} from {self.first}, line ends {self.line_end.value}{mark}{last}"


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of the LF text under one rule, in code points, all of them within the text.

    `broken` where a position falls inside a character; `over` is how far an end is behind the text, NOWHERE where a
    stretch is not in the text at all.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    broken: tuple[bool, ...]
    over: tuple[int, ...]


@dataclass(slots=True)
class StoredText:
    """A text with LF line ends, and what it takes to find positions that were counted in the file as it was.

    `marked` says that a byte order mark stood before it.
    """

    text: str
    marked: bool
    _codes: NDArray[np.uint32]
    _line_ends: NDArray[np.int64]
    _edges: dict[tuple[Unit, LineEnd], NDArray[np.int64]] = field(default_factory=dict)

    def spans(self, starts: NDArray[np.int64], ends: NDArray[np.int64], rule: Rule) -> Spans:
        """Return the stretches between positions that were counted by a rule; what is outside the text is clipped."""
        edges = self._edges_of(rule.unit, rule.line_end)
        shift = rule.first + (rule.mark_counted and self.marked)
        begin, begin_inside = _places(edges, starts - shift)
        last, last_inside = _places(edges, ends - shift)
        if rule.inclusive:
            last = np.minimum(last + 1, len(self.text))
        over = np.maximum(ends - shift + rule.inclusive - edges[-1], 0)
        over[(starts < shift) | (starts - shift > edges[-1]) | (ends < starts)] = NOWHERE
        broken = begin_inside | last_inside
        return Spans(tuple(begin.tolist()), tuple(last.tolist()), tuple(broken.tolist()), tuple(over.tolist()))

    @property
    def has_astral(self) -> bool:
        """Say whether the text has characters that are two UTF-16 units, such as emoji."""
        return bool((self._codes >= _ASTRAL).any())

    @property
    def has_long_line_ends(self) -> bool:
        """Say whether any line of the text ends in two characters."""
        return bool((self._line_ends > 1).any())

    def _edges_of(self, unit: Unit, line_end: LineEnd) -> NDArray[np.int64]:
        """Return where each character begins, as one who counts so has it, and where the last one ends."""
        key = (unit, line_end)
        if key not in self._edges:
            widths = np.ones(len(self._codes), dtype=np.int64)
            if unit is Unit.UTF16:
                widths += self._codes >= _ASTRAL
            elif unit is Unit.UTF8:
                for first in (_FIRST_OF_TWO, _FIRST_OF_THREE, _ASTRAL):
                    widths += self._codes >= first
            newlines = self._codes == _LF
            if line_end is LineEnd.STORED:
                widths[newlines] = self._line_ends
            elif line_end is LineEnd.TWO:
                widths[newlines] = 2
            self._edges[key] = np.concatenate(([0], np.cumsum(widths)))
        return self._edges[key]


def _places(edges: NDArray[np.int64], positions: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return which character each position is at, and whether it falls inside of one."""
    found = np.clip(np.searchsorted(edges, positions, side="right") - 1, 0, len(edges) - 1)
    inside = (edges[found] != positions) & (positions >= 0) & (positions <= edges[-1])
    return found, inside


def stored_text(raw: str) -> StoredText:
    """Take a text with the line ends that it has in the file, and the byte order mark where it has one."""
    marked = raw.startswith(_MARK)
    raw = raw.removeprefix(_MARK)
    text = _LINE_END.sub("\n", raw)
    codes = _codes_of(raw)
    returns = codes == _CR
    feeds = codes == _LF
    second = np.concatenate(([False], feeds[1:] & returns[:-1])) if len(codes) else feeds
    first = np.concatenate((second[1:], [False])) if len(codes) else feeds
    kept = ~second
    widths = 1 + first[kept].astype(np.int64)
    return StoredText(text, marked, _codes_of(text), widths[(returns | feeds)[kept]])


def _codes_of(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def decoded(content: bytes) -> str:
    """Return a file's text, its byte order mark and line ends as they are: UTF-8, UTF-16, else the likeliest."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _MARK + content[len(mark) :].decode(encoding, errors="replace")
    try:
        text = content.decode("utf-8")
        if "\x00" not in text[:1000]:
            return text
    except UnicodeDecodeError:
        pass
    return content.decode(unmarked_utf16(content) or likeliest_encoding(content), errors="replace")


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def cut_inside(text: str, place: int) -> bool:
    """Say whether a place in a text is inside what a reader sees as one character: an accented letter, a flag."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return before == "\u200d" or after in _JOINED or (before in _FLAG_LETTERS and after in _FLAG_LETTERS)


def _signs(*ranges: tuple[int, int]) -> frozenset[str]:
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))


# What joins the character before it: combining accents, variation selectors, joiner, skin tones.
_JOINED = _signs((0x300, 0x36F), (0x1AB0, 0x1AFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0x1F3FB, 0x1F3FF)) | {"\u200d"}
_FLAG_LETTERS = _signs((0x1F1E6, 0x1F1FF))
