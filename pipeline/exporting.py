"""Hand the published database to the exports."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from codebook.load import parse_codebook
from codebook.model import Codebook
from exports.codebook_docx import codebook_to_docx
from exports.codings_csv import codings_to_csv
from exports.published import open_published, study_of
from exports.qdc import codebook_to_qdc
from exports.quotes_csv import quotes_to_csv
from exports.quotes_docx import quotes_to_docx
from exports.replacements_csv import replacements_to_csv
from pipeline.audit.visits import note_visit
from pipeline.study import Study

_WRITERS: dict[str, Callable[[Database], bytes]] = {
    "codings-csv": codings_to_csv,
    "quotes-csv": quotes_to_csv,
    "quotes-docx": quotes_to_docx,
    "replacements-csv": replacements_to_csv,
    "codebook-docx": lambda db: codebook_to_docx(_codebook(db), study_of(db).notice),
    "codebook-qdc": lambda db: codebook_to_qdc(_codebook(db), study_of(db).stamp),
}

FORMATS_WRITTEN = tuple(_WRITERS)


def take_out(study: Study, format_: str, actor: str = "", release: int = 0) -> bytes:
    """Return an export of a release, or of the draft, once a visit by `actor` is noted (see `find_actor`).

    Raises NothingPublished, NoActor, VisitNotNoted.
    """
    content = export_bytes(study, format_, release)
    with open_published(study.published_database(release)) as db:
        published = study_of(db).id
    note_visit(study, f"export {format_}", actor=actor, about=published, counts={"bytes": len(content)})
    return content


def export_bytes(study: Study, format_: str, release: int = 0) -> bytes:
    """Return an export of a release, or of the draft. Raises NothingPublished."""
    with open_published(study.published_database(release)) as db:
        return _WRITERS[format_](db)


def _codebook(db: Database) -> Codebook:
    """Read the codebook that was published, which may be older than the study's file."""
    return parse_codebook(next(db.query("SELECT yaml FROM codebook"))["yaml"], "the published codebook")
