"""The main job: init, ingest, pseudonymise, suggest, publish, run."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, FILES, JSON, KEY_FILE, STUDY, opened, report, say


@click.command()
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The study's title; the folder's name where none is given.")
def init(study: Path, title: str) -> None:
    """Make a new study folder with a commented study.toml and an empty manifest."""
    from pipeline.study import create_study

    made = create_study(study, title)
    click.echo(f"{made.folder} is ready. Copy the transcripts into {made.transcripts}, list them in {made.manifest},")
    click.echo(f"and run: llais run {study}")


@click.command()
@STUDY
@FILES
@KEY_FILE
@ACTOR
@click.option("--replace", is_flag=True, help="Take in changed files in place of those read before.")
@JSON
def ingest(
    study: Path, files: tuple[Path, ...], key_file: Path | None, actor: str, replace: bool, as_json: bool
) -> None:
    """Read FILES, or everything in the transcripts folder, into the store.

    A file that was read before is known by its content. What cannot be read is reported, and the rest goes on.
    """
    from pipeline import steps

    say("Reading transcripts")
    with opened(study, key_file, create=True) as (opened_study, db):
        outcomes = steps.read_in(db, opened_study, files, replace, say, actor)
    _conclude(outcomes, as_json)


@click.command()
@STUDY
@KEY_FILE
@ACTOR
@JSON
def pseudonymise(study: Path, key_file: Path | None, actor: str, as_json: bool) -> None:
    """Find what could identify someone in the whole study, and choose what replaces it."""
    from pipeline import steps

    say("Finding and replacing identifiers")
    with opened(study, key_file) as (opened_study, db):
        result = steps.protect(db, opened_study, say, actor)
    if as_json:
        report(result, True, "")


@click.command()
@STUDY
@KEY_FILE
@ACTOR
@JSON
def suggest(study: Path, key_file: Path | None, actor: str, as_json: bool) -> None:
    """Suggest codes for what participants said: by the codebook's phrases, and by what was learned from codings.

    What is learned of a code suggests only where it did better than the phrases in a test. For each code it is said
    which of the two is on, and why. Suggestions never count as codings.
    """
    from pipeline import steps

    say("Suggesting codes")
    from pipeline.coding.suggestions_told import in_lines

    with opened(study, key_file) as (opened_study, db):
        result = steps.suggest(db, opened_study, say, actor)
    report(result, as_json, in_lines(result))


@click.command()
@STUDY
@KEY_FILE
@ACTOR
@click.option(
    "--audience",
    type=click.Choice(["team", "outside", "ethics"]),
    default="team",
    help="outside: the codebook and tables of counts only, small cells hidden. ethics: how people are protected, and "
    "nobody's words.",
)
@click.option("--release", is_flag=True, help="Release what the gate of study.toml lets through, under a number.")
@click.option(
    "--despite",
    metavar="REASON",
    default="",
    help="Why to release for outside though few people differ from an earlier release. The trail keeps it; it names "
    "nobody.",
)
@JSON
def publish(
    study: Path, key_file: Path | None, actor: str, audience: str, release: bool, despite: str, as_json: bool
) -> None:
    """Build the published database, pseudonymised only: a draft, or with --release what was reviewed and signed off.

    A release is never changed. What each transcript that stays out still lacks is listed.
    """
    from pipeline import steps

    if despite and not (release and audience == "outside"):
        raise click.UsageError("--despite is for --audience outside --release.")
    say("Releasing" if release else "Publishing")
    with opened(study, key_file) as (opened_study, db):
        if release:
            result = steps.release(db, opened_study, audience, say, actor, despite)
        else:
            result = steps.publish(db, opened_study, audience, say, actor)
    if as_json:
        report(result, True, "")


@click.command()
@STUDY
@KEY_FILE
@ACTOR
@click.option("--replace", is_flag=True, help="Take in changed files in place of those read before.")
@JSON
def run(study: Path, key_file: Path | None, actor: str, replace: bool, as_json: bool) -> None:
    """Do the main job: ingest, pseudonymise, suggest, publish a draft."""
    from pipeline import steps
    from pipeline.codebooks import study_codebook
    from pipeline.study import open_study

    say("Reading transcripts")
    study_codebook(open_study(study))  # one that cannot be used stops everything before anything is done
    with opened(study, key_file, create=True) as (opened_study, db):
        outcomes = steps.read_in(db, opened_study, (), replace, say, actor)
        if not db.table("transcripts").count:
            _conclude(outcomes, as_json)
            raise click.ClickException(
                f"there is nothing to run on: copy files into {study / 'transcripts'} and list them in manifest.csv."
            )
        if opened_study.working.is_file():
            say("Bringing over what was coded on the pages")
            steps.merge_codings(db, opened_study, say, actor)
        say("Finding and replacing identifiers")
        result = steps.protect(db, opened_study, say, actor)
        say("Suggesting codes")
        result |= steps.suggest(db, opened_study, say, actor)
        say("Publishing")
        result |= steps.publish(db, opened_study, "team", say, actor)
    say(f"Done. Look at it with: llais serve {study}")
    _conclude(outcomes, as_json, result)


def _conclude(outcomes: list, as_json: bool, result: dict | None = None) -> None:
    """Report what became of the files, and end with 1 where one needs attention."""
    attention = [outcome for outcome in outcomes if outcome.needs_attention]
    if as_json:
        files = [{"transcript": o.label, "status": o.status, "message": o.message} for o in outcomes]
        report({"files": files, **(result or {})}, True, "")
    if not outcomes:
        say("  no files in the transcripts folder")
    if attention:
        say(f"{len(attention)} of {len(outcomes)} files need attention:")
        for outcome in attention:
            say(f"  {outcome.message}")
        raise SystemExit(1)
