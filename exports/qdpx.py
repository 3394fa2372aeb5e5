"""The coded study as a REFI-QDA project (.qdpx), for NVivo, ATLAS.ti, MAXQDA, QualCoder and their like."""

from __future__ import annotations

import io
import zipfile

from sqlite_utils import Database

from exports.coded_study import read_coded_study
from exports.refi_project import CODE_POINTS, project_of
from exports.stable_zip import stable_zip

PROJECT_FILE = "project.qde"


def codings_to_qdpx(db: Database, units: str = CODE_POINTS) -> bytes:
    """Write transcripts, codebook, codings and memos as one archive; the same database gives the same bytes.

    Positions count code points as the standard says, or UTF-16 code units (`units`), as NVivo for Windows does. It is
    for the team: every published turn is in it, whether it may be quoted or not.
    """
    project, texts = project_of(read_coded_study(db), units)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(PROJECT_FILE, project)
        for path, text in texts.items():
            archive.writestr(path, text.encode("utf-8"))
    return stable_zip(written.getvalue())
