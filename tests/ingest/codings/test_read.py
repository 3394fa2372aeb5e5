"""A file is known by what is in it, whatever it is called."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from ingest.codings.read import read_foreign
from ingest.containers import OLE
from ingest.errors import EmptyFile, IngestError, MissingFile, NotCodings, ProtectedFile, UnreadableFile
from tests.refi import code, coding, element, packed, project, saved, selection, source

QDE = project(source("FC01", selection(0, 4, coding("Moves"))), code("Moves"))


def commented() -> bytes:
    """Write a Word file with a comment."""
    document = Document()
    document.add_comment(document.add_paragraph("").add_run("They moved me."), "#moves", author="Carys")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("name", ["FC01.qdpx", "FC01.zip", "FC01.docx", "Siân", "FC01.txt"])
def test_the_name_says_nothing(tmp_path: Path, name: str) -> None:
    """Files are renamed on their way."""
    refi = read_foreign(saved(tmp_path, packed(QDE, {"FC01": "They moved me."}), name))
    assert [one.quote for one in refi.codings] == ["They"]

    word = read_foreign(saved(tmp_path, commented(), name))
    assert [(one.code, one.coder) for one in word.codings] == [(("moves",), "Carys")]
    assert word.sources[0].name == name

    book = read_foreign(saved(tmp_path, element("CodeBook", element("Codes", code("Moves"))).encode(), name))
    assert [one.path for one in book.codebook] == [("Moves",)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_project_file_that_was_unpacked_is_read(tmp_path: Path, encoding: str) -> None:
    """With the texts that are in it; the others are left out."""
    inner = element("PlainTextContent", "They moved me.") + selection(0, 4, coding("Moves"))
    qde = project(source("FC01", inner, plainTextPath="-") + source("FC02"), code("Moves"))
    found = read_foreign(saved(tmp_path, qde.replace("utf-8", encoding[:6].rstrip("-")).encode(encoding), "a.qde"))

    assert [one.quote for one in found.codings] == ["They"]
    assert [one.n for one in found.left_out] == [1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_table_is_no_project_file(tmp_path: Path, encoding: str) -> None:
    """Though Excel begins one with a byte order mark, as some programs begin a project file."""
    with pytest.raises(NotCodings):
        read_foreign(saved(tmp_path, "transcript,turn\nFC01,<1\n".encode(encoding), "codings.csv"))


@pytest.mark.parametrize("content", [b"Just words.", b"PK\x05\x06" + bytes(18), b"<html/>", b"SQLite format 3\x00"])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    """With what would be read."""
    with pytest.raises(IngestError) as caught:
        read_foreign(saved(tmp_path, content, "Siân Ŵyn.txt"))
    assert "a .txt file: " in str(caught.value)
    assert "Siân" not in str(caught.value)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """No file, an empty one, a folder of something else, a password, Word's old format."""
    with pytest.raises(MissingFile):
        read_foreign(tmp_path / "a.qdpx")
    with pytest.raises(EmptyFile):
        read_foreign(saved(tmp_path, b""))
    with pytest.raises(NotCodings):
        read_foreign(tmp_path)
    with pytest.raises(ProtectedFile):
        read_foreign(saved(tmp_path, OLE + bytes(9_000) + "EncryptedPackage".encode("utf-16-le"), "a.docx"))
    with pytest.raises(UnreadableFile, match="not readable as a Word document; it is in an old format"):
        read_foreign(saved(tmp_path, OLE + bytes(9_000), "a.doc"))
