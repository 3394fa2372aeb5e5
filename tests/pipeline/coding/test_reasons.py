"""Why a sentence is suggested is said in words, which name phrases of the codebook or words of the sentence."""

from __future__ import annotations

from codebook.model import Code
from pipeline.coding.learning.trial import LEARNED, Trial
from pipeline.coding.reasons import phrases_in, why_by_phrases, why_learned, why_shown

MEALS = Code("care/meals", "CAR-MEA", "Meals", "Eating together.", "", "", ("she made my tea", "cawl"))
BOTH = "because of “cawl”, “she made my tea”, phrases of this code"
LIFT = "because of “lift”, “Rowan”; learned from 30 sentences of 6 people; in a test it was right 20 of 25 times"


def test_phrases_are_named_and_read_again() -> None:
    """So that each phrase has its record, though a sentence is suggested once."""
    assert why_by_phrases(("cawl", "she made my tea")) == BOTH
    assert why_by_phrases(("cawl",)) == "because of “cawl”, a phrase of this code"
    assert phrases_in(BOTH, "cawl", MEALS) == ("cawl", "she made my tea")
    assert phrases_in(why_by_phrases(("cawl",)), "cawl", MEALS) == ("cawl",)
    assert phrases_in("", "a phrase of an older codebook", MEALS) == ("a phrase of an older codebook",)


def test_what_was_learned_says_from_how_much_and_how_well_it_did() -> None:
    """Where no word may be named, the words together are the reason."""
    trial = Trial("care/lifts", 30, 6, True, "", suggested=25, right=20)

    assert why_learned(trial, ("lift", "Rowan")) == LIFT
    assert why_learned(trial, ()).startswith("because of its words together; learned from 30 sentences")


def test_a_word_that_was_replaced_since_is_no_longer_named() -> None:
    """Somebody decided after it was suggested that Rowan is a person: the reason does not say the name either."""
    assert why_shown(LIFT, LEARNED, "Rowan gave us a lift.") == LIFT
    assert why_shown(LIFT, LEARNED, "Alex gave us a lift.") == LIFT.partition("; ")[2]
    assert why_shown(BOTH, "cue", "She took the minibus.") == BOTH
