"""Speakers' labels that Word itself puts before paragraphs, as the signs of a list: they stand nowhere in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.containers import local
from ingest.readers.word_styles import attribute, child, value_of
from ingest.speakers import is_tag

_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Numbering:
    """The signs of a document's lists that are speakers' labels, by list and level."""

    _labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def label(self, properties: Any | None) -> str:
        """Return the label that a paragraph with these properties is shown with, such as "Q. ", or "" for none."""
        numbered = child(properties, "numPr")
        if numbered is None:
            return ""
        where = value_of(child(numbered, "numId")), value_of(child(numbered, "ilvl")) or "0"
        return self._labels.get(where, "")


def read_numbering(root: Any | None) -> Numbering:
    """Read `numbering.xml`, of which a document may have none; signs that count, and bullets, are no labels."""
    signs: dict[tuple[str, str], str] = {}
    labels: dict[tuple[str, str], str] = {}
    for one in () if root is None else root:
        if local(one.tag) == "abstractNum":
            for level in one:
                if local(level.tag) == "lvl":
                    sign = value_of(child(level, "lvlText"))
                    signs[attribute(one, "abstractNumId"), attribute(level, "ilvl")] = sign
        elif local(one.tag) == "num":
            kind = value_of(child(one, "abstractNumId"))
            its = ((level, sign) for (abstract, level), sign in signs.items() if abstract == kind)
            labels |= {(attribute(one, "numId"), level): f"{sign} " for level, sign in its if _is_label(sign)}
    return Numbering(labels)


def _is_label(sign: str) -> bool:
    name = sign.strip(" .:)")
    return "%" not in sign and len(sign) <= _LONGEST and name[:1].isupper() and is_tag(name)
