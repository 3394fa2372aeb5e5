"""Detector: numbers, references and addresses said aloud: "oh double seven", "stroke", "at example dot com"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.gb import nhs

from pipeline.identify.finds import text_detector
from pipeline.lists.postcodes import POSTCODE_AREAS
from pipeline.numerals import CARDINALS, alternatives

_DIGITS = {word: str(n) for word, n in CARDINALS.items() if n < 10} | {
    "oh": "0",
    "o": "0",
    "nought": "0",
    "naught": "0",
    "dim": "0",
    "sero": "0",
    "un": "1",
    "dau": "2",
    "tri": "3",
    "pedwar": "4",
    "pump": "5",
    "chwech": "6",
    "saith": "7",
    "wyth": "8",
    "naw": "9",
}
_PAIRS = {word: str(n) for word, n in CARDINALS.items() if 10 <= n < 100}
_TIMES = {"double": 2, "treble": 3, "triple": 3, "dwbl": 2}
_STROKES = {"stroke": "/", "slash": "/", "oblique": "/", "dash": "-", "hyphen": "-"}
# Longest first, so that "twenty seven" is one number and not two.
_PIECE = re.compile(
    rf"(?P<times>double|treble|triple|dwbl)[ ,-]+(?P<repeated>[a-z\d]\b|\w+)|(?P<hundred>hundred)\b|"
    rf"(?P<word>{alternatives((*_DIGITS, *_PAIRS))})\b|(?P<stroke>stroke|slash|oblique|dash|hyphen)\b|"
    r"(?P<digits>\d+)|(?P<zed>zed)\b|(?P<letter>[a-z])\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",? +|-|\b(?:er|um)\b[ ,]*", re.IGNORECASE)
_FEWEST = 5  # pieces, for a stretch to be more than a number in passing
_NEAR = 80  # letters before a number in which a word can say what it is

_REFERENCE_CUE = re.compile(
    r"\b(?:case|court|crime|incident|file|log|ref|reference|record|system|cyfeirnod|achos)\b", re.IGNORECASE
)
_CAR_CUE = re.compile(r"\b(?:reg|registration|number ?plate|plates?)\b", re.IGNORECASE)
_NHS_CUE = re.compile(r"\bn ?h ?s\b|\bnational health\b|\bhospital number\b|\brhif yr ysbyty\b", re.IGNORECASE)
_PHONE_CUE = re.compile(r"\b(?:ring|call|phone|mobile|number|text|landline|reach|ffôn|ffonio|rhif)\b", re.IGNORECASE)

_ENDING = r"(?:com|org|net|uk|co|ac|gov|nhs|wales|cymru|info|me)(?: dot (?:uk|wales|cymru))?\b"
_AT_SITE = rf"at \w[\w-]*(?: dot \w[\w-]*)*? dot {_ENDING}"
_EMAIL = re.compile(
    rf"\b\w[\w-]*(?: (?:dot|underscore|dash|hyphen) \w[\w-]*)* {_AT_SITE}",
    re.IGNORECASE,
)
# The name before "at" may be of several words; it begins after a word that announces it.
_LONG_EMAIL = re.compile(
    r"\b(?:it's|it’s|is|its|email|e-mail|mail|to|ar|address|ebost|di|dwi'n|on|me) "
    rf"(?P<email>(?!me |is |it's )(?:[\w'’-]+ ){{1,6}}?{_AT_SITE})",
    re.IGNORECASE,
)
_WWW = r"(?:w ?w ?w|(?:double[ -]?u ?){3}) dot "
_URL = re.compile(
    rf"\b{_WWW}\w+(?: \w+){{0,4}}?(?: dot \w+)+|\b\w+(?: dot \w+)* dot (?:com|org|net|(?:co|org|gov|ac) dot uk)\b",
    re.IGNORECASE,
)
# References read out in part: "EUSS 71 stroke 2209 stroke C".
_PARTLY_SAID = re.compile(
    r"\b[A-Z]{1,6}\d*(?: \d+)?(?:,? (?:stroke|slash|oblique|dash)[, ]+[A-Z\d]+(?: \d+)*)+\b", re.IGNORECASE
)
_FRAGMENT = 3  # digits read out one by one; fewer are counts
_FRAGMENT_SCORE = {True: 0.5, False: 0.35}  # whether it begins as a telephone number does


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word that was read out, and what it writes: "double six" writes 66."""

    start: int
    end: int
    written: str


