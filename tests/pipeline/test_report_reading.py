"""How the reading of a file is told: to people, and as JSON lines to programs."""

from __future__ import annotations

import json

import pytest

from ingest.outside import Kind
from ingest.places import Anchor
from ingest.records import INTERVIEWER, Outside, Transcript, Turn
from pipeline.reading import ReadFile
from pipeline.report_reading import as_jsonl, as_lines

TURNS = (
    Turn("INT", "Who made the tea?", 3.5, INTERVIEWER, (Anchor(0, "paragraph 1", 5),)),
    Turn("Siân", "I did. 🙂\nAnd toast.", None, anchors=(Anchor(0, "paragraph 2", 6), Anchor(9, "paragraph 3", 0))),
    Turn("", "(all laugh)"),
)


def file(*outside: Outside, turns: tuple[Turn, ...] = TURNS, changes: str = "accept") -> ReadFile:
    """Make a file that was read, with what lies beside its speech."""
    return ReadFile("FC01", Transcript(turns, "docx", "labelled paragraphs", outside), None, "FC01.docx", changes)


def comments(number: int) -> list[Outside]:
    """Make comments, each of its own."""
    return [Outside(Kind.COMMENT, f"Query {n}", f"comment {n}") for n in range(1, number + 1)]


def test_a_file_in_a_few_lines() -> None:
    """Format and convention, how much was said by whom, where it begins and ends, and that nothing else is there."""
    assert list(as_lines(file())) == [
        "FC01: Word document, labelled paragraphs",
        "  3 turns, 11 words",
        "  speakers:",
        "    INT             1 turn, 4 words  asks the questions",
        "    Siân            1 turn, 5 words",
        "    (nobody named)  1 turn, 2 words",
        "  first turn: INT: Who made the tea?  (paragraph 1)",
        "  last turn:  (nobody named): (all laugh)",
        "  nothing beside the speech",
    ]


def test_one_of_anything_is_no_several() -> None:
    """One turn, one word; a single turn is not shown twice."""
    lines = list(as_lines(file(turns=(Turn("P1", "Diolch."),))))

    assert lines[1] == "  1 turn, 1 word"
    assert lines[3] == "    P1  1 turn, 1 word"
    assert [line for line in lines if "last turn" in line] == []


def test_thousands_can_be_read() -> None:
    """As people write them."""
    assert "  1 turn, 1,500 words" in as_lines(file(turns=(Turn("P1", "tea " * 1500),)))


def test_who_speaks_most_comes_first() -> None:
    """By the number of turns."""
    turns = (Turn("P1", "Yes."), Turn("INT", "Tea?", role=INTERVIEWER), Turn("P1", "Please."))

    assert [line.split()[0] for line in list(as_lines(file(turns=turns)))[3:5]] == ["P1", "INT"]


def test_what_lies_beside_the_speech_is_counted_and_shown() -> None:
    """By kind, then one by one with its place; long and broken lines are cut to one."""
    shown = list(as_lines(file(Outside(Kind.HEADER, "Interview\nwith " + "tea " * 60, "header1"), *comments(2))))[-4:]

    assert shown[0] == "  beside the speech: 2 × comment, 1 × header"
    assert shown[1].startswith("    header (header1): Interview with tea tea")
    assert shown[1].endswith("…") and len(shown[1]) < 130
    assert shown[2:] == ["    comment (comment 1): Query 1", "    comment (comment 2): Query 2"]


def test_the_first_dozen_are_shown_and_the_rest_on_request() -> None:
    """With --outside there is all of it, in full."""
    words = "Query about the kettle " * 9
    some = list(as_lines(file(*comments(13), Outside(Kind.NOTE, words))))
    everything = list(as_lines(file(*comments(13), Outside(Kind.NOTE, words)), everything=True))

    assert some[-1] == "    and 2 more; see them all with --outside"
    assert sum("Query" in line for line in some) == 12
    assert sum("comment (" in line for line in everything) == 13
    assert everything[-1] == f"    note: {words}"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ("accept", "2 insertions read as speech, 1 deletion left out (--changes accept)"),
        ("reject", "1 deletion read as speech, 2 insertions left out (--changes reject)"),
    ],
)
def test_what_became_of_tracked_changes_is_told(changes: str, told: str) -> None:
    """Whichever way they were taken."""
    tracked = [Outside(Kind.INSERTED, "tea"), Outside(Kind.INSERTED, "toast"), Outside(Kind.DELETED, "milk")]

    assert f"  tracked changes: {told}" in as_lines(file(*tracked, changes=changes))


def test_json_lines_have_exactly_these_keys() -> None:
    """In this order, a line a turn, letters as they are."""
    rows = [json.loads(line) for line in as_jsonl(file(*comments(2)))]

    assert [list(row) for row in rows] == [["doc", "turn", "speaker", "role", "start", "text"]] * 3
    assert [*rows[0].values()] == ["FC01", 0, "INT", "interviewer", 3.5, "Who made the tea?"]
    assert [*rows[1].values()] == ["FC01", 1, "Siân", "participant", None, "I did. 🙂\nAnd toast."]
    assert "Siân" in list(as_jsonl(file()))[1]


def test_json_lines_may_say_where_each_stretch_stands() -> None:
    """From which character of the text on, in which part of the file, from which character there."""
    rows = [json.loads(line) for line in as_jsonl(file(), places=True)]

    assert rows[1]["places"] == [[0, "paragraph 2", 6], [9, "paragraph 3", 0]]
    assert rows[2]["places"] == []
    assert list(rows[0])[-1] == "places"
