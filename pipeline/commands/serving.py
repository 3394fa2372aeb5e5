"""Looking at a study: serve and demo."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.shared import ACTOR, RELEASE, STUDY, say

if TYPE_CHECKING:
    from pipeline.workbench.access.access import Choices

PORT = click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="Where this machine's browser asks."
)
OPEN = click.option("--open", "open_browser", is_flag=True, help="Open the browser.")


@click.command()
@STUDY
@PORT
@OPEN
@RELEASE
@click.option(
    "--role",
    type=click.Choice(["reader", "coder", "ethics", "public"]),
    default="coder",
    show_default=True,
    help="Whose pages: the team's to read, or to read and code; the ethics committee's; what is for those outside.",
)
@click.option("--host-name", default="", help="Serve under this name of a server with TLS that stands in front.")
@click.option(
    "--sign-in",
    type=click.Choice(["passwords", "proxy"]),
    default=None,
    help="How people sign in: with the password of their account (llais accounts), or by the server in front.",
)
@click.option("--user-header", default="X-Remote-User", show_default=True, help="By which the proxy says who asks.")
@click.option("--analyst", is_flag=True, help="Let the published tables be asked in SQL, on this machine.")
@click.option("--how", "show_how", is_flag=True, help="Print how to run it behind nginx with TLS, and do nothing else.")
@ACTOR
def serve(
    study: Path,
    port: int,
    open_browser: bool,
    release: int | None,
    role: str,
    host_name: str,
    sign_in: str | None,
    user_header: str,
    analyst: bool,
    show_how: bool,
    actor: str,
) -> None:
    """Show the published database in Datasette, on this machine only. The store is never opened.

    For a network: --host-name and --sign-in. It still answers this machine only: a server with TLS stands before it.
    """
    from pipeline.serving import how
    from pipeline.workbench.access.access import Choices

    choices = Choices(role, host_name, sign_in or "", analyst, user_header)
    if show_how:
        click.echo(how(study, port, choices, release or 0))
    else:
        _serve(study, port, open_browser, actor, release or 0, choices)


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


def _serve(
    folder: Path, port: int, open_browser: bool, actor: str, release: int = 0, choices: Choices | None = None
) -> None:
    from pipeline.serving import ON_THIS_COMPUTER, serve_study

    with suppress(KeyboardInterrupt):  # Ctrl+C is how one stops it
        serve_study(folder, port, open_browser, say, actor, release, choices or ON_THIS_COMPUTER)
