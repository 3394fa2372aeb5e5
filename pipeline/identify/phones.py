"""Detector: telephone numbers, Ofcom's fictional ranges included."""

from __future__ import annotations

from collections.abc import Iterator

import phonenumbers

from pipeline.identify.finds import text_detector

_SHORTEST = 10  # digits; a shorter number needs its area to reach anybody


def find_phones(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find numbers that could be dialled in the United Kingdom."""
    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.POSSIBLE):
        digits = sum(c.isdigit() for c in match.raw_string)
        begins_as_phone = match.raw_string.lstrip("(").startswith(("0", "+"))
        if digits >= _SHORTEST and begins_as_phone:
            yield match.start, match.end, "PHONE", 0.97


text_detector("phones", find_phones)
