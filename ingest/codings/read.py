"""Any file that holds codings, told by what is in it and not by what it is called."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.codings.qualcoder import DATABASE, is_qualcoder, read_qualcoder
from ingest.codings.records import ForeignProject
from ingest.codings.refi_archive import KIND, Archive
from ingest.codings.refi_codes import codebook_of
from ingest.codings.refi_project import project_in, read_qdpx
from ingest.codings.refi_xml import parse_project
from ingest.codings.sqlite_file import HEADER, opened_database
from ingest.codings.taguette import is_taguette, read_taguette
from ingest.codings.word_codings import read_word_codings
from ingest.containers import OLE, local, open_container
from ingest.errors import EmptyFile, IngestError, MissingFile, NotCodings, UnreadableFile, safe_label
from ingest.files import read_content
from ingest.readers.docx import KIND as WORD

_ZIP = b"PK"
_ENOUGH_TO_TELL = 4096
_WORD = re.compile(r"word/document\d*\.xml")
_BEGINNING_OF_XML = re.compile(
    b"(?:%b)?[\\s\\0]*<" % b"|".join((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
)


def read_foreign(path: Path) -> ForeignProject:
    """Read what a file made elsewhere holds: codings, codes, texts and memos, and a list of what is left out.

    It may be a REFI-QDA project (.qdpx, or its .qde alone) or codebook (.qdc), a Word file with comments, the database
    or the folder of a QualCoder project, or a Taguette database. Raises NotCodings where it is none of these,
    AmbiguousPositions where nothing tells which words its codings are on, SuspectArchive, NoOneProject, StillOpen,
    MissingFile, EmptyFile, UnreadableFile, ProtectedFile and TooLarge; each names the file by its safe label.
    """
    try:
        return _read(path)
    except IngestError as error:
        raise error.in_file(safe_label(path)) from None


def _read(path: Path) -> ForeignProject:
    if (path / DATABASE).is_file():
        path = path / DATABASE
    beginning = _beginning(path)
    if beginning.startswith(HEADER):
        return _read_database(path)
    if beginning.startswith(_ZIP):
        return _read_zip(path)
    if beginning.startswith(OLE):
        open_container(read_content(path), WORD)
    if _BEGINNING_OF_XML.match(beginning):
        return _read_xml(path)
    raise NotCodings


def _beginning(path: Path) -> bytes:
    if not path.exists():
        raise MissingFile
    if not path.is_file():
        raise NotCodings
    try:
        with path.open("rb") as file:
            beginning = file.read(_ENOUGH_TO_TELL)
    except OSError:
        advice = "check that you may open it and that no other program holds it"
        raise UnreadableFile(kind="a file", advice=advice) from None
    if not beginning:
        raise EmptyFile
    return beginning


def _read_database(path: Path) -> ForeignProject:
    with opened_database(path) as database:
        if is_qualcoder(database):
            return read_qualcoder(database)
        if is_taguette(database):
            return read_taguette(database)
    raise NotCodings


def _read_zip(path: Path) -> ForeignProject:
    names = open_container(path, KIND).names
    if any(_WORD.fullmatch(name) for name in names):
        return read_word_codings(path, path.name)
    if any(name.casefold().endswith(".qde") for name in names) or path.suffix.casefold() == ".qdpx":
        return read_qdpx(path)
    raise NotCodings


def _read_xml(path: Path) -> ForeignProject:
    root = parse_project(read_content(path), KIND)
    if local(root.tag) == "CodeBook":
        return codebook_of(root)
    if local(root.tag) == "Project":
        return project_in(Archive(root))
    raise NotCodings
