"""What stands round the speech, and how lines become passages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.labelling import label_lines
from ingest.lines import Line, to_passages
from ingest.places import Traced
from ingest.surroundings import speech_only
from ingest.turns import assemble


def turns(text: str, asides: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Read lines of text as a document does; those in `asides` stand outside the conversation."""
    lines = [line(words.strip(), aside=words.strip() in asides) for words in text.strip().splitlines() if words.strip()]
    return [(turn.speaker, turn.text) for turn in assemble(to_passages(speech_only(label_lines(lines))[0]))]


def line(text: str, aside: bool = False) -> Line:
    """Make a line of a document."""
    return Line(Traced(text), aside=aside)


@pytest.mark.parametrize(
    "front",
    ["Interview transcript", "FC21", "Interview with Siân Ŵyn, 21 October", "Date: 21 October 2025", "21/10/2025",
     "KEEPING SAFE", "This talk took place at a kitchen table, with the dog.",
     "Participant: FC21\nInterviewer: Elin\nDate: 21 October"],
)  # fmt: skip
def test_a_heading_or_cover_is_no_speech(front: str) -> None:
    """Titles, dates and who was there stand before the first turn and are left out."""
    assert turns(f"{front}\nINT: Tea?\nP1: Please.") == [("INT", "Tea?"), ("P1", "Please.")]


@pytest.mark.parametrize(
    "front",
    ["Is it on?", "So this is the second interview", "Yes Siân", "okay that is recording now then",
     "We had the dog with us, so well, you know."],
)  # fmt: skip
def test_speech_before_the_first_label_is_kept(front: str) -> None:
    """What could be speech is nobody's, but it is there."""
    assert turns(f"{front}\nINT: Tea?\nP1: Please.") == [("", front), ("INT", "Tea?"), ("P1", "Please.")]


def test_an_interviewer_who_speaks_is_no_cover() -> None:
    """ "Interviewer:" before the first answer is speech unless a cover line stands with it."""
    assert turns("Interviewer: Tea?\nParticipant: Please.") == [("Interviewer", "Tea?"), ("Participant", "Please.")]
    assert turns("Date: today\nInterviewer: Tea?\nP1: No.\nInterviewer: Oh.")[0] == ("Interviewer", "Tea?")


@pytest.mark.parametrize(
    "closing",
    [
        "END OF INTERVIEW",
        "[End of recording]",
        "Interview ends 00:45:10",
        "*** END ***",
        "Recording ends",
        "Diwedd y cyfweliad",
    ],
)
def test_a_closing_line_is_no_speech(closing: str) -> None:
    """The last line may say that it is the last."""
    assert turns(f"INT: Tea?\nP1: Please.\n{closing}") == [("INT", "Tea?"), ("P1", "Please.")]


def test_a_closing_line_that_somebody_says_is_speech() -> None:
    """It is left out only where it stands alone, at the end."""
    assert turns("P1: The end.") == [("P1", "The end.")]
    assert turns("P1: Then\nthe end\nof the road.") == [("P1", "Then\nthe end\nof the road.")]


def test_asides_before_the_first_turn_go_and_later_ones_stay_apart() -> None:
    """A text box on the first page is a cover; further down it is nobody's turn, and the speaker goes on after it."""
    text = "Box one\nP1: We had\nBox two\ntoast."
    assert turns(text, ("Box one", "Box two")) == [("P1", "We had"), ("", "Box two"), ("P1", "toast.")]


def test_asides_that_hold_most_of_the_words_are_kept() -> None:
    """A conversation in a form that is not recognised is not thrown away for one labelled line below it."""
    talk = ("He had toast and tea with us " * 10).strip()
    assert turns(f"{talk}\nP1: Yes.", (talk,)) == [("", talk), ("P1", "Yes.")]


def test_a_line_that_is_only_a_time_belongs_to_the_next_turn() -> None:
    """Time marks between turns are times, not speech."""
    lines = label_lines([line("00:00:03"), line("INT: Tea?"), line("[00:04:10]"), line("P1: Please.")])
    passages = to_passages(speech_only(lines)[0])
    assert [(turn.text, turn.start) for turn in assemble(passages)] == [("Tea?", 3.0), ("Please.", 250.0)]


def test_labels_already_set_stay() -> None:
    """A name in bold is a label although it has no colon."""
    labelled = label_lines([line("INT: Tea?")])[0]
    assert label_lines([replace(labelled, words=Traced("INT Tea?"))])[0].label == labelled.label
