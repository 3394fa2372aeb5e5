"""The trail from the command line: every command leaves its rows, and what is wrong is said in one line."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.study import open_study
from tests import studies
from tests.pipeline.audit.tampering import without_triggers

SAID = {
    "FC01": "INT: Who helped?\nP1: Nia Pritchard came on Fridays with bara brith. 🙂\nINT: And?\nP1: She listened.",
    "YP01": "INT: Pwy oedd yn gwrando?\nP1: Gŵyneth Rhŷs. I had somewhere to stay.",
}
CODINGS = "transcript,turn,start,end,quote,code,coder,memo\nFC01,2,,,came on Fridays,care/acts,AP,with Nia\n"
NAMES = ("Nia", "Pritchard", "wyneth", "Rhŷs", "Siân", "Ceri")


def llais(*arguments: str | Path) -> Result:
    """Run a command as Siân Ŵyn, with the passphrase in the environment."""
    env = {"LLAIS_PASSPHRASE": studies.PASSPHRASE, "LLAIS_ACTOR": "Siân Ŵyn"}
    return CliRunner().invoke(main, [str(a) for a in arguments], env=env)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a study of two transcripts on which the main job was done."""
    folder = studies.make_study(tmp_path / "study", SAID).folder
    assert llais("run", folder).exit_code == 0
    return folder


def trail(folder: Path, *options: str) -> list[dict[str, str]]:
    """Read the trail as the command writes it."""
    return list(csv.DictReader(io.StringIO(llais("audit", folder, "trail", *options).stdout.lstrip("\ufeff"))))


def test_the_main_job_leaves_its_rows(folder: Path) -> None:
    """Each step with its counts; nobody is named."""
    rows = trail(folder)

    assert [(row["action"], row["about"], row["counts"]) for row in rows if not row["about"].startswith("draft")] == [
        ("store opened", "run", "ends 0"),
        ("transcript read", "FC01", "turns 4; words 14"),
        ("transcript read", "YP01", "turns 2; words 11"),
        ("ingest", "", "read 2"),
        ("pseudonymise", "", "changed 1; doubts 0; kept 0; replaced 2"),
        ("suggest", "codebook 0.1.0", "suggestions 1"),
        ("store opened", "audit trail", "ends 1"),
    ]
    (published,) = [row for row in rows if row["about"].startswith("draft")]
    assert (published["action"], published["counts"]) == ("publish (team)", "transcripts 2; withheld 0")
    assert {row["actor"] for row in rows} == {"R1"}


def test_a_file_that_is_replaced_is_told(folder: Path) -> None:
    """And one that changed and was not taken in is counted."""
    (folder / "transcripts" / "FC01.txt").write_text("INT: And?\nP1: Tea.", encoding="utf-8")
    llais("ingest", folder)
    llais("ingest", folder, "--replace")

    assert [row["counts"] for row in trail(folder, "--action", "ingest")][1:] == [
        "changed 1; known 1",
        "known 1; replaced 1",
    ]
    assert [row["about"] for row in trail(folder, "--action", "transcript replaced")] == ["FC01"]


def test_codings_that_come_in_are_counted(folder: Path, tmp_path: Path) -> None:
    """By whoever --as says."""
    (tmp_path / "codings.csv").write_text(CODINGS, encoding="utf-8")
    assert llais("codings", folder, "import", tmp_path / "codings.csv", "--as", "Ceri Lloyd").exit_code == 0

    rows = trail(folder, "--by", "Ceri Lloyd")
    assert [(row["actor"], row["action"], row["about"]) for row in rows] == [
        ("R2", "store opened", "codings import"),
        ("R2", "codings import", ""),
    ]
    assert rows[1]["counts"] == "changed 0; known 0; memos 1; missing 0; not taken 0; removed 0; taken 1"


