"""Another program's file of codes: read, and refused where it has none or would be written over something."""

from __future__ import annotations

from pathlib import Path

from ingest.codings.read import read_foreign
from ingest.codings.records import ForeignProject
from ingest.errors import safe_label
from pipeline.errors import PipelineError


class NoCodes(PipelineError):
    """A file has no codes of which a codebook could be made."""

    code = "LL-P072"


class CodebookThere(PipelineError):
    """A codebook would be written over a file that is there."""

    code = "LL-P073"


def codes_of(path: Path) -> ForeignProject:
    """Read a file that has codes. Raises NoCodes, and what reading the file raises."""
    project = read_foreign(path)
    if not any(code.is_codable for code in project.codebook):
        raise NoCodes(
            f"{safe_label(path)}: it holds no codes. Export the codebook as REFI-QDA (.qdc) from the program it is in."
        )
    return project


def check_free(path: Path) -> None:
    """Make sure that nothing is at `path`. Raises CodebookThere."""
    if path.exists():
        raise CodebookThere(f"{safe_label(path)}: there already, and not written over. Name another file with -o.")
