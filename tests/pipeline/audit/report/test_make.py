"""The whole report, on a small study: what it says changes when something is done, and nothing original is in it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import steps
from pipeline.audit.report.answer import State
from pipeline.audit.report.check import LeakInReport
from pipeline.audit.report.make import Made, make_report
from pipeline.audit.sample import draw_sample, finish, mark_read, turns_of
from pipeline.audit.sign_off import sign_off
from pipeline.audit.trail import entries
from pipeline.errors import NotPseudonymised
from pipeline.lifecycle.withdraw import ERASE, withdraw
from pipeline.review.bench import Bench
from pipeline.review.decisions import REPLACE, STUDY, Wish
from pipeline.study import Study, open_study
from tests import studies
from tests.pipeline.reviewed import decide_all

SETTINGS = """
[study]
title = "Bwyd a chwmni 🙂"

[gate]
second_reading_share = 0
second_reading_groups = []
sample = false

[ethics]
approval = "SREC/0000 (invented)"
"""
SAID = {
    "FC01": "INT: Pwy ddaeth?\nFC01: Gwenllïan Prydderch came to tea in Llandre, and Bethan rang. 🙂\n",
    "YP01": "INT: And you?\nYP01: I went in the car with Gwenllïan. The lift was late.\n",
}
PEOPLE = "name,type,aliases,relation,pseudonym\nGwenllïan Prydderch,PERSON,,carer,\n"
READER, ETHICS = "Rhian Elis", "Glenys Parri"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study of two transcripts."""
    return studies.make_study(tmp_path / "study", SAID, people=PEOPLE, settings=SETTINGS)


@pytest.fixture
def db(study: Study) -> Iterator[Database]:
    """Open its store, with everything read, looked through and published as a draft."""
    with studies.opened(study) as store:
        studies.run_main_job(store, study)
        yield store


def report(db: Database, study: Study) -> Made:
    """Make the report beside the study."""
    return make_report(db, study, study.folder / "report.html", actor=ETHICS)


def states(made: Made) -> dict[int, State]:
    """Return the state of each point."""
    return {one.n: one.answer.state for one in made.report.points}


def page(study: Study) -> str:
    """Read the page that was written."""
    return (study.folder / "report.html").read_text(encoding="utf-8")


def test_a_draft_is_reported_as_what_it_is(db: Database, study: Study) -> None:
    """The machine's part is done, the people's is not."""
    made = report(db, study)
    found = states(made)
    assert {n for n, state in found.items() if state == State.DONE} >= {4, 6, 7, 9, 10, 18, 23}
    assert {n for n, state in found.items() if state == State.NOT_DONE} >= {11, 12, 13, 20, 22, 24}
    assert found[1] == State.PARTLY
    assert "Draft — not signed off. For the team only." in page(study)


def test_what_people_do_shows_in_the_next_report(db: Database, study: Study) -> None:
    """Review, sample, sign-off and release, each in its point; a change afterwards is seen."""
    bench = Bench(db, study.settings)
    decide_all(bench, SAID, READER)
    assert states(report(db, study))[8] == State.DONE
    sample = draw_sample(db, study.settings, 4, ETHICS, seeds=False)
    for turn in list(turns_of(db, sample)):
        mark_read(db, sample, turn.n, ETHICS)
    finish(db, sample, ETHICS)
    assert states(report(db, study))[11] == State.DONE
    sign_off(db, study.settings, SAID, actor=ETHICS, role="ethics reviewer")
    steps.release(db, study, "team", studies.say_nothing, ETHICS)
    made = report(db, study)
    assert [states(made)[n] for n in (7, 22, 24)] == [State.DONE] * 3
    assert made.report.stamp == f"Release 1, {date.today()}"
    bench = Bench(db, study.settings)
    bench.decide(Wish(REPLACE, STUDY, "tea", type="OTHER"), READER)
    changed = report(db, study)
    assert [states(changed)[n] for n in (7, 11, 22, 24)] == [State.PARTLY] * 4
    [row] = changed.report.points[21].answer.tables[0].rows
    assert (row[0], row[-1]) == ("FC01", "1")


def test_no_original_and_nobody_of_the_team_is_in_it(db: Database, study: Study) -> None:
    """Participants and readers are under labels."""
    decide_all(Bench(db, study.settings), SAID, READER)
    sign_off(db, study.settings, SAID, actor=ETHICS, role="ethics reviewer")
    report(db, study)
    said = page(study).lower()
    assert not any(word in said for word in ("gwenll", "prydderch", "llandre", "rhian", "glenys"))


def test_the_same_store_on_the_same_day_gives_the_same_bytes(db: Database, study: Study) -> None:
    """A report leaves a row in the trail, and does not tell of itself."""
    report(db, study)
    first = page(study)
    report(db, study)
    assert page(study) == first


def test_the_trail_says_which_report_was_made_and_how_many_points_were_done(db: Database, study: Study) -> None:
    """By the beginning of its digest."""
    made = report(db, study)
    last = list(entries(db))[-1]
    assert (last.action, last.about) == ("report", made.report.digest[:12])
    assert sum(last.counts.values()) == 24


def test_only_its_owner_may_read_it(db: Database, study: Study) -> None:
    """It tells where things are kept."""
    report(db, study)
    assert stat.S_IMODE((study.folder / "report.html").stat().st_mode) == 0o600


def test_a_report_that_would_name_somebody_is_not_written(db: Database, study: Study) -> None:
    """Not even where the study's own words do; and the trail has no row of it."""
    path = study.folder / "study.toml"
    path.write_text(SETTINGS.replace("SREC/0000", "given by Prydderch"), encoding="utf-8")
    with pytest.raises(LeakInReport, match="point 1"):
        report(db, open_study(study.folder))
    assert not (study.folder / "report.html").exists()
    assert all(one.action != "report" for one in entries(db))


def test_a_leak_in_an_export_is_said_without_the_word(db: Database, study: Study) -> None:
    """The report is written, and point 9 is not done."""
    exports = study.folder / "exports"
    exports.mkdir()
    (exports / "quotes.csv").write_text("quote\nPRYDDERCH came\n", encoding="utf-8")
    assert states(report(db, study))[9] == State.NOT_DONE
    assert "exports/quotes.csv holds something original: text" in page(study)


def test_an_edited_trail_is_said(db: Database, study: Study) -> None:
    """Point 19 is not done, whoever has gone through the log."""
    db.execute("DROP TRIGGER trail_is_never_changed")
    db.execute("UPDATE trail SET action = 'nothing' WHERE id = 2")
    made = report(db, study)
    assert states(made)[19] == State.NOT_DONE
    assert any("edited" in line for line in made.report.points[18].answer.lines)


def test_a_study_that_everybody_left_has_a_report_too(db: Database, study: Study) -> None:
    """Nothing is there to be protected; who withdrew is told by label."""
    for participant in SAID:
        withdraw(db, study, participant, ERASE, READER)
    made = report(db, study)
    assert states(made)[3] == State.NOT_DONE
    assert [row[0] for row in made.report.points[3].answer.tables[0].rows] == list(SAID)
    assert "No transcript is in the store." in page(study)


def test_a_study_that_was_never_looked_through_is_refused(tmp_path: Path) -> None:
    """What would be published is not known yet; the line says what to run."""
    study = studies.make_study(tmp_path / "new", SAID, settings=SETTINGS)
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, studies.say_nothing)
        with pytest.raises(NotPseudonymised, match="llais pseudonymise"):
            report(db, study)
