"""Codings, in and out: llais codings STUDY import FILE, llais codings STUDY export FILE, llais codings inspect FILE."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.commands.codings_import import import_
from pipeline.commands.codings_inspect import inspect
from pipeline.commands.codings_merge import coders, merge
from pipeline.commands.shared import ACTOR, RELEASE, STUDY, write_bytes


class _OfAStudyOrOfNone(click.Group):
    """A group whose first argument is a study, unless it is the command that needs none."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Go straight to that command; a study may be called like it where another command follows."""
        if args[:1] == [inspect.name] and not set(args[1:2]) & set(self.commands):
            return inspect.make_context(f"{info_name} {inspect.name}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.group(cls=_OfAStudyOrOfNone)
@STUDY
@click.pass_context
def codings(ctx: click.Context, study: Path) -> None:
    """Bring codings into a study, or write out those that are published."""
    ctx.obj = study


@codings.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@RELEASE
@ACTOR
@click.pass_obj
def export_(study: Path, file: Path, release: int | None, actor: str) -> None:
    """Write the published codings as a CSV FILE, or - for the screen; as a REFI-QDA project where FILE is a .qdpx.

    Turns count from 1; published_start and published_end are characters of the published text, from 0, end exclusive;
    release names the draft or release that they belong to. Other formats: llais export.
    """
    from pipeline.exporting import CODINGS_CSV, CODINGS_QDPX, take_out
    from pipeline.study import open_study

    format_ = CODINGS_QDPX if file.suffix.lower() == ".qdpx" else CODINGS_CSV
    content = take_out(open_study(study), format_, actor, release or 0)
    write_bytes(content, None if str(file) == "-" else file)


codings.add_command(inspect)
codings.add_command(import_)
codings.add_command(merge)
codings.add_command(coders)
