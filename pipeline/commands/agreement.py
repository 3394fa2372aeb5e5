"""How far coders agree: llais agreement STUDY."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, RELEASE, STUDY, report


@click.command()
@STUDY
@click.option(
    "--unit",
    type=click.Choice(["sentence", "turn", "character"]),
    default="sentence",
    show_default=True,
    help="What is compared.",
)
@click.option("--code", "codes", multiple=True, help="Only this code, by id, tag or name; may be given again.")
@click.option("--coders", default="", metavar="A,B", help="Only these coders, by their labels.")
@RELEASE
@ACTOR
@JSON
def agreement(
    study: Path, unit: str, codes: tuple[str, ...], coders: str, release: int | None, actor: str, as_json: bool
) -> None:
    """Measure how far coders agree, code by code, in the published database.

    Text that nobody coded is counted in one table and left out of the other, and said so above each.
    """
    from pipeline.coding.agreement.report import report_agreement
    from pipeline.coding.agreement.tell import told
    from pipeline.study import open_study

    named = tuple(name.strip() for name in coders.split(",") if name.strip())
    result = report_agreement(open_study(study), unit, codes, named, release or 0, actor)
    report(result.as_json(), as_json, told(result))
