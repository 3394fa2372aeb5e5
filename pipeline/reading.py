"""Read files without a study: what can be read of them, each by its own rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import IngestError, safe_label
from ingest.files import files_in
from ingest.manifest import read_manifest
from ingest.readers import read_transcript
from ingest.records import ManifestRow, Transcript
from ingest.rules import ACCEPT, AS_FOUND, Rules
from ingest.speakers import assign_roles
from pipeline.folding import fold
from pipeline.recognise import comparable_name, transcript_labels


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read for a trial, under the label that its manifest gives it, or its own name.

    `changes` is what became of tracked changes.
    """

    doc: str
    transcript: Transcript
    row: ManifestRow | None
    name: str
    changes: str = ACCEPT


def read_files(
    paths: Sequence[Path], manifest: Path | None, report: Callable[[str], None], rules: Rules = AS_FOUND
) -> Iterator[ReadFile]:
    """Read what can be read of `paths`, a folder standing for its files; `report` gets a line for what cannot.

    A manifest's row says more of a file than `rules` do. Raises BadManifest.
    """
    rows = read_manifest(manifest) if manifest else []
    paths = [file for path in paths for file in (files_in(path) if path.is_dir() else [path])]
    listed = {comparable_name(row.file): row for row in rows}
    labels = transcript_labels(rows)
    taken: set[str] = set()
    for position, path in enumerate(paths, start=1):
        row = listed.get(comparable_name(path.name))
        how = row.rules(rules) if row else rules
        label = labels[row.file] if row else safe_label(path, (position, len(paths)))
        try:
            transcript = read_transcript(path, how)
        except IngestError as error:
            report(str(error.in_file(label)))
            continue
        if row:
            transcript = assign_roles(transcript, row.interviewer)
        doc = _free(label if row else path.stem, taken)
        taken.add(fold(doc))
        yield ReadFile(doc, transcript, row, path.name, how.changes)


def _free(stem: str, taken: Collection[str]) -> str:
    n, name = 2, stem
    while fold(name) in taken:
        name, n = f"{stem}-{n}", n + 1
    return name
