"""What was replaced, in words: the kind of thing that stood there, and what was done with it."""

from __future__ import annotations

from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.workbench.words import in_language, say, to_be_said

METHODS_IN_WORDS = {
    "pseudonym": to_be_said("another name"),
    "generalise": to_be_said("made vaguer"),
    "placeholder": to_be_said("a label instead"),
    "month": to_be_said("the month only"),
    "season": to_be_said("the season only"),
    "year": to_be_said("the year only"),
    "shift": to_be_said("moved by a secret number of days"),
    "band": to_be_said("an age band"),
}


def kind_in_words(type: str) -> str:
    """Say what kind of thing an identifier type is, in the reader's language."""
    known = IDENTIFIER_TYPES.get(type)
    return in_language(known.label) if known else type.lower().replace("_", " ")


def method_in_words(method: str) -> str:
    """Say what a way of replacing does, in the reader's language."""
    return in_language(METHODS_IN_WORDS.get(method, method))


def note_in_words(type: str, method: str) -> str:
    """Say what stands in place of something, in the reader's language: "place, made vaguer"."""
    return say("{kind}, {method}", kind=kind_in_words(type), method=method_in_words(method))
