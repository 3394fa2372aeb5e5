"""The audit trail: llais audit STUDY verify, llais audit STUDY trail, llais audit STUDY log."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report, say, write_bytes

OUTPUT = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; - for the screen."
)


@click.command()
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def verify(study: Path, key_file: Path | None, actor: str, as_json: bool) -> None:
    """Check that nobody edited the trail, took rows out of it, cut it short or wrote it anew.

    The trail is checked by itself, and against its ends as they were noted in trail.ends and in what was published.
    Compare its end with those that others keep, too: whoever can write to all of these could change all of them.
    """
    from pipeline.audit.ends import end_as_text
    from pipeline.audit.verify import verify as check

    with opened(study, key_file) as (opened_study, db):
        result = check(db, opened_study)
        end = end_as_text(db)
    for problem in result.problems:
        say(f"  {problem}")
    for note in result.notes:
        say(f"  to be known: {note}")
    compared = f"{result.rows} rows checked, {result.ends} noted ends compared"
    text = f"{compared}; the trail is {'broken' if result.problems else 'whole'}\nIts end: {end}"
    report({**asdict(result), "end": end}, as_json, text)
    if result.problems:
        raise SystemExit(1)


@click.command()
@KEY_FILE
@ACTOR
@click.option("--action", default="", help='Only rows whose action begins so, such as "store opened".')
@click.option("--by", default="", help="Only rows of somebody: a label, such as R1, or a name.")
@OUTPUT
@click.pass_obj
def trail(study: Path, key_file: Path | None, actor: str, action: str, by: str, output: Path | None) -> None:
    """Write the trail as CSV: who did what and when, under labels. It is the access log, too."""
    from pipeline.audit.trail_csv import trail_to_csv

    with opened(study, key_file) as (_, db):
        content, rows = trail_to_csv(db, action, by)
    say(f"{rows} rows")
    write_bytes(content, None if output is None or str(output) == "-" else output)


@click.command()
@click.option(
    "--for",
    "reader",
    type=click.Choice(["custodian", "auditor"]),
    required=True,
    help="custodian: with originals and people's names; auditor: without.",
)
@click.option("--purpose", default="", help="What it is needed for; the custodian's log needs one. It names nobody.")
@KEY_FILE
@ACTOR
@OUTPUT
@click.pass_obj
def log(study: Path, reader: str, purpose: str, key_file: Path | None, actor: str, output: Path | None) -> None:
    """Write a row for every stretch that was replaced, kept, or is undecided, as CSV; both logs have the same ids."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.logs import CUSTODIAN, write_log
    from pipeline.private_files import write_private

    if reader == CUSTODIAN and not purpose.strip():
        raise click.UsageError("The custodian's log shows originals: say what it is needed for, with --purpose TEXT")
    if reader == CUSTODIAN and output is None:
        raise click.UsageError("The custodian's log shows originals: say where it goes, with -o FILE, or - for here")
    with opened(study, key_file) as (opened_study, db):
        made = write_log(db, opened_study.settings, reader, purpose, find_actor(actor))
    say(f"{made.rows} rows")
    if reader == CUSTODIAN:
        say("THIS LOG SHOWS ORIGINALS. Keep it where the key is kept, apart from what is published, and destroy it.")
    if output is None or str(output) == "-":
        write_bytes(made.csv, None)
    elif reader == CUSTODIAN:
        write_private(output, made.csv)
        say(f"Written, for you alone to read: {output}")
    else:
        write_bytes(made.csv, output)
