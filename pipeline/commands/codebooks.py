"""The codebook's own tools: check, diff, docs."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def codebook() -> None:
    """Check, compare and describe codebooks."""


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
    from codebook.compare import compare, suggested_version
    from codebook.load import load_codebook

    before, after = load_codebook(old), load_codebook(new)
    changes = compare(before, after)
    for change in changes:
        click.echo(str(change))
    if not changes:
        click.echo("No changes.")
    elif (wanted := suggested_version(before, after)) != after.version:
        click.echo(f"These changes call for version {wanted}; the new file says {after.version}.")


@codebook.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def docs(file: Path | None) -> None:
    """Write a codebook FILE, or the one that comes with llais, as Markdown for people."""
    from codebook.describe import describe
    from codebook.load import default_codebook, load_codebook

    click.echo(describe(load_codebook(file) if file else default_codebook()))
