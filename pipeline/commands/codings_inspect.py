"""llais codings inspect FILE: what another program's file holds, without a study."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import say


@click.command("inspect")
@click.argument("file", type=click.Path(path_type=Path))
def inspect(file: Path) -> None:
    """Print what a FILE of codings holds, one JSON line a coding, before any of it is taken. Needs no study.

    FILE is a REFI-QDA project (.qdpx), a Word file with comments, or the database of a QualCoder or Taguette project.
    A line has source, start, end, quote, code, coder and memo; start and end are characters of the source's text with
    LF line ends, from 0, end exclusive. What would be left out, and how positions were read, is told on the error
    stream.

    This prints original words and coders' names: send it where they may be.
    """
    from ingest.codings.lines import codings_as_lines, remarks
    from ingest.codings.read import read_foreign

    project = read_foreign(file)
    for line in codings_as_lines(project):
        click.echo(line)
    for remark in remarks(project):
        say(remark)
