"""Looking at a study: serve and demo."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, RELEASE, STUDY, say

PORT = click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="Where this machine's browser asks."
)
OPEN = click.option("--open", "open_browser", is_flag=True, help="Open the browser.")


@click.command()
@STUDY
@PORT
@OPEN
@RELEASE
@ACTOR
def serve(study: Path, port: int, open_browser: bool, release: int | None, actor: str) -> None:
    """Show the published database in Datasette, on this machine only. The store is never opened."""
    _serve(study, port, open_browser, actor, release or 0)


@click.command()
@click.argument("folder", default="llais-demo", type=click.Path(file_okay=False, path_type=Path))
@click.option("--serve/--no-serve", "serve_it", default=True, help="Whether to serve it at the end.")
@PORT
@OPEN
@ACTOR
def demo(folder: Path, serve_it: bool, port: int, open_browser: bool, actor: str) -> None:
    """Make a copy of the demo study in FOLDER, run everything, and serve it.

    Everybody in the demo study is invented.
    """
    say(f"Making a copy of the demo study in {folder}")
    from pipeline.demonstrate import demonstrate

    demonstrate(folder, say, actor)
    if serve_it:
        _serve(folder, port, open_browser, actor)
    else:
        say(f"Look at it with: llais serve {folder}")


def _serve(folder: Path, port: int, open_browser: bool, actor: str, release: int = 0) -> None:
    from pipeline.serving import serve_study

    with suppress(KeyboardInterrupt):  # Ctrl+C is how one stops it
        serve_study(folder, port, open_browser, say, actor, release)
