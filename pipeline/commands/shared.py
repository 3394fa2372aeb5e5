"""What commands share: arguments, opening a study, one line for each error."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

STUDY = click.argument("study", type=click.Path(file_okay=False, path_type=Path))
FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path))
KEY_FILE = click.option(
    "--key-file", type=click.Path(dir_okay=False, path_type=Path), help="File that holds the store's passphrase."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Report as JSON, for machines.")


class OneLineErrors(click.Group):
    """A group whose commands end in one line when something is wrong; `-v` shows the traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        from codebook.errors import CodebookError, CodebookInvalid
        from ingest.errors import IngestError, TableError
        from pipeline.errors import PipelineError

        try:
            return super().invoke(ctx)
        except (PipelineError, IngestError, CodebookError) as error:
            if ctx.params.get("verbose"):
                traceback.print_exc()
            if isinstance(error, TableError):
                lines = error.problems
            elif isinstance(error, CodebookInvalid):
                lines = [str(problem) for problem in error.problems]
            else:
                lines = [str(error)]
            for line in lines[:-1]:
                click.echo(f"Error: {line}", err=True)
            raise click.ClickException(lines[-1]) from None


def say(text: str) -> None:
    """Print progress to the error stream, at once, so that output can be piped."""
    click.echo(text, err=True)
    sys.stderr.flush()


def report(values: dict[str, Any], as_json: bool, text: str) -> None:
    """Print a result: as JSON for machines, else as `text`."""
    click.echo(json.dumps(values, ensure_ascii=False) if as_json else text)


def reporter(as_json: bool) -> Callable[[str], None]:
    """Return what prints progress; with JSON there is none on the output."""
    return say


@contextmanager
def opened(study_folder: Path, key_file: Path | None, *, create: bool = False) -> Iterator[tuple[Any, Any]]:
    """Open a study and its store: (study, db)."""
    from pipeline.passphrase import find_passphrase
    from pipeline.store import open_store
    from pipeline.study import open_study

    study = open_study(study_folder)
    passphrase = find_passphrase(key_file, _asker(new=not study.store.exists() and create))
    with open_store(study.store, passphrase, create=create) as db:
        yield study, db


def _asker(new: bool) -> Callable[[], str] | None:
    """Ask at the keyboard, twice for a new store; not where nobody sits at one."""
    if not sys.stdin.isatty():
        return None
    if new:
        prompt = "Choose a passphrase for this study's store (nobody can open it without)"
        return lambda: click.prompt(prompt, hide_input=True, confirmation_prompt=True, err=True)
    return lambda: click.prompt("Passphrase", hide_input=True, err=True)
