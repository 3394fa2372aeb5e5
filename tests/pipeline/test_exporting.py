"""Every export says what it was made from: no draft can be taken for a release."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from exports.published import open_published, study_of
from pipeline.errors import NoSuchThing, NothingPublished
from pipeline.exporting import CODING_DOCX, CODINGS_QDPX, FORMATS_WRITTEN, Wanted, export_bytes
from tests.demonstrated import demo_study


def said(content: bytes) -> str:
    """Return all that an export says, inside a Word file or an archive of them too."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(said(archive.read(name)) for name in archive.namelist())
    return content.decode("utf-8-sig", "replace")


@pytest.mark.parametrize("format_", FORMATS_WRITTEN)
def test_a_draft_says_draft_in_every_export(format_: str) -> None:
    """Not signed off, in words."""
    written = said(export_bytes(demo_study(), format_)).casefold()

    assert "draft" in written and "not signed off" in written


@pytest.mark.parametrize("format_", FORMATS_WRITTEN)
def test_a_release_names_itself_in_every_export(format_: str) -> None:
    """With its number and its day, and never as a draft that is not signed off."""
    with open_published(demo_study().published_database(1)) as db:
        name = study_of(db).release
    written = said(export_bytes(demo_study(), format_, release=1)).casefold()

    assert name.casefold() in written
    assert "not signed off" not in written


def test_one_transcript_is_the_same_as_in_the_archive_of_all() -> None:
    """Whatever the case of its label."""
    with zipfile.ZipFile(io.BytesIO(export_bytes(demo_study(), CODING_DOCX))) as archive:
        name = archive.namelist()[0]
        assert export_bytes(
            demo_study(), CODING_DOCX, wanted=Wanted(name.removesuffix(".docx").lower())
        ) == archive.read(name)


def test_a_transcript_that_was_not_published_is_named_with_those_that_were() -> None:
    """One line says what can be asked for."""
    with pytest.raises(NoSuchThing, match="No transcript of this label was published. Published are: .*FC01"):
        export_bytes(demo_study(), CODING_DOCX, wanted=Wanted("FC99"))


def test_positions_can_count_as_nvivo_for_windows_does() -> None:
    """The project says which of the two it is."""
    assert "UTF-16 code units, as" in said(export_bytes(demo_study(), CODINGS_QDPX, wanted=Wanted(units="utf16")))
    assert "Unicode code points, from 0" in said(export_bytes(demo_study(), CODINGS_QDPX))


def test_what_an_earlier_llais_published_is_asked_for_again(tmp_path: Path) -> None:
    """It may lack what an export needs; other exports are made of it all the same."""
    earlier = replace(demo_study(), folder=tmp_path)
    earlier.database().parent.mkdir()
    shutil.copy(demo_study().database(), earlier.database())
    with sqlite3.connect(earlier.database()) as published:
        published.execute("DROP INDEX codings_in_order_of_uid")
        published.execute("ALTER TABLE codings DROP COLUMN uid")
    with pytest.raises(NothingPublished, match="made by an earlier llais"):
        export_bytes(earlier, CODINGS_QDPX)
    assert export_bytes(earlier, "quotes-csv")
