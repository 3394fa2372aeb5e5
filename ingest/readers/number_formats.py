"""What spreadsheets show for a number, by its format: a date, a time of day, a time that has passed, or a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_DAY = 86400
_LAST_DAY = 2958466
_NO_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|am/pm|a/p|general', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
# The formats that every workbook has without naming them: dates, times of day, both, and times that have passed.
_BUILT_IN = {
    **dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
    18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a number format makes of a number: a date, a time, both, or just a number."""

    date: bool = False
    time: bool = False
    elapsed: bool = False
    seconds: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A time in seconds, and whether its cell shows them."""

    total: float
    shows_seconds: bool


def clock(total: float, show_seconds: bool = True) -> str:
    """Write seconds as "h:mm:ss", with a fraction where there is one, or as "h:mm"."""
    whole, rest = divmod(round(total * 1000), 1000)
    hours, minutes = divmod(whole // 60, 60)
    if not show_seconds:
        return f"{hours}:{minutes:02}"
    return f"{hours}:{minutes:02}:{whole % 60:02}" + (f".{rest:03}".rstrip("0") if rest else "")


def usual_code(number: str) -> str:
    """Return the code of a format that every workbook has without naming it, "" for one of plain numbers."""
    return _BUILT_IN.get(int(number) if number.isdigit() else 0, "")


def number_format(code: str) -> NumberFormat:
    """Return what a format makes of a number, from its code ("yyyy-mm-dd", "[h]:mm")."""
    elapsed = _ELAPSED.search(_NO_CODE.sub("", code))
    plain = re.sub(r"\[[^\]]*\]", "", _NO_CODE.sub("", code.split(";")[0])).casefold()
    time = elapsed is not None or "h" in plain or "s" in plain
    date = elapsed is None and any(letter in plain for letter in ("yd" if time else "ydm"))
    seconds = "s" in plain or (elapsed is not None and elapsed[1].casefold().startswith("s"))
    return NumberFormat(date, time, elapsed is not None, seconds)


def shown(value: float, form: NumberFormat, epoch: datetime) -> str | Time:
    """Return what a cell shows for a number, a time in seconds.

    `value` is in days where the format makes a date or a time of it; dates count from `epoch`.
    """
    if form.date and 0 <= value < _LAST_DAY:
        # The calendar of spreadsheets has a 29 February 1900 that never was.
        day = epoch + timedelta(days=value + (1 if epoch.year == 1899 and value < 60 else 0), milliseconds=500)
        return f"{day:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
    if form.time and 0 <= value < _LAST_DAY:
        total = round((value if form.elapsed or value < 1 else value % 1) * _DAY, 3)
        typed_as_minutes = form.elapsed and total >= _DAY and total % 60 == 0
        return Time(total, form.seconds and not typed_as_minutes)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(value, ".15g")
