"""Every text in a file is found, however the file keeps it."""

from __future__ import annotations

import gzip
import sqlite3
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from pipeline.lifecycle.contents import NotLookedInto, texts_in

WORDS = "Gŵyneth gave me a lift to the meeting"


def in_word(path: Path) -> None:
    """Write the words into a table of a Word file, divided into runs as Word does."""
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    for part in ("Gŵy", "neth gave me", " a lift to ", "the meeting"):
        cell.add_run(part)
    document.save(str(path))


def in_word_comment_of_a_zip(path: Path) -> None:
    """Write the words into the properties of a Word file, in a zip in a zip."""
    document = Document()
    document.core_properties.comments = WORDS
    inner, outer = BytesIO(), BytesIO()
    document.save(inner)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.docx", inner.getvalue())
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("deposit.zip", outer.getvalue())


def in_workbook(path: Path) -> None:
    """Write the words into a cell."""
    book = Workbook()
    book.active["B7"] = WORDS
    book.save(path)


def in_database(path: Path) -> None:
    """Write the words into a table."""
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (a)")
        db.execute("INSERT INTO t VALUES (?)", [WORDS])
    db.close()


def in_free_page(path: Path) -> None:
    """Write the words into a table and delete them, so that they stand in a free page alone."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA secure_delete = OFF")
        db.execute("CREATE TABLE t (a)")
        db.executemany("INSERT INTO t VALUES (?)", [[f"{n} {WORDS} " + "x" * 200] for n in range(100)])
        db.commit()
        db.execute("DELETE FROM t")
    db.close()


def in_text(path: Path) -> None:
    """Write the words into a CSV file."""
    path.write_text(f'FC03,"{WORDS}"\n', encoding="utf-8")


def in_wide_text(path: Path) -> None:
    """Write the words as a Windows program does."""
    path.write_text(WORDS, encoding="utf-16")


def in_html(path: Path) -> None:
    """Write the words with tags and entities in them."""
    path.write_text("<p>G&#373;<b>yneth</b> gave <i>me</i> a lift&nbsp;to the meeting</p>", encoding="utf-8")


PLACES: list[tuple[str, Callable[[Path], None]]] = [
    ("quotes.docx", in_word),
    ("deposit.zip", in_word_comment_of_a_zip),
    ("table.xlsx", in_workbook),
    ("llais.db", in_database),
    ("free.db", in_free_page),
    ("codings.csv", in_text),
    ("codings.txt", in_wide_text),
    ("report.html", in_html),
]


@pytest.mark.parametrize(("name", "write"), PLACES)
def test_words_are_found(tmp_path: Path, name: str, write: Callable[[Path], None]) -> None:
    """In whatever kind of file words stand, they are found in one piece."""
    write(tmp_path / name)
    found = " | ".join(" ".join(text.split()) for text in texts_in(tmp_path / name))
    assert WORDS in found


def test_words_of_a_pdf_are_found(tmp_path: Path) -> None:
    """A PDF's pages and its properties are read."""
    canvas = Canvas(str(tmp_path / "report.pdf"))
    canvas.setTitle("A title with Siwan in it")
    canvas.drawString(72, 700, "They gave me a lift to the meeting")
    canvas.save()
    found = " | ".join(texts_in(tmp_path / "report.pdf"))
    assert "They gave me a lift to the meeting" in found
    assert "Siwan" in found


def test_word_indexes_are_read_term_by_term(tmp_path: Path) -> None:
    """A full-text index keeps its words apart from the table: a word that is only there is found."""
    path = tmp_path / "llais.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE VIRTUAL TABLE f USING fts5(a, content='')")
        db.execute("INSERT INTO f (rowid, a) VALUES (1, 'Pwllbryn a Pwllheli')")
    db.close()
    assert {"pwllbryn", "pwllheli"} <= set(texts_in(path))


def with_password(path: Path) -> None:
    """Write a zip whose member is marked as locked."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("quotes.csv", "FC03")
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)


CLOSED: list[tuple[str, Callable[[Path], None], str]] = [
    ("deposit.zip", with_password, "a member with a password"),
    ("codings.csv.gz", lambda path: path.write_bytes(gzip.compress(b"FC03")) and None, "gzip"),
    ("codings.parquet", lambda path: path.write_bytes(b"PAR1....PAR1") and None, "Parquet"),
    ("old.doc", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(99)) and None, "an old Office file"),
    ("llais.db", lambda path: path.write_bytes(b"no database") and None, "a database that does not open"),
    ("a.pdf", lambda path: path.write_bytes(b"%PDF-1.7 broken") and None, "a PDF that does not open"),
]


@pytest.mark.parametrize(("name", "write", "what"), CLOSED)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, write: Callable[[Path], None], what: str) -> None:
    """A file that cannot be looked into is never passed over as if it held nothing."""
    write(tmp_path / name)
    with pytest.raises(NotLookedInto, match=what):
        list(texts_in(tmp_path / name))


def test_text_in_pictures_and_from_windows_is_read(tmp_path: Path) -> None:
    """A picture may carry its photographer's name, and Excel may have written a table in Windows-1252."""
    picture, table = tmp_path / "lift.png", tmp_path / "quotes.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0Author\0Ceri Prydderch\0\0")
    table.write_bytes("turn,quote\n1,asked Siôn\n".encode("cp1252"))

    assert any("Ceri Prydderch" in text for text in texts_in(picture))
    assert any("Siôn" in text for text in texts_in(table))
