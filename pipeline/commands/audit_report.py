"""The report to an ethics reviewer: llais audit STUDY report."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, say
from pipeline.commands.shared import report as print_report


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write; report.html in the study's folder where nothing is said.",
)
@click.option("--pdf", is_flag=True, help="Also as PDF beside it, printed by Chromium or Chrome, else by WeasyPrint.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def report(study: Path, output: Path | None, pdf: bool, key_file: Path | None, actor: str, as_json: bool) -> None:
    """Write one page that answers the 24 points of an ethics reviewer, each with what shows it, or "not done".

    It holds no original, and is not written where it would. What only people can say stands in study.toml, [ethics].
    """
    from pipeline.audit.actors import find_actor
    from pipeline.audit.report.make import make_report

    if output and output.suffix.lower() == ".pdf":
        raise click.UsageError("The page is HTML: name a file that ends in .html. With --pdf a PDF is made beside it.")
    path = output or study / "report.html"
    with opened(study, key_file) as (opened_study, db):
        made = make_report(db, opened_study, path, actor=find_actor(actor), pdf=pdf, key_file=key_file)
    for file in made.files:
        say(f"Written, for you alone to read: {file}")
    lines = [made.report.summary]
    lines += [f"{one.n:>2}  {one.answer.state}: {one.title}" for one in made.report.points]
    print_report(made.report.as_values(), as_json, "\n".join(lines))
