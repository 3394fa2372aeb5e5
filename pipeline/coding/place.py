"""Find where in a turn a quoted stretch stands: once, or not at all."""

from __future__ import annotations

import re
import unicodedata

_ALIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
_TO_PLAIN = str.maketrans("".join(_ALIKE), "".join(_ALIKE.values()))


class NotPlaced(ValueError):
    """The quote is not in the turn, or is there more than once; `times` says how often."""

    def __init__(self, times: int) -> None:
        self.times = times
        super().__init__("not found" if not times else f"found {times} times")


def place(text: str, quote: str) -> tuple[int, int]:
    """Return where `quote` stands in `text`, in source coordinates, end exclusive.

    Spaces, curly quotation marks and dashes may differ from the text's; letters and case may not. Raises NotPlaced
    where the quote is not there, or is there more than once: it is not guessed.
    """
    wanted = unicodedata.normalize("NFC", quote).strip()
    if not wanted:
        raise NotPlaced(0)
    pattern = r"\s+".join("".join(_either(c) for c in word) for word in wanted.split())
    spans = [match.span(1) for match in re.finditer(f"(?=({pattern}))", text)]
    if len(spans) != 1:
        raise NotPlaced(len(spans))
    return spans[0]


def same_words(one: str, other: str) -> bool:
    """Say whether two stretches differ in nothing but spaces, quotation marks and dashes."""
    return _plain(one) == _plain(other)


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).translate(_TO_PLAIN).split())


def _either(character: str) -> str:
    """Write a pattern for a character and those that word processors put in its place."""
    alike = {c for c in (*_ALIKE, *_ALIKE.values()) if _ALIKE.get(c, c) == _ALIKE.get(character, character)}
    return "[" + "".join(re.escape(c) for c in sorted(alike)) + "]" if alike else re.escape(character)
