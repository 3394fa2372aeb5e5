"""Whole files come in: what llais gave out loses nothing on its way through other programs and back."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.files import write_codebook_text
from codebook.operations import Signed, rename, split
from exports.coding_docx import codings_to_docx
from exports.published import open_published
from ingest.errors import NotCodings
from pipeline import steps
from pipeline.coding.complete import CannotComplete
from pipeline.coding.store import add_memo
from pipeline.coding.take_files import CodesNotInCodebook, take_files
from pipeline.exporting import export_bytes
from pipeline.own_codebook import start_own_codebook
from pipeline.study import Study, open_study
from tests import studies
from tests.answered import through_libreoffice

SAID = {
    "FC01": "INT: Who helped?\n"
    "P1: Nia Pritchard came on Fridays with bara brith 👩‍👧, and Nia’s lamp was on the landing.\n"
    "INT: And the school?\n"
    "P1: The taxi came at eight. Dyna ni, tŷ llawn 🙂 bob bore.",
    "YP01": "INT: Who listened?\nP1: Gŵyneth Rhŷs did. I had somewhere to stay, and a lift when I asked.",
}
CODINGS = """transcript,turn,quote,code,coder,memo
FC01,2,Nia Pritchard came on Fridays,care/acts,Marged,"Nia again; compare
with Gŵyneth 🙂"
FC01,2,bara brith 👩‍👧,care/acts,Marged,
FC01,2,ritchard came on Fri,care/relationships,Elin,
FC01,4,tŷ llawn 🙂,care/moves,Elin,tŷ
FC01,4,The taxi came at eight. Dyna ni,care/moves,Marged,
YP01,2,Gŵyneth Rhŷs did,voice/trusted-adult,Elin,
YP01,2,Gŵyneth Rhŷs did,voice/trusted-adult,Marged,
YP01,2,somewhere to stay,exchange/tangible,Elin,
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Make a study that two people have coded, and publish a draft of it."""
    study = studies.make_study(tmp_path_factory.mktemp("coded") / "study", SAID)
    file = study.folder / "codings.csv"
    file.write_text(CODINGS, encoding="utf-8")
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, studies.say_nothing)
        assert steps.take_codings(db, study, file, "Elin").taken == 8
        add_memo(db, about="transcript", author="Elin", text="Nia is in all of it", transcript_id="FC01")
        studies.run_main_job(db, study)
    return study


@pytest.fixture
def study(made: Study, tmp_path: Path) -> Study:
    """Copy that study."""
    shutil.copytree(made.folder, tmp_path / "study")
    return open_study(tmp_path / "study")


def given_out(study: Study, form: str, folder: Path) -> list[Path]:
    """Export the codings of a study, and return the files."""
    folder.mkdir()
    if form.startswith("codings-"):
        file = folder / f"codings.{form.partition('-')[2]}"
        file.write_bytes(export_bytes(study, form))
        return [file]
    files = [folder / f"{transcript}.docx" for transcript in SAID]
    with open_published(study.published_database(0)) as db:
        for file in files:
            file.write_bytes(codings_to_docx(db, file.stem))
            if form == "LibreOffice":
                room = folder / file.stem
                room.mkdir()
                file.write_bytes(through_libreoffice(file.read_bytes(), room))
    return files


def state(db: Database) -> list[tuple]:
    """List the codings with all that is noted on them."""
    rows = db.query(
        """SELECT t.transcript_id, t.n, c.start, c.end, c.code_id, c.coder,
                  (SELECT group_concat(coalesce(m.text_published, m.text), '|') FROM memos m WHERE m.coding_id = c.id)
                      AS memos
           FROM codings c JOIN turns t ON t.id = c.turn_id
           ORDER BY t.transcript_id, t.n, c.start, c.end, c.code_id, c.coder"""
    )
    return [tuple(row.values()) for row in rows]


FORMS = ("codings-csv", "codings-qdpx", "Word", "LibreOffice")


@pytest.mark.parametrize("form", FORMS)
def test_what_was_given_out_is_known_when_it_comes_back(study: Study, tmp_path: Path, form: str) -> None:
    """Nothing is taken twice, nothing is missing, and no memo is another one."""
    files = given_out(study, form, tmp_path / "out")
    with studies.opened(study) as db:
        before = state(db)
        result = take_files(db, study, files, actor="Elin")

        assert (result.taken, result.known, result.changed, result.memos) == (0, 8, 0, 0)
        assert (result.missing, result.problems) == ({}, ())
        assert state(db) == before


@pytest.mark.parametrize("form", FORMS)
def test_what_was_given_out_can_be_taken_from_the_beginning(study: Study, tmp_path: Path, form: str) -> None:
    """Every coding stands on its words with its coder and memo; half a name has become the whole one."""
    files = given_out(study, form, tmp_path / "out")
    with studies.opened(study) as db:
        before = state(db)
        for table in ("memos", "codings", "hand_ins"):
            db.execute(f"DELETE FROM {table}")
        result = take_files(db, study, files, actor="Elin")

        assert (result.taken, result.not_taken) == (8, 0)
        start = SAID["FC01"].split("P1: ")[1].index("Nia Pritchard")
        half = next(row for row in before if row[4] == "care/relationships")
        whole = (*half[:2], start, half[3], *half[4:])
        assert sorted(state(db)) == sorted(whole if row == half else row for row in before)


def test_a_dry_run_says_what_would_happen_and_stores_nothing(study: Study, tmp_path: Path) -> None:
    """Neither codings nor coders, nor a row of the trail."""
    file = tmp_path / "codings.csv"
    file.write_text("transcript,turn,quote,code,coder\nYP01,2,a lift,care/acts,Siân\n", encoding="utf-8")
    with studies.opened(study) as db:
        tables = ("codings", "coders", "hand_ins", "coding_events", "trail")
        before = {name: db.table(name).count for name in tables}
        tried = take_files(db, study, [file], actor="Elin", dry_run=True)
        assert {name: db.table(name).count for name in tables} == before

        taken = take_files(db, study, [file], actor="Elin")
        assert (tried.taken, taken.taken) == (1, 1)
        assert db.table("trail").count == before["trail"] + 1


def test_a_row_that_was_taken_out_of_a_complete_file_is_removed(study: Study, tmp_path: Path) -> None:
    """Only what the file's draft had; a coding that was made since then stays."""
    (file,) = given_out(study, "codings-csv", tmp_path / "out")
    rows = [*csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))]
    rows = [row for row in rows if "exchange/tangible" not in row]
    with file.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows(rows)
    since = tmp_path / "codings.csv"
    since.write_text("transcript,turn,quote,code,coder\nYP01,2,a lift,care/acts,Elin\n", encoding="utf-8")
    with studies.opened(study) as db:
        take_files(db, study, [since], actor="Elin")
        counted = take_files(db, study, [file], actor="Elin")
        result = take_files(db, study, [file], actor="Elin", complete=True)

        assert (counted.missing, counted.removed) == ({"A": 2}, 0)
        assert (result.missing, result.removed) == ({"A": 1}, 1)
        assert not any("exchange/tangible" in row for row in state(db))
        last = [*db.query("SELECT action, made_on FROM coding_events ORDER BY id")][-1]
        assert last["action"] == "removed"
        assert last["made_on"].startswith("draft-")


