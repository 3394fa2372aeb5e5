"""Detector: schools, homes, teams, projects and the like, by the word that says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.identify.finds import text_detector

_CAP = r"[A-ZÀ-ÞŴŶ][\w'’-]*"
_LINK = r"(?:y|yr|a|ar|an|o|of|the|and|&)"
_NAME = rf"{_CAP}(?:(?: {_LINK})? {_CAP}){{0,3}}"
_KIND_FIRST = re.compile(
    rf"\b(?:Ysgol(?: Gyfun| Gynradd| Uwchradd)?|Meithrinfa|Canolfan|Clwb|Coleg|Ysbyty|Cyngor|Capel|T[ŷyŶY]|Llys|Prosiect|Cartref|HMP) {_NAME}"
)
_SAINT = re.compile(rf"\bSt\.? {_CAP}['’]s\b(?: {_CAP})?")
_KIND_LAST = re.compile(
    rf"(?P<name>\b{_CAP}(?:(?: {_LINK})? {_CAP}){{0,3}}) "
    r"(?P<kind>(?:(?:Primary|Comprehensive|High|Junior|Infants?|Secondary|Special|Grammar|Comp|Community|Family|Magistrates['’]?|Crown|County|Youth|Children['’]s|"
    r"Leisure|Health|Medical|Day|General|Children) )*(?:School|Comp|College|Academy|Hospital|Surgery|Team|Project|House|Lodge|Court|Centre|"
    r"Council|Partnership|Hub|Nursery|Service|Services|Police|Unit|Panel|Church|Chapel|FC|RFC|AFC))\b"
)
_LOWER_KIND_LAST = re.compile(
    rf"(?P<name>\b{_CAP}(?: {_CAP}){{0,2}}) (?P<kind>school|comp|college|hospital|surgery|team|project|court|police|council)\b"
)
# Words that begin a sentence or a public body's name, and name nobody's school or team.
_NOT_A_NAME = frozenset(
    (
        "The A An My Our Your His Her Their This That Some Every Each No Any One Two Which What When Then And "
        "But So If In At On To For From With Social Care Family Youth Children Foster Safeguarding Missing "
        "Crown Magistrates County High Welsh British National Local Community I We He She They It There Is "
        "Was"
    ).split()
)


def find_organisations(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find named schools, homes, teams and other local bodies; what is written small may be a doubt."""
    for match in _KIND_FIRST.finditer(text):
        yield *match.span(), "ORG", 0.92
    for match in _SAINT.finditer(text):
        yield *match.span(), "ORG", 0.75
    for pattern, score in ((_KIND_LAST, 0.82), (_LOWER_KIND_LAST, 0.6)):
        for match in pattern.finditer(text):
            start = _name_start(match)
            if start < match.end("name"):
                end = match.end() if pattern is _KIND_LAST else match.end("name")
                yield start, end, "ORG", score


def _name_start(match: re.Match[str]) -> int:
    """Leave out the words before the name proper ("The", "At", …)."""
    at = match.start("name")
    for word in re.finditer(r"\S+", match["name"]):
        at = match.start("name") + word.start()
        if word[0] not in _NOT_A_NAME:
            return at
    return match.end("name")


text_detector("organisations", find_organisations)