def find_spoken(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find what was read out a character at a time, and e-mail addresses with "at" and "dot"."""
    for match in _EMAIL.finditer(text):
        yield *match.span(), "EMAIL", 0.95
    for match in _LONG_EMAIL.finditer(text):
        yield *match.span("email"), "EMAIL", 0.7
    for match in _URL.finditer(text):
        yield *match.span(), "URL", 0.85
    for match in _PARTLY_SAID.finditer(text):
        if any(c.isdigit() for c in match[0]):
            yield *match.span(), "CASE_REF", 0.85
    for pieces in _stretches(text):
        fragment = _fragment(text, pieces)
        if fragment:
            yield fragment
        if not _is_long(pieces):
            continue
        # An article or "I" beside what was read out looks like a letter of it.
        for said in (pieces, pieces[1:], pieces[:-1], pieces[1:-1]):
            kind = _kind("".join(piece.written for piece in said).upper(), _before(text, said))
            if kind:
                yield said[0].start, said[-1].end, *kind
                break


def _fragment(text: str, pieces: list[_Piece]) -> tuple[int, int, str, float] | None:
    """Take digits read out one by one for part of a number, however few: the other part may be in the next turn."""
    digits = "".join(piece.written for piece in pieces)
    words = [text[piece.start : piece.end].lower() for piece in pieces]
    one_by_one = all(len(piece.written) == 1 or " " in word for piece, word in zip(pieces, words, strict=True))
    if not digits.isdigit() or len(digits) < (_FRAGMENT if one_by_one else _FEWEST):
        return None
    return pieces[0].start, pieces[-1].end, "PHONE", _FRAGMENT_SCORE[digits.startswith("0")]


def _is_long(pieces: list[_Piece]) -> bool:
    return len(pieces) >= _FEWEST or sum(c.isdigit() for piece in pieces for c in piece.written) >= _FEWEST


def _before(text: str, said: list[_Piece]) -> str:
    return text[max(0, said[0].start - _NEAR) : said[0].start] if said else ""


def _kind(written: str, before: str) -> tuple[str, float] | None:
    """Say what a number is by its form; where forms are shared, by check digits and the words before it."""
    solid = re.sub(r"[/-]", "", written)
    digits = sum(c.isdigit() for c in solid)
    if re.fullmatch(r"0[1-9]\d{8,9}|(?:0?0?44)\d{10}", solid):
        return "PHONE", 0.95
    if re.fullmatch(r"\d{10}", solid) and (_NHS_CUE.search(before) or nhs.is_valid(solid)):
        return "NHS", 0.9
    if re.fullmatch(r"[A-Z]{2}\d{6}[A-D]", solid):
        return "NINO", 0.95
    if re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0]{3}", solid):  # the letter o sounds like nought
        return "VEHICLE", 0.9
    if (area := re.match(r"([A-Z]{1,2})\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2}$", solid)) and area[1] in POSTCODE_AREAS:
        return "POSTCODE", 0.9
    if "/" in written and digits >= 2 and len(solid) >= _FEWEST:
        return "CASE_REF", 0.85
    if digits >= 4 and _REFERENCE_CUE.search(before):
        return "CASE_REF", 0.8
    if digits >= 3 and digits < len(solid) <= 8 and _CAR_CUE.search(before):
        return "VEHICLE", 0.75
    if solid.isdigit() and digits >= 6 and _PHONE_CUE.search(before):
        return "PHONE", 0.7
    return None


def _stretches(text: str) -> Iterator[list[_Piece]]:
    at = 0
    while first := _PIECE.search(text, at):
        if not _begins_word(text, first.start()):
            at = first.end()
            continue
        pieces = _stretch(text, first)
        if len(pieces) > 1:
            yield pieces
        at = pieces[-1].end if pieces else first.end()


def _stretch(text: str, first: re.Match[str]) -> list[_Piece]:
    """Follow pieces as long as nothing but spaces and commas lies between them."""
    pieces: list[_Piece] = []
    match: re.Match[str] | None = first
    while match and (written := _written(match)):
        pieces.append(_Piece(match.start(), match.end(), written))
        gap = _BETWEEN.match(text, match.end())
        match = _PIECE.match(text, gap.end()) if gap else None
    return pieces


def _written(piece: re.Match[str]) -> str | None:
    if piece["times"]:
        repeated = piece["repeated"].lower()
        one = repeated if len(repeated) == 1 else _DIGITS.get(repeated)
        return one * _TIMES[piece["times"].lower()] if one else None
    if piece["hundred"]:
        return "00"  # "nine hundred" is 900
    if piece["word"]:
        word = piece["word"].lower()
        return _DIGITS.get(word) or _PAIRS[word]
    if piece["stroke"]:
        return _STROKES[piece["stroke"].lower()]
    if piece["zed"]:
        return "z"
    return piece["digits"] or piece["letter"]


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "'’_")


text_detector("spoken", find_spoken)
