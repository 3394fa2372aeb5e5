"""Which codings a release or draft gave out: those that a complete file made from it would still have."""

from __future__ import annotations

from sqlite_utils import Database

from exports.published import open_published, study_of
from pipeline.errors import NothingPublished, PipelineError
from pipeline.study import Study


class CannotComplete(PipelineError):
    """Nobody can tell which codings a file would have if nothing had been taken out of it."""

    code = "LL-P071"


def codings_given_out(db: Database, study: Study, release: str) -> frozenset[str]:
    """Return the uids of the codings that a release or draft gave out. Raises CannotComplete.

    The store remembers those of releases; those of a draft are read from it while it is the one that is published.
    """
    rows = db.query(
        "SELECT c.uid FROM release_codings r JOIN codings c ON c.id = r.coding_id WHERE r.release_id = ?", [release]
    )
    given_out = frozenset(row["uid"] for row in rows)
    return given_out or _of_draft(study, release)


def _of_draft(study: Study, release: str) -> frozenset[str]:
    try:
        with open_published(study.published_database(0)) as published:
            if release and study_of(published).id == release:
                return frozenset(row["uid"] for row in published.query("SELECT uid FROM codings"))
    except NothingPublished:
        pass
    raise CannotComplete(
        "--complete needs a file that llais exported from a release, or from the draft that is published now; this "
        "file names none of them. Import it without --complete, or export it again."
    )
