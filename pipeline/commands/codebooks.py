"""The codebook's own tools: check, diff, docs, and those that change codes."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.codebook_changes import FILE, merge, move, rename, retire, split, start
from pipeline.commands.codebook_import import import_


@click.group()
def codebook() -> None:
    """Check, compare, describe and change codebooks."""


for command in (import_, start, rename, merge, split, retire, move):
    codebook.add_command(command)


@codebook.command()
@FILE
def check(file: Path) -> None:
    """Check a codebook FILE; every problem is named with its line, code and field."""
    from codebook.load import load_codebook

    loaded = load_codebook(file)
    click.echo(
        f"{file.name}: {len(loaded.themes)} themes, {len(loaded.codes)} codes, version {loaded.version}: no problems"
    )


@codebook.command()
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Say what changed from codebook OLD to NEW, and which version that calls for."""
    from codebook.load import load_codebook
    from codebook.tell import tell

    for line in tell(load_codebook(old), load_codebook(new)):
        click.echo(line)


@codebook.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def docs(file: Path | None) -> None:
    """Write a codebook FILE, or the one that comes with llais, as Markdown for people."""
    from codebook.describe import describe
    from codebook.load import default_codebook, load_codebook

    click.echo(describe(load_codebook(file) if file else default_codebook()))
