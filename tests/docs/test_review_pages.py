"""What the pages for reviewers say works on the demo study, which anybody can make."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from tests.demonstrated import demo_key, demo_study

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("coding.md", "hosting.md", "review.md", "reviewers.md", "lifecycle.md")
SERVES = re.compile(r"review \S+|serve (?!.*--how).*")


def shown(page: str) -> list[str]:
    """List the commands that a page shows, without the word llais, and without those that serve until stopped."""
    blocks = re.findall(r"```console\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.removeprefix("$ llais ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [line for line in lines if not SERVES.fullmatch(line)]


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_the_page_work(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, on a copy of the demo study; none ends in an error."""
    shutil.copytree(demo_study().folder, tmp_path / "llais-demo")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LLAIS_PASSPHRASE", demo_key().read_text(encoding="utf-8").strip())
    commands = shown(page)
    assert commands

    for command in commands:
        result = CliRunner().invoke(main, shlex.split(command))
        assert result.exit_code == 0, f"llais {command}\n{result.output}"


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_the_page_names_exists(page: str) -> None:
    """Also those that stand in the middle of a sentence or in a table."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for words in re.findall(r"`llais ([^`]+)`", text):
        command, context = main, None
        for word in shlex.split(words.replace("…", "")):
            if not hasattr(command, "commands"):
                break
            if word in command.commands:
                command = command.commands[word]
            else:
                context = word
                assert context == "STUDY", f"llais {words}"
        assert command is not main
