"""The main job from the command line: what each step prints, and what it gives to machines."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from codebook.load import DEFAULT_FILE
from pipeline.cli import main
from tests import studies

SAID = {
    "FC01": "INT: Who helped?\nP1: Nia Pritchard came on Fridays with bara brith. 🙂\nINT: And?\nP1: She listened.",
    "YP01": "INT: Pwy oedd yn gwrando?\nP1: Gŵyneth Rhŷs. I had somewhere to stay.",
}
CODINGS = "transcript,turn,start,end,quote,code,coder,memo\nFC01,2,,,came on Fridays,care/acts,AP,with Nia\n"


def llais(*arguments: str | Path) -> Result:
    """Run a command as from a shell, with the passphrase in the environment."""
    return CliRunner().invoke(main, [str(a) for a in arguments], env={"LLAIS_PASSPHRASE": studies.PASSPHRASE})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a study of two transcripts that nothing was done with yet."""
    return studies.make_study(tmp_path / "study", SAID).folder


def test_a_new_study_is_ready_for_its_first_files(tmp_path: Path) -> None:
    """init makes the folder and says what comes next; an empty study runs as far as it can."""
    result = llais("init", tmp_path / "Astudiaeth ŵ", "--title", 'The "quiet" lads')

    assert result.exit_code == 0
    assert "llais run" in result.stdout
    assert (tmp_path / "Astudiaeth ŵ" / "study.toml").exists()
    assert llais("init", tmp_path / "Astudiaeth ŵ").exit_code == 1


def test_run_does_the_whole_job_and_says_each_step(folder: Path) -> None:
    """Progress goes to the error stream, and at the end it says how to look at the result."""
    result = llais("run", folder)

    assert result.exit_code == 0
    assert result.stdout == ""
    assert [line for line in result.stderr.splitlines() if not line.startswith(" ")] == [
        "Reading transcripts",
        "Finding and replacing identifiers",
        "Suggesting codes",
        "Publishing",
        f"Done. Look at it with: llais serve {folder}",
    ]
    assert "leak gate passed" in result.stderr


def test_the_steps_one_by_one_do_the_same_as_run(folder: Path, tmp_path: Path) -> None:
    """The same database comes of it."""
    for step in ("ingest", "pseudonymise", "suggest", "publish"):
        assert llais(step, folder).exit_code == 0
    by_steps = (folder / "published" / "llais.db").read_bytes()
    assert llais("run", folder).exit_code == 0

    assert (folder / "published" / "llais.db").read_bytes() == by_steps


@pytest.mark.parametrize("command", ["run", "ingest", "pseudonymise", "suggest", "publish"])
def test_json_for_machines_is_all_there_is_on_the_output(command: str, folder: Path) -> None:
    """One object, on one line."""
    llais("run", folder)
    result = llais(command, folder, "--json")
    said = json.loads(result.stdout)
    expected = {
        "ingest": {"files"},
        "pseudonymise": {"replaced", "doubts", "kept"},
        "suggest": {"suggestions", "codes"},
        "publish": {"id", "database", "counts", "doubts", "withheld", "without_code", "waiting", "warning"},
    }

    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1
    assert said.keys() == (set().union(*expected.values()) if command == "run" else expected[command])


def test_publishing_twice_gives_the_same_draft(folder: Path) -> None:
    """Nothing changed, so nothing is new."""
    llais("run", folder)
    drafts = [json.loads(llais("publish", folder, "--json").stdout)["id"] for _ in range(2)]

    assert drafts[0] == drafts[1]
    assert drafts[0].startswith("draft-")


def test_what_the_steps_say_holds_no_original(folder: Path) -> None:
    """Not on either stream, in words or as JSON."""
    for options in ([], ["--json"]):
        result = llais("run", folder, *options)
        assert not [word for word in ("Pritchard", "Nia", "Rhŷs", "wyneth") if word in result.output]


def test_a_file_that_needs_attention_is_named_and_the_rest_is_published(folder: Path) -> None:
    """Exit code 1, after everything that could be done was done; the file's own name is not shown."""
    (folder / "transcripts" / "Nia Pritchard typed up.txt").write_text("P1: Hello.", encoding="utf-8")
    result = llais("run", folder)

    assert result.exit_code == 1
    assert "1 of 3 files need attention" in result.stderr
    assert "Pritchard" not in result.stderr
    assert (folder / "published" / "llais.db").exists()


def test_a_changed_file_is_taken_in_only_when_asked(folder: Path) -> None:
    """--replace."""
    llais("ingest", folder)
    (folder / "transcripts" / "FC01.txt").write_text(SAID["FC01"] + "\nINT: Diolch.", encoding="utf-8")
    refused, taken = llais("ingest", folder), llais("ingest", folder, "--replace")

    assert (refused.exit_code, taken.exit_code) == (1, 0)
    assert "--replace" in refused.stderr


@pytest.mark.parametrize("audience", ["outside", "ethics"])
def test_others_than_the_team_get_a_file_of_their_own(audience: str, folder: Path) -> None:
    """Beside the team's, with metadata of its own."""
    llais("run", folder)
    before = (folder / "published" / "llais.db").read_bytes()
    result = llais("publish", folder, "--audience", audience)

    assert result.exit_code == 0
    assert sorted(path.name for path in (folder / "published").iterdir()) == [
        f"datasette_metadata-{audience}.yml",
        "datasette_metadata.yml",
        f"llais-{audience}.db",
        "llais.db",
    ]
    assert (folder / "published" / "llais.db").read_bytes() == before


