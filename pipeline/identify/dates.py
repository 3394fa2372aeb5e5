"""Detector: the dates of events, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.identify.finds import text_detector
from pipeline.numerals import ORDINALS, alternatives

MONTHS = (
    "january february march april may june july august september october november december".split(),
    "jan feb mar apr may jun jul aug sept oct nov dec".split(),
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split(),
)
MONTH_NUMBERS = {name: n for names in MONTHS for n, name in enumerate(names, start=1)} | {"sep": 9}

_MONTH = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{alternatives(ORDINALS)})"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d|twenty[ -](?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty(?:[ -]\w+)?))"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"

DATE = re.compile(
    rf"\b(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?(?!\w)"
    rf"|\b(?P<month2>{_MONTH}) (?:the )?(?P<day2>{_DAY})\b(?:,? (?P<year2>{_YEAR}))?(?!\w)"
    rf"|\b(?P<month3>{_MONTH})(?: of)?,? (?P<year3>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
NUMERIC_DATE = re.compile(
    r"(?<![\w/.-])(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)?\d\d)(?![\w/-]|\.\d)"
)
ISO_DATE = re.compile(r"(?<![\w/.-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\w/-])")


def find_dates(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find days and months of events; weekdays, bare months and bare years are no dates of anybody's."""
    for match in DATE.finditer(text):
        if (
            match["month"]
            and match["month"].lower() == "may"
            and match["month"].islower()
            and not match["day"][0].isdigit()
        ):
            continue  # "the second may be": a verb
        if match["month2"] and match["month2"] == match["month2"].lower() in {"may", "march"}:
            continue
        yield match.start(), _end(match), "DATE", 0.75 if match["month3"] else 0.93
    for pattern in (NUMERIC_DATE, ISO_DATE):
        for match in pattern.finditer(text):
            if 1 <= int(match["d"]) <= 31 and 1 <= int(match["m"]) <= 12:
                yield *match.span(), "DATE", 0.93


def _end(match: re.Match[str]) -> int:
    return match.end() - (1 if match[0].endswith(".") else 0)


text_detector("dates", find_dates)
