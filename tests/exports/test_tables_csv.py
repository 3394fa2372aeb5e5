"""CSV that spreadsheets open as it is, and that runs nothing."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.tables_csv import to_csv

CELLS = st.text(alphabet="ab ŵŷâ🙂,;\"'=+-@\n\r\t0", max_size=12)


def read(written: bytes) -> list[list[str]]:
    """Read CSV as a spreadsheet would."""
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_recognises_utf_8() -> None:
    """The byte order mark is what makes Excel read ŵ as ŵ."""
    written = to_csv(["enw"], [["Gŵyneth 🙂"]])

    assert written.startswith(codecs.BOM_UTF8)
    assert read(written) == [["enw"], ["Gŵyneth 🙂"]]


def test_rows_end_as_spreadsheets_end_them() -> None:
    """RFC 4180: a carriage return and a line feed after every row, the header and the last included."""
    assert to_csv(["a", "b"], [[1, None], ["x", 0.5]]) == codecs.BOM_UTF8 + b"a,b\r\n1,\r\nx,0.5\r\n"


@pytest.mark.parametrize("cell", ["=SUM(A1)", "+44", "-1", "@here", "\tx", "\rx", '=HYPERLINK("x")'])
def test_no_cell_runs_as_a_formula(cell: str) -> None:
    """What somebody said may begin like a formula."""
    assert read(to_csv(["said"], [[cell]]))[1] == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["a=b", "", "'quoted'", "1-2", "🙂", "ŷ"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    """Nothing else is changed."""
    assert read(to_csv(["said", "n"], [[cell, 1]]))[1] == [cell, "1"]


def test_numbers_below_nought_stay_numbers() -> None:
    """Only text can run."""
    assert read(to_csv(["n"], [[-1]]))[1] == ["-1"]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_every_cell_comes_back(rows: list[list[str]]) -> None:
    """Commas, quotation marks and line breaks survive; a formula only gets its apostrophe."""
    back = read(to_csv(["one", "two"], rows))[1:]

    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in back for cell in row)
