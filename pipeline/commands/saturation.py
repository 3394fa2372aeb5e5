"""What each further interview added: llais saturation STUDY."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.coding.saturation import BASE, RUN, THRESHOLD
from pipeline.commands.shared import ACTOR, JSON, RELEASE, STUDY, report


@click.command()
@STUDY
@click.option("--base", type=click.IntRange(1), default=BASE, show_default=True, help="How many interviews come first.")
@click.option(
    "--run", type=click.IntRange(1), default=RUN, show_default=True, help="How many are then looked at at once."
)
@click.option(
    "--threshold",
    type=click.FloatRange(0, 100),
    default=100 * THRESHOLD,
    show_default=True,
    help="How many new codes a run may bring, in per cent of those of the first.",
)
@RELEASE
@ACTOR
@JSON
def saturation(
    study: Path, base: int, run: int, threshold: float, release: int | None, actor: str, as_json: bool
) -> None:
    """Show how many new codes, and new pairs of codes, each coded interview brought, in the order of interviews.

    Whether little new still comes is said after Guest, Namey & Chen (2020): the new codes of each run of interviews,
    beside the codes of the first ones.
    """
    from pipeline.coding.saturation_told import as_values, in_lines, saturation_of
    from pipeline.study import open_study

    found = saturation_of(open_study(study), actor, release or 0, base=base, run=run, threshold=threshold / 100)
    report(as_values(found), as_json, in_lines(found))
