"""Detector: schools, homes, teams, projects and the like, by the word that says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.identify.finds import doc_detector
from pipeline.identify.words import is_word, previous_word, uses_capitals
from pipeline.lists.words import is_ordinary

_CAP = r"[A-ZÀ-ÞŴŶ][\w'’-]*"
_LINK = r"(?:y|yr|a|ar|an|o|of|the|and|&)"
_NAME = rf"(?:(?:y|yr) )?{_CAP}(?:(?: {_LINK})? {_CAP}){{0,3}}"
_KIND_FIRST = re.compile(
    r"\b(?:Ysgol(?: Gyfun| Gynradd| Uwchradd)?|Meithrinfa|Canolfan|Clwb|Coleg|Ysbyty|Cyngor|Capel|T[ŷyŶY]|Llys|"
    rf"Prosiect|Cartref|Llety|Cylch Meithrin|HMP)(?: |['’]r ){_NAME}"
)
_SAINT = re.compile(rf"\bSt\.? {_CAP}['’]s\b(?: {_CAP})?")
_QUALITY = (
    r"(?:Primary|Comprehensive|High|Junior|Infants?|Secondary|Special|Grammar|Comp|Community|Family|Magistrates['’]?|"
    r"Crown|County|Youth|Children['’]s|Leisure|Health|Medical|Day|General|Children)"
)
_KIND = (
    r"(?:School|Comp|College|Academy|Hospital|Surgery|Team|Project|House|Lodge|Court|Centre|Council|Partnership|Hub|"
    r"Nursery|Services?|Police|Unit|Panel|Church|Chapel|FC|RFC|AFC)"
)
_KIND_LAST = re.compile(rf"(?P<name>\b{_CAP}(?:(?: {_LINK})? {_CAP}){{0,3}}) (?P<kind>(?:{_QUALITY} )*{_KIND})\b")
_LOWER_KIND_LAST = re.compile(
    rf"(?P<name>\b{_CAP}(?: {_CAP}){{0,2}}) "
    r"(?P<kind>school|comp|college|hospital|surgery|team|project|court|police|council)\b"
)
# Without capitals, an unknown word before one of these is its name.
_SMALL_KINDS = frozenset(
    (
        "school comp comprehensive primary college academy hospital infirmary surgery council police team project "
        "nursery court cabs taxis"
    ).split()
)
_SMALL_KINDS_FIRST = frozenset("ysgol canolfan clwb coleg ysbyty meithrinfa cyngor capel llety cartref".split())
# Words that begin a sentence or a public body's name, and name nobody's school or team.
_NOT_A_NAME = frozenset(
    (
        "The A An My Our Your His Her Their This That Some Every Each No Any One Two Which What When Then And "
        "But So If In At On To For From With Social Care Family Youth Children Foster Safeguarding Missing "
        "Crown Magistrates County High Welsh British National Local Community I We He She They It There Is "
        "Was Were Are Did Does Do Has Have Had Not Just Like Because Now Right Well Yeah Yes Only Even Y Yr"
    ).split()
)


def find_organisations(doc: Doc) -> Iterator[tuple[int, int, str, float]]:
    """Find named schools, homes, teams and other local bodies; what is written small may be a doubt."""
    if uses_capitals(doc):
        yield from _by_capitals(doc.text)
    else:
        yield from _in_small_letters(doc)


def _by_capitals(text: str) -> Iterator[tuple[int, int, str, float]]:
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
    """Leave out the words before the name proper ("The", "At", "She's", "Was the")."""
    for word in re.finditer(r"\S+", match["name"]):
        first = re.split("['’]", word[0])[0]
        if first[:1].isupper() and first not in _NOT_A_NAME:
            return match.start("name") + word.start()
    return match.end("name")


def _in_small_letters(doc: Doc) -> Iterator[tuple[int, int, str, float]]:
    for token in doc:
        if token.norm_ in _SMALL_KINDS:
            name = previous_word(token)
            if name is not None and _is_unknown(name):
                yield name.idx, token.idx + len(token), "ORG", 0.6
        elif token.norm_ in _SMALL_KINDS_FIRST:
            name = _over_articles(token)
            if name is not None and _is_unknown(name):
                yield token.idx, name.idx + len(name), "ORG", 0.6


def _over_articles(token: Token) -> Token | None:
    doc, i = token.doc, token.i + 1
    while i < len(doc) and (doc[i].norm_ in {"y", "yr", "r", "'", "gyfun", "gynradd"} or doc[i].text.isspace()):
        i += 1
    return doc[i] if i < len(doc) else None


def _is_unknown(token: Token) -> bool:
    return is_word(token) and len(token) > 2 and not is_ordinary(token.norm_)


doc_detector("organisations", find_organisations)
