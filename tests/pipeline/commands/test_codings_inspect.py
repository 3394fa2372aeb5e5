"""llais codings inspect FILE: without a study, beside the commands that have one."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from pipeline.cli import main
from tests.refi import code, coding, element, packed, project, saved, selection, source

SOURCES = source("FC01", selection(5, 10, coding("Moves", creatingUser="-")) + selection(900, 901, coding("Moves")))
QDE = project(SOURCES, code("Care", code("Moves")), element("Sets", element("Set", name="May")))


def llais(*arguments: str | Path) -> Result:
    """Run a command without a passphrase."""
    return CliRunner().invoke(main, [str(one) for one in arguments], env={"LLAIS_PASSPHRASE": ""})


def test_codings_are_printed_and_what_is_left_out_is_told_beside(tmp_path: Path) -> None:
    """Lines for machines on the output, sentences for people on the error stream."""
    result = llais("codings", "inspect", saved(tmp_path, packed(QDE, {"FC01": "They moved me."})))

    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"source": "FC01", "start": 5, "end": 10, "quote": "moved", "code": "Care/Moves", "coder": "", "memo": ""}
    ]
    assert result.stderr.splitlines() == [
        "1 sources, 2 codes, 1 codings, 0 memos",
        "left out: 1 codings: their positions are not in the text",
        "left out: 1 sets: sets are not taken",
    ]


def test_a_file_that_is_refused_is_one_line(tmp_path: Path) -> None:
    """And nothing is printed."""
    result = llais("codings", "inspect", saved(tmp_path, b"They said.", "Siân.qdpx"))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: LL-I016 a .qdpx file: ")
    assert len(result.stderr.splitlines()) == 1


def test_its_help_says_that_it_prints_originals() -> None:
    """Before anybody sends its output anywhere."""
    result = llais("codings", "inspect", "--help")
    assert "Usage: main codings inspect [OPTIONS] FILE" in result.stdout
    assert "original words" in result.stdout


def test_the_other_commands_have_a_study_before_them(tmp_path: Path) -> None:
    """Also one whose folder is called inspect."""
    for study in (tmp_path, Path("inspect")):
        assert "STUDY import [OPTIONS] FILE" in llais("codings", study, "import", "--help").stdout
    assert "inspect" in llais("codings", "--help").stdout