def test_codings_come_in_from_a_table_and_go_out_again(folder: Path, tmp_path: Path) -> None:
    """In source coordinates on the way in; in published ones, with the draft's name, on the way out."""
    (tmp_path / "codings.csv").write_text(CODINGS, encoding="utf-8")
    llais("ingest", folder)
    taken = json.loads(llais("codings", folder, "import", tmp_path / "codings.csv", "--json").stdout)
    llais("run", folder)
    result = llais("codings", folder, "export", "-")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"), newline="")))

    assert (taken["taken"], taken["known"], taken["memos"], taken["problems"]) == (1, 0, 1, [])
    assert [(row["transcript"], row["turn"], row["quote"], row["code"], row["coder"]) for row in rows] == [
        ("FC01", "2", "came on Fridays", "care/acts", "A")
    ]
    assert rows[0]["release"] == json.loads(llais("publish", folder, "--json").stdout)["id"]
    assert "Nia" not in rows[0]["memo"]
    assert llais("codings", folder, "export", tmp_path / "out.csv").exit_code == 0
    assert (tmp_path / "out.csv").read_bytes() == result.stdout_bytes


def test_codings_without_a_place_are_told_by_row(folder: Path, tmp_path: Path) -> None:
    """The row's words are not repeated."""
    (tmp_path / "codings.csv").write_text(CODINGS + "FC01,4,,,Pritchard never came,care/acts,AP,\n", encoding="utf-8")
    llais("ingest", folder)
    result = llais("codings", folder, "import", tmp_path / "codings.csv")

    assert result.exit_code == 1
    assert "codings.csv, row 3: the quote is not in turn 4 of FC01" in result.stderr
    assert "Pritchard" not in result.output


@pytest.mark.parametrize(
    ("format_", "file", "begins"),
    [
        ("quotes-csv", "quotes.csv", b"\xef\xbb\xbftheme,"),
        ("replacements-csv", "replacements.csv", b"\xef\xbb\xbflog_id,"),
        ("quotes-docx", "quotes.docx", b"PK"),
        ("codebook-docx", "codebook.docx", b"PK"),
        ("codebook-qdc", "codebook.qdc", b"<?xml"),
    ],
)
def test_exports_are_written_where_one_finds_them(format_: str, file: str, begins: bytes, folder: Path) -> None:
    """Into the study's exports folder, or with - to the output."""
    llais("run", folder)
    written, shown = llais("export", folder, format_), llais("export", folder, format_, "-o", "-")

    assert written.exit_code == shown.exit_code == 0
    assert (folder / "exports" / file).read_bytes() == shown.stdout_bytes
    assert shown.stdout_bytes.startswith(begins)


def test_the_codebook_has_its_own_tools(tmp_path: Path) -> None:
    """check, diff and docs work on files, without a study."""
    from importlib import resources

    book = tmp_path / "book.yml"
    whole = resources.files("codebook").joinpath(DEFAULT_FILE).read_text(encoding="utf-8")
    book.write_text(whole, encoding="utf-8")
    broken = tmp_path / "broken.yml"
    broken.write_text(whole.replace("themes:", "thimbles:"), encoding="utf-8")

    assert "no problems" in llais("codebook", "check", book).stdout
    assert llais("codebook", "diff", book, book).stdout == "No changes.\n"
    assert llais("codebook", "docs").stdout == llais("codebook", "docs", book).stdout
    assert llais("codebook", "check", broken).exit_code == 1
    assert llais("codebook", "check", broken).stderr.startswith("Error: ")


def test_the_demo_study_runs_without_being_served(tmp_path: Path) -> None:
    """A copy with a key of its own, which can be run again; another folder is not overwritten."""
    result, again = llais("demo", tmp_path / "demo", "--no-serve"), llais("demo", tmp_path / "demo", "--no-serve")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine")
    refused = llais("demo", tmp_path / "other", "--no-serve")

    assert (result.exit_code, again.exit_code, refused.exit_code) == (0, 0, 1)
    assert (tmp_path / "demo.key").exists()
    connection = sqlite3.connect(tmp_path / "demo" / "published" / "llais.db")
    assert connection.execute("SELECT count(*) FROM transcripts").fetchone() == (10,)
    connection.close()
    assert list((tmp_path / "other").iterdir()) == [tmp_path / "other" / "notes.txt"]


def test_a_run_on_nothing_says_what_is_missing(tmp_path: Path) -> None:
    """An empty study ends with one line that says where to put files, and no talk of another command."""
    folder = studies.make_study(tmp_path / "study", {}).folder

    result = llais("run", folder)

    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: there is nothing to run on: copy files into")


def test_a_codebook_that_cannot_be_used_stops_a_run_before_anything_is_done(folder: Path) -> None:
    """The same line and status as llais publish gives; no file is read, no store is made."""
    (folder / "study.toml").write_text('[study]\ncodebook = "ours.yml"\n', encoding="utf-8")
    (folder / "ours.yml").write_text("id: ours\nthemes: []\n", encoding="utf-8")
    before = sorted(path.name for path in folder.rglob("*"))

    result = llais("run", folder)

    assert sorted(path.name for path in folder.rglob("*")) == before
    assert llais("ingest", folder).exit_code == 0
    publishing = llais("publish", folder)
    assert result.exit_code == publishing.exit_code == 1
    told = result.stderr.strip().removeprefix("Reading transcripts\n")
    assert told == publishing.stderr.strip().removeprefix("Publishing\n")
    assert "themes: write a list" in result.stderr
