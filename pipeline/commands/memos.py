"""Memos: llais memo STUDY add, list and remove."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, STUDY, opened, report, say


@click.group()
@STUDY
@click.pass_context
def memo(ctx: click.Context, study: Path) -> None:
    """Note something about the study, a participant, transcript, turn, coding or code; see and remove what was noted.

    Names in memos are found and replaced like those in transcripts.
    """
    ctx.obj = study


@memo.command()
@click.option("--about", required=True, help="study, participant:FC02, transcript:FC02, turn:FC02/12, code:care/acts …")
@click.option("--text", default=None, help="The words; a shell may remember them.")
@click.option("--file", type=click.File("rb"), default="-", help="A text file with the words; else stdin.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def add(
    study: Path,
    about: str,
    text: str | None,
    file: BinaryIO,
    key_file: Path | None,
    actor: str,
    as_json: bool,
) -> None:
    """Add a memo, written by whoever runs this (--as)."""
    from ingest.text import decode
    from pipeline.audit.actors import find_actor
    from pipeline.codebooks import study_codebook
    from pipeline.coding.memos import parse_about
    from pipeline.coding.noting import note

    kind, which = parse_about(about)
    words = text if text is not None else decode(file.read())
    with opened(study, key_file) as (opened_study, db):
        codebook, _ = study_codebook(opened_study)
        uid = note(db, kind, which, words, find_actor(actor), codebook)
    told = f"Memo {uid} added. It shows after: llais pseudonymise and llais publish, or llais run"
    report({"uid": uid, "added": bool(uid)}, as_json, told if uid else "You noted the very same before.")


@memo.command("list")
@click.option("--about", default="", help="Only about one kind of thing (turn), or one thing (turn:FC02/12).")
@click.option("--show-originals", is_flag=True, help="Show them as they were typed, and by whom. On your screen alone.")
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def list_(study: Path, about: str, show_originals: bool, key_file: Path | None, actor: str, as_json: bool) -> None:
    """List the memos of the store, as they are published: with names replaced, and authors by their labels."""
    from pipeline.coding.memos import parse_filter
    from pipeline.coding.noting import listed
    from pipeline.workbench.numbers import some

    kind, which = parse_filter(about)
    with opened(study, key_file) as (_, db):
        memos = listed(db, kind, which, originals=show_originals)
    if show_originals:
        say("Memos follow as they were typed, with names in them. Do not keep them.")
    lines = [f"{one.uid}  {one.thing}  {one.author}  {one.day}\n  {one.text}" for one in memos]
    report({"memos": [asdict(one) for one in memos]}, as_json, "\n".join([*lines, some(len(memos), "memo")]))


@memo.command()
@click.argument("uid")
@KEY_FILE
@ACTOR
@click.pass_obj
def remove(study: Path, uid: str, key_file: Path | None, actor: str) -> None:
    """Take a memo out of the store, by its number."""
    from pipeline.audit.actors import find_actor
    from pipeline.coding.noting import remove_memo

    with opened(study, key_file) as (its, db):
        remove_memo(db, its, uid, find_actor(actor))
    say("Removed. What is published still has it until: llais publish")
