"""Verifying the trail: whatever somebody with the passphrase does to it, one clear line says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.audit.ends import end_as_text, ends_file, note_end
from pipeline.audit.trail import record
from pipeline.audit.verify import verify
from pipeline.study import Study
from tests.conftest import Opener
from tests.pipeline.audit.tampering import without_triggers, write_anew

ROWS = 6


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """Make a study that nothing was done with yet."""
    return make_study(tmp_path / "study", {})


@pytest.fixture
def db(study: Study, opened: Opener) -> Database:
    """Open its store, with six rows in the trail, its end noted after the third and the sixth."""
    db = opened(study)
    for n in range(1, ROWS + 1):
        record(db, "ingest", actor="Siân", about=f"FC0{n}", counts={"turns": n})
        if n % 3 == 0:
            note_end(db, study)
    return db


def publish_end(study: Study, end: str, name: str = "llais.db") -> None:
    """Write a published database that carries an end of the trail."""
    path = study.published / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE study (id TEXT, trail_end TEXT)")
        made.execute("INSERT INTO study VALUES ('r1', ?)", [end])
    made.close()


def test_a_trail_that_nobody_touched_is_whole(db: Database, study: Study) -> None:
    """Its rows and its ends are counted."""
    publish_end(study, end_as_text(db))
    result = verify(db, study)

    assert (result.rows, result.ends, result.problems) == (ROWS, 3, ())


def test_an_end_may_lag_behind(db: Database, study: Study) -> None:
    """A process was killed before it noted the end."""
    record(db, "publish", actor="Siân")

    assert verify(db, study).problems == ()


def test_an_edited_row_is_found(db: Database, study: Study) -> None:
    """Though the triggers are back in their place."""
    with without_triggers(db):
        db.execute("UPDATE trail SET about = 'FC09' WHERE id = 2")

    assert verify(db, study).problems == ("row 2 was edited after it was written",)


def test_a_row_taken_out_of_the_middle_is_found(db: Database, study: Study) -> None:
    """By its number."""
    with without_triggers(db):
        db.execute("DELETE FROM trail WHERE id = 2")

    assert verify(db, study).problems == ("row 2 is missing",)


def test_an_exchanged_row_with_a_seal_of_its_own_is_found(db: Database, study: Study) -> None:
    """The row after it was sealed to another one."""
    with without_triggers(db):
        db.execute("UPDATE trail SET about = 'FC09' WHERE id = 2")
        kept = list(db.query("SELECT id, before, seal FROM trail WHERE id > 2"))
        write_anew(db)
        for row in kept:
            db.execute("UPDATE trail SET before = ?, seal = ? WHERE id = ?", [row["before"], row["seal"], row["id"]])

    assert verify(db, study).problems == ("row 3 does not follow from row 2: one of them was exchanged",)


def test_a_trail_that_was_cut_short_is_found(db: Database, study: Study) -> None:
    """By an end that was noted before."""
    with without_triggers(db):
        db.execute("DELETE FROM trail WHERE id > 4")

    assert verify(db, study).problems == (
        "the trail was cut short: it ends at row 4, and line 2 of trail.ends has seen row 6",
    )


def test_a_cut_that_was_filled_up_again_is_found(db: Database, study: Study) -> None:
    """Later rows do not hide it."""
    with without_triggers(db):
        db.execute("DELETE FROM trail WHERE id > 4")
    for _ in range(4):
        record(db, "suggest", actor="Siân")

    assert verify(db, study).problems == (
        "row 6 is not the one that line 2 of trail.ends has seen: the trail was written anew, or the note edited",
    )


def test_a_trail_that_was_written_anew_is_found(db: Database, study: Study) -> None:
    """It holds together, and is not the one that was seen."""
    with without_triggers(db):
        db.execute("UPDATE trail SET about = 'FC09' WHERE id = 1")
        write_anew(db)

    assert verify(db, study).problems == (
        "row 3 is not the one that line 1 of trail.ends has seen: the trail was written anew, or the note edited",
    )


def test_what_was_published_remembers_when_the_study_folder_was_cleaned_up(db: Database, study: Study) -> None:
    """A release that others hold too is the better witness."""
    publish_end(study, end_as_text(db), "releases/r1.db")
    ends_file(study).unlink()
    with without_triggers(db):
        db.execute("DELETE FROM trail WHERE id > 2")

    assert verify(db, study).problems == (
        "the trail was cut short: it ends at row 2, and published/releases/r1.db has seen row 6",
    )


@pytest.mark.parametrize("trigger", ["trail_is_never_changed", "trail_is_never_shortened"])
def test_a_missing_trigger_is_found(trigger: str, db: Database, study: Study) -> None:
    """Even before anything was changed."""
    db.execute(f"DROP TRIGGER {trigger}")

    assert verify(db, study).problems == (f"the trigger {trigger} is missing: without it, rows can be changed",)


def test_a_trigger_that_does_something_else_is_found(db: Database, study: Study) -> None:
    """By its words."""
    db.execute("DROP TRIGGER trail_is_never_changed")
    db.execute("CREATE TRIGGER trail_is_never_changed BEFORE UPDATE ON trail BEGIN SELECT 1; END")
    db.execute("CREATE TRIGGER another AFTER INSERT ON trail BEGIN SELECT 1; END")

    assert verify(db, study).problems == (
        "the trigger another is not as llais made it: with it, rows can be changed",
        "the trigger trail_is_never_changed is not as llais made it: with it, rows can be changed",
    )


def test_lines_taken_out_of_the_ends_are_found(db: Database, study: Study) -> None:
    """By the numbers of those that are left, and by how many the trail has seen."""
    first, second = ends_file(study).read_text().splitlines()
    ends_file(study).write_text(f"{second}\n")
    assert verify(db, study).problems == ("trail.ends: a line before line 1 was taken out",)

    ends_file(study).write_text(f"{first}\n")
    record(db, "store opened", actor="Siân", counts={"ends": 2})
    assert verify(db, study).problems == ("trail.ends has 1 lines, and had 2: lines were taken out, or the file",)


def test_an_end_that_cannot_be_read_is_told(db: Database, study: Study) -> None:
    """Of the file, of a published database, and of a file that is no database."""
    publish_end(study, "row six")
    (study.published / "torn.db").write_bytes(b"SQLite format 3\0 but no more")
    with ends_file(study).open("a") as file:
        file.write('{"id"\n')

    assert [problem.split(" cannot")[0] for problem in verify(db, study).problems] == [
        "line 3 of trail.ends",
        "published/llais.db",
        "published/torn.db",
    ]


def test_databases_published_without_an_end_are_no_witness(db: Database, study: Study) -> None:
    """Those of an earlier llais, and those that carry none."""
    publish_end(study, "")
    with sqlite3.connect(study.published / "old.db") as made:
        made.execute("CREATE TABLE study (id TEXT)")
    made.close()

    assert verify(db, study).ends == 2
    assert verify(db, study).problems == ()


def test_rows_that_a_restored_backup_did_not_have_are_a_note(db: Database, study: Study) -> None:
    """Ends that have seen them are explained by the row of the restore, and by no more than it says."""
    with without_triggers(db):
        db.execute("DELETE FROM trail WHERE id > 4")
    record(db, "restore", actor="Siân", counts={"rows lost": 2})
    publish_end(study, f"6:{'0' * 64}")
    result = verify(db, study)
    assert result.problems == ()
    (note,) = result.notes
    assert note.startswith("2 rows of the trail were lost when a backup was put back on ")

    publish_end(study, f"7:{'0' * 64}", "later.db")
    assert verify(db, study).problems == (
        "the trail was cut short: it ends at row 5, and published/later.db has seen row 7",
    )
