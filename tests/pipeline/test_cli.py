"""The command line itself: one line an error, quick to its first word, quiet when it is cut off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.commands.shared import OneLineErrors
from pipeline.errors import NotAStudy
from tests import studies
from tests.ports import free_port, wait_until_it_listens

SAID = "INT: Who helped?\nP1: Nia Pritchard came on Fridays with bara brith. 🙂"
LLAIS = (sys.executable, "-c", "from pipeline.cli import main; main()")


def llais(*arguments: str | Path, env: dict[str, str | None] | None = None) -> Result:
    """Run a command as from a shell, with a passphrase unless `env` says otherwise."""
    return CliRunner().invoke(
        main, [str(a) for a in arguments], env={"LLAIS_PASSPHRASE": studies.PASSPHRASE, **(env or {})}
    )


def assert_one_line(result: Result, *words: str) -> None:
    """Expect exit code 1 and a single line that begins with Error and holds `words`."""
    last = result.stderr.splitlines()[-1]

    assert result.exit_code == 1
    assert result.stdout == ""
    assert last.startswith("Error: ")
    assert [word for word in words if word not in last] == []
    assert "Traceback" not in result.stderr


def test_the_version_is_that_of_the_package() -> None:
    """llais --version."""
    assert llais("--version").output.startswith("llais, version ")


@pytest.mark.parametrize("command", ["run", "ingest", "pseudonymise", "suggest", "publish", "serve"])
def test_a_folder_that_is_no_study_is_said_so(command: str, tmp_path: Path) -> None:
    """With what to do about it."""
    assert_one_line(llais(command, tmp_path), "is not a study", "llais init")


@pytest.mark.parametrize("command", ["pseudonymise", "suggest", "publish"])
def test_a_study_without_transcripts_says_what_comes_first(command: str, tmp_path: Path) -> None:
    """One line that names the step before."""
    studies.make_study(tmp_path, {})
    assert_one_line(llais(command, tmp_path), "llais ingest")


@pytest.mark.parametrize("command", [["serve"], ["export", "quotes-csv"], ["codings", "export"]])
def test_reading_before_publishing_says_what_comes_first(command: list[str], tmp_path: Path) -> None:
    """Exports and pages read the published database and nothing else."""
    studies.make_study(tmp_path, {})
    rest = ["out.csv"] if command[0] == "codings" else []
    arguments = [command[0], tmp_path, *command[1:], *rest]

    assert_one_line(llais(*arguments), "Nothing is published", "llais run")


def test_publishing_before_pseudonymising_is_refused(tmp_path: Path) -> None:
    """Nothing original is ever published by going too fast."""
    studies.make_study(tmp_path, {"FC01": SAID})
    assert llais("ingest", tmp_path).exit_code == 0

    assert_one_line(llais("publish", tmp_path), "llais pseudonymise")


def test_a_wrong_passphrase_is_one_line(tmp_path: Path) -> None:
    """The store stays closed and is not harmed."""
    studies.make_study(tmp_path, {"FC01": SAID})
    llais("ingest", tmp_path)

    assert_one_line(llais("pseudonymise", tmp_path, env={"LLAIS_PASSPHRASE": "bara"}), "does not open")
    assert llais("pseudonymise", tmp_path).exit_code == 0


def test_without_a_passphrase_the_ways_to_give_one_are_named(tmp_path: Path) -> None:
    """Where nobody sits at a keyboard, nobody is asked."""
    studies.make_study(tmp_path, {"FC01": SAID})

    result = llais("ingest", tmp_path, env={"LLAIS_PASSPHRASE": None})
    assert_one_line(result, "--key-file", "LLAIS_PASSPHRASE")


def test_a_key_file_holds_the_passphrase(tmp_path: Path) -> None:
    """On its first line; an absent or empty one is one line."""
    study, key = tmp_path / "study", tmp_path / "key"
    studies.make_study(study, {"FC01": SAID})
    no_env: dict[str, str | None] = {"LLAIS_PASSPHRASE": None}

    assert_one_line(llais("ingest", study, "--key-file", key, env=no_env), "cannot be read")
    key.write_text("\n")
    assert_one_line(llais("ingest", study, "--key-file", key, env=no_env), "is empty")
    key.write_text("te a bara brith\n")
    assert llais("ingest", study, "--key-file", key, env=no_env).exit_code == 0


def test_settings_that_cannot_be_used_are_one_line(tmp_path: Path) -> None:
    """Section and key are named."""
    studies.make_study(tmp_path, {"FC01": SAID})
    (tmp_path / "study.toml").write_text('[policy]\nPERSON = "banana"\n', encoding="utf-8")

    assert_one_line(llais("run", tmp_path), "study.toml, [policy] PERSON")


def test_a_manifest_with_several_problems_has_a_line_for_each(tmp_path: Path) -> None:
    """All at once, so that they can be mended at once."""
    study = studies.make_study(tmp_path, {"FC01": SAID})
    study.manifest.write_text("file,participant_id,group\na.txt,,worker\nb.txt,WK01,cats\n", encoding="utf-8")
    result = llais("ingest", tmp_path)

    assert result.exit_code == 1
    places = [line.split(",")[:2] for line in result.stderr.splitlines()[1:]]
    assert {file for file, _ in places} == {"Error: manifest.csv"}
    assert {row for _, row in places} == {" row 2", " row 3"}


def test_an_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """The path that was asked for is named."""
    studies.published(studies.make_study(tmp_path / "study", {"FC01": SAID}))
    (tmp_path / "taken").write_text("a file")
    result = llais("export", tmp_path / "study", "quotes-csv", "-o", tmp_path / "taken" / "quotes.csv")

    assert_one_line(result, "cannot be written")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["run"],
        ["export", "STUDY", "nonsense"],
        ["publish", "STUDY", "--audience", "all"],
        ["publish", "STUDY", "--audience", "outside", "--despite", "it was never handed out"],
        ["publish", "STUDY", "--release", "--despite", "it was never handed out"],
        ["identify"],
    ],
)
def test_a_command_called_wrongly_ends_with_2(arguments: list[str]) -> None:
    """Usage errors say how it is called."""
    result = llais(*arguments)

    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")


@click.group(cls=OneLineErrors)
@click.option("-v", "--verbose", is_flag=True)
def failing(verbose: bool) -> None:
    """Fail in the ways that commands fail."""


NAME = "Nia Pritchard"


@failing.command()
def known() -> None:
    """Fail as foreseen."""
    raise NotAStudy("This folder is not a study.")


@failing.command()
def unknown() -> None:
    """Fail as nobody foresaw, with a name in the message."""
    raise KeyError(NAME)


@failing.command()
def full_disk() -> None:
    """Fail as the computer does, with a name in the path."""
    raise OSError(28, "No space left on device", "Nia Pritchard.docx")


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("known", "Error: This folder is not a study."),
        ("unknown", "Error: KeyError in test_cli.py, line "),
        ("full-disk", "Error: the computer says: No space left on device."),
    ],
)
def test_every_error_is_one_line_that_repeats_nothing(command: str, line: str) -> None:
    """Also one that nobody foresaw: its own message may quote a transcript."""
    result = CliRunner().invoke(failing, [command])

    assert result.exit_code == 1
    assert result.stderr.startswith(line)
    assert len(result.stderr.splitlines()) == 1
    assert "Pritchard" not in result.output


@pytest.mark.parametrize("command", ["known", "unknown"])
def test_verbose_shows_the_traceback_as_well_without_its_messages(command: str) -> None:
    """For whoever mends llais; a message may quote what was read."""
    result = CliRunner().invoke(failing, ["-v", command])

    assert result.exit_code == 1
    assert "Traceback (most recent call last" in result.stderr
    assert f"in {command}\n" in result.stderr
    assert NAME not in result.output
    assert result.stderr.splitlines()[-1].startswith("Error: ")


def test_help_imports_nothing_heavy() -> None:
    """The first answer of a command line should not wait for spaCy."""
    code = """
