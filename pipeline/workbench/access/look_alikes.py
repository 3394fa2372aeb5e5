"""Names that look like others: a Cyrillic а among Latin letters, a capital, an accent that a reader passes over."""

from __future__ import annotations

import unicodedata

_WRITTEN_TOGETHER = {"CJK": "Japanese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}


def is_in_one_alphabet(name: str) -> bool:
    """Say whether all letters of a name show, and are of one alphabet; it may be a number, but not signs alone."""
    letters = [unicodedata.name(letter, "?") for letter in _plain(name) if letter.isalpha()]
    alphabets = {_WRITTEN_TOGETHER.get(letter.split()[0], letter.split()[0]) for letter in letters}
    fills = any(letter.endswith("FILLER") for letter in letters)  # a letter of Korean that shows as a gap
    return len(alphabets) <= 1 and not fills and any(letter.isalnum() for letter in name)


def look_alike(name: str, other: str) -> bool:
    """Say whether two names differ in nothing but capitals, accents, blanks and what is hard to see."""
    return _bare(name) == _bare(other)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()


def _bare(name: str) -> str:
    # Names that a proxy tells often differ in a dot or a dash alone, which nobody here can change.
    return "".join(letter for letter in _plain(name) if letter.isalnum() or letter in "-._@'")
