"""Without a study: try and identify."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipeline.commands.shared import FILES, say, write_bytes

MANIFEST = click.option(
    "--manifest", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A manifest.csv with known names."
)


@click.command("try")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@MANIFEST
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "html", "docx", "jsonl"]),
    default="text",
    show_default=True,
    help="jsonl is one line a turn: doc, turn (from 0), speaker, text.",
)
@click.option("--marker", type=click.Choice(["[[…]]", "plain"]), default=None, help="Around replaced words in files.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here; docx needs it.")
def try_(files: tuple[Path, ...], manifest: Path | None, format_: str, marker: str | None, output: Path | None) -> None:
    """Pseudonymise FILES without a study, to see what llais does to them. Nothing is stored."""
    if format_ == "docx" and output is None:
        raise click.UsageError("--format docx writes a file: say where with --output FILE.docx")
    say("Reading files")
    from pipeline.reading import read_files
    from pipeline.settings import Settings
    from pipeline.trial import pseudonymise_files
    from pipeline.trial_output import as_docx, as_html, as_jsonl, as_text

    failed: list[str] = []
    read = list(read_files(files, manifest, failed.append))
    for line in failed:
        say(f"  {line}")
    tried = pseudonymise_files(read, Settings())
    chosen = marker or ("plain" if format_ == "jsonl" else "[[…]]")
    writers = {"text": as_text, "html": as_html, "docx": as_docx, "jsonl": as_jsonl}
    write_bytes(writers[format_](tried, chosen), output)
    if failed:
        raise SystemExit(1)


@click.command()
@FILES
@MANIFEST
def identify(files: tuple[Path, ...], manifest: Path | None) -> None:
    """Print what could identify someone in FILES as JSON lines. This prints originals.

    What is sure enough to be replaced comes first, in order; then the doubts, the likeliest names first.

    With - for FILES, reads JSON lines of {"id", "text"} from standard input instead.
    """
    if not files:
        raise click.UsageError("Name the files to read, or - for JSON lines on standard input.")
    say("This prints originals: keep it where the transcripts are kept.")
    from pipeline.reading import read_files
    from pipeline.settings import Settings
    from pipeline.trial import by_urgency, find, identify_texts
    from pipeline.trial_output import identifier_line

    if [str(file) for file in files] == ["-"]:
        texts = _texts_from_stdin()
        results = identify_texts(texts, Settings()).items()
        for id_, _, one in by_urgency((id_, 0, one) for id_, identifiers in results for one in identifiers):
            click.echo(identifier_line(id_, 0, texts[id_], one).encode())
        return
    failed: list[str] = []
    read = list(read_files(files, manifest, failed.append))
    for line in failed:
        say(f"  {line}")
    found = find(read, Settings())
    turns = {file.doc: file.transcript.turns for file in read}
    everything = (
        (doc, n, one) for doc, its in found.items() for n, identifiers in enumerate(its) for one in identifiers
    )
    for doc, n, one in by_urgency(everything):
        click.echo(identifier_line(doc, n, turns[doc][n].text, one).encode())
    if failed:
        raise SystemExit(1)


def _texts_from_stdin() -> dict[str, str]:
    texts: dict[str, str] = {}
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig"))
            id_, text = str(row["id"]), row["text"]
        except (ValueError, KeyError, TypeError):
            raise click.ClickException(f'standard input, line {number}: not JSON with "id" and "text"') from None
        if not isinstance(text, str):
            raise click.ClickException(f'standard input, line {number}: "text" is no text')
        if id_ in texts:
            raise click.ClickException(f'standard input, line {number}: the same "id" as a line before')
        texts[id_] = text
    return texts
