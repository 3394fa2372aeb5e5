"""Numbers as they stand in a sentence: in words up to nine."""

from __future__ import annotations

from pipeline.workbench.words import ENGLISH, in_language, language

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_words(number: int) -> str:
    """Write a number: in words up to nine ("no" for none), in figures with thousands apart from there on.

    Welsh has figures: its words for numbers change what follows.
    """
    return _WORDS[number] if 0 <= number < len(_WORDS) and language.get() == ENGLISH else f"{number:,}"


def some(number: int, one: str, many: str = "") -> str:
    """Write how many of something there are; `many` is the plural where it is not `one` and an s.

    Welsh has figures from two on, and its nouns begin otherwise after each number: so its catalogue has a text for one
    and a text for any other number, in which no letter depends on the number.
    """
    if language.get() == ENGLISH:
        return f"{in_words(number)} {one if number == 1 else plural(one, many)}"
    single, several = counted(one, many)
    return in_language(single) if number == 1 else in_language(several).format(number=f"{number:,}")


def counted(one: str, many: str = "") -> tuple[str, str]:
    """Return the two texts of a counted thing that the catalogue has: of one, and of any other number."""
    return f"one {one}", f"{{number}} {plural(one, many)}"


def plural(one: str, many: str = "") -> str:
    """Return what several of something are called in English."""
    return many or one + "s"
