"""The demo makes a study of its own, runs it, and takes nothing away."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.demonstrate import demonstrate
from pipeline.errors import StudyExists
from pipeline.publish.table import AUDIENCES
from pipeline.study import open_study
from tests.studies import say_nothing


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Run the demo once; return its folder and what it said."""
    folder = tmp_path_factory.mktemp("demo") / "llais-demo"
    said: list[str] = []
    demonstrate(folder, said.append)
    return folder, said


def test_the_demo_runs_the_main_job(demo: tuple[Path, list[str]]) -> None:
    """Every transcript is read, every coding is placed, and something is published."""
    folder, said = demo
    published = Database(open_study(folder).database())

    assert published["transcripts"].count == len([*(folder / "transcripts").iterdir()])
    assert published["codings"].count > 0
    assert published["coders"].count == 2
    assert not [line for line in said if "LL-" in line or ", row " in line]


def test_the_demo_has_a_file_for_every_audience(demo: tuple[Path, list[str]]) -> None:
    """So that every role can be tried; the reviewers' has the answers to all the points."""
    study = open_study(demo[0])
    checklist = Database(study.database("ethics"))["checklist"]

    assert all(study.database(audience).is_file() for audience in AUDIENCES)
    assert [row["id"] for row in checklist.rows] == list(range(1, 25))


def test_the_demo_can_be_run_again(demo: tuple[Path, list[str]]) -> None:
    """With the same key, to the same bytes."""
    folder, _ = demo
    key = folder.with_name("llais-demo.key").read_bytes()
    before = open_study(folder).database().read_bytes()

    demonstrate(folder, say_nothing)

    assert open_study(folder).database().read_bytes() == before
    assert folder.with_name("llais-demo.key").read_bytes() == key


def test_the_demo_never_runs_over_something_else(tmp_path: Path) -> None:
    """A folder or a file of somebody's stays as it is."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cawl.jpg").write_bytes(b"x")
    (tmp_path / "notes").write_text("cawl", encoding="utf-8")

    for name in ("photos", "notes"):
        with pytest.raises(StudyExists, match="holds something other than a demo study"):
            demonstrate(tmp_path / name, say_nothing)
    assert {file.name for file in tmp_path.rglob("*")} == {"photos", "cawl.jpg", "notes"}


def test_a_key_that_lies_there_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be the only key to a study that was moved elsewhere."""
    monkeypatch.setattr("pipeline.demonstrate.steps.read_in", _stop)
    key = tmp_path / "study.key"
    key.write_text("bara brith\n", encoding="utf-8")

    with pytest.raises(_Stopped):
        demonstrate(tmp_path / "study", say_nothing)

    assert key.read_text(encoding="utf-8") == "bara brith\n"


class _Stopped(Exception):
    """The demo has got past its key."""


def _stop(*_: object) -> None:
    raise _Stopped