def test_nothing_is_removed_by_a_file_that_names_no_release(study: Study, tmp_path: Path) -> None:
    """Nobody can say what it would have; then nothing of it is stored either."""
    file = tmp_path / "codings.csv"
    file.write_text("transcript,turn,quote,code,coder\nYP01,2,a lift,care/acts,Elin\n", encoding="utf-8")
    with studies.opened(study) as db:
        before = state(db)
        with pytest.raises(CannotComplete):
            take_files(db, study, [file], actor="Elin", complete=True)
        assert state(db) == before


def test_of_several_files_all_are_taken_or_none(study: Study, tmp_path: Path) -> None:
    """One that cannot be read stops the others."""
    good, bad = tmp_path / "codings.csv", tmp_path / "Nia.qdpx"
    good.write_text("transcript,turn,quote,code,coder\nYP01,2,a lift,care/acts,Elin\n", encoding="utf-8")
    bad.write_text("no archive", encoding="utf-8")
    with studies.opened(study) as db:
        before = state(db)
        with pytest.raises(NotCodings) as refused:
            take_files(db, study, [good, bad], actor="Elin")
        assert "Nia" not in str(refused.value)
        assert state(db) == before


def test_a_list_of_codes_has_codes_of_the_codebook(study: Study, tmp_path: Path) -> None:
    """The rows that have not are named, with the nearest codes."""
    file, codes = tmp_path / "codings.csv", tmp_path / "codes.csv"
    file.write_text("transcript,turn,quote,code,coder\nYP01,2,a lift,Lifts,Elin\n", encoding="utf-8")
    codes.write_text("theirs,ours\nLifts,care/actts\nOther,\n", encoding="utf-8")
    with studies.opened(study) as db:
        with pytest.raises(CodesNotInCodebook, match=r"row 2 \(the nearest are care/acts"):
            take_files(db, study, [file], actor="Elin", codes=codes)
        codes.write_text("theirs,ours\nLifts,CARE/ACTS\n", encoding="utf-8")
        assert take_files(db, study, [file], actor="Elin", codes=codes).taken == 1


@pytest.mark.parametrize("form", FORMS[:3])
def test_codings_of_a_renamed_code_are_known_and_stay_what_they_were(study: Study, tmp_path: Path, form: str) -> None:
    """What is published under a code's new name is not taken for another coding when it comes back."""
    path = start_own_codebook(study)
    signed = Signed("what the team calls it", "2026-11-26")
    write_codebook_text(path, rename(path.read_text(encoding="utf-8"), "care/acts", "care/kindness", signed).text)
    study = open_study(study.folder)
    with studies.opened(study) as db:
        steps.protect(db, study, studies.say_nothing)
        steps.publish(db, study, "team", studies.say_nothing)
        before = state(db)
        files = given_out(study, form, tmp_path / "out")
        result = take_files(db, study, files, actor="Elin")

        assert (result.taken, result.known, result.changed) == (0, 8, 0)
        assert state(db) == before
        assert "care/acts" in {row[4] for row in before}


@pytest.mark.parametrize("form", FORMS[:3])
def test_codings_are_made_under_the_codebook_that_their_coder_had(study: Study, tmp_path: Path, form: str) -> None:
    """A file that was given out with one version of the codebook and comes back under the next keeps the first."""
    files = given_out(study, form, tmp_path / "out")
    path = start_own_codebook(study)
    signed = Signed("two things at once", "2026-11-26")
    changed = split(path.read_text(encoding="utf-8"), "care/acts", ["care/food", "care/visits"], signed)
    write_codebook_text(path, changed.text)
    study = open_study(study.folder)
    with studies.opened(study) as db:
        db.execute("DELETE FROM codings")
        assert take_files(db, study, files, actor="Elin").taken == 8
        assert {row["codebook_version"] for row in db.query("SELECT codebook_version FROM codings")} == {"0.1.0"}
        steps.protect(db, study, studies.say_nothing)
        steps.publish(db, study, "team", studies.say_nothing)
    with Database(str(study.database())) as published:
        waiting = {
            row["to_recode"] for row in published.query("SELECT to_recode FROM codings WHERE code_id = 'care/acts'")
        }
        assert waiting == {"care/food; care/visits"}
