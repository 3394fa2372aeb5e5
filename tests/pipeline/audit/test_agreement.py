"""Tables that were edited by hand do not agree with the trail, and one line says where."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook
from pipeline import steps
from pipeline.audit.agreement import disagreements
from pipeline.audit.sample import draw_sample, finish, mark, mark_read, turns_of, unmark
from pipeline.audit.sign_off import APPROVED, WITH_CONDITIONS, sign_off
from pipeline.audit.verify import verify
from pipeline.coding.noting import note
from pipeline.coding.store import add_memo
from pipeline.identify.types import DIRECT
from pipeline.review.bench import Bench
from pipeline.review.decisions import KEEP, MENTION, Wish
from pipeline.review.readings import begin_second, finish_second
from pipeline.study import Study
from tests.studies import make_study, opened, run_main_job

TEXT = "Int: Who drove you?\nYP01: Siân Prydderch gave me a lift to the placement, and we ate chips 🍟.\n"
GATE = "[gate]\nreviewed = false\nsample = false\nsecond_reading_share = 0\nsecond_reading_groups = []\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study of one interview."""
    return make_study(tmp_path / "study", {"YP01": TEXT}, settings=f'[study]\ntitle = "Lifts"\n{GATE}')


@pytest.fixture
def db(study: Study):
    """Open its store, with a decision, two readings, a sample that was read, a sign-off and a release."""
    with opened(study) as db:
        run_main_job(db, study)
        bench = Bench(db, study.settings)
        turn = bench.page("YP01").turns[1]
        start = turn.text.index("chips")
        bench.decide(Wish(KEEP, MENTION, "chips", "YP01", turn.id, start, start + 5), "Ceri Ŵyn")
        begin_second(db, "YP01", "Elin Rhŷs")
        finish_second(db, "YP01", "Elin Rhŷs")
        sample = draw_sample(db, study.settings, 2, "Mared Puw", seeds=False)
        for one in turns_of(db, sample):
            unmark(db, sample, one.n, mark(db, sample, one.n, 0, 3, DIRECT, "nuisance", "Mared Puw"), "Mared Puw")
            mark(db, sample, one.n, 0, 3, DIRECT, "nuisance", "Mared Puw")
            mark_read(db, sample, one.n, "Mared Puw")
        finish(db, sample, "Mared Puw")
        sign_off(
            db,
            study.settings,
            ["YP01"],
            actor="Non Tudur",
            role="reviewer",
            outcome=WITH_CONDITIONS,
            conditions="for the team only",
        )
        steps.release(db, study, "team", lambda _: None, "Non Tudur")
        yield db


def test_what_was_done_by_commands_agrees(db: Database, study: Study) -> None:
    """Every row has its row in the trail, whatever was undone meanwhile."""
    assert disagreements(db, study) == []


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (f"UPDATE sign_offs SET outcome = '{APPROVED}'", "sign-off 1"),
        ("UPDATE sign_offs SET actor = 'Ceri Ŵyn'", "sign-off 1"),
        ("UPDATE sign_offs SET expires = '2999-01-01'", "sign-off 1"),
        ("UPDATE sign_offs SET content_hash = 'abc'", "sign-off 1"),
        ("UPDATE sign_offs SET conditions = ''", "sign-off 1"),
        ("UPDATE decisions SET actor = 'Non Tudur'", "decision 1"),
        ("UPDATE decisions SET action = 'replace'", "decision 1"),
        ("UPDATE readings SET reader = 'Ceri Ŵyn' WHERE reading = 2", "second reading of YP01"),
        ("UPDATE samples SET turns_in_all = 1", "sample 1"),
        ("UPDATE sample_turns SET reader = 'Non Tudur' WHERE n = 1", "sample 1 turn 1"),
        ("UPDATE sample_turns SET planted = '[{}]' WHERE n = 1", "sample 1"),
        ("DELETE FROM sample_marks WHERE n = 2", "sample 1 turn 2"),
        (
            "INSERT INTO sample_marks SELECT 99, 1, n, 0, 1, kind, severity, at, actor FROM sample_marks WHERE n = 1",
            "mark 99",
        ),
        ("UPDATE actors SET label = label || 'x'", "decision 1"),
        ("DROP TABLE sample_marks", "a table of what people decided"),
    ],
)
def test_an_edited_table_is_found(db: Database, study: Study, edit: str, where: str) -> None:
    """Whoever has the passphrase can edit it, and the trail does not say so."""
    db.execute(edit)

    problems = verify(db, study).problems
    assert any(where in line for line in problems)
    assert not any("Ceri" in line or "Siân" in line for line in problems)


def test_a_release_that_was_changed_is_found(db: Database, study: Study) -> None:
    """Its database is compared with the digest of what was released."""
    with sqlite3.connect(study.releases / "release-1" / "llais.db") as released:
        released.execute("UPDATE turns SET text = 'a lift' WHERE id = 2")
    released.close()

    assert disagreements(db, study) == [
        "release-1: its database is not the one that was released; it was changed or exchanged"
    ]


def test_a_renamed_transcript_still_agrees(db: Database, study: Study) -> None:
    """Its readings and its sign-off were told of under the label that it had."""
    with db.atomic():
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.execute("UPDATE transcripts SET id = 'YP01-1' WHERE id = 'YP01'")
        db.execute("UPDATE turns SET transcript_id = 'YP01-1' WHERE transcript_id = 'YP01'")

    assert disagreements(db, study) == []


def test_a_line_tells_of_many_rows(db: Database, study: Study) -> None:
    """The first three are named, the others counted."""
    db.execute("DELETE FROM sample_marks")
    for n in (11, 12, 13, 14):
        row = [n, 1, 1, 0, 1, DIRECT, "nuisance", "2026-01-01T00:00:00Z", "Elin Rhŷs"]
        db.execute(f"INSERT INTO sample_marks VALUES ({', '.join('?' * len(row))})", row)

    assert any(" and 1 more: " in line for line in disagreements(db, study))


def test_a_memo_under_another_name_is_told_of(study: Study, db: Database) -> None:
    """What was added by command has the author that the trail tells of; what came with codings may have any."""
    uid = note(db, "study", "", "begin earlier", "Ceri Ŵyn", default_codebook())
    db.table("coders").insert({"name": "Elin Rhŷs", "label": "B"})
    add_memo(db, about="study", author="Elin Rhŷs", text="from a Word file")
    assert disagreements(db, study) == []
    db.execute("UPDATE memos SET author = 'Elin Rhŷs' WHERE uid = ?", [uid])
    assert disagreements(db, study) == [f"memo {uid}: the trail tells of another author, and the table was edited"]
