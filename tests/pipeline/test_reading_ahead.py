"""Many files are read on all cores, and come back as one by one."""

from __future__ import annotations

import pickle
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from ingest import errors
from ingest.errors import BadManifest, IngestError, NoSpeech, UnreadableFile
from ingest.readers import read_transcript
from ingest.rules import AS_FOUND
from pipeline import reading_ahead
from pipeline.reading_ahead import ReadingAhead


def files(folder: Path) -> list[Path]:
    """Write two conversations, and a file that cannot be read."""
    for n in range(2):
        (folder / f"FC0{n}.txt").write_text(f"INT: Te, Siân {n}?\nP1: Plîs 😀.\n", encoding="utf-8")
    (folder / "FC02.docx").write_bytes(b"no Word file")
    return [folder / "FC00.txt", folder / "FC01.txt", folder / "FC02.docx"]


@pytest.fixture(params=[2, 1000], ids=["in processes", "one by one"])
def paths(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give files, and read them in processes or not."""
    monkeypatch.setattr(reading_ahead, "FEWEST", request.param)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    return files(tmp_path)


def test_files_come_back_as_they_are_read_alone(paths: list[Path]) -> None:
    """Turns, what lies beside them, and errors with their one line."""
    with ReadingAhead([(path, AS_FOUND) for path in paths]) as ahead:
        for path in paths[:2]:
            assert ahead.read(path, path.read_bytes(), AS_FOUND) == read_transcript(path)
        with pytest.raises(UnreadableFile, match=r"LL-I002 FC02.docx: not readable as a Word document"):
            ahead.read(paths[2], paths[2].read_bytes(), AS_FOUND)


def test_a_file_that_changed_meanwhile_is_read_again(paths: list[Path]) -> None:
    """What is stored is what the file holds when it is stored."""
    with ReadingAhead([(path, AS_FOUND) for path in paths]) as ahead:
        changed = b"INT: Coffi?\nP1: Na.\n"
        assert ahead.read(paths[0], changed, AS_FOUND).turns[0].text == "Coffi?"


def test_a_process_that_is_taken_away_costs_nothing(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are read in this one."""
    with ReadingAhead([(path, AS_FOUND) for path in paths]) as ahead:
        for begun in ahead._begun.values():
            monkeypatch.setattr(begun, "result", lambda: (_ for _ in ()).throw(BrokenProcessPool))
        assert [ahead.read(path, path.read_bytes(), AS_FOUND) for path in paths[:2]] == [
            read_transcript(path) for path in paths[:2]
        ]


def test_what_nobody_asks_for_is_let_go(paths: list[Path]) -> None:
    """A reader that stops early leaves nothing running."""
    with ReadingAhead([(path, AS_FOUND) for path in paths]):
        pass


DETAILS: dict[type[IngestError], dict[str, str | int]] = {
    errors.UnresolvedChanges: {"count": 3},
    errors.LayoutNotFound: {"layout": "table"},
    errors.UnsupportedFormat: {"supported": ".txt"},
}


@pytest.mark.parametrize("kind", [NoSpeech, UnreadableFile, *DETAILS])
def test_errors_go_from_process_to_process(kind: type[IngestError]) -> None:
    """With their file and what they say."""
    error = kind("FC21….docx", **DETAILS.get(kind, {}))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    table = BadManifest("manifest.csv", ["row 2: empty", "row 3: empty"])
    assert pickle.loads(pickle.dumps(table)).problems == table.problems