import sys
from pipeline.cli import main
try: main(['--help'])
except SystemExit: pass
heavy = {'spacy', 'datasette', 'docx', 'sqlcipher3', 'wordfreq', 'numpy'} & set(sys.modules)
sys.exit(f'imported {heavy}' if heavy else 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["run", "pseudonymise", "suggest", "publish", "ingest", "try", "identify"])
def test_the_first_word_comes_before_spacy_is_imported(command: str, tmp_path: Path) -> None:
    """A person sees at once that something happens."""
    code = """
import sys, click
from pipeline.cli import main
echo = click.echo
def first(*words, **how):
    echo(*words, **how)
    print('spacy' in sys.modules, 'numpy' in sys.modules, file=sys.stderr)
    sys.stderr.flush()
    sys.exit(7)
click.echo = first
main(sys.argv[1:])
"""
    done = subprocess.run(
        [sys.executable, "-c", code, command, str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 7
    assert done.stderr.splitlines()[0]
    assert done.stderr.splitlines()[-1] == "False False"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes")
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    """llais identify … | head -1."""
    file = tmp_path / "FC01.txt"
    file.write_text("\n".join(f"P1: Nia Pritchard came {n} times." for n in range(3000)), encoding="utf-8")
    with subprocess.Popen([*LLAIS, "identify", str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        first = running.stdout.readline()
        running.stdout.close()
        told = running.stderr.read().decode()

    assert json.loads(first)["text"] == "Nia Pritchard"
    assert running.returncode == 0
    assert told.splitlines() == ["This prints originals: keep it where the transcripts are kept."]


@pytest.fixture
def heard() -> Iterator[None]:
    """Let what is started here hear Ctrl+C, also where tests run in the background, which shells make deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.usefixtures("heard")
def test_stopping_with_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    """No traceback: somebody changed their mind."""
    with subprocess.Popen(
        [*LLAIS, "identify", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdin and running.stderr
        first = running.stderr.readline()
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        told = running.stderr.read().decode()

    assert first.startswith(b"This prints originals")
    assert running.returncode != 0
    assert "Traceback" not in told
    assert len(told.split()) <= 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.usefixtures("heard")
def test_a_served_study_is_stopped_with_ctrl_c_and_that_is_no_error(tmp_path: Path) -> None:
    """It is how one stops it, as the message says."""
    studies.published(studies.make_study(tmp_path / "study", {"FC01": SAID}))
    port = free_port()
    command = [*LLAIS, "serve", str(tmp_path / "study"), "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "LLAIS_PASSPHRASE"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stderr
        first = running.stderr.readline().decode()
        wait_until_it_listens(port)
        running.send_signal(signal.SIGINT)
        told = running.stderr.read().decode()

    assert f"http://127.0.0.1:{port}/" in first and "Ctrl+C" in first
    assert (running.returncode, "Traceback" in told) == (0, False)


def test_words_of_any_language_go_through_a_pipe_that_speaks_another(tmp_path: Path) -> None:
    """Windows pipes are Windows-1252 unless a program says otherwise."""
    file = tmp_path / "FC01.txt"
    file.write_text("P1: Gŵyneth Rhŷs came. 🙂", encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*LLAIS, "try", str(file), "--marker", "plain"], capture_output=True, env=environment, check=False
    )

    assert done.returncode == 0
    assert "🙂" in done.stdout.decode("utf-8")
