"""The kinds of things that files hold beside the speech, and which of them may name somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.records import Outside
from ingest.text import normalise

# What programs write where a person's name could stand.
_NOBODY = frozenset(
    "author user admin administrator owner unknown windows microsoft office word user1 python-docx libreoffice "
    "openoffice google pdf apple mac default guest normal template untitled openpyxl".split()
)


class Kind(StrEnum):
    """What something outside the speech is, in the words that people are shown."""

    AUTHOR = "author"
    ORGANISATION = "organisation"
    PROPERTY = "property"
    TEMPLATE = "template path"
    COMMENT = "comment"
    DELETED = "tracked deletion"
    INSERTED = "tracked insertion"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text box"
    HIDDEN = "hidden text"
    ALT_TEXT = "alternative text"
    FIELD = "field"
    LINK = "link"
    CONTROL = "content control"
    BOOKMARK = "bookmark"
    EMBEDDED = "embedded file"
    PICTURE = "picture"
    DIAGRAM = "chart or diagram"
    DATA = "stored data"
    COVER = "cover or heading"
    CLOSING = "opening or closing line"
    NOTE = "note"
    COLUMN = "column of notes"
    SHEET = "sheet"
    NUMBERS = "line or page numbers"


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Whether a kind's text is read for names, and what type of name it is as a whole, if it is one."""

    read: bool = True
    name: str = ""


_MEANING = {
    Kind.AUTHOR: _Meaning(name="PERSON"),
    Kind.ORGANISATION: _Meaning(name="ORG"),
    Kind.NUMBERS: _Meaning(read=False),
    Kind.CLOSING: _Meaning(read=False),
}


def noted(kind: Kind, text: str, place: str) -> Iterator[Outside]:
    """Give a text outside the speech, normalised and without blanks round it, unless nothing is left of it."""
    text = normalise(text).strip()
    if text:
        yield Outside(kind, text, place)


def may_hold_names(outside: Outside) -> bool:
    """Say whether a text outside the speech has to be read for names: not where it is no text or is speech anyway."""
    return bool(outside.text.strip()) and _MEANING.get(Kind(outside.kind), _Meaning()).read


def whole_name(outside: Outside) -> str:
    """Return the type of name that a text is as a whole ("PERSON" for an author), or "" where it is none."""
    name = _MEANING.get(Kind(outside.kind), _Meaning()).name
    words = [word.strip(".,;()").casefold() for word in outside.text.replace("_", " ").split()]
    return name if any(word not in _NOBODY and not word.isdigit() for word in words) else ""


def counted(outside: Iterable[Outside]) -> dict[str, int]:
    """Count what lies outside the speech by kind, in the order of the kinds."""
    kinds = [one.kind for one in outside]
    return {kind.value: kinds.count(kind) for kind in Kind if kind in kinds}
