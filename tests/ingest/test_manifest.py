"""The manifest says whose every file is, or all that is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ingest.consent import COLUMN_NAMES, TERMS
from ingest.errors import BadManifest, MissingFile, UnreadableFile
from ingest.manifest import EMPTY_MANIFEST, MANIFEST_COLUMNS, REQUIRED, read_manifest
from ingest.records import ManifestRow
from ingest.rules import ACCEPT, AS_FOUND, BOLD, GUIDANCE, INTERVIEW, STOP, Rules

HEADER = "file,participant_id,group,interview_date,interviewer,site,consent_level,language,known_names\n"
SIAN = "FC21 Siân.docx,FC21,foster_carer,2025-11-04,EP,Tŷ Gwyn,full,cy,Siân Ŵyn; Rhys Ŵyn\n"


def written(folder: Path, content: str | bytes) -> Path:
    """Write a manifest."""
    path = folder / "manifest.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def problems(folder: Path, rows: str, consent_levels: tuple[str, ...] | None = None) -> list[str]:
    """Return what is wrong with a manifest that has these rows."""
    with pytest.raises(BadManifest) as bad:
        read_manifest(written(folder, HEADER + rows), consent_levels=consent_levels)
    return bad.value.problems


def test_a_row(tmp_path: Path) -> None:
    """Every column has its place, names are apart, and the row has its number in the spreadsheet."""
    assert read_manifest(written(tmp_path, HEADER + "\n" + SIAN)) == [
        ManifestRow(
            row=3,
            file="FC21 Siân.docx",
            participant_id="FC21",
            group="foster_carer",
            interview_date=date(2025, 11, 4),
            interviewer="EP",
            site="Tŷ Gwyn",
            consent_level="full",
            language="cy",
            known_names=("Siân Ŵyn", "Rhys Ŵyn"),
        )
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheets_save_in_many_ways(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Encodings and separators make no difference, nor do capitals and blanks in the header."""
    text = "File,Participant ID,Group,Site\r\na.txt,FC21,Foster carer,Siân’s\r\n".replace(",", delimiter)
    (row,) = read_manifest(written(tmp_path, text.encode(encoding)))
    assert (row.file, row.participant_id, row.group, row.site) == ("a.txt", "FC21", "foster_carer", "Siân’s")


def test_names_in_parts_are_composed(tmp_path: Path) -> None:
    """A name is written as the transcripts are, NFC."""
    (row,) = read_manifest(written(tmp_path, "file,participant_id,group,known_names\na.txt,Y1,worker,Sia\u0302n\n"))
    assert row.known_names == ("Siân",)


def test_unknown_columns_are_kept(tmp_path: Path) -> None:
    """A study may keep more about its interviews."""
    (row,) = read_manifest(written(tmp_path, "file,participant_id,group,Room,site\na.txt,Y1,worker,2,Tŷ\n"))
    assert row.extra == {"room": "2"}
    assert row.site == "Tŷ"


@pytest.mark.parametrize("cell", ["2025-11-04", "04/11/2025", "4/11/2025"])
def test_dates(tmp_path: Path, cell: str) -> None:
    """ISO, or day, month and year."""
    (row,) = read_manifest(written(tmp_path, f"file,participant_id,group,interview_date\na.txt,Y1,worker,{cell}\n"))
    assert row.interview_date == date(2025, 11, 4)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a.txt,Y1,worker,Siân\n", "row 2, column interview_date: not a date; write it as 2025-11-04"),
        ("a.txt,Y1,worker,11/25/2025\n", "row 2, column interview_date: not a date; write it as 2025-11-04"),
        (
            "a.txt,Y1,Siân\n",
            "row 2, column group: not a group of this study; use foster_carer, young_person or worker",
        ),
        (",Y1,worker\n", "row 2, column file: empty; fill it in"),
        ("a.txt,,worker\n", "row 2, column participant_id: empty; fill it in"),
        (
            "a.txt,Y1,worker\nA.txt,Y2,worker\n",
            "row 3, column file: same file as in row 2; keep one row for each file",
        ),
        (
            "a.txt,Y1,worker\nb.txt,Y1,young_person\n",
            "row 3, column group: another group than in row 2; give this participant one group, or two people two ids",
        ),
        (
            "a.txt,Y1,worker,,,,,,Siân,Rhys\n",
            "row 2: more cells than columns; put quotation marks round a cell that holds the separator",
        ),
    ],
)
def test_every_problem_says_where_and_what_to_do(tmp_path: Path, rows: str, expected: str) -> None:
    """A problem names the row and the column, and quotes no cell."""
    assert problems(tmp_path, rows) == [f"manifest.csv, {expected}"]


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """Nobody wants to mend a table line by line; the message shows the first."""
    with pytest.raises(BadManifest, match="LL-I007 manifest.csv: 3 problems to put right, first: ") as bad:
        read_manifest(written(tmp_path, HEADER + "Siân.txt,,worker,soon\nb.txt,Siân,carer\n"))
    assert [line.split(":")[0] for line in bad.value.problems] == [
        "manifest.csv, row 2, column participant_id",
        "manifest.csv, row 2, column interview_date",
        "manifest.csv, row 3, column group",
    ]
    assert "Siân" not in "".join(bad.value.problems)


