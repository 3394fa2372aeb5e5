"""What leaves a study as files: llais export STUDY FORMAT."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, RELEASE, STUDY, write_bytes

FORMATS = {
    "quotes-csv": "quotes.csv",
    "quotes-docx": "quotes.docx",
    "codebook-docx": "codebook.docx",
    "codebook-qdc": "codebook.qdc",
    "replacements-csv": "replacements.csv",
}


@click.command()
@STUDY
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; - for the screen."
)
@RELEASE
@ACTOR
def export(study: Path, format_: str, output: Path | None, release: int | None, actor: str) -> None:
    """Write a file from the published database, which is all that exports ever read.

    FORMAT is quotes-csv, quotes-docx, codebook-docx, codebook-qdc or replacements-csv (the auditor's log).
    """
    from pipeline.exporting import take_out
    from pipeline.study import open_study

    content = take_out(open_study(study), format_, actor, release or 0)
    to_screen = output is not None and str(output) == "-"
    folder = study / "exports" / (f"release-{release}" if release else "")
    write_bytes(content, None if to_screen else output or folder / FORMATS[format_])
