"""The consent of each voice holds, however the table of speakers writes the voice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.intake import FAILED, Outcome, ingest
from pipeline.study import Study, create_study
from tests import studies

GROUP = """INT: What helps?
MALE 2: A kettle, always a kettle.
Mali: Toast. Do you like toast?
MALE 2: And a lift home.
Mali: Would you say so? Would they?
"""
HEADER = "file,speaker,participant_id,group,withdrawn\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study of one focus group."""
    made = create_study(tmp_path / "study")
    (made.transcripts / "FG01.txt").write_text(GROUP, encoding="utf-8")
    rows = "file,participant_id,group,item_type,c_participate\nFG01.txt,FG01,young_person,focus_group,yes\n"
    made.manifest.write_text(rows, encoding="utf-8")
    return made


def published(study: Study, speakers: str) -> tuple[list[Outcome], list[tuple[int, str]]]:
    """Read and publish the study with these speakers; return what became of the files, and the published turns."""
    study.speakers.write_text(HEADER + speakers, encoding="utf-8")
    with studies.opened(study) as db:
        outcomes = ingest(db, study)
        studies.run_main_job(db, study)
    with sqlite3.connect(study.database()) as database:
        return outcomes, database.execute("SELECT n, role FROM turns ORDER BY n").fetchall()


@pytest.mark.parametrize("label", ["MALE 2", "male 2", "Male  2", " MALE 2 "])
def test_a_label_is_known_in_any_case_and_with_any_blanks(study: Study, label: str) -> None:
    """Who withdrew is left out, although the table writes the label in another way."""
    outcomes, turns = published(study, f"FG01.txt,{label},YP07,young_person,yes\n")
    assert [n for n, _ in turns] == [1, 3, 5]
    assert not any(outcome.needs_attention for outcome in outcomes)


def test_a_label_that_nobody_has_holds_the_transcript_back(study: Study) -> None:
    """Whose turns are meant cannot be told, so nothing is published, and the row is named."""
    outcomes, turns = published(study, "FG01.txt,Male two,YP07,young_person,yes\n")
    assert turns == []
    assert [(one.status, one.label) for one in outcomes if one.needs_attention] == [(FAILED, "FG01")]
    assert "row 2" in outcomes[-1].message and "Male" not in outcomes[-1].message


def test_a_label_that_nobody_has_and_that_may_be_published_is_only_told(study: Study) -> None:
    """A slip in the table of somebody who agreed costs nothing but a line."""
    outcomes, turns = published(study, "FG01.txt,Male two,YP07,young_person,\n")
    assert len(turns) == 5
    assert outcomes[-1].needs_attention


def test_who_is_in_the_table_takes_part_although_they_ask(study: Study) -> None:
    """Mali asks questions, and is no interviewer."""
    _, turns = published(study, "FG01.txt,Mali,YP08,young_person,yes\n")
    assert [n for n, _ in turns] == [1, 2, 4]
