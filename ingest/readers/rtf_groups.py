"""What becomes of the groups of an RTF document that are no plain text, by the word that each begins with."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.outside import Kind
from ingest.readers.rtf_body import BETWEEN, FONTS, INFO, NOWHERE, STYLES, Reading, Shape
from ingest.readers.rtf_flow import Collector, Flow
from ingest.readers.word_body import _Field
from ingest.readers.word_parts import _OF_NO_INTEREST

Destination = Callable[[Reading], None]

_NOBODY = "Unknown"
_LINK = re.compile(r"\s*hyperlink\b", re.IGNORECASE)
_QUOTED = re.compile(r'(?:\\+([a-z])\s+)?"([^"]*)"', re.IGNORECASE)

# What drawings and pictures say of themselves.
_OF_DRAWINGS = {
    "wzDescription": Kind.ALT_TEXT, "wzTooltip": Kind.ALT_TEXT, "gtextUNICODE": Kind.TEXT_BOX,
}  # fmt: skip
_OF_THE_FILE = {
    "title": Kind.PROPERTY, "subject": Kind.PROPERTY, "keywords": Kind.PROPERTY, "doccomm": Kind.PROPERTY,
    "comment": Kind.PROPERTY, "category": Kind.PROPERTY, "hlinkbase": Kind.PROPERTY, "author": Kind.AUTHOR,
    "manager": Kind.AUTHOR, "operator": Kind.AUTHOR, "company": Kind.ORGANISATION,
}  # fmt: skip


def _nowhere(reading: Reading) -> None:
    reading.enter(NOWHERE)


def _between(reading: Reading) -> None:
    reading.enter(BETWEEN)


def _as_text(reading: Reading) -> None:
    """Leave the text of the group where that around it goes."""


def _fonts(reading: Reading) -> None:
    reading.enter(FONTS)


def _styles(reading: Reading) -> None:
    reading.enter(STYLES)


def _info(reading: Reading) -> None:
    reading.enter(INFO)


def _noted(kind: Kind, place: str = "", between: str = "") -> Destination:
    """Note the text of the group."""

    def begin(reading: Reading) -> None:
        reading.collect(lambda text: reading.note(kind, text, place), between)

    return begin


def _property(name: str, kind: Kind) -> Destination:
    def begin(reading: Reading) -> None:
        if reading.group.sink is INFO:
            reading.collect(lambda text: reading.note(kind, text, f"property {name}"))

    return begin


def _numbered(kind: Kind) -> Destination:
    """Note a header, a footnote or a comment, with a number; one like another only once."""

    def begin(reading: Reading) -> None:
        flow = reading.flow

        def end(text: str) -> None:
            kind = Kind(reading.group_kind(collector))
            number = reading.counts[kind] = reading.counts.get(kind, 0) + 1
            reading.ledger.note_once(kind, text, f"{kind.value} {number}")

        del flow, end

    return begin
