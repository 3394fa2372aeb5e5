"""What was replaced, in words."""

from __future__ import annotations

from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.workbench.reading import METHODS_IN_WORDS, kind_in_words, method_in_words, note_in_words


def test_every_way_of_replacing_has_words() -> None:
    """Readers never meet the name of a setting where a sentence should be."""
    ways = {way for kind in IDENTIFIER_TYPES.values() for way in kind.policies} - {"keep"}
    assert ways <= set(METHODS_IN_WORDS)
    assert (kind_in_words("PHONE"), method_in_words("generalise")) == ("phone number", "made vaguer")
    assert kind_in_words("CAR_COLOUR") == "car colour"


def test_a_replacement_says_its_kind_and_what_was_done() -> None:
    """A reader is told what kind of thing stood there, and never more."""
    assert note_in_words("PLACE", "generalise") == "place, made vaguer"
