"""Needless replacements: drawn by chance, judged with the originals in view, told as a share with its interval."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.audit.over_masking import draw_replacements, over_masking, sheet, take_answers
from pipeline.audit.sample import NothingToSample, SampleNotFinished, samples
from pipeline.audit.sheet import BadMarks
from pipeline.audit.trail import entries
from pipeline.errors import NoSuchThing
from pipeline.study import Study
from tests.pipeline.audit.sheets import rows_of, write
from tests.studies import run_main_job

SAID = """INT: Who came with you to the meeting, would you say?
P1: Gŵyneth Rhŷs did. 🙂 She came from Swansea, and Gŵyneth brought soup.
P1: Nia Pritchard rang her at home, and that was that.
"""


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """One transcript that names two people and a town."""
    names = {"known_names": "Gŵyneth Rhŷs; Nia Pritchard"}
    return make_study(tmp_path / "study", {"FC01": SAID}, listed={"FC01": names})


@pytest.fixture
def db(study: Study, opened: Callable[[Study], Database]) -> Database:
    """The study's store, with a sample of all its replacements."""
    store = opened(study)
    run_main_job(store, study)
    draw_replacements(store, study.settings, 50, "Ann")
    return store


def test_the_sheet_shows_what_was_said_and_what_stands_there(db: Database, study: Study) -> None:
    """Each replacement with its original, between the words as they are published."""
    rows = rows_of(sheet(db, study.settings, 1, "Ann"))

    assert [row["original"] for row in rows] == ["Gŵyneth Rhŷs", "Swansea", "Gŵyneth", "Nia Pritchard"]
    assert all(row["replacement"] and row["replacement"] != row["original"] for row in rows)
    assert rows[1]["before"].endswith("She came from ") and rows[1]["after"].startswith(", and ")
    assert "Gŵyneth" not in "".join(row["before"] + row["after"] for row in rows)
    assert [entry.action for entry in entries(db)][-1] == "replacements: sheet with originals"


def test_needless_ones_are_a_share_with_its_interval(tmp_path: Path, db: Database, study: Study) -> None:
    """One of four was needless: exact interval, by type, in a sentence without any original."""
    rows = rows_of(sheet(db, study.settings, 1, "Ann"))
    answered = [row | {"needless": "Yes" if row["original"] == "Swansea" else "no"} for row in rows]
    take_answers(db, 1, write(tmp_path / "sheet.csv", answered), "Bob")
    result = over_masking(db, study.settings)

    assert (result.replacements, result.needless, result.replacements_in_all) == (4, 1, 4)
    assert result.by_type == {"PERSON": (0, 3), "PLACE": (1, 1)}
    assert (result.low, result.high) == pytest.approx((0.0063, 0.8059), abs=1e-4)
    assert "1 were needless" in str(result) and "Swansea" not in str(result)


def test_answers_may_be_given_again(tmp_path: Path, db: Database, study: Study) -> None:
    """A later sheet stands in place of the one before."""
    rows = rows_of(sheet(db, study.settings, 1, "Ann"))
    for answer, needless in (("yes", 4), ("no", 0)):
        take_answers(db, 1, write(tmp_path / "sheet.csv", [row | {"needless": answer} for row in rows]), "Bob")
        assert over_masking(db, study.settings, 1).needless == needless


def test_problems_are_told_by_row(tmp_path: Path, db: Database, study: Study) -> None:
    """Nothing is taken while an answer is missing or no answer, or a row is not of the sample."""
    rows = rows_of(sheet(db, study.settings, 1, "Ann"))
    rows = [rows[0] | {"needless": "perhaps"}, rows[1], rows[2] | {"n": "99", "needless": "no"}]
    with pytest.raises(BadMarks) as caught:
        take_answers(db, 1, write(tmp_path / "sheet.csv", rows), "Bob")

    assert len(caught.value.problems) == 3 and "Swansea" not in str(caught.value.problems)
    with pytest.raises(SampleNotFinished):
        over_masking(db, study.settings, 1)


def test_it_is_no_sample_of_leaks(db: Database, study: Study) -> None:
    """Neither audit takes the other's samples for its own, and a draw can be repeated."""
    assert samples(db) == []
    with pytest.raises(NoSuchThing):
        over_masking(db, study.settings, 7)
    first, again = (draw_replacements(db, study.settings, 2, "Ann", seed="the same") for _ in range(2))
    assert [sheet(db, study.settings, n, "Ann") for n in (first, again)] == [
        sheet(db, study.settings, first, "Ann")
    ] * 2


def test_nothing_to_draw(db: Database, study: Study) -> None:
    """No replacement asked for is refused."""
    with pytest.raises(NothingToSample):
        draw_replacements(db, study.settings, 0, "Ann")
