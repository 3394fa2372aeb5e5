"""Write docs/commands.md from the commands' own help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli import main

PAGE = Path(__file__).parent / "commands.md"
_NOTE = "<!-- Written by docs/build_commands.py from the commands' help: change that, not this. -->\n\n"
_WIDTH = 100


def commands_page() -> str:
    """Describe every command as Markdown, in the order of `llais --help`."""
    described = "\n".join(
        f"## `{name}`\n\n```text\n{_help(name, command)}\n```\n" for name, command in every_command("llais", main)
    )
    return f"{_NOTE}# The commands\n\n{_INTRODUCTION}\n{described}"


def every_command(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Yield a command and all those below it, each with how it is called."""
    yield name, command
    if isinstance(command, click.Group):
        arguments = "".join(f" {parameter.human_readable_name}" for parameter in _arguments(command))
        for below in command.list_commands(click.Context(command)):
            yield from every_command(f"{name}{arguments} {below}", command.commands[below])


def _arguments(command: click.Command) -> list[click.Argument]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Argument)]


def _help(name: str, command: click.Command) -> str:
    """Return a command's help as a terminal of fixed width shows it, whoever builds the page."""
    parent, _, last = name.rpartition(" ")
    above = click.Context(click.Group(), info_name=parent) if parent else None
    context = click.Context(
        command, info_name=last, parent=above, terminal_width=_WIDTH, max_content_width=_WIDTH, color=False
    )
    context.help_option_names = ["-h", "--help"]
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


_INTRODUCTION = """\
Each takes the study's folder first. Progress goes to the error stream, results to the output, so that results can be
piped. An error is one line, and the exit code is then 1, or 2 where the command was called wrongly;
`llais -v COMMAND …` shows the traceback as well. Where it reports, `--json` is for machines.
"""


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8")
