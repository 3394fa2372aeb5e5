"""What was coded on the pages, into the store; and who codes there."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report, say


@click.command()
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def merge(study: Path, key_file: Path | None, actor: str, as_json: bool) -> None:
    """Bring what coders did on the pages into the store. `llais publish` does it too, before anything else.

    What was done on a draft is placed in the text as it is now; what has no place in it is told of, and kept.
    """
    from pipeline import steps

    say("Bringing over what was coded on the pages")
    with opened(study, key_file) as (opened_study, db):
        result = steps.merge_codings(db, opened_study, say, actor)
    report(result, as_json, "It shows after: llais publish")
    if result["problems"]:
        raise SystemExit(1)


@click.command()
@click.option("--forget", metavar="NAME", default="", help="Let this coder choose a new password at the next sign-in.")
@JSON
@click.pass_obj
def coders(study: Path, forget: str, as_json: bool) -> None:
    """List who has coded on the pages, and how far they are."""
    from pipeline.coding.working.progress import forget_password, progress_of
    from pipeline.study import open_study

    opened_study = open_study(study)
    if forget:
        forget_password(opened_study.working, forget)
        say("The password is forgotten; whoever signs in next under that name chooses another.")
    rows = progress_of(opened_study.working)
    lines = [f"{row.coder}: {row.transcript}, {row.acts} acts{', handed in' if row.handed_in else ''}" for row in rows]
    report(
        {"coders": [row.as_dict() for row in rows]}, as_json, "\n".join(lines) or "Nobody has coded on the pages yet."
    )
