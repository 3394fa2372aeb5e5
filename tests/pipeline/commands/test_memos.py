"""llais memo STUDY add, list and remove, for people and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests import studies

SAID = {"YP01": "INT: Who listened?\nP1: Gŵyneth Rhŷs did. I had somewhere to stay, and a lift 🙂 when I asked."}


def llais(*arguments: str | Path, typed: str = "") -> Result:
    """Run a command as Siân Ŵyn from a shell, with the passphrase in the environment."""
    env = {"LLAIS_PASSPHRASE": studies.PASSPHRASE, "LLAIS_ACTOR": "Siân Ŵyn"}
    return CliRunner().invoke(main, [str(a) for a in arguments], env=env, input=typed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a study of one transcript that was read in."""
    study = studies.make_study(tmp_path / "study", SAID)
    assert llais("ingest", study.folder).exit_code == 0
    return study.folder


def test_a_memo_is_taken_from_words_a_file_or_the_input(folder: Path, tmp_path: Path) -> None:
    """All three ways lead to the store; accents and emoji are kept."""
    file = tmp_path / "note.txt"
    file.write_text("\ufeffO ffeil: tŷ bach twt 👩‍👧\n", encoding="utf-8")
    assert llais("memo", folder, "add", "--about", "transcript:YP01", "--text", "by words").exit_code == 0
    assert llais("memo", folder, "add", "--about", "turn:YP01/2", "--file", file).exit_code == 0
    assert llais("memo", folder, "add", "--about", "study", typed="from the input\n").exit_code == 0
    result = llais("memo", folder, "list", "--show-originals", "--json")
    memos = json.loads(result.stdout)["memos"]
    assert [(one["about"], one["about_id"], one["author"], one["text"]) for one in memos] == [
        ("study", "", "Siân Ŵyn", "from the input"),
        ("transcript", "YP01", "Siân Ŵyn", "by words"),
        ("turn", "YP01/2", "Siân Ŵyn", "O ffeil: tŷ bach twt 👩‍👧"),
    ]
    assert "as they were typed" in result.stderr


def test_a_list_shows_no_name_unless_it_is_asked_to(folder: Path) -> None:
    """Neither names in memos nor who wrote them; and it can be of one thing alone."""
    llais("memo", folder, "add", "--about", "turn:YP01/2", "--text", "Ask Gŵyneth Rhŷs again.")
    llais("memo", folder, "add", "--about", "study", "--text", "begin earlier")
    assert "not pseudonymised yet" in llais("memo", folder, "list").stdout
    assert llais("run", folder).exit_code == 0
    listed = llais("memo", folder, "list", "--about", "turn:yp01/2")
    assert "turn:YP01/2  A  20" in listed.stdout
    assert "begin earlier" not in listed.stdout
    assert listed.stdout.endswith("one memo\n")
    assert not any(name in listed.output for name in ("Gŵyneth", "Rhŷs", "Siân"))


def test_what_cannot_be_taken_ends_in_one_line(folder: Path) -> None:
    """Nothing of what was typed is repeated."""
    for about in ("transcript:Gŵyneth", "dream:Gŵyneth", "turn:YP01/9", "code:Gŵyneth"):
        result = llais("memo", folder, "add", "--about", about, "--text", "a lift")
        assert result.exit_code == 1
        assert result.stderr.strip().splitlines()[-1].startswith("Error: ")
        assert "Gŵyneth" not in result.output


def test_a_memo_is_removed_by_its_number(folder: Path) -> None:
    """The number is what `add` printed."""
    uid = json.loads(llais("memo", folder, "add", "--about", "study", "--text", "begin", "--json").stdout)["uid"]
    assert llais("memo", folder, "remove", uid).exit_code == 0
    assert json.loads(llais("memo", folder, "list", "--json").stdout) == {"memos": []}
    assert llais("memo", folder, "remove", uid).exit_code == 1
