"""Which column of a table holds speakers, times, text and notes."""

from __future__ import annotations

import pytest

from ingest.document import Paragraph, Table
from ingest.tables import Layout, find_layout, rows_of, sure_layout, table_lines, table_notes, title_of
from ingest.text import trace

TALK = "INT | Tea?\nP1 | Please.\nINT | With milk?\nP1 | No, thanks."


def rows(text: str) -> list[tuple]:
    """Return the rows of a table: a line is a row, bars divide its cells, a slash the paragraphs of one."""
    table = Table(
        tuple(
            tuple(
                tuple(
                    Paragraph(trace(words.strip(), f"row {r}, column {c}, paragraph {n}"))
                    for n, words in enumerate(cell.split("/"), start=1)
                    if words.strip()
                )
                for c, cell in enumerate(row.split("|"), start=1)
            )
            for r, row in enumerate(text.strip().splitlines(), start=1)
        )
    )
    return rows_of(table)


def layout(text: str) -> Layout | None:
    """Return the layout of a table."""
    return find_layout(rows(text))


def said(text: str) -> list[tuple[str, str, float | None]]:
    """Return speaker, text and time of every labelled line."""
    found = layout(text)
    assert found
    lines = table_lines(rows(text), found)
    return [(line.label.name, line.label.rest, line.label.start) for line in lines if line.label]


def test_speakers_and_text() -> None:
    """A column whose labels come again holds the speakers, the one with the most words what they say."""
    assert layout(TALK) == Layout(2, text=1, speaker=0)
    assert said(TALK)[1] == ("P1", "Please.", None)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("0:01 | INT | Tea?\n0:04 | P1 | Please.\n0:09 | INT | Milk?", (1, 2, 0)),
        ("INT | 0:01 | Tea?\nP1 | 0:04 | Please.\nINT | 0:09 | Milk?", (0, 2, 1)),
        ("Tea? | INT | 0:01\nPlease, do. | P1 | 0:04\nMilk? | INT | 0:09", (1, 0, 2)),
    ],
)
def test_columns_in_any_order(text: str, columns: tuple[int, int, int]) -> None:
    """What the cells hold shows which column is which."""
    found = layout(text)
    assert found
    assert (found.speaker, found.text, found.time) == columns
    assert said(text)[0] == ("INT", "Tea?", 1.0)


@pytest.mark.parametrize("header", ["Speaker | Text", "Who | What was said", "Siaradwr | Testun"])
def test_a_header_is_no_speech(header: str) -> None:
    """It says which column is which, in English or Welsh."""
    assert said(f"{header}\n{TALK}") == said(TALK)
    assert layout(f"{header}\nNest | Tea?\nElin | Yes.") == Layout(2, text=1, speaker=0)


def test_a_title_above_the_header() -> None:
    """In one cell; it is told apart."""
    text = f"Te gyda Siân | \nSpeaker | Text\n{TALK}"
    assert said(text) == said(TALK)
    assert [one.text for one in title_of(rows(text))] == ["Te gyda Siân"]


def test_labels_in_the_text_column() -> None:
    """A table may have no column of speakers."""
    text = "0:01 | INT: Tea?\n0:04 | P1: Please.\n0:09 | INT: Milk?\n0:11 | P1: No."
    assert said(text)[:2] == [("INT", "Tea?", 1.0), ("P1", "Please.", 4.0)]


def test_a_column_for_each_speaker() -> None:
    """The header names them, and a row is read from left to right."""
    text = "INT | P1\nWould you like some tea? | \n | Please, that would be lovely.\n"
    text += "With milk in it? | No, thank you, none."
    assert [(who, words) for who, words, _ in said(text)] == [
        ("INT", "Would you like some tea?"), ("P1", "Please, that would be lovely."),
        ("INT", "With milk in it?"), ("P1", "No, thank you, none."),
    ]  # fmt: skip


def test_an_empty_speakers_cell_goes_on() -> None:
    """The line has no label, and neither has a second paragraph of a cell."""
    text = f"{TALK}\n | And a cake. / Bara brith."
    found = layout(text)
    assert found
    assert [(line.text, line.label) for line in table_lines(rows(text), found)][-2:] == [
        ("And a cake.", None), ("Bara brith.", None),
    ]  # fmt: skip


def test_notes_and_line_numbers() -> None:
    """What the header calls notes is told outside the speech; numbers are nothing."""
    text = "Line | Speaker | Text | Notes\n1 | INT | Tea? | \n2 | P1 | Please. | kind\n3 | INT | Milk? | "
    found = layout(text)
    assert found
    assert [words for _, words, _ in said(text)] == ["Tea?", "Please.", "Milk?"]
    assert [(str(one.kind), one.text) for one in table_notes(rows(text), found)] == [("column of notes", "kind")]


def test_a_row_across_the_columns_is_an_aside() -> None:
    """It is nobody's turn, and not lost."""
    text = f"{TALK}\nThe bus passes | "
    found = layout(text)
    assert found
    assert [line.text for line in table_lines(rows(text), found) if line.aside] == ["The bus passes"]


@pytest.mark.parametrize(
    "text",
    ["Monday | toast\nTuesday | soup\nFriday | cake", "Tea", "INT: Tea?\nP1: Yes.", "Speaker | Text", "a | b | c"],
)
def test_what_is_no_conversation(text: str) -> None:
    """A menu, one column, a header alone."""
    assert layout(text) is None


def test_a_short_table_is_like_the_one_before() -> None:
    """The last page of a table may hold one row."""
    assert find_layout(rows("P1 | Yes."), Layout(2, text=1, speaker=0)) is not None
    assert find_layout(rows("P1 | Yes. | 0:04"), Layout(2, text=1, speaker=0)) != Layout(2, text=1, speaker=0)


def test_only_speakers_who_come_again_make_a_table_sure() -> None:
    """A table between paragraphs is taken for speech only where it can be nothing else."""
    assert sure_layout(rows(TALK)) is not None
    assert sure_layout(rows("\n".join(TALK.splitlines()[:2]))) is None


def test_words_know_their_cells() -> None:
    """Every line leads back to row and column."""
    found = layout(TALK)
    assert found
    assert [line.words.anchors[0].place for line in table_lines(rows(TALK), found)][:2] == [
        "row 1, column 2, paragraph 1", "row 2, column 2, paragraph 1",
    ]  # fmt: skip
