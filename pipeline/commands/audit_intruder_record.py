"""The record of tests by a person: llais audit STUDY intruder-record …"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.audit.claims import CONFIDENCES, IDENTITIES
from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report

NUMBER = click.argument("number", type=click.IntRange(1))


@click.group("intruder-record")
def intruder_record() -> None:
    """Keep the record of tests in which somebody tries to find out who is meant. Two people are needed."""


@intruder_record.command()
@click.option("--tester", required=True, help="Who will try; somebody else than you.")
@click.option("--relation", required=True, help='What they have to do with the study, such as "none, a journalist".')
@click.option("--transcript", "material", multiple=True, help="What they may read, such as FC01; else everything.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def begin(
    study: Path,
    tester: str,
    relation: str,
    material: tuple[str, ...],
    key_file: Path | None,
    actor: str,
    as_json: bool,
) -> None:
    """Allow a test, before it begins: trying to re-identify people without leave is an offence."""
    from pipeline.audit.actors import clean_name, find_actor
    from pipeline.audit.intruder_record import begin as begin_test

    with opened(study, key_file) as (opened_study, db):
        number = begin_test(
            db,
            opened_study.settings,
            tester=clean_name(tester),
            relation=relation,
            material=material,
            actor=find_actor(actor),
        )
    text = f"Intruder test {number} is allowed. Its tester notes what they find with: "
    report({"test": number}, as_json, text + f"llais audit {study} intruder-record claim {number} …")


@intruder_record.command()
@NUMBER
@click.option("--transcript", required=True, help="Where, such as YP02.")
@click.option("--turn", type=click.IntRange(1), required=True, help="In which turn, from 1.")
@click.option("--identity", type=click.Choice(IDENTITIES), required=True, help="What you think to know. Never a name.")
@click.option("--confidence", type=click.Choice(CONFIDENCES), required=True, help="How sure you are.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def claim(
    study: Path,
    number: int,
    transcript: str,
    turn: int,
    identity: str,
    confidence: str,
    key_file: Path | None,
    actor: str,
    as_json: bool,
) -> None:
    """Note, as the tester, that you think to know who or what is meant; tell the name to the custodian by mouth."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.intruder_record import Claim
    from pipeline.audit.intruder_record import claim as claim_in

    with opened(study, key_file) as (_, db):
        n = claim_in(db, number, Claim(transcript, turn, identity, confidence), find_actor(actor))
    report({"test": number, "claim": n}, as_json, f"Claim {n} of intruder test {number} is noted.")


@intruder_record.command()
@NUMBER
@click.option("--right", type=click.IntRange(1), multiple=True, help="A claim that is right, by its number.")
@click.option("--hours", type=click.FloatRange(min=0, min_open=True), required=True, help="How long the tester tried.")
@click.option("--sources", required=True, help="What the tester used, such as newspapers; it names nobody.")
@click.option("--remedy", default="", help="What is done about claims that are right; it names nobody.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def close(
    study: Path,
    number: int,
    right: tuple[int, ...],
    hours: float,
    sources: str,
    remedy: str,
    key_file: Path | None,
    actor: str,
    as_json: bool,
) -> None:
    """Close a test, as somebody who knows who is meant: say which claims are right. The tester cannot."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.intruder_record import close as close_test

    with opened(study, key_file) as (opened_study, db):
        test = close_test(
            db,
            opened_study.settings,
            number,
            right=right,
            hours=hours,
            sources=sources,
            remedy=remedy,
            actor=find_actor(actor),
        )
    values = {"test": number, "outcome": test.outcome}
    report(values, as_json, f"Intruder test {number} is closed: {test.outcome}.")


@intruder_record.command("list")
@KEY_FILE
@JSON
@click.pass_obj
def list_(study: Path, key_file: Path | None, as_json: bool) -> None:
    """List the tests on record, with people under labels."""
    from pipeline.audit.intruder_record import all_tests, line_of

    with opened(study, key_file) as (_, db):
        tests = all_tests(db)
    lines = [line_of(test) for test in tests] or ["No intruder test is on record."]
    values = {"tests": [asdict(test) | {"outcome": test.outcome} for test in tests]}
    report(values, as_json, "\n".join(lines))
