"""Detector: exact ages of people, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from pipeline.identify.finds import doc_detector
from pipeline.numerals import CARDINALS, WELSH_CARDINALS, alternatives

_WORDS = CARDINALS | WELSH_CARDINALS
_NUMBER = rf"(?P<age>\d{{1,3}}|{alternatives(CARDINALS)})"
_ANY_NUMBER = rf"(?:\d+|{alternatives(CARDINALS)}|hundred|thousand|dozen|first|second|third)"
_OLDEST = 110
_COUNTED = 3  # up to here, a bare number more often counts things
_LIKELY_AGES = range(5, 26)  # a number that stands alone is read as an age in this range only
_LONGEST = 20  # letters, of a number in words

_COUNTED_THINGS = (
    r"o['’]clock|(?:st|nd|rd|th)\b|per cent|percent|%|pounds?|quid|p\b|pence|miles?|minutes?|mins?|hours?|days?|weeks?|"
    r"months?|years?(?![ -]olds?)|times?|of (?:them|us|the|those|you|these|my|our|his|her|their)|or|to|and a half|"
    r"metres?|feet|foot|stone|people|kids|children|girls|boys|lads|workers?|carers?|social|placements?|moves?|homes?|"
    r"schools?|different|more|others?|pages?|sides?|in the|past|hundred|thousand|bedrooms?|doors?|dogs?|houses?|\d|"
    r"[.:/]\d|st\b|steps?|cups?|bags?|sessions?|meetings?|calls?|texts?|buses|bus|seconds?|yards?|nights?|terms?"
)
_NO_COUNT = rf"(?![ -]*(?:{_COUNTED_THINGS}))"
_CLAUSE_ENDS = r"(?=[ ]*(?:[,.;!?…\"'”]|$|\n))"
_SOMEBODY = (
    r"\b(?:i am|i was|i['’]m|(?:he|she|who)(?: is| was|['’]s)|they(?: are| were|['’]re)|you(?: are| were|['’]re)|was i|"
    r"was she|was he|were you|(?:one|boy|girl|lad|brother|sister|son|daughter|kid|baby|eldest|oldest|youngest)"
    r"(?: is| was|['’]s))"
)
_HEDGES = r"(?:only |just |about |nearly |almost |now |then |still |like |probably |what |maybe |barely |around )*"

_PATTERNS = (
    (re.compile(rf"\b{_NUMBER}(?=[ -]years?[ -]olds?\b)", re.IGNORECASE), 0.93),
    (re.compile(rf"\b(?P<age>\d{{1,3}}|{alternatives(WELSH_CARDINALS)})(?= (?:mlwydd )?oed\b)", re.IGNORECASE), 0.93),
    (
        re.compile(
            rf"(?:['’]n|\byn|\boed|\btroi['’]n) (?P<age>{alternatives(WELSH_CARDINALS)})\b"
            r"(?! (?:o|mlynedd|munud|awr|diwrnod|wythnos|mis|gwaith|o['’]r|y|yr|ceiniog|punt)\b)",
            re.IGNORECASE,
        ),
        0.6,
    ),
    (re.compile(rf"\b(?:aged|age|ages) (?:of )?{_NUMBER}\b", re.IGNORECASE), 0.9),
    (re.compile(rf"\b{_NUMBER}(?=,? (?:going on|coming up|nearly) {_ANY_NUMBER}\b)", re.IGNORECASE), 0.85),
    (re.compile(rf"{_SOMEBODY} (?:just )?(?:going on|coming up to) {_NUMBER}\b{_NO_COUNT}", re.IGNORECASE), 0.8),
    (re.compile(rf"{_SOMEBODY} {_HEDGES}{_NUMBER}\b{_NO_COUNT}(?! [a-z]+s\b)", re.IGNORECASE), 0.8),
    (re.compile(rf"\b[A-ZÀ-ÞŴŶ]\w+(?: is| was|['’]s) {_HEDGES}{_NUMBER}\b{_NO_COUNT}(?! [a-z]+s\b)"), 0.8),
    (
        re.compile(
            rf"\b(?:turned|turning|turns|turn|coming up|just gone|nearly|only) {_NUMBER}\b{_NO_COUNT}"
            rf"(?=[ ]*(?:[,.;!?]|$|when|and|now|in|at|then|that|by))",
            re.IGNORECASE,
        ),
        0.75,
    ),
    (
        re.compile(
            r"\b(?:when|since|from|until|till|at|before|by)(?: i| she| he| they)? (?:was |were |being |turned )?"
            rf"{_NUMBER}\b{_NO_COUNT}(?=[ ]*(?:[,.;!?]|$|and|she|he|i|they)\b|[ ]*[,.;!?]|$)",
            re.IGNORECASE,
        ),
        0.6,
    ),
    (re.compile(rf"\b(?:he|she|they)(?: now| then)?, {_NUMBER}(?=[?.,])", re.IGNORECASE), 0.7),
)
_ASIDE = re.compile(rf"(?<=[^\W\d], ){_NUMBER}(?=, (?!{_ANY_NUMBER}\b|half\b|quarter\b))", re.IGNORECASE)
# A sentence of its own: "Nine. He's with a family", "Sixteen, soft as butter" – but not "Four, since the autumn".
_ALONE = re.compile(
    rf"(?:^|[.!?…][\"'”’]* |\n)[\"'“‘]?{_NUMBER}"
    rf"(?=\. (?:he|she|they)\b|, (?!{_ANY_NUMBER}\b|{_COUNTED_THINGS}|"
    r"(?:since|maybe|in|at|i|and|then|by|if|when|was|from|not|plus)\b))",
    re.IGNORECASE,
)
_SAID_NUMBER = re.compile(rf"\d|\b(?:{alternatives(word for word in _WORDS if ' ' not in word)})\b", re.IGNORECASE)
_ENDS_IN_NUMBER = re.compile(rf"\b{_ANY_NUMBER},? $", re.IGNORECASE)
_ANSWER = re.compile(
    rf"^(?:(?:er|um|oh|well|about|just|only|nearly|she|he|they|was|is|['’]s|I|were|like)\W+)*{_NUMBER}\b", re.I
)
_HOW_OLD = re.compile(
    r"\bhow old\b|\bwhat age\b|\bfaint oed\b|\bbeth (?:yw|ydy|oedd) (?:ei|dy|eich) oed", re.IGNORECASE
)
ASKED_AGE = "llais_asked_age"


def asks_age(text: str) -> bool:
    """Say whether a turn asks how old somebody is, so that the next turn's first number is an age."""
    return bool(_HOW_OLD.search(text[-200:]))


