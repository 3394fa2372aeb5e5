"""Words that are written with a capital, or in capitals, and name nobody: abbreviations, faiths, subjects, feasts."""

from __future__ import annotations

from functools import cache

from pipeline.folding import fold
from pipeline.lists.names import first_names
from pipeline.lists.tables import read_lines


def names_nobody(word: str) -> bool:
    """Say whether a word is one that a capital makes no name (Maths, Muslim), or a general abbreviation (GCSE, MDT).

    An abbreviation counts in capitals, and in small letters where nobody is called so: PIP and gcse, but not Pip or ed.
    """
    folded = fold(word)
    words, abbreviations = _listed()
    return folded in words or (folded in abbreviations and _is_abbreviated(word))


@cache
def _listed() -> tuple[frozenset[str], frozenset[str]]:
    listed = read_lines("harmless_capitals.txt")
    abbreviations = frozenset(fold(word) for word in listed if word[:2].isupper())
    return frozenset(fold(word) for word in listed) - abbreviations, abbreviations


def _is_abbreviated(word: str) -> bool:
    return word[:2].isupper() or (word.islower() and fold(word) not in first_names())
