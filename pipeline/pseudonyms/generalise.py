"""Vaguer truths: a town becomes "a town in South Wales", an age a band, a day its month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.folding import fold
from pipeline.identify.dates import DATE, ISO_DATE, MONTH_ALONE, MONTH_NUMBERS, NUMERIC_DATE
from pipeline.lists.bodies import bodies
from pipeline.lists.places import describe_place, places
from pipeline.numerals import CARDINALS, ORDINALS, WELSH_CARDINALS, WELSH_ORDINALS, alternatives

_BANDS = ((0, 4), (5, 9), (10, 12), (13, 15), (16, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 74))
_MONTH_NAMES = "January February March April May June July August September October November December".split()
_SEASONS = {
    12: "winter",
    1: "winter",
    2: "winter",
    3: "spring",
    4: "spring",
    5: "spring",
    6: "summer",
    7: "summer",
    8: "summer",
}

_AGE_SAID = re.compile(
    rf"\b(?:\d{{1,3}}|{alternatives(CARDINALS)}|{alternatives(WELSH_CARDINALS)})\b".replace(" ", "[ -]"), re.IGNORECASE
)

_VOWEL_SOUND = re.compile(r"[aeio]|u(?!ni|se|k\b)|8|1[18]\b|1[18]-", re.IGNORECASE)

_PLACE_HEADS = (
    (
        "a street",
        "heol hewl stryd ffordd lon clos rhodfa road rd street close avenue ave terrace crescent lane drive row square "
        "parade way gardens grove",
    ),
    ("an estate", "estate maes stad"),
    ("a beach", "beach traeth cei bay bae sands"),
    ("a park", "park parc playground"),
    ("a river", "river afon"),
    ("a mountain", "mountain mynydd hill"),
    ("a shop", "shop stores siop spar tesco greggs"),
)
_ORGANISATION_HEADS = (
    ("a school", "ysgol school primary comprehensive comp academy infants juniors"),
    ("a college", "coleg college sixth"),
    ("a nursery", "nursery meithrinfa"),
    ("a hospital", "hospital ysbyty infirmary"),
    ("a surgery", "surgery medical practice"),
    ("a team", "team tim"),
    ("a project", "project prosiect"),
    ("a court", "court llys"),
    ("a council", "council cyngor"),
    ("a police force", "police heddlu constabulary"),
    ("a health board", "board bwrdd"),
    ("a club", "club clwb fc rfc afc"),
    ("a church", "church chapel capel eglwys"),
    ("a centre", "centre canolfan hub"),
    ("a home", "house lodge home cartref ty"),
    ("a service", "service services unit"),
)


def vaguer_place(name: str) -> str:
    """Say of a place what kind it is and roughly where: "a town in South Wales", at worst "a place"."""
    place = places().get(fold(name))
    return describe_place(place) if place else _by_head(name, _PLACE_HEADS) or "a place"


def vaguer_organisation(name: str) -> str:
    """Say of an organisation what kind it is: "a school", at worst "an organisation"."""
    body = bodies().get(fold(name))
    return body.phrase if body else _by_head(name, _ORGANISATION_HEADS) or "an organisation"


def age_band(age: str) -> str | None:
    """Give the band of an age in figures or words, or with words about it ("thirteen in May"): "13 to 15".

    None where no age can be read.
    """
    years = _years(age)
    if years is None:
        return None
    for low, high in _BANDS:
        if low <= years <= high:
            return f"{low} to {high}" if low else f"under {high + 1}"
    return f"over {_BANDS[-1][1]}"


def _years(age: str) -> int | None:
    if said := _AGE_SAID.search(age):
        words = re.sub(r"[\s-]+", " ", said[0].lower())
        return int(words) if words.isdecimal() else (WELSH_CARDINALS | CARDINALS).get(words)
    return None


def vaguer_date(written: str, policy: str, shift: timedelta = timedelta()) -> str | None:
    """Give a date as vaguely as `policy` says ("month", "season", "year"), or moved by `shift` days.

    Returns None where the date as written is that vague already.
    """
    parsed = _parse(written)
    if parsed is None:
        return "a date"
    day, month, year = parsed
    if policy == "shift":
        return _shifted(day, month, year, shift)
    if policy == "month" and day is None:
        return None
    period = (
        _MONTH_NAMES[month - 1] if policy == "month" else _SEASONS.get(month, "autumn") if policy == "season" else ""
    )
    whole = " ".join(filter(None, (period, str(year) if year else "")))
    if not whole:
        return "a day"
    return f"a day in {whole}" if day else whole


def with_article(phrase: str) -> str:
    """Put "a" or "an" before a phrase that has no article."""
    if re.match(r"(?:an?|the|some) ", phrase, re.IGNORECASE):
        return phrase
    return ("an " if _VOWEL_SOUND.match(phrase) else "a ") + phrase


def _by_head(name: str, heads: tuple[tuple[str, str], ...]) -> str | None:
    words = set(re.findall(r"\w+", fold(name)))
    return next((phrase for phrase, signs in heads if words & set(signs.split())), None)


def _parse(written: str) -> tuple[int | None, int, int | None] | None:
    for pattern in (NUMERIC_DATE, ISO_DATE):
        if match := pattern.fullmatch(written):
            return int(match["d"]), int(match["m"]), _year(match["y"])
    if match := MONTH_ALONE.fullmatch(written):
        return None, MONTH_NUMBERS[match["month"].lower()], None
    match = DATE.search(written)
    if not match:
        return None
    day, month, year = (
        next((match[f"{name}{n}"] for n in ("", "2", "3", "4") if match.groupdict().get(f"{name}{n}")), None)
        for name in ("day", "month", "year")
    )
    return _day(day) if day else None, MONTH_NUMBERS[str(month).lower().rstrip(".")], _year(year) if year else None


def _day(written: str) -> int:
    digits = re.match(r"\d+", written)
    return int(digits[0]) if digits else (ORDINALS | WELSH_ORDINALS)[written.lower()]


def _year(written: str) -> int | None:
    digits = re.sub(r"\D", "", written)
    if digits:
        return int(digits) if len(digits) == 4 else 2000 + int(digits)
    spoken = re.sub(r"^(?:twenty|two thousand and)[ -]", "", written.lower())
    return 2000 + CARDINALS[spoken] if spoken in CARDINALS else None


def _shifted(day: int | None, month: int, year: int | None, shift: timedelta) -> str:
    try:
        moved = date(year or 2000, month, day or 15) + shift
    except ValueError:
        return "a date"
    words = [str(moved.day) if day else "", _MONTH_NAMES[moved.month - 1], str(moved.year) if year else ""]
    return " ".join(filter(None, words))
