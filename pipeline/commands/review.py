"""Deciding what is replaced: llais review STUDY …"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from pipeline.commands.review_word import COMMANDS
from pipeline.commands.shared import ACTOR, KEY_FILE, STUDY, opened, say


class OptionsAnywhere(click.Group):
    """A group whose options may follow its argument, as those of commands do, where no subcommand is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the command line."""
        ctx.allow_interspersed_args = not any(arg in self.commands for arg in args[1:])
        return super().parse_args(ctx, args)


@click.group(cls=OptionsAnywhere, invoke_without_command=True)
@STUDY
@click.option(
    "--port", default=8002, show_default=True, type=click.IntRange(1, 65535), help="Where this machine's browser asks."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@KEY_FILE
@ACTOR
@click.pass_context
def review(ctx: click.Context, study: Path, port: int, open_browser: bool, key_file: Path | None, actor: str) -> None:
    """Read the transcripts as they were said, and decide what is replaced: in the browser, on this machine only.

    The store is open while it runs. Everybody signs in with their name.
    """
    ctx.obj = study
    if ctx.invoked_subcommand is None:
        _serve(study, port, open_browser, key_file, actor)


def _serve(study: Path, port: int, open_browser: bool, key_file: Path | None, actor: str) -> None:
    import os

    from pipeline.audit.actors import VARIABLE, find_actor
    from pipeline.reviewing.serve import serve

    name = find_actor(actor)
    with suppress(KeyboardInterrupt), opened(study, key_file) as (opened_study, db):  # Ctrl+C is how one stops it
        serve(db, opened_study, name, port, open_browser, say, actor or os.environ.get(VARIABLE, ""))


for command in COMMANDS:
    review.add_command(command)
