"""Passages make turns."""

from __future__ import annotations

from ingest.places import Traced
from ingest.records import Turn
from ingest.turns import Passage, assemble, merge_same_speaker


def test_a_passage_that_joins_goes_on_with_the_turn() -> None:
    """Paragraphs of a turn are joined by a line feed; the turn keeps the time of its first."""
    passages = [Passage("P1", Traced("We had toast."), 4.0), Passage("P1", Traced("And tea."), 9.0, joins="\n")]
    assert assemble(passages) == (Turn("P1", "We had toast.\nAnd tea.", 4.0),)


def test_passages_before_any_speaker_are_nobodys() -> None:
    """A passage that joins nothing begins a turn of its own, with the speaker "" where there is none."""
    assert assemble([Passage("", Traced("Is it on?"), joins="\n")]) == (Turn("", "Is it on?"),)


def test_a_turn_without_text_is_left_out() -> None:
    """A label that nothing follows is no turn."""
    assert assemble([Passage("INT", Traced("")), Passage("P1", Traced("Yes."))]) == (Turn("P1", "Yes."),)


def test_an_empty_first_passage_adds_no_joint() -> None:
    """A label alone on its line leaves no line feed before the text below it."""
    assert assemble([Passage("INT", Traced("")), Passage("INT", Traced("Tea?"), joins="\n")]) == (Turn("INT", "Tea?"),)


def test_one_speaker_in_a_row_is_one_piece_of_text() -> None:
    """Captions of one speaker are joined by one space, so that a name cut between them is whole."""
    cues = [
        Passage("Elin", Traced("I saw Rhys")),
        Passage("Elin", Traced("Ŵyn there.")),
        Passage("Siân", Traced("Did you?")),
    ]
    assert assemble(merge_same_speaker(cues)) == (Turn("Elin", "I saw Rhys Ŵyn there."), Turn("Siân", "Did you?"))
