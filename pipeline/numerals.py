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
_WELSH_UNITS = {
    1: ("un",),
    2: ("dau", "dwy"),
    3: ("tri", "tair"),
    4: ("pedwar", "pedair"),
    5: ("pump", "pum"),
    6: ("chwech", "chwe"),
    7: ("saith",),
    8: ("wyth",),
    9: ("naw",),
    10: ("deg", "deng"),
}
_SOFT = {"p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "m": "f"}


def _welsh_cardinals() -> dict[str, int]:
    """Count to 99 in both ways, by twenties ("dwy ar bymtheg") and by tens ("un deg saith")."""
    words = {unit: n for n, units in _WELSH_UNITS.items() for unit in units}
    words |= {"unarddeg": 11, "deuddeg": 12, "deuddeng": 12, "pymtheg": 15, "pymtheng": 15, "deunaw": 18, "ugain": 20}
    words |= {f"{unit} ar ddeg": 10 + n for n in (1, 3, 4) for unit in _WELSH_UNITS[n]}
    words |= {f"{unit} ar bymtheg": 15 + n for n in (1, 2, 4) for unit in _WELSH_UNITS[n]}
    by_twenties = {word: n for word, n in words.items() if n < 20}
    words |= {f"{word} ar hugain": 20 + n for word, n in by_twenties.items()}
    words |= {"deugain": 40, "hanner cant": 50, "trigain": 60, "pedwar ugain": 80}
    for tens in range(1, 10):
        for ten in _WELSH_UNITS[tens]:
            for deg in ("deg", "ddeg"):
                words.setdefault(f"{ten} {deg}", tens * 10)
                for n in range(1, 10):
                    words |= {f"{ten} {deg} {unit}": tens * 10 + n for unit in _WELSH_UNITS[n]}
    return words | {_softened(word): n for word, n in words.items()}


def _softened(word: str) -> str:
    """Give a number as it stands after "yn" or "i": "bymtheg", "ddeg ar hugain"."""
    return _SOFT.get(word[0], word[0]) + word[1:] if not word.startswith("ch") else word


WELSH_CARDINALS = _welsh_cardinals()
"""The numbers that ages are said in ("pymtheg oed"), softened and not, as they stand before "oed" and after "yn"."""
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
