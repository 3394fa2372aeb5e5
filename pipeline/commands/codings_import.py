"""Codings that were made elsewhere, into a study: llais codings STUDY import FILE…."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report, say

if TYPE_CHECKING:
    from pipeline.coding.brought import Brought

_FILE = click.Path(path_type=Path)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_FILE)
@click.option("--codes", type=_FILE, metavar="CSV", help="Which code each of theirs is: a CSV, columns theirs, ours.")
@click.option("--coder", default="", metavar="NAME", help="Whose the codings are of which the file does not say.")
@click.option("--all-by", default="", metavar="NAME", help="Whose all the codings are, whatever the file says.")
@click.option("--complete", is_flag=True, help="Remove codings that were exported and are no longer in the file.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and store nothing.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def import_(
    study: Path,
    files: tuple[Path, ...],
    codes: Path | None,
    coder: str,
    all_by: str,
    complete: bool,
    dry_run: bool,
    key_file: Path | None,
    actor: str,
    as_json: bool,
) -> None:
    """Take codings from FILEs: a CSV, a REFI-QDA project (.qdpx), a commented Word file, QualCoder's or Taguette's.

    The text may be that of the raw file, or of any draft or release; each coding is placed on the same words, and those
    on text that was changed are found by their words or reported. Columns of a CSV: transcript, turn, code, coder, and
    start and end (characters of the turn as it was said, from 0, end exclusive), or release, published_start and
    published_end, or quote; memo, uid and made_on if there are any. Turns count from 1.
    """
    from pipeline.audit.actors import find_actor
    from pipeline.coding.take_files import take_files
    from pipeline.coding.who import Whose

    say("Looking through codings" if dry_run else "Reading codings")
    with opened(study, key_file) as (opened_study, db):
        result = take_files(
            db,
            opened_study,
            files,
            actor=find_actor(actor),
            codes=codes,
            whose=Whose(coder, all_by),
            complete=complete,
            dry_run=dry_run,
        )
    _tell(result)
    report({**result.values, "stored": not dry_run}, as_json, _in_short(result, dry_run))
    if result.not_taken or result.problems:
        raise SystemExit(1)


def _tell(result: Brought) -> None:
    for release, n in result.versions.items():
        say(f"  {n} with the text {f'of {release}' if release else 'as it was said'}")
    for note in result.notes:
        say(f"  {note}")
    for label, n in result.missing.items():
        say(f"  {n} codings of {label} are not in the files; --complete removes those that were exported")
    for line in result.left_out:
        say(f"  left out: {line}")
    for problem in result.problems:
        say(f"  {problem}")


def _in_short(result: Brought, dry_run: bool) -> str:
    text = f"{result.taken} codings taken, {result.known} known already, {result.not_taken} not taken"
    others = {
        "changed by their coders": result.changed,
        "removed": result.removed,
        "split, as they covered several turns": result.split,
        "found by their words": result.by_quote,
        "memos taken": result.memos,
    }
    text += "".join(f", {n} {what}" for what, n in others.items() if n)
    if dry_run:
        return f"{text}\nNothing was stored: this was a dry run"
    return f"{text}\nThey show after: llais pseudonymise and llais publish, or llais run"
