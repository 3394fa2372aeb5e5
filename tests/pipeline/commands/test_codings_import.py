"""llais codings STUDY import: what it prints, for people and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests import studies

SAID = {"YP01": "INT: Who listened?\nP1: Gŵyneth Rhŷs did. I had somewhere to stay, and a lift 🙂 when I asked."}
HEADER = "transcript,turn,quote,code\n"


def llais(*arguments: str | Path) -> Result:
    """Run a command as from a shell, with the passphrase in the environment."""
    return CliRunner().invoke(main, [str(a) for a in arguments], env={"LLAIS_PASSPHRASE": studies.PASSPHRASE})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a study of one transcript that was read in."""
    study = studies.make_study(tmp_path / "study", SAID)
    assert llais("ingest", study.folder).exit_code == 0
    return study.folder


def test_several_files_are_taken_and_what_is_not_is_said(folder: Path, tmp_path: Path) -> None:
    """Progress and problems go to the error stream; it ends with 1 where something was not taken."""
    one, other = tmp_path / "Siân one.csv", tmp_path / "Siân other.csv"
    one.write_text(f"{HEADER}YP01,2,a lift 🙂,care/acts\n", encoding="utf-8")
    other.write_text(f"{HEADER}YP01,2,pancakes,care/acts\n", encoding="utf-8")

    result = llais("codings", folder, "import", one, other, "--all-by", "Elin")

    assert result.exit_code == 1
    assert result.stdout.startswith("1 codings taken, 0 known already, 1 not taken\n")
    assert "  file 2 of 2 (.csv), row 2: the quote is not in turn 2 of YP01" in result.stderr
    assert "pancakes" not in result.output
    assert "Siân" not in result.output


def test_a_dry_run_reports_as_json(folder: Path, tmp_path: Path) -> None:
    """Machines are told that nothing was stored."""
    file = tmp_path / "codings.csv"
    file.write_text(f"{HEADER}YP01,2,a lift 🙂,care/acts\n", encoding="utf-8")

    tried = llais("codings", folder, "import", file, "--coder", "Elin", "--dry-run", "--json")
    taken = llais("codings", folder, "import", file, "--coder", "Elin", "--json")

    assert (tried.exit_code, taken.exit_code) == (0, 0)
    for result, stored in ((tried, False), (taken, True)):
        told = json.loads(result.stdout)
        assert (told["taken"], told["known"], told["not_taken"], told["stored"]) == (1, 0, 0, stored)
