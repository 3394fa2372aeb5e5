"""Detector: the dates of events, in figures and in words, English and Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from pipeline.identify.finds import doc_detector
from pipeline.identify.words import uses_capitals
from pipeline.numerals import CARDINALS, ORDINALS, WELSH_ORDINALS, alternatives

MONTHS = (
    "january february march april may june july august september october november december".split(),
    "jan feb mar apr may jun jul aug sept oct nov dec".split(),
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split(),
    "ionawr chwefror fawrth ebrill fai fehefin orffennaf awst fedi hydref dachwedd ragfyr".split(),
)
MONTH_NUMBERS = {name: n for names in MONTHS for n, name in enumerate(names, start=1)} | {"sep": 9}

_WELSH_MONTHS = "|".join(dict.fromkeys((*MONTHS[2], *MONTHS[3])))
_WHOLE_MONTHS = "|".join((*MONTHS[0], *MONTHS[2], *MONTHS[3]))
_MONTH = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{alternatives(ORDINALS)})"
_WELSH_DAY = rf"(?:\d{{1,2}}(?:af|il|ydd|ed|fed|eg|ain)?|{alternatives(WELSH_ORDINALS)})"
_YEAR = (
    r"(?:(?:19|20)\d\d|['’]\d\d|(?:twenty|two thousand and)[ -](?:ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|twenty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|one|"
    r"two|three|four|five|six|seven|eight|nine))"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?"

# The article belongs to the date: what replaces it ("a day in March") has its own.
DATE = re.compile(
    rf"\b(?:the )?{_WEEKDAY}(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH})(?:,? (?:of )?(?P<year>{_YEAR}))?(?!\w)"
    rf"|\b{_WEEKDAY}(?P<month2>{_MONTH}) (?:the )?(?P<day2>{_DAY})\b(?:,? (?P<year2>{_YEAR}))?(?!\w)"
    rf"|\b(?:yr? )?(?P<day3>{_WELSH_DAY}) o(?: fis)? (?P<month3>{_WELSH_MONTHS})\b(?:,? (?P<year3>(?:19|20)\d\d))?"
    rf"|\b(?P<month4>{_MONTH})(?: of)?,? (?P<year4>{_YEAR})(?!\w)",
    re.IGNORECASE,
)
MONTH_ALONE = re.compile(rf"(?P<month>{_WHOLE_MONTHS})", re.IGNORECASE)
NUMERIC_DATE = re.compile(
    r"(?<![\w/.-])(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)?\d\d)(?![\w/-]|\.\d)"
)
ISO_DATE = re.compile(r"(?<![\w/.-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\w/-])")
# "In July", "since January": an event's month, told from "every July" by the word before.
_EVENT_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|last|this|next|during|before|after|mis|early|late|mid|that) (?:the )?"
    rf"(?P<month>{_WHOLE_MONTHS})\b(?! \d)|(?:^|[.!?…] |\n)(?P<first>{_WHOLE_MONTHS})(?=, (?:that|it|this)\b)",
    re.IGNORECASE,
)
# "The fourth of the sixth oh nine", as dates of birth are said.
_NTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{alternatives(ORDINALS)})"
_NUMBERED_MONTH = re.compile(
    rf"\b(?:the )?{_NTH} of the {_NTH}"
    rf"(?:,? (?:{_YEAR}|(?:oh|nought)[ -]\w+|{alternatives(CARDINALS)}))?(?!\w)",
    re.IGNORECASE,
)
_SAID_YEAR = re.compile(
    rf"\b(?:nineteen (?:{alternatives(word for word, n in CARDINALS.items() if n >= 10)}|oh \w+)|"
    r"two thousand(?: and (?:one|two|three|four|five|six|seven|eight|nine))?(?! (?:pounds?|quid|people|miles?))|"
    r"twenty (?:oh \w+|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty(?:[ -](?:one|two|three|four|five|six))?))\b",
    re.IGNORECASE,
)
_FEAST = re.compile(
    r"\b(?:Christmas(?: Eve| Day)?|Boxing Day|New Year['’]?s(?: Eve| Day)|Easter(?: Sunday| Monday)?|Pancake Day|"
    rf"Bonfire Night|Halloween|St David['’]?s Day|May Day)(?:,? (?:of )?(?P<year>{_YEAR}))?\b",
    re.IGNORECASE,
)
_WEEKDAY_AND_DAY = re.compile(
    rf"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? the (?:\d{{1,2}}(?:st|nd|rd|th)|{alternatives(ORDINALS)})\b",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(
    r"\bthe \d{1,2}(?:st|nd|rd|th)\b(?! (?:of|time|floor|birthday|century|place|day|one))", re.IGNORECASE
)
_ALSO_VERBS = frozenset({"may", "march", "mai", "awst", "fai", "fedi", "medi"})


def find_dates(doc: Doc) -> Iterator[tuple[int, int, str, float]]:
    """Find days and months of events; weekdays and bare years are no dates of anybody's."""
    text = doc.text
    for match in DATE.finditer(text):
        if not _is_verb(match):
            yield match.start(), _end(match), "DATE", 0.75 if match["month4"] else 0.93
    for pattern, score in ((_NUMBERED_MONTH, 0.9), (_WEEKDAY_AND_DAY, 0.8), (_SAID_YEAR, 0.4), (_DAY_ALONE, 0.4)):
        for match in pattern.finditer(text):
            yield *match.span(), "DATE", score
    for match in _FEAST.finditer(text):
        yield *match.span(), "DATE", 0.7 if match["year"] else 0.15
    for pattern in (NUMERIC_DATE, ISO_DATE):
        for match in pattern.finditer(text):
            if 1 <= int(match["d"]) <= 31 and 1 <= int(match["m"]) <= 12:
                yield *match.span(), "DATE", 0.93
    for match in _EVENT_MONTH.finditer(text):
        name = "month" if match["month"] else "first"
        if match[name][0].isupper() or (match[name].lower() not in _ALSO_VERBS and not uses_capitals(doc)):
            yield *match.span(name), "DATE", 0.55


def _is_verb(match: re.Match[str]) -> bool:
    """Tell "the second may be" and "march the third lot out" from dates."""
    if match["month"] == "may" and " of " not in match[0]:
        return not match["day"][0].isdigit()
    return match["month2"] in {"may", "march"}


def _end(match: re.Match[str]) -> int:
    return match.end() - (1 if match[0].endswith(".") else 0)


doc_detector("dates", find_dates)
