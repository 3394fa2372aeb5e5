"""Who and what is mentioned: llais entities STUDY …"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, STUDY, opened, report, say

if TYPE_CHECKING:
    from pipeline.review.bench import Bench
    from pipeline.review.decisions import Wish
    from pipeline.review.entity_list import Entity

IN = click.option("--in", "where", default="", help="Only in a transcript (FC02), or in one turn of it (FC02:14).")


@click.group()
@STUDY
@click.pass_context
def entities(ctx: click.Context, study: Path) -> None:
    """See who and what is mentioned, and decide about each: merge, split, alias, pseudonym, keep, type, policy.

    They are named by their numbers (E12). Names may be given too, but a shell may remember them.
    """
    ctx.obj = study


@entities.command("list")
@click.option("--show-originals", is_flag=True, help="Show the names as they were spoken. On your screen alone.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def list_(study: Path, show_originals: bool, key_file: Path | None, actor: str, as_json: bool) -> None:
    """List everybody and everything that is mentioned, with number, type, what stands there and how often."""
    from pipeline.review.bench import Bench
    from pipeline.review.entity_list import entities_of

    with opened(study, key_file) as (opened_study, db):
        found = entities_of(Bench(db, opened_study.settings))
    if show_originals:
        say("Original names follow. Do not keep them.")
    rows = [
        {
            "entity": f"E{one.number}",
            "type": one.type,
            "stands there": list(one.stands_there),
            "mentions": len(one.mentions),
            "transcripts": list(one.transcripts),
            **({"names": [name for name, _ in one.names]} if show_originals else {}),
        }
        for one in found
    ]
    lines = []
    for row, one in zip(rows, found, strict=True):
        names = f"  {' / '.join(name for name, _ in one.names)}" if show_originals else ""
        stands = ", ".join(one.stands_there[:3]) or "stays"
        lines.append(
            f"{row['entity']:<6}{one.type:<8}{len(one.mentions):>4} × in {len(one.transcripts)}  {stands}{names}"
        )
    report({"entities": rows}, as_json, "\n".join(lines) or "Nobody and nothing is mentioned by name.")


@entities.command()
@KEY_FILE
@ACTOR
@click.pass_obj
def questions(study: Path, key_file: Path | None, actor: str) -> None:
    """List what only people can say: whose a bare name is, and whether two names are one person's."""
    from pipeline.review.bench import Bench
    from pipeline.review.entity_list import entities_of
    from pipeline.review.questions import WHOSE
    from pipeline.review.questions import questions as asked

    with opened(study, key_file) as (opened_study, db):
        bench = Bench(db, opened_study.settings)
        open_ = asked(bench, entities_of(bench))
    for one in open_:
        choices = ", ".join(f"E{other.number}" for other in one.choices)
        if one.kind == WHOSE:
            click.echo(
                f"E{one.about.number} in {', '.join(one.transcripts)}: which of {choices} is it, or somebody else?"
            )
        else:
            click.echo(f"E{one.about.number}: is it the same person as {choices}?")
    if not open_:
        click.echo("Nothing is open.")


@entities.command()
@click.argument("one")
@click.argument("other")
@KEY_FILE
@ACTOR
@click.pass_obj
def merge(study: Path, one: str, other: str, key_file: Path | None, actor: str) -> None:
    """Say that ONE is OTHER: from now on what stands for OTHER stands for both."""
    from pipeline.review.entity_changes import merge as wishes

    _change(study, key_file, actor, (one, other), lambda bench, found: wishes(found[0], found[1], bench.decisions()))


@entities.command()
@click.argument("one")
@click.argument("other")
@KEY_FILE
@ACTOR
@click.pass_obj
def different(study: Path, one: str, other: str, key_file: Path | None, actor: str) -> None:
    """Say that ONE is not OTHER, so that it is not asked again."""
    from pipeline.review.entity_changes import tell_apart

    _change(study, key_file, actor, (one, other), lambda bench, found: tell_apart(found[0], found[1]))


@entities.command()
@click.argument("entity")
@click.option("--name", default="", help="The mentions of this one of its names are somebody else's.")
@IN
@KEY_FILE
@ACTOR
@click.pass_obj
def split(study: Path, entity: str, name: str, where: str, key_file: Path | None, actor: str) -> None:
    """Say that some mentions of ENTITY are somebody else's, who then has a pseudonym of their own.

    Without --name and --in, ENTITY is told from everybody else who shares a name with it: two different Sarahs.
    """
    from pipeline.review.entity_changes import split as wishes
    from pipeline.review.entity_changes import tell_names_apart

    transcript, turn = _place(where)

    def made(bench: Bench, found: list[Entity]) -> list[Wish]:
        if not name and not transcript:
            return tell_names_apart(found[0], bench.decisions())
        return wishes(found[0], bench.decisions(), name=name, transcript=transcript, turn=turn)

    _change(study, key_file, actor, (entity,), made)


