"""Reviewing without the browser: llais review STUDY export, llais review STUDY import."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report, say


@click.command("export")
@click.argument("transcripts", nargs=-1)
@click.option(
    "-o", "--output", "folder", type=click.Path(file_okay=False, path_type=Path), help="A folder; else STUDY/review."
)
@click.option("--reading", type=click.IntRange(1, 2), default=1, show_default=True, help="2 for a second reading.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def export_copies(
    study: Path,
    transcripts: tuple[str, ...],
    folder: Path | None,
    reading: int,
    key_file: Path | None,
    actor: str,
    as_json: bool,
) -> None:
    """Write TRANSCRIPTS, or all, as Word documents with comments to answer. They hold the originals.

    Answers come back with: llais review STUDY import FILE…
    """
    from pipeline.audit.actors import find_actor
    from pipeline.review.bench import Bench
    from pipeline.review.copies import write_copies

    with opened(study, key_file) as (opened_study, db):
        bench = Bench(db, opened_study.settings)
        written = write_copies(db, bench, transcripts, folder or study / "review", reading, find_actor(actor))
    say("These files hold original words: for the reviewer only. Delete them when they are imported.")
    lines = [f"{one.path}: {one.marks} marks, {one.undecided} undecided" for one in written]
    report({"written": [{**asdict(one), "path": str(one.path)} for one in written]}, as_json, "\n".join(lines))


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--overrule", is_flag=True, help="Take answers also where somebody has decided otherwise meanwhile.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def import_copies(
    study: Path, files: tuple[Path, ...], overrule: bool, key_file: Path | None, actor: str, as_json: bool
) -> None:
    """Take in what was answered in the comments of FILES, as decisions of whoever answers with --as."""
    from pipeline.audit.actors import find_actor
    from pipeline.review import copies
    from pipeline.review.bench import Bench

    with opened(study, key_file) as (opened_study, db):
        bench = Bench(db, opened_study.settings)
        imported = copies.import_copies(db, bench, files, find_actor(actor), overrule)
    lines = []
    for one in imported:
        lines.append(
            f"{one.transcript}: {one.taken} answers taken, {one.already} decided like that before, "
            f"{one.unanswered} marks without an answer, {len(one.refused)} not taken"
        )
        lines += [f"  {refusal}" for refusal in one.refused]
    report({"imported": [asdict(one) for one in imported]}, as_json, "\n".join(lines))
    if any(one.refused for one in imported):
        raise SystemExit(1)


COMMANDS = (export_copies, import_copies)