def test_missing_and_repeated_columns(tmp_path: Path) -> None:
    """The header is checked first."""
    for header, problem in [
        ("file,site", "manifest.csv: missing column participant_id, group; add it to the first row"),
        ("file,participant_id,group,group", "manifest.csv: column group comes twice; keep one of them"),
        ("", "manifest.csv: no header; the first row names the columns"),
    ]:
        with pytest.raises(BadManifest) as bad:
            read_manifest(written(tmp_path, header + "\n"))
        assert bad.value.problems == [problem]


def test_consent_levels_are_checked_where_they_are_known(tmp_path: Path) -> None:
    """The study's settings say which levels there are."""
    assert problems(tmp_path, "a.txt,Y1,worker,,,,some\nb.txt,Y2,worker\n", ("full", "no_quotes")) == [
        "manifest.csv, row 2, column consent_level: not a consent level of this study; use full or no_quotes",
        "manifest.csv, row 3, column consent_level: empty; use full or no_quotes",
    ]
    assert read_manifest(written(tmp_path, HEADER + SIAN), consent_levels=("full",))


def test_a_new_study_begins_with_the_header_alone(tmp_path: Path) -> None:
    """The empty manifest is in order, and lists nothing."""
    assert EMPTY_MANIFEST == HEADER
    assert read_manifest(written(tmp_path, EMPTY_MANIFEST)) == []


def test_a_manifest_that_is_not_there_or_no_table(tmp_path: Path) -> None:
    """The file is named by its safe label."""
    with pytest.raises(MissingFile, match="manifest.csv: not found"):
        read_manifest(tmp_path / "manifest.csv")
    with pytest.raises(UnreadableFile, match="manifest.csv: not readable as a CSV table"):
        read_manifest(written(tmp_path, b"PK\x03\x04\x00\x00\x00\x00"))


def one_row(folder: Path, **cells: str) -> ManifestRow:
    """Read a manifest of one row with these columns beside the required ones."""
    all_cells = {"file": "a.docx", "participant_id": "FC21", "group": "foster_carer", **cells}
    text = f"{';'.join(all_cells)}\n" + ";".join(f'"{cell}"' for cell in all_cells.values()) + "\n"
    (row,) = read_manifest(written(folder, text))
    return row


def test_more_columns(tmp_path: Path) -> None:
    """What the material is, who may have it, and how it is to be read."""
    row = one_row(
        tmp_path, wave="2", item_type="Focus group", access_level="Safeguarded", transcription_style="verbatim",
        layout="bold", speakers="Siân; Rhys", changes="stop", room="3",
    )  # fmt: skip
    assert (row.wave, row.item_type, row.access_level) == ("2", "focus_group", "safeguarded")
    assert (row.transcription_style, row.layout, row.speakers) == ("verbatim", "bold", ("Siân", "Rhys"))
    assert (row.changes, row.extra) == ("stop", {"room": "3"})


@pytest.mark.parametrize(
    ("cell", "item_type"),
    [
        ("", "interview"), ("Interview", "interview"), ("fieldnote", "fieldnotes"), ("Field notes", "fieldnotes"),
        ("guidance_document", "guidance"), ("focus-group", "focus_group"), ("feedback", "feedback"),
    ],
)  # fmt: skip
def test_types_of_material(tmp_path: Path, cell: str, item_type: str) -> None:
    """They may be written in more ways than one."""
    assert one_row(tmp_path, item_type=cell).item_type == item_type


def test_a_document_has_no_group(tmp_path: Path) -> None:
    """Guidance and field notes are nobody's interview; everything else is somebody's."""
    assert one_row(tmp_path, item_type="guidance", group="").group == ""
    for item_type in ("interview", "focus_group", "feedback", ""):
        with pytest.raises(BadManifest) as bad:
            one_row(tmp_path, item_type=item_type, group="")
        assert bad.value.problems == ["manifest.csv, row 2, column group: empty; fill it in"]


def test_terms_of_consent(tmp_path: Path) -> None:
    """Only a clear yes gives a term; a term without a column is not there at all."""
    row = one_row(
        tmp_path, c_participate="Yes", c_record="y", c_quote="no", consent_archive="", c_link="n/a", c_named="1"
    )
    assert row.consent == {"participate": True, "record": True, "quote": False, "archive": False, "link": False}
    assert row.named
    assert row.extra == {}
    assert not one_row(tmp_path).named


