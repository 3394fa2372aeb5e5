"""What of somebody who withdrew lies in the files that are the researcher's own, which llais never touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlite_utils import Database

from ingest.errors import IngestError, safe_label
from ingest.files import digest_of, files_in, read_content
from ingest.sheets import read_sheet
from pipeline.lifecycle.names import telling_words
from pipeline.lifecycle.traces import Traces, digester_of
from pipeline.recognise import comparable_name
from pipeline.study import Study

_KEPT_ELSEWHERE = "recordings, consent forms and copies elsewhere"


def left_to_people(db: Database, study: Study, participant: str, traces: Traces) -> Iterator[str]:
    """List rows of the tables and files in the transcripts folder that are about a participant, by their positions."""
    digest = digester_of(db).of

    def is_gone(cell: str) -> bool:
        words = telling_words(cell)
        return bool(words) and traces.names.issuperset(map(digest, words))

    files: set[str] = set()
    for table in (study.manifest, study.speakers):
        for row, cells in _rows(table):
            if cells.get("participant_id", "").casefold() == participant.casefold():
                files.add(comparable_name(cells.get("file", "")))
                yield f"{table.name}, row {row}: take it out"
            elif _any_name(cells, ("known_names", "aliases"), is_gone):
                yield f"{table.name}, row {row}: take a name out that nobody else has"
    for row, cells in _rows(study.roster):
        if _any_name(cells, ("name",), is_gone):
            yield f"{study.roster.name}, row {row}: take it out"
    if study.transcripts.is_dir():
        paths = files_in(study.transcripts)
        for n, path in enumerate(paths, start=1):
            if comparable_name(path.name) in files or _digest(path, digest) in traces.files:
                yield f"transcripts, {safe_label(path, (n, len(paths)))}: delete it, or take their words out"
    yield f"{_KEPT_ELSEWHERE}: llais does not know of them"


def _rows(table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if table.exists():
        try:
            yield from read_sheet(table).rows
        except IngestError:
            return


def _any_name(cells: dict[str, str], columns: tuple[str, ...], is_gone: Callable[[str], bool]) -> bool:
    names = (name for column in columns for name in cells.get(column, "").replace("=", ";").split(";"))
    return any(is_gone(name) for name in names)


def _digest(path: Path, digest: Callable[[str], bytes]) -> bytes:
    try:
        return digest(digest_of(read_content(path)))
    except IngestError:
        return b""