@entities.command()
@click.argument("entity")
@click.argument("words")
@KEY_FILE
@ACTOR
@click.pass_obj
def alias(study: Path, entity: str, words: str, key_file: Path | None, actor: str) -> None:
    """Say that WORDS are a name of ENTITY too. They are replaced wherever they stand."""
    from pipeline.review.entity_changes import add_alias

    _change(study, key_file, actor, (entity,), lambda bench, found: add_alias(found[0], words))


@entities.command()
@click.argument("entity")
@click.argument("words")
@KEY_FILE
@ACTOR
@click.pass_obj
def pseudonym(study: Path, entity: str, words: str, key_file: Path | None, actor: str) -> None:
    """Let WORDS stand for ENTITY, such as a pseudonym that a participant chose."""
    from pipeline.review.entity_changes import reserve

    _change(study, key_file, actor, (entity,), lambda bench, found: reserve(found[0], words))


@entities.command()
@click.argument("entity")
@IN
@KEY_FILE
@ACTOR
@click.pass_obj
def keep(study: Path, entity: str, where: str, key_file: Path | None, actor: str) -> None:
    """Leave ENTITY as it is: a public body, a national charity."""
    from pipeline.review.entity_changes import keep as wishes

    _change(study, key_file, actor, (entity,), lambda bench, found: wishes(found[0], *_place(where)))


@entities.command("type")
@click.argument("entity")
@click.argument("type_", metavar="TYPE")
@IN
@KEY_FILE
@ACTOR
@click.pass_obj
def change_type(study: Path, entity: str, type_: str, where: str, key_file: Path | None, actor: str) -> None:
    """Say that ENTITY is another kind of identifier, such as PERSON, PLACE or ORG."""
    from pipeline.review.entity_changes import change_type as wishes

    _change(study, key_file, actor, (entity,), lambda bench, found: wishes(found[0], type_.upper(), *_place(where)))


@entities.command()
@click.argument("entity")
@click.argument("policy", metavar="POLICY")
@IN
@KEY_FILE
@ACTOR
@click.pass_obj
def policy(study: Path, entity: str, policy: str, where: str, key_file: Path | None, actor: str) -> None:
    """Replace ENTITY in another way than the study does: pseudonym, generalise, placeholder."""
    from pipeline.review.entity_changes import change_policy

    _change(study, key_file, actor, (entity,), lambda bench, found: change_policy(found[0], policy, *_place(where)))


@entities.command("whose")
@click.argument("bare")
@click.argument("who")
@click.argument("transcript")
@KEY_FILE
@ACTOR
@click.pass_obj
def whose(study: Path, bare: str, who: str, transcript: str, key_file: Path | None, actor: str) -> None:
    """Say that the bare name of BARE means WHO in TRANSCRIPT."""
    from pipeline.review.entity_changes import say_who

    _change(study, key_file, actor, (bare, who), lambda bench, found: say_who(found[0].name, transcript, found[1]))


def _change(
    study: Path,
    key_file: Path | None,
    actor: str,
    asked: tuple[str, ...],
    wishes: Callable[[Bench, list[Entity]], list[Wish]],
) -> None:
    """Carry wishes about the entities that were named out, and say how much changed."""
    from pipeline.audit.actors import find_actor
    from pipeline.review.bench import Bench
    from pipeline.review.entity_list import entities_of, find_entity
    from pipeline.workbench.numbers import some

    with opened(study, key_file) as (opened_study, db):
        bench = Bench(db, opened_study.settings)
        known = entities_of(bench)
        found = [find_entity(known, one) for one in asked]
        outcomes = bench.decide_all(wishes(bench, found), find_actor(actor))
    turns = {(id_, n) for outcome in outcomes for id_, its in outcome.changed.items() for n in its}
    transcripts = {id_ for id_, _ in turns}
    about = f"{some(len(turns), 'turn')} in {some(len(transcripts), 'transcript')}"
    say(f"  {some(len(outcomes), 'decision').capitalize()}, about {about}")
    say(f"They show after: llais publish {study}")


def _place(where: str) -> tuple[str, int]:
    """Read "FC02" or "FC02:14"."""
    transcript, _, turn = where.partition(":")
    if turn and not turn.isdigit():
        raise click.UsageError("--in takes a transcript (FC02), or a turn of it (FC02:14)")
    return transcript, int(turn or 0)
