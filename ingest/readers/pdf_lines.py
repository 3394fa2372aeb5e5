"""From characters with boxes to lines of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from ingest.places import Anchor, Traced
from ingest.readers.pdf_pages import Glyph
from ingest.text import trace

# Shares of the font size: by how much baselines of one line differ, and how wide a space or a tab is at least.
_SAME_LINE = 0.25
_SPACE, _SPACE_WITHOUT_SPACES = 0.2, 0.14
_TAB = 1.5
_RAISED, _SMALL = 0.65, 0.85
_FEW_SPACES = 0.03


_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_COUNT = re.compile(r"\d{1,4}[.)]")


@dataclass(slots=True)
class _Piece:
    left: float
    gap: str
    wide: float
    look: tuple[bool, bool, bool]
    right: float = 0.0
    letters: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a line in one look. `gap` is what stands before it, `at` where it begins in the line's text."""

    text: str
    left: float
    right: float
    gap: str = ""
    bold: bool = False
    italic: bool = False
    raised: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page, or the part of one that stands in a cell; `number` counts the lines of the page from 1."""

    words: tuple[Word, ...]
    page: int
    number: int
    base: float
    size: float

    @property
    def left(self) -> float:
        """Return where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Return where the last word ends."""
        return self.words[-1].right

    @property
    def text(self) -> str:
        """Return the words with what stands between them."""
        return "".join(word.text if n == 0 else word.gap + word.text for n, word in enumerate(self.words))

    @property
    def bold(self) -> bool:
        """Say whether all of it is in bold."""
        return all(word.bold for word in self.words)

    @property
    def italic(self) -> bool:
        """Say whether all of it is in italics."""
        return all(word.italic for word in self.words)

    @property
    def place(self) -> str:
        """Return where it stands, in words."""
        return f"page {self.page}, line {self.number}"

    @property
    def traced(self) -> Traced:
        """Return the text with its places."""
        found = trace(self.text, self.place)
        start = self.words[0].at
        return Traced(found.text, tuple(Anchor(one.at, one.place, one.offset + start) for one in found.anchors))

    def part(self, words: Iterable[Word]) -> Line:
        """Return the line with only `words` of it."""
        return replace(self, words=tuple(words))


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """Return the lines of a page from top to bottom.

    A gap makes a space where the page has no space characters there, a wide one a tab. Small characters above or below
    the baseline belong to the line that they stand at.
    """
    letters = [glyph for glyph in glyphs if not glyph.text.isspace()]
    spaces = len(glyphs) - len(letters)
    narrow = _SPACE if spaces > _FEW_SPACES * len(letters) else _SPACE_WITHOUT_SPACES
    lines: list[Line] = []
    for row in _with_small_ones(_rows(glyphs)):
        words, base, size = _words(row, narrow)
        if words:
            lines.append(Line(words, page, len(lines) + 1, base, size))
    return lines


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    top = size = 0.0
    for glyph in sorted(glyphs, key=lambda one: -one.base):
        if not rows or top - glyph.base > _SAME_LINE * max(size, glyph.size):
            rows.append([])
            top, size = glyph.base, glyph.size
        rows[-1].append(glyph)
        size = max(size, glyph.size) if not glyph.text.isspace() else size
    return [row for row in rows if any(not glyph.text.isspace() for glyph in row)]


def _with_small_ones(rows: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Put rows of small raised or lowered characters into the line that they stand at."""
    measured = [(_base(row), _size(row), row) for row in rows]
    hosts: dict[int, int] = {}
    for n, (base, size, row) in enumerate(measured):
        for other in (n + 1, n - 1):
            if not 0 <= other < len(rows) or other in hosts:
                continue
            host_base, host_size, host = measured[other]
            near = -0.4 * host_size < base - host_base < _RAISED * host_size
            if near and size < _SMALL * host_size and _touches(row, host, 0.5 * host_size):
                hosts[n] = other
                break
    merged = {n: list(row) for n, row in enumerate(rows) if n not in hosts}
    for n, other in hosts.items():
        while other in hosts and hosts[other] != n:
            other = hosts[other]
        merged.setdefault(other, []).extend(rows[n])
    return list(merged.values())


def _touches(row: Sequence[Glyph], host: Sequence[Glyph], within: float) -> bool:
    """Say whether every stretch of a row stands right behind or before characters of another."""
    left, right = min(one.left for one in row), max(one.right for one in row)
    begins, ends = min(one.left for one in host), max(one.right for one in host)
    return left >= begins - within - (right - left) and right <= ends + within + (right - left)


