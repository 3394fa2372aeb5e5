"""Visits: what was done without the store is noted beside it, and is in the trail as soon as the store is opened."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from pipeline.audit.trail import entries, record
from pipeline.audit.visits import BROKEN, VisitNotNoted, faults, note_visit, take_in, visits_file
from pipeline.study import Study
from tests.conftest import Opener


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """Make a study that nothing was done with yet."""
    return make_study(tmp_path / "study", {})


@pytest.fixture
def db(study: Study, opened: Opener) -> Database:
    """Open its store."""
    return opened(study)


def actions(db: Database) -> list[str]:
    """List what the trail tells of, in order."""
    return [entry.action for entry in entries(db)]


def lines(study: Study) -> list[str]:
    """Read the lines of the file."""
    return visits_file(study).read_text(encoding="utf-8").splitlines()


def write(study: Study, changed: list[str]) -> None:
    """Put other lines in their place."""
    visits_file(study).write_text("".join(f"{line}\n" for line in changed), encoding="utf-8")


def test_a_visit_goes_into_the_trail_once(study: Study, db: Database) -> None:
    """With its own time, by the person who made it."""
    note_visit(study, "export quotes-csv", actor="Ceri Ŵyn", about="draft-1", counts={"bytes": 3})
    at = json.loads(lines(study)[0])["at"]
    assert [take_in(db, study, "Siân") for _ in range(3)] == [1, 0, 0]

    (entry,) = entries(db)
    assert (entry.at, entry.action, entry.about, entry.counts) == (at, "export quotes-csv", "draft-1", {"bytes": 3})
    assert faults(db, study) == []


@pytest.mark.parametrize(
    ("action", "counts"),
    [
        ("export agreement", {"figures": 243}),
        ("export saturation", {}),
        ("export codings-qdpx", {"bytes": 9}),
        ("serve", {}),
    ],
)
def test_whatever_is_noted_is_a_visit(action: str, counts: dict[str, int], study: Study, db: Database) -> None:
    """None of what llais itself notes is taken for an edited line, which would break the trail for good."""
    note_visit(study, action, actor="Ceri Ŵyn", counts=counts)
    assert take_in(db, study, "Siân") == 1
    assert faults(db, study) == []


def test_no_name_is_in_the_file(study: Study) -> None:
    """And not the same digest in another study, either."""
    for _ in range(2):
        note_visit(study, "serve", actor="Ceri Ŵyn")
    visits = [json.loads(line) for line in lines(study)]

    assert "Ceri" not in visits_file(study).read_text(encoding="utf-8")
    assert visits[0]["who"] == visits[1]["who"]
    visits_file(study).unlink()
    note_visit(study, "serve", actor="Ceri Ŵyn")
    assert json.loads(lines(study)[0])["who"] != visits[0]["who"]


def test_a_visitor_has_the_label_that_they_have_in_the_store(study: Study, db: Database) -> None:
    """Who was in the store before, who opens it now, and who comes later."""
    record(db, "ingest", actor="Siân")
    for name in ("Siân", "Ceri", "Dewi"):
        note_visit(study, "serve", actor=name)
    take_in(db, study, "Dewi")
    assert [entry.actor for entry in entries(db)] == ["R1", "R1", "R2", "R3"]

    take_in(db, study, "Ceri")
    record(db, "publish", actor="Ceri")
    assert [entry.actor for entry in entries(db)][-1] == "R2"
    assert {row["name"] for row in db.query("SELECT name FROM actors")} == {"Siân", "Ceri", "Dewi"}


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.sampled_from(["visit", "take in", "killed"]), max_size=8))
def test_every_visit_is_taken_in_exactly_once(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory, make_study: Callable[..., Study], opened: Opener
) -> None:
    """Whenever the store is opened, and whenever that is cut off before it was kept."""
    study = make_study(tmp_path_factory.mktemp("visits") / "study", {})
    db = opened(study)
    made = 0
    for step in [*steps, "take in"]:
        if step == "visit":
            note_visit(study, f"export {made}", actor="Siân")
            made += 1
        elif step == "take in":
            take_in(db, study, "Siân")
        else:
            db.execute("BEGIN")
            take_in(db, study, "Siân")
            db.rollback()

    assert actions(db) == [f"export {n}" for n in range(made)]
    assert faults(db, study) == []


def test_two_visits_at_the_same_moment_are_no_fault(study: Study, db: Database) -> None:
    """Both were sealed to the line before them."""
    note_visit(study, "serve", actor="Siân")
    first = lines(study)
    note_visit(study, "export quotes-csv", actor="Siân")
    second = lines(study)[1]
    write(study, first)
    note_visit(study, "export quotes-docx", actor="Siân")
    write(study, [*lines(study), second])
    note_visit(study, "serve", actor="Siân")

    assert take_in(db, study, "Siân") == 4
    assert faults(db, study) == []


@pytest.mark.parametrize("taken_before", [False, True])
def test_an_edited_line_is_told_once_and_for_good(taken_before: bool, study: Study, db: Database) -> None:
    """Before it went into the trail, and after; what follows it is taken in."""
    for format_ in ("quotes-csv", "quotes-docx", "codebook-qdc"):
        note_visit(study, f"export {format_}", actor="Siân")
    if taken_before:
        take_in(db, study, "Siân")
    write(study, [line.replace("quotes-docx", "quotes-html") for line in lines(study)])
    assert faults(db, study) == ["visits.jsonl: line 2 was edited, or is no visit"]
    for _ in range(2):
        take_in(db, study, "Siân")

    assert actions(db).count(BROKEN) == 1
    assert "export codebook-qdc" in actions(db)
    (told,) = faults(db, study)
    assert told.startswith("visits.jsonl: line 2 was edited, or is no visit (found on ")


@pytest.mark.parametrize("taken_before", [False, True])
def test_a_line_that_was_taken_out_is_told_once(taken_before: bool, study: Study, db: Database) -> None:
    """By the line that followed it, or by the trail."""
    for format_ in ("quotes-csv", "quotes-docx", "codebook-qdc"):
        note_visit(study, f"export {format_}", actor="Siân")
    if taken_before:
        take_in(db, study, "Siân")
    write(study, [lines(study)[0], lines(study)[2]])
    for _ in range(2):
        take_in(db, study, "Siân")

    assert actions(db).count(BROKEN) == 1
    assert [told.split(" (")[0] for told in faults(db, study)] == [
        "visits.jsonl: a line that is in the trail already was taken out"
        if taken_before
        else "visits.jsonl: a line before line 2 was taken out"
    ]


@pytest.mark.parametrize("line", ["no", "[]", '{"seal": 1}', '{"counts": []}', "🙂"])
def test_a_line_that_is_no_visit_is_told(line: str, study: Study, db: Database) -> None:
    """And goes into the trail as a fault alone."""
    write(study, [line])
    take_in(db, study, "Siân")

    assert actions(db) == [BROKEN]


def test_without_a_trace_nothing_leaves(study: Study) -> None:
    """Where the file cannot be written, in one line."""
    visits_file(study).mkdir()

    with pytest.raises(VisitNotNoted, match="visits.jsonl"):
        note_visit(study, "serve", actor="Siân")


@pytest.mark.parametrize(
    ("action", "about", "counts"),
    [
        ("restore", "", {"rows lost": 1000}),
        ("store opened", "", {"ends": 1000}),
        ("serve", "Siân Prydderch", {}),
        ("serve", "", {"Siân": 1}),
    ],
)
def test_a_line_that_tells_of_something_else_is_no_visit(
    db: Database, study: Study, action: str, about: str, counts: dict[str, int]
) -> None:
    """Whoever can write the file cannot tell the trail of a restored backup, nor put a name into it."""
    note_visit(study, action, actor="Siân", about=about, counts=counts)
    take_in(db, study, "Siân")

    [row] = db.query("SELECT action, about, counts FROM trail")
    assert row == {"action": BROKEN, "about": "line 1 was edited, or is no visit", "counts": "{}"}
