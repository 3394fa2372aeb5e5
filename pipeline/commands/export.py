"""What leaves a study as files: llais export STUDY FORMAT."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, RELEASE, STUDY, write_bytes

FORMATS = {
    "quotes-csv": "quotes.csv",
    "quotes-docx": "quotes.docx",
    "coding-docx": "coding.zip",
    "codings-qdpx": "codings.qdpx",
    "codings-csv": "codings.csv",
    "memos-csv": "memos.csv",
    "codebook-docx": "codebook.docx",
    "codebook-qdc": "codebook.qdc",
    "codebook-taguette-csv": "codebook-taguette.csv",
    "replacements-csv": "replacements.csv",
}


@click.command()
@STUDY
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; - for the screen."
)
@click.option("--transcript", default="", help="With coding-docx: this transcript alone, as a .docx.")
@click.option(
    "--units",
    type=click.Choice(["codepoints", "utf16"]),
    default="codepoints",
    help="With codings-qdpx: utf16 counts positions as NVivo for Windows does, where there are emoji.",
)
@RELEASE
@ACTOR
def export(
    study: Path, format_: str, output: Path | None, transcript: str, units: str, release: int | None, actor: str
) -> None:
    """Write a file from the published database, which is all that exports ever read.

    \b
    quotes-csv, quotes-docx   what may be quoted, by theme and code
    coding-docx               the transcripts, to be coded in Word by comments
    codings-qdpx              transcripts, codes, codings and memos, for NVivo, ATLAS.ti, MAXQDA, QualCoder
    codings-csv, memos-csv    codings and memos as tables
    codebook-docx             the codebook, to print
    codebook-qdc              the codebook for NVivo, ATLAS.ti, MAXQDA, QualCoder
    codebook-taguette-csv     the codebook for Taguette
    replacements-csv          the auditor's log of replacements

    coding-docx, codings-qdpx and codings-csv are for the team: they hold what may not be quoted, too.
    """
    from pipeline.exporting import CODING_DOCX, CODINGS_QDPX, Wanted, take_out
    from pipeline.study import open_study

    if transcript and format_ != CODING_DOCX:
        raise click.UsageError(f"--transcript goes with {CODING_DOCX}.")
    if units != "codepoints" and format_ != CODINGS_QDPX:
        raise click.UsageError(f"--units goes with {CODINGS_QDPX}.")
    content = take_out(open_study(study), format_, actor, release or 0, Wanted(transcript, units))
    to_screen = output is not None and str(output) == "-"
    folder = study / "exports" / (f"release-{release}" if release else "")
    name = f"{transcript}.docx" if transcript else FORMATS[format_]
    write_bytes(content, None if to_screen else output or folder / name)
