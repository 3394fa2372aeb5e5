"""Cues make turns."""

from __future__ import annotations

from ingest.captions import NAMES, NO_NAMES, VOICE_TAGS, Cue, read_cues
from ingest.places import Traced
from ingest.records import Transcript


def read(*cues: tuple[float, str], voice: str | None = None) -> Transcript:
    """Read cues of one second each, given by where they begin and their text."""
    return read_cues([Cue(start, start + 1, Traced(text), voice) for start, text in cues], "vtt")


def test_a_name_cut_over_two_cues_is_one_piece_of_text() -> None:
    """The cues of a speaker in a row are joined by one space."""
    transcript = read((0, "Elin Parry: Was it Rhys"), (1, "Elin Parry: Ŵyn who drove?"), (2, "Siân: It was."))
    assert transcript.convention == NAMES
    assert [(turn.speaker, turn.text, turn.start) for turn in transcript.turns] == [
        ("Elin Parry", "Was it Rhys Ŵyn who drove?", 0),
        ("Siân", "It was.", 2),
    ]


def test_a_cue_without_a_name_goes_on_with_the_speaker() -> None:
    """Meeting software leaves names out; what comes before any name is nobody's."""
    transcript = read((0, "Is it on?"), (1, "INT: Tea?"), (2, "Or coffee?"), (3, "P1: Tea."))
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("", "Is it on?"),
        ("INT", "Tea? Or coffee?"),
        ("P1", "Tea."),
    ]


def test_a_colon_in_speech_is_no_name() -> None:
    """What somebody quotes stays in the turn."""
    transcript = read((0, "INT: Tea?"), (1, "P1: And I thought: why not"), (2, "she said: no"), (3, "she said: no"))
    assert transcript.turns[1].text == "And I thought: why not she said: no she said: no"


def test_without_names_a_dash_or_a_pause_begins_a_turn() -> None:
    """An hour without names is not one turn."""
    transcript = read((0, "Is the lift"), (1, "working?"), (2, "- No."), (9, "We took the stairs 😀."))
    assert transcript.convention == NO_NAMES
    assert [turn.text for turn in transcript.turns] == ["Is the lift working?", "No.", "We took the stairs 😀."]


def test_voice_tags_name_speakers() -> None:
    """A voice tag is the speaker, whatever colons the text holds."""
    transcript = read((0, "Note: tea"), (1, "at four"), voice="Siân Ŵyn")
    assert transcript.convention == VOICE_TAGS
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [("Siân Ŵyn", "Note: tea at four")]
