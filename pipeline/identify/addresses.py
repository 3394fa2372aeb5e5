"""Detector: streets, with the number of the house or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.identify.finds import text_detector

_CAP = r"[A-ZÀ-ÞŴŶ][\w'’-]*"
_LINK = r"(?:y|yr|a|ar|an|o|of|the|bach|uchaf|isaf)"
_WELSH_STREET = (
    rf"(?:Heol|Hewl|Stryd|Ffordd|L[ôo]n|Clos|Rhodfa|Cwrt|Maes|Tan|Rhes|Teras)(?:(?: {_LINK}){{0,2}}[ -]{_CAP}){{1,2}}"
)
_ENGLISH_STREET = rf"{_CAP}(?:[ -]{_CAP}){{0,2}} (?:Road|Rd|Street|Close|Avenue|Ave|Terrace|Crescent|Lane|Drive|Gardens|Grove|Place|Row|Square|Parade|Way|Court|Estate)"
_ENGLISH_STREET_ALONE = re.compile(rf"\b(?P<street>{_ENGLISH_STREET})\b")
_WELSH_STREET_ALONE = re.compile(rf"\b(?P<street>{_WELSH_STREET})\b")
_ADDRESS = re.compile(
    rf"\b(?:[Ff]lat \d+[a-z]?,? )?(?:[Nn]umber )?\d{{1,4}}[a-z]?,? (?:{_WELSH_STREET}|{_ENGLISH_STREET})\b|\b[Ff]lat \d+[a-z]?,? {_CAP}(?: {_CAP}){{0,2}}"
)
_NOT_A_NAME = frozenset(
    (
        "The A This That Our My Your His Her Their In At On Up Down Over By Every One No What Crown County "
        "Family Youth High"
    ).split()
)


def find_addresses(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find a house with its street as an address, and a street alone as a place."""
    for match in _ADDRESS.finditer(text):
        yield *match.span(), "ADDRESS", 0.93
    for match in _WELSH_STREET_ALONE.finditer(text):
        yield *match.span("street"), "PLACE", 0.8
    for match in _ENGLISH_STREET_ALONE.finditer(text):
        first, _, rest = match["street"].partition(" ")
        start = match.start("street") + (len(first) + 1 if first in _NOT_A_NAME else 0)
        if first not in _NOT_A_NAME or " " in rest:
            yield start, match.end("street"), "PLACE", 0.75


text_detector("addresses", find_addresses)
