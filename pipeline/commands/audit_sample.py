"""The sampled audits: llais audit STUDY sample, sample-result, sample-sheet, sample-marks, over-masking."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report, say, write_bytes

ALONE = click.option(
    "--alone", is_flag=True, help="Nobody else can read: read what you reviewed yourself. The result says so."
)
ID = click.argument("sample_id", metavar="ID", type=int)


@click.command()
@click.option("--turns", required=True, type=click.IntRange(min=1), help="How many turns to draw.")
@click.option(
    "--no-seeds", is_flag=True, help="Plant no invented identifiers: how much the reader misses stays unknown."
)
@click.option("--seed", default="", help="Repeat an earlier draw by its seed.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def sample(
    study: Path, turns: int, no_seeds: bool, seed: str, key_file: Path | None, actor: str, as_json: bool
) -> None:
    """Draw turns of what would be published, so that somebody reads what is left in them.

    Every transcript gives at least one where there are enough; openings, focus groups and mixed language give more.
    Among them invented identifiers are planted, which stand in the sample alone and measure its reader.
    """
    from pipeline.audit.actors import find_actor
    from pipeline.audit.sample import draw_sample, find_sample

    with opened(study, key_file) as (opened_study, db):
        id_ = draw_sample(db, opened_study.settings, turns, find_actor(actor), seeds=not no_seeds, seed=seed)
        drawn = find_sample(db, id_)
    text = (
        f"Sample {id_}: {drawn.turns} of {drawn.turns_in_all} turns. Somebody who did not review them reads it with:\n"
        f"  llais review {study}\nor in a spreadsheet, with:\n  llais audit {study} sample-sheet {id_} -o sheet.csv"
    )
    report({"id": id_, "turns": drawn.turns, "turns_in_all": drawn.turns_in_all}, as_json, text)


@click.command("sample-result")
@click.argument("sample_id", metavar="[ID]", type=int, required=False)
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def sample_result(study: Path, sample_id: int | None, key_file: Path | None, actor: str, as_json: bool) -> None:
    """Tell what a sample that was read says: what was found, how much may be left, whether that is accepted.

    Exits with 1 where it is not accepted. Without an ID it is the sample drawn last.
    """
    from dataclasses import asdict

    from pipeline.audit.result import sample_result as tell
    from pipeline.audit.sample import seed_of
    from pipeline.audit.sentences import sentences

    with opened(study, key_file) as (opened_study, db):
        result = tell(db, opened_study.settings, sample_id)
        seed = seed_of(db, result.sample_id)
    said = sentences(result)
    places = [f"  {leak.transcript_id}, turn {leak.turn}: {leak.kind}, {leak.severity}" for leak in result.leaks]
    lines = [f"Sample {result.sample_id}", *said, *places, f"Its seed, with which it can be drawn again: {seed}"]
    report({**asdict(result), "seed": seed, "sentences": said}, as_json, "\n".join(lines))
    if not result.accepted:
        raise SystemExit(1)


@click.command("sample-sheet")
@ID
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; - for the screen."
)
@KEY_FILE
@ACTOR
@click.pass_obj
def sample_sheet(study: Path, sample_id: int, output: Path | None, key_file: Path | None, actor: str) -> None:
    """Write the unread turns of a sample as a CSV sheet, to be read in a spreadsheet.

    For each thing that should not be there, copy its words into the column quote, and say in kind "direct" or "quasi"
    and in severity "participant", "third party", "combining" or "nuisance"; for a second thing in a turn, add a row
    with the same n. A row that stays empty says that nothing was found; take out those of turns that you did not read.
    """
    from pipeline.audit.actors import find_actor
    from pipeline.audit.sheet import sheet

    with opened(study, key_file) as (opened_study, db):
        content = sheet(db, opened_study.settings, sample_id, find_actor(actor))
    write_bytes(content, None if output is None or str(output) == "-" else output)


@click.command("sample-marks")
@ID
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@ALONE
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def sample_marks(
    study: Path, sample_id: int, file: Path, alone: bool, key_file: Path | None, actor: str, as_json: bool
) -> None:
    """Take in a sheet that its reader has filled in; when all turns are read, the sample is finished.

    Every problem is reported by its row, and nothing is taken then.
    """
    from pipeline.audit.actors import find_actor
    from pipeline.audit.sheet import take_marks
    from pipeline.workbench.numbers import some

    with opened(study, key_file) as (_, db):
        taken = take_marks(db, sample_id, file, find_actor(actor), alone=alone)
    then = f"Finished; its result: llais audit {study} sample-result {sample_id}"
    text = f"{some(taken.read, 'turn')} read, {some(taken.marks, 'mark')}. "
    text += f"Left to read: {some(taken.left, 'turn')}." if taken.left else then
    report({"read": taken.read, "marks": taken.marks, "left": taken.left}, as_json, text)


@click.command("over-masking-sheet")
@click.option("--replacements", default=100, show_default=True, type=click.IntRange(min=1), help="How many to draw.")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write the sheet."
)
@KEY_FILE
@ACTOR
@click.pass_obj
def over_masking_sheet(study: Path, replacements: int, output: Path, key_file: Path | None, actor: str) -> None:
    """Draw replaced stretches and write them as a CSV sheet WITH ORIGINALS, to be judged one by one.

    Say in the column needless whether it was needless to replace them: yes or no.
    """
    from pipeline.audit.actors import find_actor
    from pipeline.audit.over_masking import draw_replacements, sheet
    from pipeline.private_files import write_private

    with opened(study, key_file) as (opened_study, db):
        id_ = draw_replacements(db, opened_study.settings, replacements, find_actor(actor))
        content = sheet(db, opened_study.settings, id_, find_actor(actor))
    say("THIS SHEET SHOWS ORIGINALS. Keep it where the key is kept, and destroy it when it has been judged.")
    write_private(output, content)
    say(f"Sample {id_}. When it is judged: llais audit {study} over-masking {id_} {output}")


@click.command("over-masking")
@click.argument("sample_id", metavar="[ID]", type=int, required=False)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def over_masking(
    study: Path, sample_id: int | None, file: Path | None, key_file: Path | None, actor: str, as_json: bool
) -> None:
    """Tell how many of the replacements that were judged were needless; with a FILE, take its answers in before."""
    from dataclasses import asdict

    from pipeline.audit.actors import find_actor
    from pipeline.audit.over_masking import over_masking as tell
    from pipeline.audit.over_masking import take_answers

    with opened(study, key_file) as (opened_study, db):
        if sample_id is not None and file is not None:
            take_answers(db, sample_id, file, find_actor(actor))
        result = tell(db, opened_study.settings, sample_id)
    report(asdict(result), as_json, str(result))
