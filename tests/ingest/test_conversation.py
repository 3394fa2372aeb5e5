"""A document is read in one way, decided over the whole of it unless a person names one."""

from __future__ import annotations

import pytest

from ingest.conversation import converse
from ingest.document import Block, Document, Paragraph, Table
from ingest.errors import LayoutNotFound
from ingest.records import INTERVIEWER, PARTICIPANT, Outside, Transcript
from ingest.rules import FEEDBACK, FIELDNOTES, GUIDANCE, LAYOUTS, Rules
from ingest.text import trace

LABELLED = "INT: Tea, Siân?\nP1: Please 😀.\nINT: With milk?\nP1: No."
BOLD = "**Elin**\nTea, Siân?\n**Siân**\nPlease 😀.\n**Elin**\nWith milk?\n**Siân**\nNo."
TABLE = "|INT|Tea, Siân?\n|P1|Please 😀.\n|INT|With milk?\n|P1|No."
QUESTIONS = "\n".join(f"**Was it tea {n}?**\nIt was, on day {n}." for n in range(4))
PLAIN = "We had tea in Tŷ Gwyn.\nThen the lift came 😀."
WRITTEN = {"labels": LABELLED, "bold": BOLD, "table": TABLE, "questions": QUESTIONS, "paragraphs": PLAIN}


def document(text: str) -> Document:
    """Make a document: a line is a paragraph, in bold between ** and **; lines that begin with a bar are a table."""
    blocks: list[Block] = []
    rows = []
    for n, line in enumerate(text.splitlines(), start=1):
        if line.startswith("|"):
            rows.append(tuple((Paragraph(trace(cell, f"row {n}")),) for cell in line[1:].split("|")))
            continue
        bold = line.split("**")[1] if line.startswith("**") else ""
        blocks.append(Paragraph(trace(line.replace("**", ""), f"paragraph {n}"), bold=bold))
    return Document((*blocks, *([Table(tuple(rows))] if rows else [])), (Outside("author", "Elin"),))


def read(text: str, rules: Rules = Rules()) -> Transcript:  # noqa: B008 - rules never change
    """Read a document."""
    return converse(document(text), "docx", rules)


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    """Return speaker and text of every turn."""
    return [(turn.speaker, turn.text) for turn in transcript.turns]


@pytest.mark.parametrize("layout", WRITTEN)
def test_each_way_is_found(layout: str) -> None:
    """The transcript says in which way it was read, and of what format it is."""
    transcript = read(WRITTEN[layout])
    assert (transcript.convention, transcript.format) == (LAYOUTS[layout], "docx")


@pytest.mark.parametrize("layout", WRITTEN)
def test_each_way_can_be_named(layout: str) -> None:
    """A file that is set out as a person says is read so."""
    assert spoken(read(WRITTEN[layout], Rules(layout=layout))) == spoken(read(WRITTEN[layout]))


@pytest.mark.parametrize("layout", ["labels", "bold", "table", "questions"])
def test_a_way_that_a_file_does_not_have(layout: str) -> None:
    """The message says which one was asked for."""
    with pytest.raises(LayoutNotFound, match=f'not set out as "{layout}" \\({LAYOUTS[layout]}\\)'):
        read(PLAIN, Rules(layout=layout))


def test_who_says_what() -> None:
    """The same conversation in three ways."""
    said = ["Tea, Siân?", "Please 😀.", "With milk?", "No."]
    for text, pair in ((LABELLED, ("INT", "P1")), (BOLD, ("Elin", "Siân")), (TABLE, ("INT", "P1"))):
        assert spoken(read(text)) == list(zip(pair * 2, said, strict=True))


def test_questions_in_bold_are_the_interviewers() -> None:
    """Nobody is named, and yet it is known who asks."""
    turns = read(QUESTIONS).turns
    assert [turn.role for turn in turns] == [INTERVIEWER, PARTICIPANT] * 4
    assert {turn.speaker for turn in turns} == {""}


@pytest.mark.parametrize("material", [FIELDNOTES, GUIDANCE])
def test_what_is_no_conversation_keeps_every_paragraph(material: str) -> None:
    """In field notes a label is a word like others, unless a person says how they are set out."""
    assert spoken(read(LABELLED, Rules(material=material))) == [("", line) for line in LABELLED.splitlines()]
    assert spoken(read(LABELLED, Rules(material=material, layout="labels"))) == spoken(read(LABELLED))


def test_paragraphs_that_begin_with_times() -> None:
    """Where nearly all do, the times are no speech."""
    turns = read("00:03 We had tea.\n00:09 Then we left.\n01:00 It rained.").turns
    assert [(turn.text, turn.start) for turn in turns] == [
        ("We had tea.", 3.0), ("Then we left.", 9.0), ("It rained.", 60.0),
    ]  # fmt: skip


def test_what_lies_outside_stays_outside() -> None:
    """What the reader found comes first, then what the conversation leaves out."""
    transcript = read(f"Interview transcript\n{LABELLED}\nEND OF INTERVIEW")
    assert [(str(one.kind), one.text) for one in transcript.outside] == [
        ("author", "Elin"),
        ("opening or closing line", "END OF INTERVIEW"),
        ("cover or heading", "Interview transcript"),
    ]
    assert len(transcript.turns) == 4


def test_named_speakers() -> None:
    """A label that the file alone would not show is one where a person says so."""
    text = "Nain: Tea?\nP1: Please.\nP1: Well."
    assert spoken(read(text, Rules(speakers=("Nain",))))[0] == ("Nain", "Tea?")


def test_turns_lead_back_to_their_paragraphs() -> None:
    """Behind the label."""
    assert [(turn.anchors[0].place, turn.anchors[0].offset) for turn in read(LABELLED).turns][:2] == [
        ("paragraph 1", 5), ("paragraph 2", 4),
    ]  # fmt: skip


def test_a_last_line_that_ends_in_a_time_is_not_lost() -> None:
    """Whatever it is, it is speech or outside it."""
    transcript = read("Elin Parry\tTea?\nSiân Ŵyn\tPlease.\n" * 3 + "Tŷ Gwyn 10:30")
    assert "Gwyn" in " ".join([*(turn.text for turn in transcript.turns), *(one.text for one in transcript.outside)])


def test_a_feedback_sheet_is_a_turn_a_person() -> None:
    """Who answers several questions in a row has one turn; the questions are nobody's."""
    sheet = "|Name|What was good?|What was not?\n|Olwen Ŵyn|The tea 😀.|The lift.\n|Percy||Biscuits."
    transcript = read(sheet, Rules(material=FEEDBACK))
    assert spoken(transcript) == [("Olwen Ŵyn", "The tea 😀.\nThe lift."), ("Percy", "Biscuits.")]
    assert [one.text for one in transcript.outside[1:]] == ["What was good?", "What was not?"]
