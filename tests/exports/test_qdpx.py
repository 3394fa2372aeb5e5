"""The archive of a REFI-QDA project."""

from __future__ import annotations

import io
import re
import zipfile

from exports.published import open_published
from exports.qdpx import PROJECT_FILE, codings_to_qdpx
from exports.refi_project import UTF16
from pipeline.study import Study
from tests.exports.by_hand import TRANSCRIPTS, database
from tests.exports.conftest import ORIGINALS


def opened(content: bytes) -> zipfile.ZipFile:
    """Open a written archive."""
    return zipfile.ZipFile(io.BytesIO(content))


def test_it_holds_one_project_and_a_text_for_each_transcript() -> None:
    """The texts are named by their GUIDs in upper case, as the project refers to them."""
    with opened(codings_to_qdpx(database())) as archive:
        project, *texts = archive.namelist()
        xml = archive.read(project).decode()

    assert project == PROJECT_FILE == "project.qde"
    assert len(texts) == len(TRANSCRIPTS)
    assert all(re.fullmatch(r"sources/[0-9A-F-]{36}\.txt", text) for text in texts)
    assert re.findall(r'plainTextPath="internal://([^"]+)"', xml) == [text.split("/")[1] for text in texts]


def test_texts_are_utf_8_without_mark_or_carriage_return() -> None:
    """Then line ends and marks cannot shift anything, in any tool."""
    with opened(codings_to_qdpx(database())) as archive:
        texts = [archive.read(name) for name in archive.namelist()[1:]]

    assert all(not text.startswith(b"\xef\xbb\xbf") and b"\r" not in text for text in texts)
    assert "Tŷ agored oedd e,\nand she had a bed made up. 👩‍👧" in texts[0].decode()


def test_the_same_database_gives_the_same_bytes() -> None:
    """Nothing in the archive is of the hour."""
    assert codings_to_qdpx(database()) == codings_to_qdpx(database())
    assert codings_to_qdpx(database(), UTF16) != codings_to_qdpx(database())


def test_nothing_in_it_is_original(coded_study: Study) -> None:
    """No name of anybody, no coder's name, no path of the computer."""
    with open_published(coded_study.database()) as db, opened(codings_to_qdpx(db)) as archive:
        everything = " ".join([*archive.namelist(), *(archive.read(name).decode() for name in archive.namelist())])

    words = set(re.findall(r"[\w']+", everything.lower()))
    assert words.isdisjoint(ORIGINALS)
    assert "menna" in words
    assert str(coded_study.folder) not in everything
