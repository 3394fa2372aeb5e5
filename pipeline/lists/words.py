"""Ordinary words: those whose lower-case use says nothing about a person or a place."""

from __future__ import annotations

from functools import cache, lru_cache

from english_words import get_english_words_set
from simplemma import is_known
from wordfreq import get_frequency_dict

from pipeline.folding import fold
from pipeline.lists.faker_names import faker_first_names, faker_surnames
from pipeline.lists.gazetteer import settlements
from pipeline.lists.mutations import mutated
from pipeline.lists.tables import read_lines, read_rows

_COMMON = 2e-6
_FREQUENT = 1e-4
_INFLECTIONS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ers", ""),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
    ("'s", ""),
)
_SHORTEST_STEM = 3


def is_ordinary(word: str) -> bool:
    """Say whether the single word `word` is an ordinary word of English or Welsh, whatever its case and accents.

    A word that is also a name counts as ordinary (rose, haf); one that is nearly always a name does not (jack, nia).
    """
    folded = fold(word)
    return folded in _ordinary_words() or _is_welsh_word(folded)


def is_in_lists(word: str) -> bool:
    """Say whether `word` is in the lists of ordinary words: all that the long lists of names need to know."""
    return fold(word) in _ordinary_words()


@lru_cache(maxsize=100_000)
def is_welsh(word: str) -> bool:
    """Say whether a dictionary of Welsh has the word as it is written."""
    return bool(word) and bool(is_known(word, "cy"))


def _is_welsh_word(folded: str) -> bool:
    """Say whether a folded word is Welsh, and nobody's name and no settlement's."""
    return is_welsh(folded) and folded not in _name_like()


@cache
def _name_like() -> frozenset[str]:
    welsh_places = {fold(row[key]) for row in read_rows("places_cy.csv") for key in ("english", "welsh")}
    welsh_places |= {fold(row["alias"]) for row in read_rows("places_aliases.csv")}
    welsh_places |= {fold(row["name"]) for row in read_rows("places_small.csv")}
    never = {fold(name) for name in read_lines("names_not_words.txt")}
    forms = {form for place in welsh_places for form in mutated(place)}
    return frozenset(_names() | forms | never)


def is_frequent(word: str) -> bool:
    """Say whether `word` is among the few hundred words that English speech is mostly made of (will, may, mark)."""
    return _frequencies().get(fold(word), 0.0) >= _FREQUENT


@cache
def _frequencies() -> dict[str, float]:
    return get_frequency_dict("en", "small")


@cache
def _ordinary_words() -> frozenset[str]:
    never = {fold(name) for name in read_lines("names_not_words.txt")}
    always = {fold(word) for word in read_lines("ordinary_en.txt")}
    return frozenset((_english() - never) | (_welsh() - never) | always)


@cache
def _english() -> frozenset[str]:
    dictionary = get_english_words_set(["web2"])
    names = _names()
    common = (word for word, frequency in _frequencies().items() if frequency >= _COMMON)
    ordinary = (w for w in common if _in_dictionary(w, dictionary) or (w not in names and is_known(w, "en")))
    # Plain ASCII is already folded there, and most words are.
    return frozenset(word if word.isascii() else fold(word) for word in ordinary)


def _names() -> set[str]:
    """Gather names of people and settlements: a dictionary that lists such a word may list it as a name."""
    written = [row["name"] for file in ("first_names.csv", "surnames.csv") for row in read_rows(file)]
    for module in ("en_GB", "en_US"):
        written += [name for _, name in faker_first_names(module)]
        written += faker_surnames(module)
    written += [settlement.name for settlement in settlements()]
    return {fold(name) for name in written}


def _in_dictionary(word: str, dictionary: set[str]) -> bool:
    return word in dictionary or any(stem in dictionary for stem in _stems(word))


def _stems(word: str) -> list[str]:
    stems = [word[: -len(end)] + instead for end, instead in _INFLECTIONS if word.endswith(end)]
    doubled = [stem[:-1] for stem in stems if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]]
    return [stem for stem in stems + doubled if len(stem) >= _SHORTEST_STEM]


@cache
def _welsh() -> frozenset[str]:
    words = read_lines("ordinary_cy.txt")
    return frozenset(fold(form) for word in words for form in (word, *mutated(word)))
