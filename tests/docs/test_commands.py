"""Every command has help, and docs/commands.md repeats it."""

from __future__ import annotations

import runpy
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli import main

DOCS = Path(__file__).parents[2] / "docs"
MADE = runpy.run_path(str(DOCS / "build_commands.py"))
COMMANDS = dict(MADE["every_command"]("llais", main))


def test_the_page_is_current() -> None:
    """A page that no longer says what the commands say is made again with `make generated`."""
    assert MADE["commands_page"]() == (DOCS / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_on_the_page(name: str) -> None:
    """Under a heading that shows how it is called."""
    page = (DOCS / "commands.md").read_text(encoding="utf-8")

    assert f"## `{name}`\n" in page


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_says_what_it_is_for(name: str) -> None:
    """A sentence for the command, ending in a full stop, and a phrase for each option."""
    command = COMMANDS[name]
    options = [option for option in command.params if isinstance(option, click.Option)]

    assert command.help and command.help.split("\n")[0].rstrip("\f").endswith(".")
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_shown_for_every_command(name: str) -> None:
    """-h and --help do the same, and need no study."""
    words = name.split()[1:]
    shown = [CliRunner().invoke(main, [*words, option]) for option in ("-h", "--help")]

    assert [result.exit_code for result in shown] == [0, 0]
    assert shown[0].output == shown[1].output
    assert shown[0].output.startswith("Usage: ")
