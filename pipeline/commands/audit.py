"""Protection that can be checked: llais audit STUDY …"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import STUDY


@click.group()
@STUDY
@click.pass_context
def audit(ctx: click.Context, study: Path) -> None:
    """Sample what would be published, sign it off, read the trail, and report on all of it."""
    ctx.obj = study


for command in ():
    audit.add_command(command)
