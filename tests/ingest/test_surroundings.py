"""Covers, headings, opening and closing lines are no speech, and no speech is lost with them."""

from __future__ import annotations

import pytest

from ingest.labelling import label_lines
from ingest.lines import Line
from ingest.outside import Kind
from ingest.surroundings import speech_only
from ingest.text import trace

TALK = "INT: Tea, Siân?\nP1: Please.\nINT: With milk?\nP1: No, thanks."


def divided(text: str, **looks: tuple[str, ...]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return what is speech and what is not, by kind; `looks` says which lines are boxed, aside or heading."""
    lines = [
        Line(trace(line, f"line {n}"), **{look: line in which for look, which in looks.items()})
        for n, line in enumerate(text.strip().splitlines(), start=1)
    ]
    speech, outside = speech_only(label_lines(lines))
    return [line.text for line in speech], [(str(one.kind), one.text) for one in outside]


@pytest.mark.parametrize(
    ("front", "kinds"),
    [
        ("Interview transcript", [Kind.COVER]),
        ("Date: 21 October\nPlace: Tŷ Gwyn", [Kind.COVER] * 2),
        ("Participant: FC21\nInterviewer: Elin\nDate: 21 October", [Kind.COVER] * 3),
        ("START OF INTERVIEW", [Kind.CLOSING]),
        ("CYFWELIAD", [Kind.COVER]),
        ("INT = interviewer\nP1 = participant", [Kind.COVER] * 2),
    ],
)
def test_what_stands_before_the_first_turn(front: str, kinds: list[Kind]) -> None:
    """Titles, covers and legends are listed outside the speech."""
    speech, outside = divided(f"{front}\n{TALK}")
    assert speech == TALK.splitlines()
    assert outside == [(str(kind), line) for kind, line in zip(kinds, front.splitlines(), strict=True)]


@pytest.mark.parametrize("said", ["Is it on?", "Yeah, it's recording now.", "Right, shall we have some tea?"])
def test_what_somebody_seems_to_say_stays(said: str) -> None:
    """Speech before the first label is kept."""
    assert divided(f"{said}\n{TALK}") == ([said, *TALK.splitlines()], [])


@pytest.mark.parametrize(
    "closing",
    ["END OF INTERVIEW", "[End of recording]", "*** END ***", "Interview ends 00:45:10", "Diwedd y cyfweliad",
     "End of transcript", "Recording stopped"],
)  # fmt: skip
def test_closing_lines(closing: str) -> None:
    """The last line may say that it is the last; what follows it was not said either."""
    assert divided(f"{TALK}\n{closing}") == (TALK.splitlines(), [("opening or closing line", closing)])
    speech, outside = divided(f"{TALK}\n{closing}\nTyped up in two days")
    assert speech == TALK.splitlines()
    assert outside[-1] == ("note", "Typed up in two days")


def test_a_closing_line_that_a_label_begins_is_said() -> None:
    """Somebody says that it is the end."""
    assert divided(f"{TALK}\nINT: End of interview.")[1] == []


def test_two_interviews_in_one_file() -> None:
    """Each has its own cover and its own closing line."""
    one = f"Interview transcript\nDate: 21 October\n{TALK}\nEND OF INTERVIEW"
    speech, outside = divided(f"{one}\n{one}")
    assert speech == TALK.splitlines() * 2
    assert len(outside) == 6


def test_headings_between_turns() -> None:
    """By their style, or by their number."""
    speech, outside = divided(f"{TALK}\nGetting about\nSection 2: Lifts\n{TALK}", heading=("Getting about",))
    assert speech == TALK.splitlines() * 2
    assert outside == [("cover or heading", "Getting about"), ("cover or heading", "Section 2: Lifts")]


def test_notes_in_boxes() -> None:
    """A box that no speaker begins, and in which nobody seems to speak, is a note."""
    speech, outside = divided(f"{TALK}\nchecked twice\n{TALK}", boxed=("checked twice",))
    assert speech == TALK.splitlines() * 2
    assert outside == [("text box", "checked twice")]


@pytest.mark.parametrize("mark", ["Page 2 of 9", "page 3", "(continued overleaf)"])
def test_page_marks(mark: str) -> None:
    """They stand anywhere."""
    assert divided(f"{TALK}\n{mark}\n{TALK}") == (TALK.splitlines() * 2, [("line or page numbers", mark)])


def test_a_file_without_labels_keeps_everything_but_its_title() -> None:
    """What could be speech ends the cover."""
    text = "Date: 21 October\nWe had tea in Tŷ Gwyn.\nThen the lift came.\nIt was late."
    assert divided(text) == (text.splitlines()[1:], [("cover or heading", "Date: 21 October")])


def test_no_line_is_lost() -> None:
    """Every line is either speech or outside it, in its order."""
    text = f"Interview transcript\nDate: 1 May\nIs it on?\n{TALK}\nPart 2: Lifts\nand so on\n{TALK}\nEND\nTyped by Elin"
    speech, outside = divided(text)
    assert sorted([*speech, *(words for _, words in outside)]) == sorted(text.splitlines())
