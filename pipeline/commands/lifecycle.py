"""The end of things: llais withdraw, llais key, llais backup, llais restore."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.audit_lifecycle import DAY, LOOK_IN
from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, STUDY, new_passphrase, opened, passphrase_for, report, say

if TYPE_CHECKING:
    from pipeline.lifecycle.proof import Proof

_WHAT_HAPPENS = {
    "erase": "Everything that {0} said is erased from the store, for good.",
    "stop": "Nothing that {0} said is published any more.",
    "unlink": "Nothing in the store will tell who {0} is; what they said stays as it was published.",
}
NEW_KEY_FILE = click.option(
    "--new-key-file", type=click.Path(dir_okay=False, path_type=Path), help="File that holds the new passphrase."
)


@click.command()
@STUDY
@click.argument("participant")
@click.option("--how", type=click.Choice(["erase", "stop", "unlink"]), required=True, help="What they ask for.")
@click.option("--from", "since", type=DAY, help="With stop: from which day on; today where none is given.")
@click.option("--remove-files", is_flag=True, help="Delete releases and exports of this study that hold them.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@LOOK_IN
@KEY_FILE
@ACTOR
@JSON
def withdraw(
    study: Path,
    participant: str,
    how: str,
    since: datetime | None,
    remove_files: bool,
    yes: bool,
    also: tuple[Path, ...],
    key_file: Path | None,
    actor: str,
    as_json: bool,
) -> None:
    """Withdraw PARTICIPANT: erase what they said, stop using it, or unlink it from the person.

    In a focus group only their own turns go; the others keep their numbers. What others say of them stays, with names
    replaced as before. Afterwards the store, what was published and what was exported are searched for them.
    """
    from pipeline.audit.actors import find_actor
    from pipeline.lifecycle.withdraw import withdraw as withdraw_from

    if since and how != "stop":
        raise click.UsageError("--from goes with --how stop: what is erased or unlinked is so at once.")
    if not yes:
        click.confirm(f"{_WHAT_HAPPENS[how].format(participant)} Go on?", abort=True, err=True)
    with opened(study, key_file) as (opened_study, db):
        day = since.date() if since else None
        name = find_actor(actor)
        proof = withdraw_from(db, opened_study, participant, how, name, since=day, remove_files=remove_files, also=also)
    report(asdict(proof), as_json, "\n".join(_lines(proof, how)))


def _lines(proof: Proof, how: str) -> list[str]:
    removed = ", ".join(f"{n} {table}" for table, n in proof.removed.items())
    lines = [f"Gone from the store: {removed}"] if removed else []
    lines += [f"Deleted: {file}" for file in proof.files_removed]
    found = [f"{table} ({n})" for table, n in (proof.in_store or {}).items()]
    if how != "stop":
        told = f"still in {', '.join(found)}" if found else "nothing of theirs, and no name that was theirs alone"
        lines.append(f"Searched in the store, decrypted: {told}. Its file itself is encrypted and cannot be searched")
    lines.append(f"Searched {proof.files_searched} published and exported files:")
    lines += [f"  {line}" for line in proof.left] or ["  they are in none"]
    lines += [f"  {file}: not looked into; look yourself" for file in proof.not_looked_into]
    if proof.releases:
        lines.append(f"They were in releases that others may have: {', '.join(proof.releases)}")
    lines += [f"Backup: {line}" for line in proof.backups]
    lines += [f"Still to do by you: {line}" for line in proof.to_do]
    return [*lines, "Publish again: llais publish STUDY"]


@click.group()
def key() -> None:
    """Change the passphrase of a study's store, or destroy the store with its key."""


@key.command()
@STUDY
@KEY_FILE
@NEW_KEY_FILE
@ACTOR
def change(study: Path, key_file: Path | None, new_key_file: Path | None, actor: str) -> None:
    """Encrypt the store with a new passphrase. Backups keep the passphrase that they were made with."""
    from pipeline.lifecycle.keys import change_key, check_key_is_there
    from pipeline.study import open_study

    opened_study = open_study(study)
    check_key_is_there(opened_study)
    change_key(opened_study, passphrase_for(key_file), new_passphrase(new_key_file), actor)
    say("The store has its new passphrase. The old one still opens backups that were made with it.")


@key.command()
@STUDY
@KEY_FILE
@ACTOR
@click.option("--confirm", "title", default="", help="The study's title, in place of typing it when asked.")
def destroy(study: Path, key_file: Path | None, actor: str, title: str) -> None:
    """Destroy the store with its key: nobody can ever tell again who said what. What was published stays."""
    from pipeline.lifecycle.errors import NotConfirmed
    from pipeline.lifecycle.keys import check_key_is_there, destroy_key, finish_destroying, is_being_destroyed
    from pipeline.study import open_study

    opened_study = open_study(study)
    if is_being_destroyed(opened_study):
        say(f"Finished what was begun: {finish_destroying(opened_study)}")
        return
    check_key_is_there(opened_study)
    wanted = opened_study.settings.title
    given = title or click.prompt(f"This cannot be undone. Type the study's title ({wanted})", err=True)
    if given != wanted:
        raise NotConfirmed("That is not the study's title, so nothing was destroyed.")
    certificate = destroy_key(opened_study, passphrase_for(key_file), actor)
    say(f"The store is destroyed; {certificate.name} says so. Destroy its passphrase, key file and backups as well.")


@click.command()
@STUDY
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@KEY_FILE
@NEW_KEY_FILE
@ACTOR
@JSON
def backup(
    study: Path, file: Path, key_file: Path | None, new_key_file: Path | None, actor: str, as_json: bool
) -> None:
    """Write an encrypted copy of the store to FILE, with the same passphrase or that of --new-key-file.

    What coders did on the coding pages is in it as well.
    """
    from pipeline.audit.actors import find_actor
    from pipeline.lifecycle.backups import backup as back_up
    from pipeline.passphrase import find_passphrase

    with opened(study, key_file) as (opened_study, db):
        passphrase = find_passphrase(new_key_file) if new_key_file else passphrase_for(key_file)
        counts = back_up(db, opened_study, file, passphrase, find_actor(actor))
    text = f"Written and checked: {counts['transcripts']} transcripts, {counts['trail']} rows of the trail"
    report(counts, as_json, text)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@STUDY
@KEY_FILE
@click.option("--force", is_flag=True, help="Even where the study's store knows of more than the backup.")
@ACTOR
@JSON
def restore(file: Path, study: Path, key_file: Path | None, force: bool, actor: str, as_json: bool) -> None:
    """Put a backup in the place of the study's store. The passphrase is that of the backup."""
    from pipeline.lifecycle.backups import restore as put_back
    from pipeline.lifecycle.keys import check_key_is_there
    from pipeline.study import open_study

    opened_study = open_study(study)
    check_key_is_there(opened_study)
    result = put_back(opened_study, file, passphrase_for(key_file), actor, force=force)
    lines = [f"Restored: {result.transcripts} transcripts, {result.rows} rows of the trail"]
    if result.store_unread:
        lines.append("The store before could not be read: who withdrew since the backup was made is in it again")
    if result.working:
        lines.append("What coders did on the coding pages is back as well")
    if result.rows_lost:
        lines.append(f"{result.rows_lost} rows of the trail are lost; llais audit STUDY verify will say so")
    lines += [f"{one} withdrew after the backup was made: withdraw them again" for one in result.withdrawn_since]
    report(asdict(result), as_json, "\n".join(lines))
