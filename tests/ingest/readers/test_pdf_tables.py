"""Tables with lines drawn round their cells, and columns without."""

from __future__ import annotations

from ingest.document import Table
from ingest.readers.pdf_columns import find_columns, is_label_column, rows_of_columns
from ingest.readers.pdf_drawn import Box
from ingest.readers.pdf_furniture import Sheet
from ingest.readers.pdf_lines import Line, Word
from ingest.readers.pdf_tables import blocks_of, grids_of

COLUMNS = (72.0, 140.0, 220.0)


def line(row: str, base: float, page: int = 1) -> Line:
    """Return a line whose parts, divided by bars, stand in columns."""
    words: list[Word] = []
    for left, part in zip(COLUMNS, row.split("|"), strict=False):
        for n, text in enumerate(part.split()):
            begin = words[-1].right + 3 if n else left
            words.append(Word(text, begin, begin + 5 * len(text), (" " if n else "\t") if words else ""))
    return Line(tuple(words), page, 1, base, 10)


def below(rows: str, page: int = 1) -> list[Line]:
    """Return lines below each other; an empty one leaves a gap."""
    texts = [row.strip() for row in rows.strip().split("\n")]
    return [line(text, 700 - 14 * n, page) for n, text in enumerate(texts) if text]


def ruled(rows: int) -> tuple[Box, ...]:
    """Return the lines round a table of three columns with rows of 28 points."""
    bottom = 714 - 28 * rows
    downs = [Box(x - 4, bottom, x - 3.5, 714) for x in (*COLUMNS, 500)]
    return (*downs, *(Box(68, 714 - 28 * n, 497, 714.5 - 28 * n) for n in range(rows + 1)))


def test_ruled_lines_make_one_grid() -> None:
    """Lines that touch are one table; a single frame is none."""
    grid = grids_of(ruled(2))[0]
    assert (len(grid.columns), len(grid.rows)) == (4, 3)
    frame = (Box(70, 70, 500, 71), Box(70, 700, 500, 701), Box(70, 70, 71, 701), Box(499, 70, 500, 701))
    assert grids_of(frame) == []


def test_cells_of_several_lines() -> None:
    """A cell holds all its lines; text above the table is a paragraph."""
    rows = below("00:01|INT|Would you\n||like tea?\n00:05|P1|Please.")
    title = Line((Word("Talk", 72, 92),), 1, 1, 740, 10)
    title_block, table = blocks_of([Sheet(1, 595, 842, (title, *rows), ruled(2))])
    assert title_block.text == "Talk"
    assert isinstance(table, Table)
    assert [["".join(one.text for one in cell) for cell in row] for row in table.rows] == [
        ["00:01", "INT", "Would you like tea?"],
        ["00:05", "P1", "Please."],
    ]


NARROW = """
    00:01|INT|Would you
    ||like some tea
    00:05|P1|Please, with
    ||milk and a
    ||biscuit
    00:09|INT|Of course
    00:11|P1|Good
"""


def test_columns_without_lines() -> None:
    """A row begins where a narrow column has something."""
    lines = below(NARROW)
    columns = find_columns(lines)
    assert columns is not None
    assert not is_label_column(lines, columns)
    rows = rows_of_columns(lines, columns.edges)
    assert [len(row[2]) for row in rows] == [2, 3, 1, 1]


def test_text_that_runs_across_is_no_column() -> None:
    """Lines wrapped to the margin below a label and a tab stand in no columns."""
    rows = "INT|Would you like some\ntea, or is it too early for that\nP1|No, not at all, thank\nyou very much for it"
    assert find_columns(below("\n".join([rows] * 4))) is None
