"""Hand the published database to the exports."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from sqlite_utils import Database

from exports.codebook_docx import codebook_to_docx
from exports.coded_study import published_codebook, transcript_ids
from exports.coding_docx import codings_to_docx, codings_to_docx_files
from exports.codings_csv import codings_to_csv
from exports.memos_csv import memos_to_csv
from exports.published import open_published, study_of
from exports.qdc import codebook_to_qdc
from exports.qdpx import codings_to_qdpx
from exports.quotes_csv import quotes_to_csv
from exports.quotes_docx import quotes_to_docx
from exports.refi_project import CODE_POINTS
from exports.replacements_csv import replacements_to_csv
from exports.taguette_csv import codebook_to_taguette
from pipeline.audit.visits import note_visit
from pipeline.errors import MADE_EARLIER, NoSuchThing, NothingPublished
from pipeline.study import Study

CODING_DOCX, CODINGS_QDPX, CODINGS_CSV = "coding-docx", "codings-qdpx", "codings-csv"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of an export.

    `transcript` is the only one of `coding-docx`, "" where all are wanted; `units` is how `codings-qdpx` counts.
    """

    transcript: str = ""
    units: str = CODE_POINTS


_ALL = Wanted()


def _one_or_all(db: Database, wanted: Wanted) -> bytes:
    """Write one transcript as a Word document, or all of them in an archive. Raises NoSuchThing."""
    if not wanted.transcript:
        return codings_to_docx_files(db)
    labels = transcript_ids(db)
    found = [label for label in labels if label.casefold() == wanted.transcript.casefold()]
    if not found:
        raise NoSuchThing(f"No transcript of this label was published. Published are: {', '.join(labels)}.")
    return codings_to_docx(db, found[0])


_WRITERS: dict[str, Callable[[Database, Wanted], bytes]] = {
    CODINGS_CSV: lambda db, _: codings_to_csv(db),
    CODINGS_QDPX: lambda db, wanted: codings_to_qdpx(db, wanted.units),
    CODING_DOCX: _one_or_all,
    "memos-csv": lambda db, _: memos_to_csv(db),
    "quotes-csv": lambda db, _: quotes_to_csv(db),
    "quotes-docx": lambda db, _: quotes_to_docx(db),
    "replacements-csv": lambda db, _: replacements_to_csv(db),
    "codebook-docx": lambda db, _: codebook_to_docx(published_codebook(db), study_of(db).notice),
    "codebook-qdc": lambda db, _: codebook_to_qdc(published_codebook(db), study_of(db).stamp),
    "codebook-taguette-csv": lambda db, _: codebook_to_taguette(published_codebook(db), study_of(db).stamp),
}

FORMATS_WRITTEN = tuple(_WRITERS)


def take_out(study: Study, format_: str, actor: str = "", release: int = 0, wanted: Wanted = _ALL) -> bytes:
    """Return an export of a release, or of the draft, once a visit by `actor` is noted (see `find_actor`).

    Raises NothingPublished, NoSuchThing, NoActor, VisitNotNoted.
    """
    content = export_bytes(study, format_, release, wanted)
    with open_published(study.published_database(release)) as db:
        published = study_of(db).id
    note_visit(study, f"export {format_}", actor=actor, about=published, counts={"bytes": len(content)})
    return content


def export_bytes(study: Study, format_: str, release: int = 0, wanted: Wanted = _ALL) -> bytes:
    """Return an export of a release, or of the draft. Raises NothingPublished, NoSuchThing."""
    with open_published(study.published_database(release)) as db:
        try:
            return _WRITERS[format_](db, wanted)
        except sqlite3.OperationalError:  # a table or column is not there
            raise NothingPublished(MADE_EARLIER) from None
