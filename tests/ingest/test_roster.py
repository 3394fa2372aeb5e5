"""The roster lists who and what is known in advance."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from ingest.errors import BadRoster
from ingest.records import ManifestRow, RosterEntry
from ingest.roster import names_in_manifest, read_roster


def written(folder: Path, rows: str) -> Path:
    """Write a roster with these rows."""
    path = folder / "people.csv"
    path.write_text("name,type,aliases,relation,pseudonym\n" + rows, encoding="utf-8")
    return path


def test_people_places_and_organisations(tmp_path: Path) -> None:
    """A row without a type is a person; aliases are apart."""
    rows = "Siân Ŵyn,,Siani; Sian,carer,Mair Huws\nTŷ Gwyn,place,,,\nClwb Te,ORG,,,\n"
    assert read_roster(written(tmp_path, rows)) == [
        RosterEntry("Siân Ŵyn", "PERSON", ("Siani", "Sian"), "carer", "Mair Huws", row=2),
        RosterEntry("Tŷ Gwyn", "PLACE", row=3),
        RosterEntry("Clwb Te", "ORG", row=4),
    ]


def test_only_the_name_is_required(tmp_path: Path) -> None:
    """A list of names is a roster."""
    path = tmp_path / "people.csv"
    path.write_text("name\nSiân Ŵyn\n", encoding="utf-8")
    assert read_roster(path) == [RosterEntry("Siân Ŵyn", row=2)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (",PERSON,Siani\n", "row 2, column name: empty; fill it in"),
        ("Siân,carer\n", "row 2, column type: not a type; use PERSON, PLACE or ORG"),
        ("Siân\nsiân\n", "row 3, column name: same as in row 2; keep one row, or tell the two apart"),
        (
            "Siân,,,,Mair\nRhys,,,,mair\n",
            "row 3, column pseudonym: same as in row 2; choose another one, or leave it empty",
        ),
        (
            "Siân,,Siani,,siani\n",
            "row 2, column pseudonym: the name itself; choose another one, or leave it empty",
        ),
    ],
)
def test_every_problem_says_where_and_what_to_do(tmp_path: Path, rows: str, expected: str) -> None:
    """A problem names the row and the column, and quotes nobody."""
    with pytest.raises(BadRoster) as bad:
        read_roster(written(tmp_path, rows))
    assert bad.value.problems == [f"people.csv, {expected}"]
    assert "Siân" not in str(bad.value)


def test_one_name_may_be_a_person_and_a_place(tmp_path: Path) -> None:
    """Barry is both."""
    assert [entry.type for entry in read_roster(written(tmp_path, "Barry\nBarry,PLACE\n"))] == ["PERSON", "PLACE"]


def test_names_in_the_manifest_are_people_each_once() -> None:
    """A name that several rows know has the first of them."""
    rows = [
        ManifestRow(2, "a.txt", "FC21", "foster_carer", known_names=("Siân Ŵyn", "Rhys Ŵyn")),
        ManifestRow(3, "b.txt", "YP21", "young_person", known_names=("siân ŵyn", "Mair")),
    ]
    assert names_in_manifest(rows) == [
        RosterEntry("Siân Ŵyn", row=2),
        RosterEntry("Rhys Ŵyn", row=2),
        RosterEntry("Mair", row=3),
    ]


def test_other_names_in_the_manifest() -> None:
    """They belong to the name that they stand for, which need not be listed as well."""
    rows = [
        ManifestRow(2, "a.txt", "FC21", "foster_carer", known_names=("Joanne Pugh",), aliases=(("Jo", "Joanne Pugh"),)),
        ManifestRow(3, "b.txt", "FC22", "foster_carer", aliases=(("jo", "Joanne Pugh"), ("Siani", "Siân Ŵyn"))),
    ]
    assert names_in_manifest(rows) == [
        RosterEntry("Joanne Pugh", aliases=("Jo",), row=2),
        RosterEntry("Siân Ŵyn", aliases=("Siani",), row=3),
    ]


def test_a_workbook(tmp_path: Path) -> None:
    """A roster may be kept in Excel."""
    made = Workbook()
    for row in (("Name", "Type", "Aliases"), ("Siân Ŵyn", "person", "Siani; Sian")):
        made.active.append(row)
    made.save(tmp_path / "people.xlsx")
    assert read_roster(tmp_path / "people.xlsx") == [RosterEntry("Siân Ŵyn", "PERSON", ("Siani", "Sian"), row=2)]


def test_a_column_comes_once(tmp_path: Path) -> None:
    """Of two columns with one name it would be open which holds."""
    path = tmp_path / "people.csv"
    path.write_text("name,type,type\nSiân,,ORG\n", encoding="utf-8")
    with pytest.raises(BadRoster, match="column type comes twice"):
        read_roster(path)