def find_ages(doc: Doc) -> Iterator[tuple[int, int, str, float]]:
    """Find the number of somebody's age, without the words around it."""
    text = doc.text
    if not _SAID_NUMBER.search(text):
        return
    for pattern, score in _PATTERNS:
        for match in pattern.finditer(text):
            said_as_age = score > 0.8  # "he was one of them" is no age, "one-year-old" is
            if (0 if said_as_age else _COUNTED) < _value(match) <= _OLDEST and not _is_clock(match):
                yield *match.span("age"), "AGE", score
    for pattern in (_ASIDE, _ALONE):
        for match in pattern.finditer(text):
            counting = _ENDS_IN_NUMBER.search(text, max(0, match.start("age") - _LONGEST), match.start("age"))
            if _value(match) in _LIKELY_AGES and not counting:
                yield *match.span("age"), "AGE", 0.6
    answer = _ANSWER.search(text) if doc.user_data.get(ASKED_AGE) else None
    if answer and _value(answer) <= _OLDEST:
        yield *answer.span("age"), "AGE", 0.85


def _value(match: re.Match[str]) -> int:
    number = match["age"].lower()
    return int(number) if number.isdigit() else _WORDS[number]


def _is_clock(match: re.Match[str]) -> bool:
    """Tell "at nine" and "until ten" from "at fourteen": by the clock, only one to twelve are hours."""
    times = ("at ", "until ", "till ", "from ", "since ", "by ", "before ")
    return match[0].lower().startswith(times) and "being" not in match[0].lower() and _value(match) <= 12


doc_detector("ages", find_ages)
