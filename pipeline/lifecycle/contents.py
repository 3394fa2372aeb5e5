"""Every text in a file, whatever kind of file it is: cells and pages of databases, members of containers, pages of PDF.

What cannot be looked into is said, never passed over.
"""

from __future__ import annotations

import html
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

_SQLITE = b"SQLite format 3\0"
_LARGEST_MEMBER = 512 * 2**20
_DEEPEST = 4
# Word and spreadsheets divide words into runs: within these a tag divides nothing, at the ends of others it does.
_ENDS_A_STRETCH = re.compile(rb"</?(?:[\w.-]+:)?(?:p|tr|tc|td|th|li|h\d|div|br|row|c|si|tab|cr)(?=[\s/>])[^>]*>", re.I)
_TEXT_IN_BYTES = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]+){3,}")
_TAG = re.compile(rb"<[^>]*>")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".ico", ".woff", ".woff2", ".ttf", ".otf")
_COMPRESSED = {
    b"PAR1": "Parquet",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "rar",
    b"BZh": "bzip2",
    b"\xfd7zX": "xz",
    b"(\xb5/\xfd": "Zstandard",
    b"\xd0\xcf\x11\xe0": "an old Office file, or one with a password",
}


class NotLookedInto(Exception):
    """A file, or a part of one, holds something that cannot be read; the message says what kind of thing."""


class Place(StrEnum):
    """Where in a file a text stands, in the words that people are shown."""

    CELL = "cell of table"
    INDEX = "word index"
    RAW = "raw bytes"
    TEXT = "text"
    MEMBER_NAME = "name of a file inside"
    PROPERTIES = "document properties"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that a file holds, and where it stands; `table` and `column` are those of a cell of a database."""

    place: Place
    text: str
    table: str = ""
    column: str = ""


def texts_in(path: Path) -> Iterator[str]:
    """Yield every text that a file holds. Raises NotLookedInto after those that could be read."""
    return (piece.text for piece in pieces_in(path))


def pieces_in(path: Path) -> Iterator[Piece]:
    """Yield every text that a file holds, with its place. Raises NotLookedInto after those that could be read."""
    if path.suffix.lower() in (".db", ".sqlite", ".sqlite3") or _begins_with(path, _SQLITE):
        yield from _in_database(path)
    else:
        yield from _in_bytes(path.read_bytes(), path.suffix.lower(), 0, Place.TEXT)


def _begins_with(path: Path, magic: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(magic)) == magic


def _in_database(path: Path) -> Iterator[Piece]:
    """Yield the cells, the terms of word indexes, and the bytes of every page, free ones included."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            names = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
            for name, sql in names:
                quoted = name.replace('"', '""')
                if sql and "fts5" in sql.lower():
                    connection.execute(f'CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, "{quoted}", row)')
                    for (term,) in connection.execute("SELECT term FROM temp.terms"):
                        yield Piece(Place.INDEX, term)
                    connection.execute("DROP TABLE temp.terms")
                    continue
                rows = connection.execute(f'SELECT * FROM "{quoted}"')
                columns = [column[0] for column in rows.description]
                for row in rows:
                    cells = zip(columns, row, strict=True)
                    yield from (Piece(Place.CELL, cell, name, its) for its, cell in cells if isinstance(cell, str))
    except sqlite3.Error:
        raise NotLookedInto("a database that does not open") from None
    for file in (path, path.with_name(f"{path.name}-wal")):
        if file.exists():
            yield from _stretches(file.read_bytes())


def _stretches(raw: bytes) -> Iterator[Piece]:
    """Yield what is text in raw pages."""
    return (Piece(Place.RAW, found.group().decode("utf-8", "replace")) for found in _TEXT_IN_BYTES.finditer(raw))


def _in_bytes(content: bytes, suffix: str, depth: int, place: Place) -> Iterator[Piece]:
    if content.startswith(_SQLITE):
        yield from _stretches(content)
    elif content.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        yield from _in_container(content, depth)
    elif content.startswith(b"%PDF"):
        yield from _in_pdf(content)
    elif suffix in _PICTURES:
        yield from _stretches(content)  # what cameras and programs write into them; what is in the picture nobody reads
    elif kind := next((kind for magic, kind in _COMPRESSED.items() if content.startswith(magic)), None):
        raise NotLookedInto(kind)
    else:
        yield from (Piece(place, text) for text in _in_text(content))


def _in_container(content: bytes, depth: int) -> Iterator[Piece]:
    """Yield the texts of every member, and the names and notes of the container itself."""
    missed = set()
    try:
        with zipfile.ZipFile(BytesIO(content)) as container:
            yield Piece(Place.COMMENT, container.comment.decode("utf-8", "replace"))
            for member in container.infolist():
                yield Piece(Place.MEMBER_NAME, member.filename)
                yield Piece(Place.COMMENT, member.comment.decode("utf-8", "replace"))
                if member.flag_bits & 1 or member.file_size > _LARGEST_MEMBER:
                    missed.add("a member with a password" if member.flag_bits & 1 else "a very large member")
                    continue
                suffix, place = Path(member.filename).suffix.lower(), _place_of(member.filename)
                try:
                    yield from _in_bytes(container.read(member), suffix, depth + 1, place)
                except NotLookedInto as error:
                    missed.add(str(error))
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError):
        missed.add("a damaged container")
    if missed:
        raise NotLookedInto(", ".join(sorted(missed)))


def _place_of(member: str) -> Place:
    """Say what a member of a Word file or a workbook is."""
    if member.startswith("docProps/"):
        return Place.PROPERTIES
    return Place.COMMENT if "comment" in Path(member).name.lower() else Place.TEXT


def _in_pdf(content: bytes) -> Iterator[Piece]:
    try:
        reader = PdfReader(BytesIO(content))
        yield Piece(Place.PROPERTIES, " ".join(str(value) for value in (reader.metadata or {}).values()))
        for page in reader.pages:
            yield Piece(Place.TEXT, page.extract_text())
    except (PyPdfError, ValueError, KeyError, OSError):
        raise NotLookedInto("a PDF that does not open") from None


def _in_text(content: bytes) -> Iterator[str]:
    """Yield a text as it stands, and where it has tags without them: words that tags divide, and words between them."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if wide else "utf-8", "replace")
    yield text
    if "\ufffd" in text and not wide:
        yield content.decode("cp1252", "replace")  # as Excel on Windows writes CSV: "Si\xf4n" holds a Siôn
    raw = text.encode("utf-8", "replace")
    if b"<" in raw and b">" in raw:
        divided = _ENDS_A_STRETCH.sub(b" ", raw)
        for without in (_TAG.sub(b"", divided), _TAG.sub(b" ", raw)):
            yield html.unescape(without.decode("utf-8", "replace"))
