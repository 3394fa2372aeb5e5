"""Another program's codebook as a draft of one of ours: llais codebook import FILE -o codebook.yml."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import say, write_bytes


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; else the screen."
)
@click.option("--title", default="", help="What the codebook is called.")
@click.option("--language", default="en", show_default=True, help="The language that it is written in.")
def import_(file: Path, output: Path | None, title: str, language: str) -> None:
    """Make a codebook of the codes of FILE (.qdc, .qdpx, QualCoder's, Taguette's), to be worked on.

    Folders become themes. What the file does not say is left "To be written."; llais codebook check accepts it. A file
    that is there already is not written over.
    """
    from pipeline.codebook_draft import draft_codebook
    from pipeline.codebook_import import check_free, codes_of

    if output is not None:
        check_free(output)
    draft = draft_codebook(codes_of(file), title, language)
    write_bytes(draft.yaml.encode(), output)
    left_out = f"; {draft.empty_folders} folders without codes are left out" if draft.empty_folders else ""
    say(f"{draft.themes} themes, {draft.codes} codes{left_out}")
