"""Detector: exact ages of people, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.identify.finds import text_detector
from pipeline.numerals import CARDINALS, alternatives

_NUMBER = rf"(?P<age>\d{{1,3}}|{alternatives(CARDINALS)})"
_OLDEST = 110
_COUNTED = 3  # up to here, a bare number more often counts things
_THINGS_COUNTED = (
    r"(?![ -]*(?:o['’]clock|(?:st|nd|rd|th)\b|per cent|percent|%|pounds?|quid|p\b|pence|miles?|minutes?|mins?|hours?|days?|weeks?|"
    r"months?|times?|of (?:them|us|the|those|you)|or|to|and a half|metres?|feet|foot|stone|people|kids|children|girls|boys|lads|"
    r"workers?|carers?|social|placements?|moves?|homes?|schools?|different|more|others?|pages?|sides?|in the|past|hundred|thousand|"
    r"bedrooms?|doors?|dogs?|houses?|\d|[.:/]\d|st\b|steps?|cups?|bags?|sessions?|meetings?|calls?|texts?|buses|bus|seconds?|yards?))"
)
_PATTERNS = (
    (re.compile(rf"\b{_NUMBER}(?=[ -]years?[ -]olds?\b)", re.IGNORECASE), 0.93),
    (re.compile(rf"\b(?:aged|age|ages) (?:of )?{_NUMBER}\b", re.IGNORECASE), 0.9),
    (
        re.compile(
            rf"\b(?:turned|turning|turns|coming up|going on|just gone|nearly|only) {_NUMBER}\b(?=[ ]*(?:[,.;!?]|$|when|and|now|in|at|then|that|by)){_THINGS_COUNTED}",
            re.IGNORECASE,
        ),
        0.75,
    ),
    (
        re.compile(
            rf"\b(?:I am|I was|I['’]m|(?:he|she)(?: is| was|['’]s)|they(?: are| were|['’]re)|was I|was she|was he|[A-Z]\w+(?: is| was|['’]s))"
            rf" (?:only |just |about |nearly |almost |now |then |still |like |probably )*{_NUMBER}\b{_THINGS_COUNTED}(?![ ]+[a-z]+s\b)"
        ),
        0.8,
    ),
    (
        re.compile(
            rf"\b(?:when|since|from|until|till|at)(?: I| she| he| they)? (?:was |were |being )?{_NUMBER}\b(?=[ ]*(?:[,.;!?]|$|and|she|he|I|they)){_THINGS_COUNTED}",
            re.IGNORECASE,
        ),
        0.6,
    ),
)


def find_ages(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find the number of somebody's age, without the words around it."""
    for pattern, score in _PATTERNS:
        for match in pattern.finditer(text):
            number = match["age"].lower()
            value = int(number) if number.isdigit() else CARDINALS[number]
            said_as_age = score > 0.85  # "he was one of them" is no age, "one-year-old" is
            if (0 if said_as_age else _COUNTED) < value <= _OLDEST and not _is_clock(text, match):
                yield match.start("age"), match.end("age"), "AGE", score


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Tell "at nine" and "until ten" from "at fourteen": by the clock, only one to twelve are hours."""
    number = match["age"].lower()
    value = int(number) if number.isdigit() else CARDINALS[number]
    return match[0].lower().startswith(("at ", "until ", "till ", "from ", "since ")) and value <= 12


text_detector("ages", find_ages)
