"""Detector: streets, with the number of the house or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from pipeline.identify.finds import doc_detector
from pipeline.identify.words import uses_capitals
from pipeline.numerals import CARDINALS, alternatives

_CAP = r"[A-ZÀ-ÞŴŶ][\w'’-]*"
_LINK = r"(?:y|yr|a|ar|an|o|of|the|bach|uchaf|isaf)"
_WELSH_KIND = r"(?:Heol|Hewl|Stryd|Ffordd|L[ôo]n|Clos|Rhodfa|Cwrt|Maes|Tan|Rhes|Teras)"
# After the number of a house, more words than these make a street.
_WELSH_HOUSE_KIND = rf"(?:{_WELSH_KIND}|Cei|Bryn|Parc|Trem|Rhiw|Llys|Erw)"
_WELSH_REST = rf"(?:(?: {_LINK}){{0,2}}[ -]{_CAP}){{1,2}}"
_WELSH_STREET = rf"{_WELSH_HOUSE_KIND}(?:['’]r)?{_WELSH_REST}"
_ENGLISH_KIND = (
    r"(?:Road|Rd|Street|Close|Avenue|Ave|Terrace|Crescent|Lane|Drive|Gardens|Grove|Place|Row|Square|Parade|Way|Court|"
    r"Estate)"
)
_ENGLISH_HOUSE_KIND = (
    rf"(?:{_ENGLISH_KIND}|St|Rise|View|Hill|Walk|Mews|Park|Steps|Brae|Cottages?|Heights|Wynd|Fold|Croft|Quay|Wharf|"
    r"Buildings|Tower|Towers|Flats|Point|Lanes|Green|Vale|Loan|House|Farm|Gate|Bank|Yard)"
)
_ENGLISH_STREET_ALONE = re.compile(rf"\b(?P<street>{_CAP}(?:[ -]{_CAP}){{0,2}} {_ENGLISH_KIND})\b")
_WELSH_STREET_ALONE = re.compile(rf"\b(?P<street>{_WELSH_KIND}{_WELSH_REST})\b")
_HOUSE = r"(?:[Ff]lat \d+[a-z]?,? |\d/\d,? )?(?:[Nn]umber )?\d{1,4}[a-z]?,? "
_ADDRESS = re.compile(
    rf"\b{_HOUSE}(?:{_WELSH_STREET}|{_CAP}(?:[ -](?:{_LINK}[ -])*{_CAP}){{0,3}} {_ENGLISH_HOUSE_KIND})\b"
    rf"|\b[Ff]lat \d+[a-z]?,? {_CAP}(?: {_CAP}){{0,2}}"
)
_NOT_A_NAME = frozenset(
    (
        "The A This That Our My Your His Her Their In At On Up Down Over By Every One No What Crown County Family "
        "Youth High"
    ).split()
)

_SMALL_KIND = r"(?:road|street|avenue|terrace|crescent|close|lane|drive|gardens|grove|estate|row|court|place|cottages)"
_SMALL_WELSH_KIND = r"(?:heol|hewl|stryd|ffordd|l[ôo]n|rhodfa)"
_NUMBER = rf"(?:number )?(?:\d{{1,4}}[a-z]?|{alternatives(CARDINALS)})"
_SMALL_ADDRESS = re.compile(
    rf"\b(?:flat [\w]+ )?{_NUMBER} (?P<name>\w+(?: \w+)??(?: \w+)??) {_SMALL_KIND}\b"
    rf"|\b{_NUMBER} {_SMALL_WELSH_KIND} (?:y |yr )?(?P<welsh>\w+)\b"
)
_SMALL_STREET = re.compile(
    rf"\b(?:in|on|down|up|along|off|at|to|from|of|over|through|by) (?P<street>(?P<name>\w+(?: \w+)??) {_SMALL_KIND})\b"
    rf"|\b(?P<welsh>{_SMALL_WELSH_KIND} (?:y |yr )?(?P<welsh_name>\w+))\b"
)
# What stands before "road" or "street" and is no name: "up our street", "down a long lane", "twenty years close".
_DESCRIBING = frozenset(
    (
        "the a an our my your his her their this that some any every each no one main other same wrong right long "
        "short busy quiet whole back side next first second last dead cross way country and or of in on years "
        "months weeks days minutes miles times too very so really pretty quite i you he she it we they is was were "
        "be being not to from it's council housing big little new old different where which what"
    ).split()
)


def find_addresses(doc: Doc) -> Iterator[tuple[int, int, str, float]]:
    """Find a house with its street as an address, and a street alone as a place."""
    if not uses_capitals(doc):
        yield from _in_small_letters(doc.text)
        return
    text = doc.text
    for match in _ADDRESS.finditer(text):
        yield *match.span(), "ADDRESS", 0.93
    for match in _WELSH_STREET_ALONE.finditer(text):
        yield *match.span("street"), "PLACE", 0.8
    for match in _ENGLISH_STREET_ALONE.finditer(text):
        name = match["street"].split(" ")
        while name and name[0] in _NOT_A_NAME:
            name.pop(0)
        if len(name) > 1:
            yield match.end("street") - len(" ".join(name)), match.end("street"), "PLACE", 0.75


def _in_small_letters(text: str) -> Iterator[tuple[int, int, str, float]]:
    for match in _SMALL_ADDRESS.finditer(text):
        if not _DESCRIBING & set((match["name"] or match["welsh"]).split()):
            yield *match.span(), "ADDRESS", 0.8
    for match in _SMALL_STREET.finditer(text):
        name, part = ("name", "street") if match["street"] else ("welsh_name", "welsh")
        if not _DESCRIBING & set(match[name].split()):
            yield *match.span(part), "PLACE", 0.6


doc_detector("addresses", find_addresses)
