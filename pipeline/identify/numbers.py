"""Detector: postcodes, NHS and National Insurance numbers, car registrations and case references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.gb import nhs

from pipeline.identify.finds import text_detector
from pipeline.lists.postcodes import POSTCODE_AREAS
from pipeline.lists.words import is_ordinary

_POSTCODE = re.compile(r"\b(?P<area>[A-Z]{1,2})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_OUTWARD = re.compile(r"\b(?P<area>[A-Z]{1,2})\d{1,2}[A-Z]?\b(?!['’/-])", re.IGNORECASE)
_POSTCODE_CUE = re.compile(r"\bpost ?codes?\b|\bcod post\b", re.IGNORECASE)
_TEN_DIGITS = re.compile(r"(?<![\d/.-])\d{3}([ -]?)\d{3}\1\d{4}(?![\d/.-]*\d)")
_NINO = re.compile(r"\b[A-Z] ?[A-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE)
_NINO_WITHOUT_LETTER = re.compile(r"\b[A-CEGHJ-TW-Z]{2} ?\d{2} \d{2} \d{2}\b")
_NEW_PLATE = re.compile(r"\b[A-Z]{2} ?\d{2}[ -]?[A-Z]{3}\b")
_NEW_PLATE_IN_SMALL = re.compile(r"\b[a-z]{2}\d{2} ?(?P<last>[a-z]{3})\b")
_OLD_PLATE = re.compile(r"\b(?:[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z])\b")
_SLASHED_REFERENCE = re.compile(r"\b[A-Z]{1,6}(?:[/-][A-Z]{1,4})?(?:[/-]\d{2,8}){1,3}\b|\b\d{2,6}/[A-Z]{1,4}/\d{2,6}\b")
_SPACED_REFERENCE = re.compile(r"\b[A-Z]{2,5} \d{2,4}(?: [A-Z]{2,4})?(?: \d{2,8})+\b|\b\d{2,6}/\d{2,6}/[A-Za-z]{1,4}\b")
_UPN = re.compile(r"\b[A-Z]\d{11}[A-Z\d]\b")
_PASSPORT_CUE = re.compile(r"\bpassport\b|\bbiometric\b|\bBRP\b", re.IGNORECASE)
_PASSPORT = re.compile(r"\b(?:\d{9}|[A-Z]{2}\d{7})\b")
_SOLID_REFERENCE = re.compile(r"\b[A-Z]{2,6}\d{4,10}\b")
_NAMED_REFERENCE = re.compile(
    r"\b(?:case|crime|court|police|incident|file|log|ref|reference)\.?(?: (?:ref|reference|number|no))?\.?"
    r"(?:'s|’s| is| was| it's)?:? (?P<reference>(?=[A-Z/-]*\d)[A-Z\d][A-Z\d/-]{3,})",
    re.IGNORECASE,
)
_NHS_CUE = re.compile(r"\bNHS\b|\bnational health\b", re.IGNORECASE)
_CAR_CUE = re.compile(r"\b(?:reg|registration|plates?|car|van|taxi|vehicle|parked|driving|drove)\b", re.IGNORECASE)
_NEAR = 60  # letters before a number in which a word can say what it is


def find_numbers(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find the numbers that belong to one person, car or case; check digits count where there are any."""
    yield from _postcodes(text)
    for match in _TEN_DIGITS.finditer(text):
        named = bool(_NHS_CUE.search(_before(text, match)))
        valid = nhs.is_valid(match[0])
        if valid or named:
            yield *match.span(), "NHS", 0.97 if valid and named else 0.8 if named else 0.7
    for pattern in (_NINO, _NINO_WITHOUT_LETTER):
        for match in pattern.finditer(text):
            yield *match.span(), "NINO", 0.97
    for match in _NEW_PLATE.finditer(text):
        yield *match.span(), "VEHICLE", 0.95
    for match in _NEW_PLATE_IN_SMALL.finditer(text):
        if _CAR_CUE.search(_before(text, match)) or not is_ordinary(match["last"]):
            yield *match.span(), "VEHICLE", 0.8
    for match in _OLD_PLATE.finditer(text):
        if _CAR_CUE.search(_before(text, match)):
            yield *match.span(), "VEHICLE", 0.8
    for match in _PASSPORT.finditer(text):
        if _PASSPORT_CUE.search(_before(text, match)):
            yield *match.span(), "CASE_REF", 0.9
    for pattern, score in (
        (_SLASHED_REFERENCE, 0.85),
        (_SPACED_REFERENCE, 0.7),
        (_SOLID_REFERENCE, 0.7),
        (_UPN, 0.9),
    ):
        for match in pattern.finditer(text):
            yield *match.span(), "CASE_REF", score
    for match in _NAMED_REFERENCE.finditer(text):
        end = match.end("reference") - (1 if match["reference"][-1] in "/-" else 0)
        yield match.start("reference"), end, "CASE_REF", 0.9


def _postcodes(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find whole postcodes, and the first half of one where it is called so or has two capitals of a real area."""
    for match in _POSTCODE.finditer(text):
        yield *match.span(), "POSTCODE", 0.95 if match["area"].upper() in POSTCODE_AREAS else 0.6
    for match in _OUTWARD.finditer(text):
        if match["area"].upper() not in POSTCODE_AREAS:
            continue
        if _POSTCODE_CUE.search(_before(text, match)):
            yield *match.span(), "POSTCODE", 0.85
        elif len(match["area"]) > 1 and match["area"].isupper():
            yield *match.span(), "POSTCODE", 0.55


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _NEAR) : match.start()]


text_detector("numbers", find_numbers)