def test_what_leaves_is_in_the_trail_at_the_next_opening(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exports, and looking at the pages."""
    monkeypatch.setattr("pipeline.workbench.serve.serve", lambda *_, **__: None)
    assert llais("export", folder, "quotes-docx", "-o", tmp_path / "quotes.docx", "--as", "Ceri").exit_code == 0
    assert llais("codings", folder, "export", tmp_path / "codings.csv").exit_code == 0
    assert llais("serve", folder).exit_code == 0

    visits = [row for row in trail(folder) if row["purpose"].startswith("from visits")]
    assert [(row["actor"], row["action"]) for row in visits] == [
        ("R2", "export quotes-docx"),
        ("R1", "export codings-csv"),
        ("R1", "serve"),
    ]
    assert llais("audit", folder, "verify").exit_code == 0


def test_an_export_that_cannot_be_noted_does_not_leave(folder: Path, tmp_path: Path) -> None:
    """One line, and no file."""
    (folder / "visits.jsonl").mkdir()
    result = llais("export", folder, "quotes-csv", "-o", tmp_path / "quotes.csv")

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: visits.jsonl")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "quotes.csv").exists()


def test_a_whole_trail_is_said_to_be_whole(folder: Path) -> None:
    """With its end, for whoever keeps it elsewhere."""
    said = json.loads(llais("audit", folder, "verify", "--json").stdout)

    assert said["problems"] == []
    assert said["end"].startswith(f"{said['rows']}:")
    assert "the trail is whole" in llais("audit", folder, "verify").stdout


def test_an_edited_trail_is_said_to_be_broken(folder: Path) -> None:
    """One line that says where, and exit code 1."""
    with studies.opened(open_study(folder)) as db, without_triggers(db):
        db.execute("UPDATE trail SET counts = '{}' WHERE action = 'pseudonymise'")
    result = llais("audit", folder, "verify")

    assert result.exit_code == 1
    assert result.stderr == "  row 5 was edited after it was written\n"
    assert "the trail is broken" in result.stdout


def test_the_custodians_log_is_asked_for_with_a_purpose_and_a_place(folder: Path, tmp_path: Path) -> None:
    """Without them it is not written."""
    log = ("audit", folder, "log", "--for", "custodian")
    for options in ([], ["--purpose", "a check"], ["--purpose", "for Nia", "-o", tmp_path / "log.csv"]):
        result = llais(*log, *options)
        assert result.exit_code != 0
        assert not [name for name in NAMES if name in result.output]
    assert not (tmp_path / "log.csv").exists()

    result = llais(*log, "--purpose", "a check", "-o", tmp_path / "log.csv")
    assert result.exit_code == 0
    assert "SHOWS ORIGINALS" in result.stderr
    assert not [name for name in NAMES if name in result.output]
    assert "Nia Pritchard" in (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    assert os.name == "nt" or (tmp_path / "log.csv").stat().st_mode & 0o777 == 0o600


def test_the_auditors_log_names_nobody(folder: Path) -> None:
    """On the screen, where no file is named."""
    result = llais("audit", folder, "log", "--for", "auditor")

    assert result.exit_code == 0
    assert result.stdout.count("\n") == 3
    assert not [name for name in NAMES if name in result.output]


def test_a_re_identification_from_end_to_end(folder: Path) -> None:
    """The original is on the screen once, and nowhere else."""

    def step(*arguments: str, exit_code: int = 0) -> Result:
        result = llais("audit", folder, "reidentify", *arguments)
        assert result.exit_code == exit_code
        return result

    ask = ("--transcript", "FC01", "--turn", "2", "--reason", "error correction", "--legal-basis", "public task")
    assert json.loads(step("request", *ask, "--json").stdout) == {"request": 1}
    refused = step("approve", "1", "--as", "SIÂN  ŵyn", exit_code=1)
    assert refused.stderr.startswith("Error: Request 1 was made by the same person")
    assert refused.stderr.count("\n") == 1
    step("carry-out", "1", exit_code=1)
    step("approve", "1", "--as", "Ceri Lloyd")
    shown = step("carry-out", "1")
    assert shown.stdout == "Nia Pritchard\n"
    assert "PRINTS ORIGINALS" in shown.stderr
    step("carry-out", "1", exit_code=1)
    step("returned", "1", "--ethics-told")

    (one,) = json.loads(step("list", "--json").stdout)["requests"]  # R2 was refused
    assert (one["state"], one["requested_by"], one["approved_by"]) == ("returned or destroyed", "R1", "R3")
    everything = "".join(map(str, trail(folder))) + step("list").output
    assert not [name for name in NAMES if name in everything]
    assert llais("audit", folder, "verify").exit_code == 0


@pytest.mark.parametrize("options", [[], ["--participant", "FC01", "--entity", "1"], ["--transcript", "FC01"]])
def test_a_request_is_about_one_thing(options: list[str], folder: Path) -> None:
    """Said in one line."""
    result = llais(
        "audit", folder, "reidentify", "request", "--reason", "safeguarding", "--legal-basis", "public task", *options
    )

    assert result.exit_code == 2
    assert "Ask about one thing" in result.stderr
