"""The report from the command line."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests import studies

SAID = {"FC01": "INT: Who came?\nFC01: Gwenllïan Prydderch came to tea. 🙂\n"}
PEOPLE = "name,type,aliases,relation,pseudonym\nGwenllïan Prydderch,PERSON,,carer,\n"


def llais(*arguments: str | Path) -> Result:
    """Run a command as from a shell, with the passphrase and somebody's name in the environment."""
    env = {"LLAIS_PASSPHRASE": studies.PASSPHRASE, "LLAIS_ACTOR": "Ann"}
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=env)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study of one transcript, published."""
    study = studies.make_study(tmp_path / "study", SAID, people=PEOPLE)
    studies.published(study)
    return study.folder


def test_the_report_is_written_into_the_study_for_its_owner_alone(folder: Path) -> None:
    """The screen has the summary and a line for each point."""
    result = llais("audit", folder, "report")
    assert result.exit_code == 0
    assert "of 24 points" in result.stdout
    assert len(result.stdout.splitlines()) == 25
    assert stat.S_IMODE((folder / "report.html").stat().st_mode) == 0o600


def test_two_reports_on_the_same_day_are_the_same(folder: Path) -> None:
    """Though each of them has opened the store and left its rows in the trail."""
    llais("audit", folder, "verify")
    llais("audit", folder, "report")
    first = (folder / "report.html").read_bytes()
    llais("audit", folder, "report")
    assert (folder / "report.html").read_bytes() == first


def test_json_has_the_24_answers(folder: Path, tmp_path: Path) -> None:
    """With state, sentences, tables and what to do."""
    result = llais("audit", folder, "report", "--json", "-o", tmp_path / "out" / "r.html")
    answers = json.loads(result.stdout)["points"]
    assert [one["n"] for one in answers] == list(range(1, 25))
    assert answers[0]["answer"]["state"] == "not done"
    assert answers[0]["answer"]["tables"][0]["rows"][0] == ["ethics approval", "not done"]
    assert (tmp_path / "out" / "r.html").is_file()


def test_a_report_that_would_name_somebody_ends_in_one_line(folder: Path) -> None:
    """It says which part, and nothing is written."""
    settings = folder / "study.toml"
    settings.write_text('[ethics]\ncustodian = "Prydderch"\n', encoding="utf-8")
    result = llais("audit", folder, "report")
    assert result.exit_code == 1
    assert "something original stands in point 1" in result.stderr
    assert "prydderch" not in result.output.lower()
    assert not (folder / "report.html").exists()


def test_leaks_ends_with_one_where_something_is_found(folder: Path, tmp_path: Path) -> None:
    """One line a file, then how many were searched."""
    clean = llais("audit", folder, "leaks")
    assert (clean.exit_code, clean.stdout) == (
        0,
        "two files in published and exports searched: nothing original was found in any of them\n",
    )
    (tmp_path / "quotes.csv").write_text("quote\nPRYDDERCH came\n", encoding="utf-8")
    found = llais("audit", folder, "leaks", tmp_path / "quotes.csv")
    assert found.exit_code == 1
    lines = found.stdout.splitlines()
    assert lines[0].endswith("quotes.csv holds something original: text")
    assert lines[1] == "one file searched: one file holds something original"
    assert "prydderch" not in found.output.lower()


def test_leaks_as_json(folder: Path) -> None:
    """For machines."""
    values = json.loads(llais("audit", folder, "leaks", "--json").stdout)
    assert (values["files"], values["found"], values["not_looked_into"]) == (2, [], [])


def test_the_page_is_not_written_under_the_name_of_a_pdf(folder: Path, tmp_path: Path) -> None:
    """Nobody could open it: the PDF is asked for with --pdf."""
    result = llais("audit", folder, "report", "-o", tmp_path / "report.pdf")

    assert (result.exit_code, (tmp_path / "report.pdf").exists()) == (2, False)
    assert "--pdf" in result.stderr
