"""Detector: the shape of a family, and somebody's place in it: "triplets", "the eldest of six"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.identify.finds import text_detector
from pipeline.numerals import CARDINALS, WELSH_CARDINALS, alternatives

_NUMBER = rf"(?:\d{{1,2}}|{alternatives(word for word, n in (CARDINALS | WELSH_CARDINALS).items() if 2 < n < 20)})"
_CHILDREN = (
    r"(?: (?:kids|children|girls|boys|lads|sisters|brothers|of (?:us|them)))?"
    r"(?! (?!and\b|in\b|at\b|so\b|she\b|he\b)\w+s\b)"
)
_PLACE = r"(?:eldest|oldest|youngest|middle|first|second|third|fourth|fifth|sixth|seventh|eighth|baby)"
_PATTERNS = (
    (
        re.compile(
            r"\b(?:(?:two|three|a) (?:sets?|pairs?) of )?(?:identical |non-identical )?"
            r"(?:twins?|triplets?|quads|quadruplets|efeilliaid|gefeilliaid|tripledi)\b",
            re.IGNORECASE,
        ),
        0.7,
    ),
    (re.compile(rf"\b(?:the )?{_PLACE} (?:one )?(?:out )?of (?:the |all )?{_NUMBER}\b{_CHILDREN}", re.IGNORECASE), 0.8),
    (re.compile(rf"\b(?:one|un) (?:of|o) (?:the )?{_NUMBER}\b{_CHILDREN}(?! (?:or|to|times))", re.IGNORECASE), 0.5),
    (
        re.compile(
            rf"\b(?:the |an )?only (?:girl|boy|daughter|son|lad|sister|brother)\b(?: (?:with|of|in|among|out of) "
            rf"(?:the )?{_NUMBER}(?: \w+s\b)?)?",
            re.IGNORECASE,
        ),
        0.5,
    ),
    (re.compile(r"\bonly child\b|\bunig blentyn\b", re.IGNORECASE), 0.4),
    (
        re.compile(
            rf"\b{_NUMBER} (?:(?:half-)?(?:brothers|sisters)|(?:great-)?grandchildren|grandkids)\b",
            re.IGNORECASE,
        ),
        0.5,
    ),
)


def find_families(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find what is said of brothers and sisters in numbers."""
    for pattern, score in _PATTERNS:
        for match in pattern.finditer(text):
            yield *match.span(), "FAMILY", score


text_detector("families", find_families)