def _size(row: Sequence[Glyph]) -> float:
    return max((glyph.size for glyph in row if not glyph.text.isspace()), default=0.0)


def _base(row: Sequence[Glyph]) -> float:
    size = _size(row)
    return median(glyph.base for glyph in row if glyph.size >= 0.95 * size and not glyph.text.isspace())


def _words(row: Sequence[Glyph], narrow: float) -> tuple[tuple[Word, ...], float, float]:
    """Return a row's words, baseline and font size."""
    base, size = _base(row), _size(row)
    pieces: list[_Piece] = []
    blanks = 0
    last: Glyph | None = None
    for glyph in sorted(row, key=lambda one: one.left):
        if glyph.text.isspace():
            blanks += 1
            continue
        gap = glyph.left - last.right if last else 0.0
        if last and glyph.text == last.text and 0 < glyph.left - last.left < 0.1 * size and glyph.size == last.size:
            # The same letter printed twice is bold; at the very same place it is the second of a ligature's two.
            pieces[-1].look = (True, *pieces[-1].look[1:])
            continue
        raised = glyph.size < _SMALL * size and glyph.base > base + 0.1 * size
        look = (glyph.bold, glyph.italic, raised)
        apart = last is not None and (
            (blanks > 0 and gap > -0.05 * size)
            or gap > narrow * size
            or (len(pieces) == 1 and glyph.text.isalpha() and bool(_COUNT.fullmatch("".join(pieces[0].letters))))
        )
        if not pieces or apart or look != pieces[-1].look:
            between = "  " if blanks > 1 and gap > 0.4 * size else " " if apart else ""
            pieces.append(_Piece(glyph.left, between if pieces else "", gap if apart else 0.0, look))
        pieces[-1].letters.append(_LIGATURES.get(glyph.text, glyph.text))
        pieces[-1].right = glyph.right
        last, blanks = glyph, 0
    words: list[Word] = []
    at = 0
    for piece, between in zip(pieces, _with_tabs(pieces, size), strict=True):
        text = "".join(piece.letters)
        at += len(between)
        words.append(Word(text, piece.left, piece.right, between, *piece.look, at))
        at += len(text)
    return tuple(words), base, size


def _with_tabs(pieces: Sequence[_Piece], size: float) -> list[str]:
    """Make tabs of gaps that are wide, and much wider than the others of their line: justified lines have wide ones."""
    gaps = [piece.wide for piece in pieces]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    some = sum(gap > 0 for gap in gaps) > 2
    return [
        "\t" if piece.wide > _TAB * size and (not some or piece.wide > 2 * usual) else piece.gap for piece in pieces
    ]


_FIRST_WORDS = 5
_STOP_SHARE, _FEWEST_AT_STOP = 0.25, 4


def with_tab_stops(lines: Sequence[Line]) -> list[Line]:
    """Make tabs of narrow gaps at which words of many lines begin at the very same place, however long those before.

    A label that nearly reaches the next tab stop leaves no more than a space.
    """
    gaps: dict[int, list[float]] = {}
    for line in lines:
        usual = median([word.left - one.right for one, word in _pairs(line) if word.gap == " "] or [0.0])
        for one, word in list(_pairs(line))[:_FIRST_WORDS]:
            if word.gap:
                gaps.setdefault(round(word.left), []).append((word.left - one.right) / max(usual, 0.1 * line.size))
    found = set()
    for stop, ratios in gaps.items():
        if len(ratios) >= max(_FEWEST_AT_STOP, _STOP_SHARE * len(lines)):
            wide = sum(ratio > 1.3 for ratio in ratios)
            if wide >= 0.3 * len(ratios) and max(ratios) - min(ratios) > 0.3 or wide > 0.9 * len(ratios):
                found.add(stop)
    return [_with_stops(line, found) for line in lines] if found else list(lines)


def _pairs(line: Line) -> Iterable[tuple[Word, Word]]:
    return zip(line.words, line.words[1:], strict=False)


def _with_stops(line: Line, stops: set[int]) -> Line:
    words = [
        replace(word, gap="\t") if 0 < n <= _FIRST_WORDS and word.gap and round(word.left) in stops else word
        for n, word in enumerate(line.words)
    ]
    return line.part(words)
