"""What a release needs: llais audit STUDY ready, and llais audit STUDY sign-off TRANSCRIPT…"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report, say


@click.command()
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def ready(study: Path, key_file: Path | None, actor: str, as_json: bool) -> None:
    """Say what each transcript still lacks for a release, by the gate of study.toml."""
    from pipeline.publish.readiness import readiness
    from pipeline.publish.tables_read import check_tables_were_read

    with opened(study, key_file) as (opened_study, db):
        check_tables_were_read(db, opened_study)
        state = readiness(db, opened_study.settings)
    lines = [f"{one.id}: {'; '.join(state.missing.get(one.id, ('ready',)))}" for one in state.transcripts]
    lacking = {one.id: list(state.missing.get(one.id, ())) for one in state.transcripts}
    report({"missing": lacking}, as_json, "\n".join(lines) or "The study has no transcript that may be published.")


@click.command("sign-off")
@click.argument("transcripts", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every transcript that would be published.")
@click.option("--role", required=True, help="In which role you sign, such as: ethics reviewer.")
@click.option(
    "--outcome",
    type=click.Choice(["approved", "approved_with_conditions", "revise", "rejected"]),
    default="approved",
    show_default=True,
    help="What you decide.",
)
@click.option("--conditions", default="", help="Under which conditions; they are published and name nobody.")
@click.option("--expires", default="", help="Until when it holds, such as 2027-01-31; else as study.toml has it.")
@KEY_FILE
@ACTOR
@click.pass_obj
def sign_off(
    study: Path,
    transcripts: tuple[str, ...],
    everything: bool,
    role: str,
    outcome: str,
    conditions: str,
    expires: str,
    key_file: Path | None,
    actor: str,
) -> None:
    """Sign TRANSCRIPTS off as they would be published now. Any change voids it for the transcript that changed."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.sign_off import sign_off as sign
    from pipeline.publish.readiness import readiness
    from pipeline.publish.versions import current_transcripts

    if not transcripts and not everything:
        raise click.UsageError("name the transcripts that you sign off, or give --all")
    with opened(study, key_file) as (opened_study, db):
        settings = opened_study.settings
        wanted = [one.id for one in current_transcripts(db, settings)] if everything else transcripts
        made = sign(
            db,
            settings,
            wanted,
            actor=find_actor(actor),
            role=role,
            outcome=outcome,
            conditions=conditions,
            expires=expires,
        )
        lacking = readiness(db, settings).missing
    for one in made:
        say(f"  {one.transcript_id}, version {one.content_hash[:12]}: {one.outcome}, until {one.expires}")
        if one.transcript_id in lacking:
            say(f"    not ready for a release: {'; '.join(lacking[one.transcript_id])}")
