"""The tables of a study are the same whatever program wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ingest.errors import MissingFile, ProtectedFile, UnreadableFile
from ingest.sheets import Problems, alternatives, check_choice, check_columns, listed, read_date, read_sheet


def saved(path: Path, rows: Iterable[Sequence[Any]]) -> Path:
    """Write an Excel workbook with these rows."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def test_a_workbook_is_a_table(tmp_path: Path) -> None:
    """Dates and numbers as people see them, rows with their numbers, blank ones left out."""
    rows = [("File", "Participant ID", "Day"), ("a.docx", 21, date(2025, 11, 4)), (), (" Siân ", 2.5, None)]
    sheet = read_sheet(saved(tmp_path / "manifest.xlsx", rows))
    assert (sheet.label, sheet.columns) == ("manifest.xlsx", ("file", "participant_id", "day"))
    assert sheet.rows == (
        (2, {"file": "a.docx", "participant_id": "21", "day": "2025-11-04"}),
        (4, {"file": "Siân", "participant_id": "2.5", "day": ""}),
    )


def test_more_cells_than_columns_in_a_workbook(tmp_path: Path) -> None:
    """They are told as those of a CSV file are."""
    assert read_sheet(saved(tmp_path / "people.xlsx", [("name",), ("Siân", "Mair")])).surplus == (2,)


def test_the_first_sheet_that_people_see(tmp_path: Path) -> None:
    """Empty and hidden sheets come before it in some workbooks; a filter takes no row away."""
    made = Workbook()
    hidden = made.create_sheet("old")
    hidden.append(("name",))
    hidden.sheet_state = "hidden"
    shown = made.create_sheet("new")
    for row in (("name",), ("Siân",), ("Mair",)):
        shown.append(row)
    shown.row_dimensions[3].hidden = True
    made.save(tmp_path / "people.xlsx")
    assert [cells for _, cells in read_sheet(tmp_path / "people.xlsx").rows] == [{"name": "Siân"}, {"name": "Mair"}]


def test_a_workbook_without_anything(tmp_path: Path) -> None:
    """It has no columns."""
    assert read_sheet(saved(tmp_path / "people.xlsx", [])).columns == ()


def test_a_line_that_says_the_separator(tmp_path: Path) -> None:
    """Excel shows it to nobody, so it is no row."""
    (tmp_path / "people.csv").write_text("sep=;\nname;type\nSiân;\n", encoding="utf-8")
    sheet = read_sheet(tmp_path / "people.csv")
    assert sheet.columns == ("name", "type")
    assert sheet.rows == ((2, {"name": "Siân", "type": ""}),)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """The file is named by its safe label, and the message says what it should be."""
    with pytest.raises(MissingFile, match=r"LL-I001 speakers.xlsx: not found"):
        read_sheet(tmp_path / "speakers.xlsx")
    bad = tmp_path / "Siân.xlsx"
    bad.write_bytes(b"name,type\n")
    with pytest.raises(UnreadableFile, match=r"a .xlsx file: not readable as an Excel workbook; .* as .xlsx"):
        read_sheet(bad)
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(ProtectedFile, match="a .xlsx file"):
        read_sheet(bad)


@pytest.mark.parametrize(
    "cell", ["2025-11-04", "04/11/2025", "4/11/2025", "2025-11-04 10:30:00", "04/11/2025 10:30", "04/11/2025 00:00:00"]
)
def test_dates(cell: str) -> None:
    """With or without a time of day."""
    assert read_date(cell) == date(2025, 11, 4)


@pytest.mark.parametrize("cell", ["", "soon", "11/25/2025", "2025-13-01", "4 Tachwedd"])
def test_what_is_no_date(cell: str) -> None:
    """Nothing is guessed."""
    assert read_date(cell) is None


def test_a_date_with_a_time_in_a_workbook(tmp_path: Path) -> None:
    """Excel has only one kind of date."""
    rows = [("name", "day"), ("Siân", datetime(2025, 11, 4, 10, 30))]
    ((_, cells),) = read_sheet(saved(tmp_path / "people.xlsx", rows)).rows
    assert read_date(cells["day"]) == date(2025, 11, 4)


def test_choices() -> None:
    """However they are written; another word is a problem that names what there is."""
    problems = Problems("manifest.csv")
    assert check_choice(2, "size", "Very Large", ("small", "very_large"), "a size", problems) == "very_large"
    assert check_choice(2, "size", "", ("small", "very_large"), "a size", problems) == ""
    assert problems.lines == []
    check_choice(3, "size", "Siân", ("small", "very_large"), "a size", problems)
    assert problems.lines == ["manifest.csv, row 3, column size: not a size; use small or very_large"]


def test_columns_that_may_come_once(tmp_path: Path) -> None:
    """Of two columns with one name it would be open which holds."""
    (tmp_path / "people.csv").write_text("name,type,type\n", encoding="utf-8")
    sheet, problems = read_sheet(tmp_path / "people.csv"), Problems("people.csv")
    assert check_columns(sheet, ("name",), problems)
    assert problems.lines == []
    assert check_columns(sheet, ("name",), problems, ("name", "type"))
    assert problems.lines == ["people.csv: column type comes twice; keep one of them"]


def test_lists() -> None:
    """Entries are apart by semicolons, each once; choices are named in words."""
    assert listed("Siân ;  Mair  Huws;;Siân") == ("Siân", "Mair Huws")
    assert (alternatives(("a",)), alternatives(("a", "b", "c"))) == ("a", "a, b or c")


CELLS = st.text(alphabet=st.sampled_from("abŵŷâ 😀,;\t\n\"'=-<&"), max_size=12).map(lambda text: f"T{text}e")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_a_workbook_gives_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    """Every character of every cell."""
    sheet = read_sheet(saved(tmp_path_factory.mktemp("sheets") / "people.xlsx", [("name", "relation"), *rows]))
    assert [(cells["name"], cells["relation"]) for _, cells in sheet.rows] == rows
