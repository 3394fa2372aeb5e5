"""The register of re-identifications: llais audit STUDY reidentify …"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.audit.reasons import REASONS
from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report, say

NUMBER = click.argument("number", type=click.IntRange(1))


@click.group()
def reidentify() -> None:
    """Ask who or what is behind a label, have somebody else approve it, and look, once. All of it is in the trail."""


@reidentify.command()
@click.option("--participant", "label", default="", help="Who is behind this label, such as FC01 or FG01-P2?")
@click.option("--entity", "number", type=click.IntRange(1), help="What was called so? The number in the logs.")
@click.option("--transcript", default="", help="What was replaced in this transcript, at --turn?")
@click.option("--turn", type=click.IntRange(1), help="The turn, from 1.")
@click.option("--nth", type=click.IntRange(1), default=1, show_default=True, help="Which replacement of the turn.")
@click.option("--reason", type=click.Choice(REASONS), required=True, help="Why it is asked.")
@click.option("--legal-basis", required=True, help="On what legal basis; it names nobody.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def request(
    study: Path,
    label: str,
    number: int | None,
    transcript: str,
    turn: int | None,
    nth: int,
    reason: str,
    legal_basis: str,
    key_file: Path | None,
    actor: str,
    as_json: bool,
) -> None:
    """Ask: name a --participant, or an --entity, or a --transcript with --turn."""
    from pipeline.audit import revealing
    from pipeline.audit.actors import find_actor
    from pipeline.audit.register import ask

    if sum((bool(label), number is not None, bool(transcript))) != 1 or bool(transcript) != (turn is not None):
        raise click.UsageError(
            "Ask about one thing: --participant LABEL, or --entity N, or --transcript LABEL --turn N"
        )
    if label:
        target = revealing.participant(label)
    elif number is not None:
        target = revealing.entity(number)
    else:
        target = revealing.replacement(transcript, turn or 0, nth)
    with opened(study, key_file) as (opened_study, db):
        made = ask(db, opened_study.settings, target, reason, legal_basis, find_actor(actor))
    text = f"Request {made} is entered. Somebody else approves it with: llais audit {study} reidentify approve {made}"
    report({"request": made}, as_json, text)


@reidentify.command()
@NUMBER
@KEY_FILE
@ACTOR
@click.pass_obj
def approve(study: Path, number: int, key_file: Path | None, actor: str) -> None:
    """Approve somebody else's request."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.register import approve as approve_request

    with opened(study, key_file) as (_, db):
        approve_request(db, number, find_actor(actor))
    click.echo(f"Request {number} is approved. Look, once, with: llais audit {study} reidentify carry-out {number}")


@reidentify.command()
@NUMBER
@KEY_FILE
@ACTOR
@click.pass_obj
def refuse(study: Path, number: int, key_file: Path | None, actor: str) -> None:
    """Refuse a request, or take your own back."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.register import refuse as refuse_request

    with opened(study, key_file) as (_, db):
        refuse_request(db, number, find_actor(actor))
    click.echo(f"Request {number} is refused.")


@reidentify.command("carry-out")
@NUMBER
@click.option("--to", "revealed_to", default="", help="Who sees it, if not you.")
@KEY_FILE
@ACTOR
@click.pass_obj
def carry_out(study: Path, number: int, revealed_to: str, key_file: Path | None, actor: str) -> None:
    """Show what an approved request asks for, once, on the screen. This prints originals."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.register import carry_out as look

    with opened(study, key_file) as (opened_study, db):
        shown = look(db, opened_study.settings, number, find_actor(actor), revealed_to)
    say(f"THIS PRINTS ORIGINALS, once: {shown.what}. Keep them nowhere longer than the request needs.")
    for line in shown.lines:
        click.echo(line)
    say(f"When they are given back or destroyed: llais audit {study} reidentify returned {number}")


@reidentify.command()
@NUMBER
@click.option("--ethics-told", is_flag=True, help="The ethics committee was told of it.")
@KEY_FILE
@ACTOR
@click.pass_obj
def returned(study: Path, number: int, ethics_told: bool, key_file: Path | None, actor: str) -> None:
    """Note that what was shown was given back or destroyed."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.register import note_returned

    with opened(study, key_file) as (_, db):
        note_returned(db, number, find_actor(actor), ethics_told)
    click.echo(f"Request {number} is closed.")


@reidentify.command("list")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def list_(study: Path, key_file: Path | None, actor: str, as_json: bool) -> None:
    """Show the register, under labels."""
    from pipeline.audit.register import requests

    with opened(study, key_file) as (_, db):
        register = requests(db)
    lines = [
        f"{one.id}  {one.state}: {one.about}, for {one.reason}; asked by {one.requested_by} on {one.requested_at[:10]}"
        for one in register
    ]
    report({"requests": [asdict(one) for one in register]}, as_json, "\n".join(lines) or "Nobody has asked yet.")
