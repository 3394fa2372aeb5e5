"""Words that the margin cut in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

_HYPHENS = "-\u2010\u00ad"
_CUT = re.compile(rf"([^\W_]+(?:['’-][^\W_]+)*)([{_HYPHENS}])$")
_GOES_ON = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_REST_OF_ADDRESS = re.compile(r"[\w.-]*[/=?&#%]\S")
_LONGEST_STUTTER = 3
_COMMON = 3.0


@cache
def frequency(word: str) -> float:
    """Return how common an English word is, on the scale of Zipf: 0 where it is none."""
    # It takes a moment to load, and only hyphens need it.
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """Return the words that stand unbroken in the lines, in small letters, those with hyphens as they are."""
    found: set[str] = set()
    cut = False
    for line in lines:
        words = [match.group().casefold() for match in _WORD.finditer(line)]
        broken = bool(_CUT.search(line.rstrip()))
        found.update(words[1 if cut else 0 : -1 if broken else None])
        cut = broken
    return frozenset(found)


def join_words(
    before: str, after: str, known: frozenset[str], common: Callable[[str], float] = frequency
) -> tuple[int, str]:
    """Say how a line goes on in the next: how many characters to take off its end, and what to put between the two.

    A hyphen between small letters goes, unless the word with the hyphen stands elsewhere in the document, or both of
    its parts do, or are common, and the word without does and is not. Speech that breaks off ("I w- / was") keeps its
    hyphen and a space, a web address has neither.
    """
    address = _ADDRESS.search(before)
    if address and (address.group()[-1] in "/?&=_-#%" or _REST_OF_ADDRESS.match(after)):
        return 0, ""
    cut = _CUT.search(before)
    goes_on = _GOES_ON.match(after)
    if not cut or not goes_on:
        return 0, " "
    first, second = cut.group(1), goes_on.group()
    if cut.group(2) == "\u00ad":
        return 1, ""
    if not second[0].islower() or first[-1].isdigit():
        names = first[0].isupper() and second[0].isupper() and len(first) > 1
        return 0, "" if names or (first[-1].isdigit() and second[0].isdigit()) else " "
    head, tail = first.casefold(), second.casefold()
    if f"{head}-{tail}" in known:
        return 0, ""
    if head + tail in known:
        return 1, ""
    last = re.split("['’-]", head)[-1]
    if len(last) <= _LONGEST_STUTTER and tail.startswith(last):
        return 0, " "
    if "-" in head or "-" in tail or (head in known and tail in known):
        return 0, ""
    words = all(part in known or common(part) >= _COMMON for part in (head, tail))
    return (0, "") if words and common(head + tail) < _COMMON else (1, "")
