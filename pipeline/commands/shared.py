"""What commands share: arguments, opening a study, one line for each error."""

from __future__ import annotations

import json
import os
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
ACTOR = click.option(
    "--as", "actor", default="", help="Who you are, for the audit trail; else LLAIS_ACTOR, else the login."
)
RELEASE = click.option(
    "--release", type=click.IntRange(1), default=None, help="A release, by its number; else the draft."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Report as JSON, for machines.")


class OneLineErrors(click.Group):
    """A group whose commands end in one line when something is wrong; `-v` shows the traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; every error becomes one line that repeats nothing of what was read."""
        from codebook.errors import CodebookError, CodebookInvalid
        from ingest.errors import IngestError, TableError
        from pipeline.errors import PipelineError

        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # whoever read our output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except (PipelineError, IngestError, CodebookError) as error:
            if ctx.params.get("verbose"):
                _show_where(error)
            several = error.problems if isinstance(error, TableError | CodebookInvalid) else [error]
            lines = [str(problem) for problem in several]
            for line in lines[:-1]:
                click.echo(f"Error: {line}", err=True)
            raise click.ClickException(lines[-1]) from None
        except Exception as error:
            if ctx.params.get("verbose"):
                _show_where(error)
            raise click.ClickException(_unexpected(error)) from None


def _show_where(error: Exception) -> None:
    """Print the traceback without the messages in it, which may quote what was read."""
    click.echo("Traceback (most recent call last; messages are left out, as they may quote a transcript):", err=True)
    click.echo("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__, err=True)


def _unexpected(error: Exception) -> str:
    """Say where something went wrong that nobody foresaw; its own message may quote a transcript and is left out."""
    if isinstance(error, OSError) and error.strerror:
        return f"the computer says: {error.strerror}. Check folders, rights and space; llais -v COMMAND shows where."
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return (
        f"{type(error).__name__} in {where}: this should not happen. Please report it, with what "
        "llais -v COMMAND shows."
    )


def say(text: str) -> None:
    """Print progress to the error stream, at once, so that output can be piped."""
    click.echo(text, err=True)
    sys.stderr.flush()


def report(values: dict[str, Any], as_json: bool, text: str) -> None:
    """Print a result: as JSON for machines, else as `text`."""
    click.echo(json.dumps(values, ensure_ascii=False) if as_json else text)


def write_bytes(content: bytes, path: Path | None) -> None:
    """Write a file, or to the output where `path` is None; its folder is made."""
    if path is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}. Name another file with -o.") from None
    say(f"Written: {path}")


@contextmanager
def opened(study_folder: Path, key_file: Path | None, *, create: bool = False) -> Iterator[tuple[Any, Any]]:
    """Open a study and its store, as the trail will tell: (study, db).

    Who opens it is said by the command's option --as, where it has one.
    """
    from pipeline.audit.access import store_opened_by
    from pipeline.lifecycle.keys import check_key_is_there
    from pipeline.lifecycle.stopped import has_unfinished
    from pipeline.passphrase import find_passphrase
    from pipeline.study import open_study

    study = open_study(study_folder)
    check_key_is_there(study)
    passphrase = find_passphrase(key_file, _asker(new=not study.store.exists() and create))
    context = click.get_current_context()
    actor = str(context.params.get("actor") or "")
    with store_opened_by(study, passphrase, actor, _command(context), create=create) as db:
        if has_unfinished(db):
            from pipeline.lifecycle.withdraw import resume_unfinished

            resume_unfinished(db, study)
            say("A withdrawal that was broken off is finished now.")
        yield study, db


def passphrase_for(key_file: Path | None) -> str:
    """Find the passphrase of a store that is there: in a key file, in the environment, or by asking."""
    from pipeline.passphrase import find_passphrase

    return find_passphrase(key_file, _asker(new=False))


def new_passphrase(key_file: Path | None) -> str:
    """Find a passphrase that a store is to get: in a key file, or by asking twice. Raises NoPassphrase."""
    from pipeline.errors import NoPassphrase
    from pipeline.passphrase import find_passphrase

    ask = _asker(new=True)
    if key_file is not None:
        return find_passphrase(key_file)
    if ask is None:
        raise NoPassphrase("The new passphrase is missing: give --new-key-file FILE, or type it when asked.")
    return ask()


def _command(context: click.Context) -> str:
    """Name the command that runs, with its groups: "codings import"."""
    names: list[str] = []
    while context.parent is not None:
        names.insert(0, context.info_name or "")
        context = context.parent
    return " ".join(names)


def _asker(new: bool) -> Callable[[], str] | None:
    """Ask at the keyboard, twice for a new store; not where nobody sits at one."""
    if not sys.stdin.isatty():
        return None
    if new:
        prompt = "Choose a passphrase for this study's store (nobody can open it without)"
        return lambda: click.prompt(prompt, hide_input=True, confirmation_prompt=True, err=True)
    return lambda: click.prompt("Passphrase", hide_input=True, err=True)
