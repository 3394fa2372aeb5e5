"""Numbers as they stand in a sentence: in words up to nine."""

from __future__ import annotations

from pipeline.workbench.words import ENGLISH, in_language, language

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_words(number: int) -> str:
    """Write a number: in words up to nine ("no" for none), in figures with thousands apart from there on."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def some(number: int, one: str, many: str = "") -> str:
    """Write how many of something there are; `many` is the plural where it is not `one` and an s.

    Welsh has figures here, and the singular, which follows every number there.
    """
    if language.get() != ENGLISH:
        return f"{number:,} {in_language(one)}"
    return f"{in_words(number)} {one if number == 1 else many or one + 's'}"