def test_a_word_that_is_neither_yes_nor_no(tmp_path: Path) -> None:
    """Consent is not guessed, and the cell is not quoted."""
    with pytest.raises(BadManifest) as bad:
        one_row(tmp_path, c_quote="gofyn i Siân")
    assert bad.value.problems == ["manifest.csv, row 2, column c_quote: neither yes nor no; use yes, no or na"]


def test_one_column_for_a_term(tmp_path: Path) -> None:
    """Of two it would be open which holds."""
    with pytest.raises(BadManifest) as bad:
        one_row(tmp_path, c_quote="yes", consent_quote="no")
    assert bad.value.problems == ["manifest.csv: columns c_quote or consent_quote say the same; keep one of them"]


def test_other_names_of_known_people(tmp_path: Path) -> None:
    """Several names for one, in either order where it can be known."""
    row = one_row(tmp_path, known_names="Joanne Pugh; Siân Ŵyn", aliases="Jo, Joey = Joanne Pugh; Siân Ŵyn = Siani")
    assert row.aliases == (("Jo", "Joanne Pugh"), ("Joey", "Joanne Pugh"), ("Siani", "Siân Ŵyn"))


@pytest.mark.parametrize(
    ("column", "problem"),
    [
        ("item_type", "not a type of material; use interview, focus_group, fieldnotes, guidance or feedback"),
        ("access_level", "not an access level; use open, safeguarded or controlled"),
        ("transcription_style", "not a style of transcription; use verbatim or intelligent"),
        ("layout", "not a layout; use labels, bold, table, questions or paragraphs"),
        ("changes", "not what can become of tracked changes; use accept, reject or stop"),
        ("aliases", 'not in pairs; write "short name = full name", separated by semicolons'),
    ],
)
def test_words_that_are_no_choice(tmp_path: Path, column: str, problem: str) -> None:
    """The message names what there is to choose from."""
    with pytest.raises(BadManifest) as bad:
        one_row(tmp_path, **{column: "Siân"})
    assert bad.value.problems == [f"manifest.csv, row 2, column {column}: {problem}"]


def test_a_row_overrules_how_files_are_read(tmp_path: Path) -> None:
    """Where it says nothing, the study's settings hold."""
    study = Rules(changes=STOP, layout=BOLD, speakers=("EP",))
    assert one_row(tmp_path).rules(AS_FOUND) == AS_FOUND
    assert one_row(tmp_path).rules(study) == Rules(STOP, BOLD, ("EP",), INTERVIEW)
    row = one_row(tmp_path, changes="accept", layout="labels", speakers="Siân", item_type="guidance")
    assert row.rules(study) == Rules(ACCEPT, "labels", ("Siân",), GUIDANCE)


def test_a_workbook(tmp_path: Path) -> None:
    """The same table in Excel, dates being dates, gives the same rows."""
    made = Workbook()
    made.active.append(HEADER.strip().split(","))
    cells = SIAN.strip().split(",")
    made.active.append([*cells[:3], date(2025, 11, 4), *cells[4:]])
    made.active.append(["b.docx", "FC22", "carer"])
    made.save(tmp_path / "manifest.xlsx")
    with pytest.raises(BadManifest) as bad:
        read_manifest(tmp_path / "manifest.xlsx")
    groups = "foster_carer, young_person or worker"
    assert bad.value.problems == [f"manifest.xlsx, row 3, column group: not a group of this study; use {groups}"]
    made.active.delete_rows(3)
    made.save(tmp_path / "manifest.xlsx")
    assert read_manifest(tmp_path / "manifest.xlsx") == read_manifest(written(tmp_path, HEADER + SIAN))


def test_the_columns_are_described_once() -> None:
    """Messages and documentation are made from the same words."""
    names = [column.name for column in MANIFEST_COLUMNS]
    assert REQUIRED == ("file", "participant_id", "group")
    assert len(names) == len(set(names))
    assert all(column.meaning for column in MANIFEST_COLUMNS)
    assert {columns[0] for columns in TERMS.values()} <= set(names) & COLUMN_NAMES


WORDS = st.text(alphabet=st.sampled_from("abŵŷâ 😀,\t\"'-"), max_size=8).map(lambda text: f"T{text.strip()}e")


@settings(max_examples=40, deadline=None)
@given(names=st.lists(WORDS, max_size=4, unique_by=lambda name: " ".join(name.split())), site=WORDS)
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, names: list[str], site: str) -> None:
    """What is written into a manifest is read from it."""
    cells = {"known_names": "; ".join(names).replace('"', '""'), "site": site.replace('"', '""')}
    row = one_row(tmp_path_factory.mktemp("manifest"), **cells)
    assert row.known_names == tuple(" ".join(name.split()) for name in names)
    assert row.site == site
