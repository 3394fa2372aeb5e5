"""Detector: names that somebody spells: "W, Y, double N, E"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.folding import fold
from pipeline.identify.finds import text_detector
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.names import first_names, surnames

_LETTER = r"(?:double[ -])?[^\W\d_]"
SPELLED = re.compile(rf"(?<![\w'’-]){_LETTER}(?:(?:, ?| |-|\. ?)(?:and )?{_LETTER}(?![\w'’])){{2,}}", re.IGNORECASE)
_SAID_LETTER = re.compile(r"(?P<twice>double[ -])?(?P<letter>[^\W\d_])\b", re.IGNORECASE)
_LONG_ENOUGH = 4  # letters; shorter ones are more often abbreviations
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ABBREVIATIONS = frozenset("gcse gcses asap diy lgbt lgbtq lgbtqia pgce".split())


def find_spelled(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find three letters or more in a row that spell a known name, and four or more that spell anything."""
    for match in SPELLED.finditer(text):
        start, end = _trimmed(text, *match.span())
        word = fold(spelled_word(text[start:end]))
        if word in KEPT_BODIES | _ABBREVIATIONS or word in _ALPHABET or len(word) < 3:
            continue
        if word in first_names() or word in surnames():
            yield start, end, "PERSON", 0.9
        elif len(word) >= _LONG_ENOUGH:
            yield start, end, "PERSON", 0.6


def spelled_word(letters: str) -> str:
    """Put a spelled name together: "W, Y, double N, E" is WYNNE."""
    said = _SAID_LETTER.finditer(re.sub(r"\band\b", " ", letters, flags=re.IGNORECASE))
    return "".join(one["letter"] * (2 if one["twice"] else 1) for one in said)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a small "a" or "i" at either end: they are words."""
    letters = [one.span("letter") for one in _SAID_LETTER.finditer(text, start, end)]
    if letters and text[slice(*letters[-1])] in "aiI" and not text[start:end].replace(" ", "").isupper():
        ends_with_comma = text[letters[-1][0] - 2 : letters[-1][0]] == ", "
        end = end if ends_with_comma else letters[-2][1]
    if letters and text[slice(*letters[0])] in "aiI" and text[letters[0][1]] == " " and text[letters[0][0]].islower():
        start = letters[1][0]
    return start, end


text_detector("spelled", find_spelled)
