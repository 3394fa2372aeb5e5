"""Errors say what, where and what to do, and tell nobody's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import errors
from ingest.errors import BadManifest, IngestError, UnreadableFile, safe_label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("FC21_Bellis_v2.docx", "FC21….docx"),
        ("FC21.docx", "FC21.docx"),
        ("fc-3 Siân.vtt", "fc-3….vtt"),
        ("WK21_GMT2025.transcript.VTT", "WK21….vtt"),
        ("Siân Ŵyn.docx", "a .docx file"),
        ("Sian2.docx", "a .docx file"),
        ("2025-11-12 Siân.txt", "a .txt file"),
        ("interview with Siân.Ŵyn", "a file"),
        ("manifest.csv", "manifest.csv"),
    ],
)
def test_a_label_keeps_the_study_code_and_nothing_else(name: str, label: str) -> None:
    """A file's name may hold a person's name; its code and its format do not."""
    assert safe_label(name) == label
    assert safe_label(Path("/home/sian") / name) == label


def test_a_file_without_a_code_is_known_by_its_place() -> None:
    """The third of seven files can be found without its name."""
    assert safe_label("Siân Ŵyn.docx", (3, 7)) == "file 3 of 7 (.docx)"
    assert safe_label("Siân Ŵyn", (3, 7)) == "file 3 of 7"


CATALOGUE = [
    each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, IngestError) and "code" in vars(each)
]


def test_every_error_has_a_code_of_its_own() -> None:
    """A code can be looked up, so no two errors share one."""
    assert len(CATALOGUE) == len({each.code for each in CATALOGUE}) > 5


DETAILS: dict[type[IngestError], dict[str, str | int]] = {
    errors.UnresolvedChanges: {"count": 3},
    errors.LayoutNotFound: {"layout": '"table" (table)'},
}


@pytest.mark.parametrize("error", [each for each in CATALOGUE if each is not errors.UnsupportedFormat])
def test_an_error_is_one_line_with_its_code(error: type[IngestError]) -> None:
    """The line names the file by its safe label."""
    message = str(error("FC21….docx", **DETAILS.get(error, {})))
    assert message.startswith(f"{error.code} FC21….docx: ")
    assert "\n" not in message


def test_an_error_can_be_told_of_another_file() -> None:
    """Readers do not know the file's name; who calls them does, and everything else stays."""
    moved = UnreadableFile(kind="a Word document", advice="save it again").in_file("FC21.docx")
    assert str(moved) == "LL-I002 FC21.docx: not readable as a Word document; save it again"
    assert BadManifest("a", ["one", "two"]).in_file("b").problems == ["one", "two"]
