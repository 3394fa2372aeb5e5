"""The table of speakers says who the voices of a focus group are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from ingest.records import ManifestRow, SpeakerRow
from ingest.speaker_table import REQUIRED, SPEAKER_COLUMNS, BadSpeakers, read_speakers

FILES = [
    ManifestRow(2, "FG01.docx", "FG01", "foster_carer", consent_level="full", item_type="focus_group"),
    ManifestRow(3, "notes.docx", "N1", "", item_type="fieldnotes"),
    ManifestRow(4, "FC09.docx", "FC09", "foster_carer", consent_level="full"),
]
HEADER = "file,speaker,participant_id,group,consent_level,c_quote,c_named,withdrawn,known_names\n"


def written(folder: Path, text: str) -> Path:
    """Write a table of speakers."""
    path = folder / "speakers.csv"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str, levels: tuple[str, ...] | None = ("full", "none")) -> list[str]:
    """Return what is wrong with a table of speakers."""
    with pytest.raises(BadSpeakers) as bad:
        read_speakers(written(folder, text), FILES, consent_levels=levels)
    return bad.value.problems


def test_a_row(tmp_path: Path) -> None:
    """Every column has its place."""
    row = "fg01.DOCX,Siân  W,FC21,worker,none,yes,no,2025-11-04,Siân Ŵyn; Siani\n"
    assert read_speakers(written(tmp_path, HEADER + row), FILES, consent_levels=("full", "none")) == [
        SpeakerRow(
            row=2,
            file="FG01.docx",
            speaker="Siân W",
            participant_id="FC21",
            group="worker",
            consent_level="none",
            consent={"quote": True},
            named=False,
            withdrawn=True,
            withdrawn_on=date(2025, 11, 4),
            known_names=("Siân Ŵyn", "Siani"),
        )
    ]


def test_what_the_table_does_not_say_is_as_for_the_file(tmp_path: Path) -> None:
    """Group and consent level; terms that have no column are not there."""
    text = "file,speaker,participant_id\nFG01.docx,P1,FC21\nFG01.docx,P2,FC22\n"
    first, second = read_speakers(written(tmp_path, text), FILES, consent_levels=("full",))
    assert first == SpeakerRow(2, "FG01.docx", "P1", "FC21", "foster_carer", "full")
    assert second.participant_id == "FC22"


@pytest.mark.parametrize(("cell", "withdrawn"), [("yes", True), ("Withdrawn", True), ("no", False), ("", False)])
def test_withdrawn_without_a_date(tmp_path: Path, cell: str, withdrawn: bool) -> None:
    """Yes is enough."""
    text = f"file,speaker,participant_id,withdrawn\nFG01.docx,P1,FC21,{cell}\n"
    (row,) = read_speakers(written(tmp_path, text), FILES)
    assert (row.withdrawn, row.withdrawn_on) == (withdrawn, None)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Siân.docx,P1,FC21,,full\n", "row 2, column file: not in the manifest; write it as there, or add a row there"),
        ("FG01.docx,,FC21,,full\n", "row 2, column speaker: empty; fill it in"),
        ("FG01.docx,P1,,,full\n", "row 2, column participant_id: empty; fill it in"),
        (
            "FG01.docx,P1,FC21,,full\nFG01.docx,p1,FC22,,full\n",
            "row 3, column speaker: same speaker as in row 2; keep one row for each",
        ),
        (
            "FG01.docx,P1,FC21,Siân,full\n",
            "row 2, column group: not a group of this study; use foster_carer, young_person or worker",
        ),
        (
            "notes.docx,P1,FC21,,full\n",
            "row 2, column group: empty, and the file has none; use foster_carer, young_person or worker",
        ),
        (
            "FG01.docx,P1,FC21,,Siân\n",
            "row 2, column consent_level: not a consent level of this study; use full or none",
        ),
        ("FG01.docx,P1,FC21\n", "row 2, column consent_level: empty; use full or none"),
        ("FG01.docx,P1,FC21,,full,perhaps\n", "row 2, column c_quote: neither yes nor no; use yes, no or na"),
        (
            "FG01.docx,P1,FC21,,full,,,Siân\n",
            "row 2, column withdrawn: neither a date nor yes or no; write a date as 2025-11-04",
        ),
        (
            "FG01.docx,P1,FC21,,full\nFG01.docx,P2,FC21,worker,full\n",
            "row 3, column group: another group than in row 2; give this participant one group, or two people two ids",
        ),
        (
            "FG01.docx,P1,fc09,worker,full\n",
            "row 2, column group: another group than in row 4 of the manifest; give this participant one group, or two "
            "people two ids",
        ),
    ],
)
def test_every_problem_says_where_and_what_to_do(tmp_path: Path, rows: str, expected: str) -> None:
    """A problem names the row and the column, and quotes no cell."""
    assert problems(tmp_path, HEADER + rows) == [f"speakers.csv, {expected}"]


def test_missing_and_repeated_columns(tmp_path: Path) -> None:
    """The header is checked first; two columns for one term leave open which holds."""
    assert problems(tmp_path, "file,speaker\n") == [
        "speakers.csv: missing column participant_id; add it to the first row"
    ]
    assert problems(tmp_path, "file,speaker,participant_id,c_quote,consent_quote\n") == [
        "speakers.csv: columns c_quote or consent_quote say the same; keep one of them"
    ]


def test_a_workbook(tmp_path: Path) -> None:
    """An Excel workbook is as good, dates in it are dates."""
    made = Workbook()
    for row in (("file", "speaker", "participant_id", "withdrawn"), ("FG01.docx", "P1", "FC21", date(2025, 11, 4))):
        made.active.append(row)
    made.save(tmp_path / "speakers.xlsx")
    (found,) = read_speakers(tmp_path / "speakers.xlsx", FILES)
    assert found.withdrawn_on == date(2025, 11, 4)


def test_the_columns_are_described_once() -> None:
    """Messages and documentation are made from the same words."""
    assert REQUIRED == ("file", "speaker", "participant_id")
    assert all(column.meaning for column in SPEAKER_COLUMNS)
    assert len({column.name for column in SPEAKER_COLUMNS}) == len(SPEAKER_COLUMNS)
