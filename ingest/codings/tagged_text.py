"""A text that is kept as HTML, and where positions in it lie that count the bytes of its text and no tags."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

import numpy as np
from numpy.typing import NDArray

_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li div blockquote pre table tr hr section article dl dt dd".split())
_NO_TEXT = frozenset({"script", "style", "head", "title"})
_LINE_END = "\n"


@dataclass(frozen=True, slots=True)
class TaggedText:
    """The text with a line for each paragraph, and how many bytes in UTF-8 stood before each of its characters.

    Line ends that the HTML only implies are none of its bytes.
    """

    text: str
    _before: NDArray[np.int64]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the stretch between two positions in bytes, None where it is not in the text."""
        if not 0 <= start <= end <= self._before[-1]:
            return None
        first = int(np.searchsorted(self._before, start, side="right")) - 1
        last = int(np.searchsorted(self._before, end, side="left"))
        return (first, last) if first <= last else (last, last)


def tagged_text(html: str) -> TaggedText:
    """Take the text out of HTML: paragraphs and breaks are lines."""
    reader = _Reader()
    reader.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    widths = [0]
    for piece, implied in reader.pieces:
        widths += [0] * len(piece) if implied else [len(letter.encode("utf-8", "surrogatepass")) for letter in piece]
    return TaggedText("".join(piece for piece, _ in reader.pieces), np.cumsum(widths))


def plain(html: str) -> str:
    """Return the words of HTML."""
    return tagged_text(html).text


class _Reader(HTMLParser):
    """Collects the texts of HTML as (text, whether only implied)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, bool]] = []
        self._new_line = False
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NO_TEXT:
            self._silent += 1
        self.handle_startendtag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _NO_TEXT:
            self._silent = max(0, self._silent - 1)
        self._new_line |= tag in _BLOCKS

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._new_line |= tag in _BLOCKS
        if tag == "br":
            self.pieces.append((_LINE_END, True))

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._new_line and self._within_line() and _LINE_END not in data[: len(data) - len(data.lstrip())]:
            self.pieces.append((_LINE_END, True))
        self._new_line = False
        self.pieces.append((data, False))

    def _within_line(self) -> bool:
        return bool(self.pieces) and not self.pieces[-1][0].rstrip(" \t").endswith(_LINE_END)
