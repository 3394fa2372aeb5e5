"""Reading a sample in a spreadsheet: what goes out, what comes back, and every problem by its row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.audit.sample import draw_sample, find_sample, turns_of
from pipeline.audit.sheet import BadMarks, sheet, take_marks
from pipeline.study import Study
from tests.pipeline.audit.sheets import rows_of, write
from tests.studies import run_main_job

ONE = """INT: Who listened to you, would you say?
P1: My key worker, Gŵyneth. She just listened, and she listened again. ❤️
INT: And did anything change?
P1: - well, the taxi rides before that, Ŷch a fi!
"""


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """One transcript of four turns."""
    return make_study(tmp_path / "study", {"YP01": ONE}, listed={"YP01": {"known_names": "Gŵyneth"}})


@pytest.fixture
def db(study: Study, opened: Callable[[Study], Database]) -> Database:
    """The study's store, with a sample of all four turns."""
    store = opened(study)
    run_main_job(store, study)
    draw_sample(store, study.settings, 4, "Ann", seeds=False)
    return store


def test_the_sheet_shows_turns_with_their_neighbours(db: Database, study: Study) -> None:
    """Every unread turn, those round it, and empty columns; no original, and nothing that runs as a formula."""
    content = sheet(db, study.settings, 1, "Bob")
    rows = rows_of(content)

    assert [row["n"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[1]["before"] == rows[0]["text"] and rows[1]["after"] == rows[2]["text"] and rows[3]["after"] == ""
    assert rows[3]["text"].startswith("'- well") and "Gŵyneth" not in content.decode("utf-8-sig")
    assert not any(row["quote"] or row["kind"] or row["severity"] for row in rows)


def test_marks_come_back(tmp_path: Path, db: Database, study: Study) -> None:
    """Quotes become marks, empty rows readings; with the last turn read the sample is finished."""
    rows = rows_of(sheet(db, study.settings, 1, "Bob"))
    rows[3] |= {"quote": "the  taxi rides", "kind": "Quasi", "severity": "Combining"}
    again = rows[3] | {"quote": "Ŷch a fi", "kind": "direct", "severity": "third party"}
    taken = take_marks(db, 1, write(tmp_path / "marks.csv", [*rows, again]), "Bob")

    assert (taken.read, taken.marks, taken.left) == (4, 2, 0)
    last = list(turns_of(db, 1))[3]
    assert [(last.text[m.start : m.end], m.kind, m.severity) for m in last.marks] == [
        ("the taxi rides", "quasi", "combining"),
        ("Ŷch a fi", "direct", "third party"),
    ]
    assert find_sample(db, 1).finished_at


def test_part_of_a_sheet_may_come_back(tmp_path: Path, db: Database, study: Study) -> None:
    """Rows that were taken out are left to read, and the next sheet holds them alone."""
    rows = rows_of(sheet(db, study.settings, 1, "Bob"))
    taken = take_marks(db, 1, write(tmp_path / "marks.csv", rows[:3]), "Bob")

    assert taken.left == 1 and find_sample(db, 1).finished_at is None
    assert [row["n"] for row in rows_of(sheet(db, study.settings, 1, "Bob"))] == ["4"]


def test_every_problem_is_told_by_its_row(tmp_path: Path, db: Database, study: Study) -> None:
    """Nothing is taken while anything is wrong, and no problem repeats words."""
    rows = rows_of(sheet(db, study.settings, 1, "Bob"))
    rows[0] |= {"quote": "Nobody said this", "kind": "direct", "severity": "participant"}
    rows[1] |= {"quote": "listened", "kind": "grave", "severity": ""}
    rows[2] |= {"kind": "direct"}
    rows[3] |= {"n": "17"}
    with pytest.raises(BadMarks) as caught:
        take_marks(db, 1, write(tmp_path / "marks.csv", rows), "Bob")

    lines = caught.value.problems
    assert [line.split(": ")[0].split("file, ")[1] for line in lines] == [
        "row 2, column quote",
        "row 3, column severity",
        "row 3, column kind",
        "row 3, column quote",
        "row 4, column quote",
        "row 5, column n",
    ]
    assert not any(words in line for line in lines for words in ("Nobody", "listened", "grave"))
    assert find_sample(db, 1).read == 0


def test_a_turn_is_taken_once(tmp_path: Path, db: Database, study: Study) -> None:
    """The same sheet a second time is refused, and so is one of somebody who reviewed the transcript."""
    rows = rows_of(sheet(db, study.settings, 1, "Bob"))
    path = write(tmp_path / "marks.csv", rows[:2])
    take_marks(db, 1, path, "Bob")
    with pytest.raises(BadMarks, match="read before"):
        take_marks(db, 1, path, "Bob")
    row = {"transcript_id": "YP01", "reading": 1, "reader": "Bob", "begun_at": ""}
    db.table("readings").insert(row)
    with pytest.raises(BadMarks, match="you reviewed YP01"):
        take_marks(db, 1, write(path, rows[2:]), "Bob")
    assert take_marks(db, 1, path, "Bob", alone=True).left == 0
