"""Numbers said in words, as far as dates and ages need them."""

from __future__ import annotations

from collections.abc import Iterable

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()


def _cardinals() -> dict[str, int]:
    words = {word: n for n, word in enumerate(_UNITS)}
    for i, ten in enumerate(_TENS, start=2):
        words[ten] = i * 10
        for n in range(1, 10):
            words[f"{ten}-{_UNITS[n]}"] = words[f"{ten} {_UNITS[n]}"] = i * 10 + n
    return words


def _ordinals() -> dict[str, int]:
    words = {word: n for n, word in enumerate(_ORDINALS, start=1)}
    for n, word in enumerate(_ORDINALS[:9], start=1):
        words[f"twenty-{word}"] = words[f"twenty {word}"] = 20 + n
    words |= {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}
    return words


CARDINALS = _cardinals()
WELSH_CARDINALS = {
    "un": 1,
    "dwy": 2,
    "dau": 2,
    "tair": 3,
    "tri": 3,
    "pedair": 4,
    "pedwar": 4,
    "pum": 5,
    "pump": 5,
    "chwe": 6,
    "chwech": 6,
    "saith": 7,
    "wyth": 8,
    "naw": 9,
    "deg": 10,
    "deng": 10,
    "un ar ddeg": 11,
    "unarddeg": 11,
    "deuddeg": 12,
    "deuddeng": 12,
    "tair ar ddeg": 13,
    "tri ar ddeg": 13,
    "pedair ar ddeg": 14,
    "pedwar ar ddeg": 14,
    "pymtheg": 15,
    "pymtheng": 15,
    "bymtheg": 15,
    "bymtheng": 15,
    "un ar bymtheg": 16,
    "dwy ar bymtheg": 17,
    "dau ar bymtheg": 17,
    "deunaw": 18,
    "ddeunaw": 18,
    "ugain": 20,
}
"""The numbers that ages are said in ("pymtheg oed"), as they stand before "oed" and after "yn"."""
ORDINALS = _ordinals()
WELSH_ORDINALS = {
    "cyntaf": 1,
    "ail": 2,
    "trydydd": 3,
    "pedwerydd": 4,
    "pumed": 5,
    "chweched": 6,
    "seithfed": 7,
    "wythfed": 8,
    "nawfed": 9,
    "degfed": 10,
    "unfed ar ddeg": 11,
    "deuddegfed": 12,
    "trydydd ar ddeg": 13,
    "pedwerydd ar ddeg": 14,
    "pymthegfed": 15,
    "unfed ar bymtheg": 16,
    "ail ar bymtheg": 17,
    "deunawfed": 18,
    "pedwerydd ar bymtheg": 19,
    "ugeinfed": 20,
    "unfed ar hugain": 21,
    "ail ar hugain": 22,
    "trydydd ar hugain": 23,
    "pedwerydd ar hugain": 24,
    "pumed ar hugain": 25,
    "chweched ar hugain": 26,
    "seithfed ar hugain": 27,
    "wythfed ar hugain": 28,
    "nawfed ar hugain": 29,
    "degfed ar hugain": 30,
    "unfed ar ddeg ar hugain": 31,
}
"""The days of a month as Welsh says them: "y pedwerydd o Dachwedd"."""


def alternatives(words: Iterable[str]) -> str:
    """Write number words as a regular expression's alternatives, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
