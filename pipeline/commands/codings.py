"""Codings, in and out: llais codings STUDY import FILE, llais codings STUDY export FILE."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, RELEASE, STUDY, opened, report, say, write_bytes


@click.group()
@STUDY
@click.pass_context
def codings(ctx: click.Context, study: Path) -> None:
    """Bring codings into a study, or write out those that are published."""
    ctx.obj = study


@codings.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def import_(study: Path, file: Path, key_file: Path | None, actor: str, as_json: bool) -> None:
    """Take codings from a CSV FILE: transcript, turn, start and end or quote, code, coder, memo.

    Turns count from 1; start and end are characters of the turn as it was said, from 0, end exclusive. A quote that is
    not found, or found twice, is reported.
    """
    from pipeline import steps

    say("Reading codings")
    with opened(study, key_file) as (opened_study, db):
        result = steps.take_codings(db, opened_study, file, actor)
    for problem in result.problems:
        say(f"  {problem}")
    text = f"{result.taken} codings taken, {result.known} known already, {len(result.problems)} not taken"
    text += f", {result.renewed} memos renewed" if result.renewed else ""
    values = {
        "taken": result.taken,
        "known": result.known,
        "renewed": result.renewed,
        "problems": result.problems,
    }
    report(values, as_json, text + "\nThey show after: llais pseudonymise and llais publish, or llais run")
    if result.problems:
        raise SystemExit(1)


@codings.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@RELEASE
@ACTOR
@click.pass_obj
def export_(study: Path, file: Path, release: int | None, actor: str) -> None:
    """Write the published codings as a CSV FILE, or - for the screen.

    Turns count from 1; published_start and published_end are characters of the published text, from 0, end exclusive;
    release names the draft or release that they belong to.
    """
    from pipeline.exporting import take_out
    from pipeline.study import open_study

    content = take_out(open_study(study), "codings-csv", actor, release or 0)
    write_bytes(content, None if str(file) == "-" else file)
