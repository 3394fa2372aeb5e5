"""What the study's folder shows."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement

from ingest.files import digest_of
from pipeline.audit.report.gather_files import containers_of, doors_of, newest_database, places_of, unread_files
from pipeline.exporting import export_bytes
from pipeline.study import Study
from tests import studies

SAID = {"FC01": "INT: And you?\nFC01: The soup was lovely. 🙂\n"}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study and publish its draft."""
    made = studies.make_study(tmp_path / "study", SAID)
    studies.published(made)
    return made


def test_the_store_is_encrypted_and_closed_and_the_originals_are_open(study: Study) -> None:
    """Rights are those of the computer, places are relative."""
    study.transcripts.chmod(0o755)
    (study.transcripts / "FC01.txt").chmod(0o644)
    places = places_of(study, None)
    kept = {one.what: one for one in places.kept}
    assert places.encrypted is True
    assert (kept["store"].mode, kept["store"].open_to_others) == ("-rw-------", False)
    assert (kept["originals as they came"].where, kept["originals as they came"].open_to_others) == (
        "transcripts",
        True,
    )


def test_a_closed_folder_closes_what_is_in_it(study: Study) -> None:
    """Whoever may not enter cannot read."""
    (study.transcripts / "FC01.txt").chmod(0o644)
    study.transcripts.chmod(0o700)
    kept = {one.what: one for one in places_of(study, None).kept}
    assert not kept["originals as they came"].open_to_others


def test_a_store_without_encryption_is_seen(study: Study) -> None:
    """By the first sixteen bytes."""
    study.store.write_bytes(b"SQLite format 3\0" + bytes(100))
    assert places_of(study, None).encrypted is False


def test_a_key_inside_the_folder_is_counted_whatever_it_is_called(study: Study, tmp_path: Path) -> None:
    """By its ending, and by being the one that was given."""
    outside, inside = tmp_path / "study.key", study.folder / "remember me.txt"
    assert places_of(study, outside).keys_inside == 0
    assert places_of(study, inside).keys_inside == 1
    (study.folder / "study.key").write_text("x", encoding="utf-8")
    assert places_of(study, study.folder / "study.key").keys_inside == 1
    assert places_of(study, None).keys_inside == 1


def test_files_that_the_store_does_not_know_are_counted(study: Study) -> None:
    """By content: a new name makes no new file."""
    known = [digest_of((study.transcripts / "FC01.txt").read_bytes())]
    assert unread_files(study, known) == 0
    (study.transcripts / "FC01.txt").rename(study.transcripts / "FC01b.txt")
    (study.transcripts / "FC02.txt").write_text("FC02: We had tea.\n", encoding="utf-8")
    assert unread_files(study, known) == 1


def with_comment(document: Document) -> None:
    """Comment on a paragraph."""
    document.add_comment(document.add_paragraph("A lift.").runs[0], text="when?", author="R1")


def with_author(document: Document) -> None:
    """Leave an author."""
    document.core_properties.author = "Rhian Elis"


def with_hidden_text(document: Document) -> None:
    """Hide a word."""
    document.add_paragraph("").add_run("bus").font.hidden = True


def with_tracked_change(document: Document) -> None:
    """Insert something while changes are tracked."""
    document.add_paragraph("")._p.append(OxmlElement("w:ins"))


@pytest.mark.parametrize(
    ("put", "what"),
    [
        (with_comment, "comments"),
        (with_author, "an author"),
        (with_hidden_text, "hidden text"),
        (with_tracked_change, "tracked changes"),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_what_a_file_carries_unseen_is_counted(
    put: Callable[[Document], None], what: str, zipped: bool, study: Study
) -> None:
    """In a file of its own, and in a container."""
    document, content = Document(), BytesIO()
    put(document)
    document.save(content)
    exports = study.folder / "exports"
    exports.mkdir()
    if zipped:
        with zipfile.ZipFile(exports / "deposit.zip", "w") as deposit:
            deposit.writestr("data/quotes.docx", content.getvalue())
    else:
        (exports / "quotes.docx").write_bytes(content.getvalue())
    found = containers_of(study)
    assert found.files == 1
    assert found.carrying[what] == 1


def test_what_llais_exports_to_word_carries_nothing(study: Study) -> None:
    """No author, no thumbnail of Word's template, no comments."""
    exports = study.folder / "exports"
    exports.mkdir()
    for format_ in ("quotes-docx", "codebook-docx"):
        (exports / f"{format_}.docx").write_bytes(export_bytes(study, format_))
    assert (containers_of(study).files, containers_of(study).carrying) == (2, {})


def test_the_doors_are_tried_on_the_database_as_it_is_served(study: Study) -> None:
    """All are refused; with nothing published there is nothing to try."""
    doors = doors_of(study, newest_database(study, 0))
    assert doors is not None
    assert [refused for _, refused in doors.tried] == [True] * 4
    assert doors_of(study, newest_database(study, 7)) == doors
    study.database().unlink()
    assert doors_of(study, newest_database(study, 0)) is None
