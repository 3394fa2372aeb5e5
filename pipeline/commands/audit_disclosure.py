"""Who could be singled out: llais audit STUDY disclosure, llais audit STUDY intruder."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report


@click.command()
@click.option("--audience", type=click.Choice(("team", "outside")), default="team", show_default=True, help="For whom.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def disclosure(study: Path, audience: str, key_file: Path | None, actor: str, as_json: bool) -> None:
    """Say how many participants are alike (k), who is alone and by what, which merging helps, what tables hide.

    The attributes are those of study.toml, [disclosure] attributes.
    """
    from pipeline.audit.actors import find_actor
    from pipeline.audit.disclosure import as_text, as_values, check_disclosure
    from pipeline.codebooks import study_codebook

    with opened(study, key_file) as (opened_study, db):
        codebook = study_codebook(opened_study)[0]
        result = check_disclosure(db, opened_study.settings, codebook, audience, find_actor(actor))
    report(as_values(result), as_json, as_text(result))


@click.command()
@click.option(
    "--knowledge",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A YAML file of what somebody knows: attributes and facts. Nothing of it is printed or stored.",
)
@click.option("--example", is_flag=True, help="Print an example of such a file, and do nothing else.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def intruder(
    study: Path, knowledge: Path | None, example: bool, key_file: Path | None, actor: str, as_json: bool
) -> None:
    """Look at the text as it would be published now, as somebody would who knows a participant.

    Prints words of the published text: one of them may be a name that was missed. The trail holds counts only.
    """
    from pipeline.audit.actors import find_actor
    from pipeline.audit.intruder import look_for_people
    from pipeline.audit.intruder_report import as_text, as_values
    from pipeline.audit.knowledge import EXAMPLE, read_knowledge

    if example:
        click.echo(EXAMPLE, nl=False)
        return
    with opened(study, key_file) as (opened_study, db):
        settings = opened_study.settings
        known = None if knowledge is None else read_knowledge(knowledge, settings)
        findings = look_for_people(db, settings, find_actor(actor), known)
    report(as_values(findings), as_json, as_text(findings))
