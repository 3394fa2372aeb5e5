"""Numbers said in words, as far as dates and ages need them."""

from __future__ import annotations

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
ORDINALS = _ordinals()


def alternatives(words: dict[str, int]) -> str:
    """Write number words as a regular expression's alternatives, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
