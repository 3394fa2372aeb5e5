"""llais read: how a file is read, before anything is stored."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.rules import CHANGES, LAYOUTS, MATERIALS
from pipeline.commands.shared import say
from pipeline.commands.trial import MANIFEST


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@MANIFEST
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="jsonl is one line a turn: doc, turn (from 0), speaker, role, start, text.",
)
@click.option("--outside", is_flag=True, help="List all that lies outside the speech, in full.")
@click.option("--places", is_flag=True, help="With jsonl, say where in the file each stretch of a turn stands.")
@click.option("--changes", type=click.Choice(CHANGES), default=None, help="What becomes of tracked changes.")
@click.option("--layout", type=click.Choice(list(LAYOUTS)), default=None, help="How the file is set out.")
@click.option("--speaker", "speakers", multiple=True, help="A label that is a speaker; may be given several times.")
@click.option("--material", type=click.Choice(MATERIALS), default=None, help="What sort of text it is.")
def read(
    files: tuple[Path, ...],
    manifest: Path | None,
    format_: str,
    outside: bool,
    places: bool,
    changes: str | None,
    layout: str | None,
    speakers: tuple[str, ...],
    material: str | None,
) -> None:
    """Show how FILES are read, before anything is stored. This prints originals.

    For each file: the convention that was recognised, the speakers with their turns, the first and the last turn, and
    what was found outside the speech. What is not read as you would read it can be overruled here, and for good in the
    manifest (columns layout, speakers, changes, item_type) or in study.toml, section [ingest]. A folder stands for the
    files in it.
    """
    say("This prints originals: keep it where the transcripts are kept.")
    from ingest.rules import AS_FOUND, overruled
    from pipeline.reading import read_files
    from pipeline.report_reading import as_jsonl, as_lines

    rules = overruled(AS_FOUND, changes=changes, layout=layout, speakers=speakers, material=material)
    failed: list[str] = []
    for number, file in enumerate(read_files(files, manifest, failed.append, rules)):
        if format_ == "jsonl":
            for line in as_jsonl(file, places):
                click.echo(line.encode())
            continue
        if number:
            click.echo()
        for line in as_lines(file, everything=outside):
            click.echo(line)
    for line in failed:
        say(line)
    if failed:
        raise SystemExit(1)
