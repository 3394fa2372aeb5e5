"""Review copies as files: a Word document a transcript, for the reviewer alone, and what came back of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from ingest.errors import IngestError, safe_label
from pipeline.audit.trail import record
from pipeline.errors import NoSuchThing, PipelineError
from pipeline.review.bench import Bench
from pipeline.review.word_in import Imported, read_copy, take_in
from pipeline.review.word_out import review_document


class CopyNotThere(PipelineError):
    """A review copy cannot be opened, or cannot be written."""

    code = "LL-P057"


@dataclass(frozen=True, slots=True)
class Copy:
    """A review copy that was written; `undecided` of its marks have no decision."""

    transcript: str
    path: Path
    marks: int
    undecided: int


def write_copies(
    db: Database, bench: Bench, transcripts: Sequence[str], folder: Path, reading: int, actor: str
) -> list[Copy]:
    """Write a Word document with originals for each transcript (all of them where none is named), and note it.

    The files can be read by their owner alone. Raises NoSuchThing, CopyNotThere.
    """
    labels = [state.id for state in bench.overview()]
    unknown = [label for label in transcripts if label not in labels]
    if unknown:
        raise NoSuchThing(f"The study has no transcript {unknown[0]}. Its transcripts are: {', '.join(labels)}.")
    return [_write_copy(db, bench, label, folder, reading, actor) for label in transcripts or labels]


def _write_copy(db: Database, bench: Bench, label: str, folder: Path, reading: int, actor: str) -> Copy:
    page = bench.page(label, reading)
    last = next(db.query("SELECT coalesce(max(id), 0) AS id FROM decisions"))["id"]
    path = folder / f"{label}-review-{reading}.docx"
    with db.atomic():  # what is not in the trail was not handed out
        record(
            db,
            "review copy with originals written",
            actor=actor,
            about=label,
            counts={"marks": len(page.marks), "undecided": page.undecided, "reading": reading},
        )
        _write_for_owner(path, review_document(page, reading, last))
    return Copy(label, path, len(page.marks), page.undecided)


def _write_for_owner(path: Path, content: bytes) -> None:
    """Write a file that nobody else can read, whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CopyNotThere(f"{path} cannot be written: {error.strerror}. Name another folder with -o.") from None


def import_copies(db: Database, bench: Bench, files: Sequence[Path], actor: str, overrule: bool) -> list[Imported]:
    """Take in the answers of review copies, of all or of none where one of them cannot be read.

    Raises CopyNotThere, NotAReviewCopy, NoSuchThing, NotTwoPeople, and what reading a Word file raises.
    """
    copies = []
    for position, path in enumerate(files, start=1):
        name = safe_label(path, (position, len(files)))
        try:
            copies.append(read_copy(path.read_bytes(), name))
        except OSError as error:
            raise CopyNotThere(f"{name} cannot be opened: {error.strerror}.") from None
        except IngestError as error:
            raise error.in_file(name) from None
    return take_in(db, bench, copies, actor, overrule)
