"""Protection that can be checked: llais audit STUDY …"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.audit_disclosure import disclosure, intruder
from pipeline.commands.audit_intruder_record import intruder_record
from pipeline.commands.audit_leaks import leaks
from pipeline.commands.audit_lifecycle import disposed, due
from pipeline.commands.audit_reidentify import reidentify
from pipeline.commands.audit_report import report
from pipeline.commands.audit_sample import (
    over_masking,
    over_masking_sheet,
    sample,
    sample_marks,
    sample_result,
    sample_sheet,
)
from pipeline.commands.audit_sign_off import ready, sign_off
from pipeline.commands.audit_trail import log, trail, verify
from pipeline.commands.shared import STUDY


@click.group()
@STUDY
@click.pass_context
def audit(ctx: click.Context, study: Path) -> None:
    """Sample what would be published, sign it off, read the trail, and report on all of it."""
    ctx.obj = study


for command in (
    ready,
    sign_off,
    verify,
    trail,
    log,
    reidentify,
    due,
    disposed,
    sample,
    sample_result,
    sample_sheet,
    sample_marks,
    over_masking_sheet,
    over_masking,
    disclosure,
    intruder,
    intruder_record,
    leaks,
    report,
):
    audit.add_command(command)
