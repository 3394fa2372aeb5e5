"""A text without what programs change when they pass it on: blanks, line ends, accents' form, curly quotation marks."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from functools import cached_property

_ALIKE = {
    **dict.fromkeys("’‘‚‛`´′", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
# Marks that belong to the character before them, what has no width, and control characters.
_DROPPED = frozenset({"Mn", "Me", "Cf", "Cc"})
_MARKS = frozenset({"Mn", "Me"})


class Folded:
    """A text and its folded characters, with the way between the two.

    Folding drops white space, accents and what has no width, and makes quotation marks and dashes plain; letters and
    their case stay. Offsets are code points of `text` or of `folded`, ends exclusive. `lines` are the spans of the
    text's lines that hold something, in folded characters.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[tuple[int, int]] = []
        pieces, length = [], 0
        for line in text.split("\n"):
            piece = line.translate(_FOLDS)
            if piece:
                pieces.append(piece)
                self.lines.append((length, length + len(piece)))
                length += len(piece)
        self.folded = "".join(pieces)

    @cached_property
    def places(self) -> list[int]:
        """Say for each folded character which character of the text it comes from."""
        return [at for at, character in enumerate(self.text) for _ in _FOLDS[ord(character)]]

    def folded_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the folded characters that a span of the text holds; an empty span where it holds none."""
        first = bisect_left(self.places, start)
        return first, max(first, bisect_left(self.places, end))

    def starts_at(self, first: int) -> int:
        """Return where in the text a folded character begins; the text's length where there is none left."""
        return self.places[first] if first < len(self.places) else len(self.text)

    def ends_at(self, last: int) -> int:
        """Return where in the text the folded character before `last` ends, without the marks on it; 0 for none."""
        return self.places[last - 1] + 1 if last else 0

    def after_marks(self, at: int) -> int:
        """Return the end of the marks, such as accents, that stand at `at` in the text."""
        while at < len(self.text) and unicodedata.category(self.text[at]) in _MARKS:
            at += 1
        return at


def fold(text: str) -> str:
    """Return the folded characters of a text."""
    return text.translate(_FOLDS)


class _Folds(dict[int, str]):
    """What each character folds to, worked out once."""

    def __missing__(self, point: int) -> str:
        folded = "".join(
            _ALIKE.get(part, part)
            for part in unicodedata.normalize("NFD", chr(point))
            if not part.isspace() and unicodedata.category(part) not in _DROPPED
        )
        self[point] = folded
        return folded


_FOLDS = _Folds()
