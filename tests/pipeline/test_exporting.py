"""Every export says what it was made from: no draft can be taken for a release."""

from __future__ import annotations

import io
import zipfile

import pytest

from exports.published import open_published, study_of
from pipeline.exporting import FORMATS_WRITTEN, export_bytes
from tests.demonstrated import demo_study


def said(content: bytes) -> str:
    """Return all that an export says, inside a Word file too."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as word:
            return " ".join(word.read(name).decode("utf-8", "replace") for name in word.namelist())
    return content.decode("utf-8-sig")


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
