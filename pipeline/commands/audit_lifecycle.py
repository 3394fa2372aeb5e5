"""What is due, and what was disposed of: llais audit STUDY due, llais audit STUDY disposed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report, say

if TYPE_CHECKING:
    from pipeline.lifecycle.due import Due

LOOK_IN = click.option(
    "--look-in",
    "also",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another folder to look through, such as one that exports were copied to; may be given again.",
)
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option("--on", type=DAY, help="The day, as 2031-07-31; today where none is given.")
@LOOK_IN
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def due(
    study: Path, on: datetime | None, also: tuple[Path, ...], key_file: Path | None, actor: str, as_json: bool
) -> None:
    """Say what has to go and when, and which files still hold people who withdrew. Ends with 1 where something is late.

    The dates come from [retention] in study.toml. Everything in published and exports is looked through, inside Word
    files, workbooks, databases and zip files too.
    """
    from datetime import date

    from pipeline.lifecycle.due import due as find_due
    from pipeline.lifecycle.due import due_without_store
    from pipeline.lifecycle.keys import certificate_of
    from pipeline.study import open_study

    day = on.date() if on else date.today()
    if certificate_of(open_study(study)).exists():
        result = due_without_store(open_study(study), day)
    else:
        with opened(study, key_file) as (opened_study, db):
            result = find_due(db, opened_study, day, also)
    report(_as_json(result), as_json, "\n".join(_lines(result)))
    if result.overdue:
        raise SystemExit(1)


def _as_json(result: Due) -> dict:
    return {
        "on": result.on.isoformat(),
        "overdue": result.overdue,
        "dates": [{**asdict(one), "by": one.by.isoformat()} for one in result.dates],
        "deadlines": [{"participant": one.participant, "by": one.by.isoformat()} for one in result.deadlines],
        "not_done": result.not_done,
        "withdrawn_in": [
            {**asdict(one.found), "line": one.line, "allowed": one.allowed} for one in result.files.still_there
        ],
        "not_looked_into": result.files.not_looked_into,
        "files_searched": result.files.files,
    }


def _lines(result: Due) -> list[str]:
    lines = [str(one) for one in result.dates] or ["study.toml has no dates in [retention]"]
    lines += result.not_done
    lines += [one.line for one in result.files.still_there]
    lines += [f"{file}: not looked into; look yourself" for file in result.files.not_looked_into]
    still = [one.by for one in result.deadlines if one.by >= result.on]
    if still:
        who = "1 participant" if len(still) == 1 else f"{len(still)} participants"
        lines.append(f"{who} may still withdraw, the last until {max(still)}")
    if result.files.files:
        lines.append(f"{result.files.files} files looked through for people who withdrew")
    return lines


@click.command()
@click.argument("what")
@click.option("--certificate", required=True, help="By what it can be seen, such as a number; it names nobody.")
@KEY_FILE
@ACTOR
@click.pass_obj
def disposed(study: Path, what: str, certificate: str, key_file: Path | None, actor: str) -> None:
    """Record that something was disposed of: WHAT is raw_audio, raw_transcript, key, pseudonymised or consent_forms.

    Or that what is kept was gone through again: review.
    """
    from pipeline.audit.actors import find_actor
    from pipeline.lifecycle.due import dispose

    with opened(study, key_file) as (opened_study, db):
        dispose(db, opened_study.settings, what, certificate, find_actor(actor))
    say(f"Recorded: {what}")
