"""Codes that change: llais codebook rename, merge, split, retire and move, and the start of a codebook of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.shared import JSON, STUDY, report

if TYPE_CHECKING:
    from codebook.operations import Changed, Signed

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_REASON = click.option("--reason", required=True, help="Why; it is kept in the codebook and published with it.")
_BY = click.option("--by", default="", help="Who decided: initials or a label, published with the codebook.")


def _signed(command: Callable[..., None]) -> Callable[..., None]:
    return _REASON(_BY(JSON(command)))


@click.command()
@FILE
@click.argument("old")
@click.argument("new")
@click.option("--name", default="", help="The code's new name; else it keeps its own.")
@click.option("--tag", default="", help="The code's new tag; else it keeps its own.")
@_signed
def rename(file: Path, old: str, new: str, name: str, tag: str, reason: str, by: str, as_json: bool) -> None:
    """Rename a code of the codebook FILE: OLD is its id, tag or name, NEW its new id in the same theme."""
    from codebook.operations import rename as change

    _carry_out(file, lambda text, signed: change(text, old, new, signed, name=name, tag=tag), reason, by, as_json)


@click.command()
@FILE
@click.argument("codes", nargs=-1, required=True, metavar="FROM...")
@click.argument("into")
@_signed
def merge(file: Path, codes: tuple[str, ...], into: str, reason: str, by: str, as_json: bool) -> None:
    """Merge codes of the codebook FILE: the codes FROM into the code INTO, which takes their phrases and sources."""
    from codebook.operations import merge as change

    _carry_out(file, lambda text, signed: change(text, codes, into, signed), reason, by, as_json)


@click.command()
@FILE
@click.argument("code")
@click.argument("into", nargs=-1, required=True, metavar="INTO...")
@_signed
def split(file: Path, code: str, into: tuple[str, ...], reason: str, by: str, as_json: bool) -> None:
    """Split a CODE of the codebook FILE into two or more; name CODE's own id among them where it stays."""
    from codebook.operations import split as change

    _carry_out(file, lambda text, signed: change(text, code, into, signed), reason, by, as_json)


@click.command()
@FILE
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@_signed
def retire(file: Path, codes: tuple[str, ...], reason: str, by: str, as_json: bool) -> None:
    """Take CODEs of the codebook FILE out of use; codings made with them stay, and are shown as such."""
    from codebook.operations import retire as change

    _carry_out(file, lambda text, signed: change(text, codes, signed), reason, by, as_json)


@click.command()
@FILE
@click.argument("code")
@click.argument("theme")
@_signed
def move(file: Path, code: str, theme: str, reason: str, by: str, as_json: bool) -> None:
    """Move a CODE of the codebook FILE to another THEME, where it gets the id and tag of there."""
    from codebook.operations import move as change

    _carry_out(file, lambda text, signed: change(text, code, theme, signed), reason, by, as_json)


@click.command()
@STUDY
def start(study: Path) -> None:
    """Start a codebook of the STUDY's own, as a copy of the one that comes with llais."""
    from pipeline.own_codebook import start_own_codebook
    from pipeline.study import open_study

    path = start_own_codebook(open_study(study))
    click.echo(f"{path}: copied from the codebook that comes with llais, and named in study.toml. Change it with an")
    click.echo("editor, or with llais codebook rename, merge, split, retire and move, which let codings follow.")


def _carry_out(file: Path, change: Callable[[str, Signed], Changed], reason: str, by: str, as_json: bool) -> None:
    """Change a codebook's file, and say what was done and what becomes of codings."""
    from datetime import date

    from codebook.files import read_codebook_text, write_codebook_text
    from codebook.load import load_codebook
    from codebook.operations import Signed

    load_codebook(file)  # problems of the file as it is are told by their lines in it
    done = change(read_codebook_text(file), Signed(reason, date.today().isoformat(), by))
    write_codebook_text(file, done.text)
    report(_values(done), as_json, "\n".join(_lines(file, done)))


def _values(done: Changed) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "version": done.codebook.version,
        "operations": [asdict(one) for one in done.operations],
        "look_at": list(done.notes),
    }


def _lines(file: Path, done: Changed) -> list[str]:
    from codebook.compare import say_operation
    from codebook.operations import what_happens_to_codings

    lines = [f"{file.name} has version {done.codebook.version} now."]
    for one in done.operations:
        lines += [f"{say_operation(one)}.", what_happens_to_codings(one)]
    if done.notes:
        lines += ["Look at:", *(f"  {note}" for note in done.notes)]
    return lines
