"""Serve a study's published database, each audience its own."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from pipeline.audit.visits import note_visit
from pipeline.errors import NothingPublished
from pipeline.publish.build import metadata_name
from pipeline.publish.table import TEAM
from pipeline.study import Study, open_study
from pipeline.workbench.access.access import PASSWORDS, Access, Choices, check_choices, make_access
from pipeline.workbench.access.accounts import accounts_file, read_accounts
from pipeline.workbench.access.how import how_to_serve
from pipeline.workbench.access.passwords import check_installed
from pipeline.workbench.access.people import CODER, audience_of
from pipeline.workbench.access.proxy import SECRET_VARIABLE

if TYPE_CHECKING:
    from datasette.app import Datasette

ON_THIS_COMPUTER = Choices()


def serve_study(
    folder: Path,
    port: int,
    open_browser: bool,
    say: Callable[[str], None],
    actor: str = "",
    release: int = 0,
    choices: Choices = ON_THIS_COMPUTER,
) -> None:
    """Run Datasette on loopback over the published database of a role's audience, until stopped: a release, or a draft.

    Published anew meanwhile, the new file is shown, if it may be. What is coded on its pages goes into the study's
    working database, which Datasette itself is never given. A visit by `actor` is noted first (see `find_actor`).
    Raises NothingPublished, NoActor, VisitNotNoted, what `check_choices` does, and BadSettings where it shows codings
    of what is now coded blind.
    """
    from pipeline.coding.working.log import WorkingLog
    from pipeline.workbench.coding.sessions import Sessions
    from pipeline.workbench.coding.uncovered import check_covered
    from pipeline.workbench.serve import make_datasette, serve

    study = open_study(folder)
    access = study_access(study, choices, release)
    audience = audience_of(choices.role)
    database = published_for(study, audience, release)
    check_audience(database, audience)
    if audience == TEAM:
        check_covered(database, study.settings.blind)
    note_visit(study, "serve", actor=actor, about="" if choices.role == CODER else choices.role)
    say(f"Serving {database} on http://127.0.0.1:{port}/ {_for_whom(choices)}. Stop with Ctrl+C.")
    described, sessions = database.with_name(metadata_name(audience)), Sessions()
    with ExitStack() as opened:
        log = opened.enter_context(WorkingLog(study.working)) if choices.role == CODER else None

        def make() -> Datasette:
            published_for(study, audience, release)
            check_audience(database, audience)
            blind = open_study(folder).settings.blind
            if audience == TEAM:
                check_covered(database, blind)
            metadata = yaml.safe_load(described.read_text(encoding="utf-8"))
            return make_datasette(database, metadata, log, blind, access, sessions)

        serve(make, (database, described), port=port, open_browser=open_browser)


def study_access(study: Study, choices: Choices, release: int = 0) -> Access:
    """Make what decides who reaches the pages. Raises AccountsUnreadable, NoPasswords, what `check_choices` does."""
    accounts = read_accounts(accounts_file(study))
    check_choices(choices, accounts, release)
    if choices.sign_in == PASSWORDS:
        check_installed()
    ended = study.working.with_name(f"signed-out-{audience_of(choices.role)}.json")
    return make_access(choices, accounts_file(study), ended, os.environ.get(SECRET_VARIABLE) or accounts.proxy_secret)


def published_for(study: Study, audience: str, release: int = 0) -> Path:
    """Return the published database for an audience. Raises NothingPublished, with the command that makes it."""
    if audience == TEAM:
        return study.published_database(release)
    path = study.database(audience, release)
    command = f"llais publish {study.folder} --audience {audience}"
    if not path.is_file() and release:
        raise NothingPublished(
            f"There is no release {release} in {study.releases} for {audience}. Make the next with: {command} --release"
        )
    if not path.is_file():
        raise NothingPublished(f"Nothing is published for {audience} in {study.folder} yet. Run: {command}")
    return path


def check_audience(database: Path, audience: str) -> None:
    """Make sure that a file was published for an audience, whatever its name says. Raises NothingPublished."""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            whose = [row[0] for row in connection.execute("SELECT audience FROM study")]
    except sqlite3.DatabaseError:
        whose = []
    if whose != [audience]:
        raise NothingPublished(
            f"{database} is not what llais published for {audience}. Publish it again: llais publish STUDY "
            f"--audience {audience}"
        )


def how(folder: Path, port: int, choices: Choices, release: int = 0) -> str:
    """Say how the pages are served to a network behind nginx. Raises what `check_choices` does, AccountsUnreadable."""
    study = open_study(folder)
    check_choices(choices, read_accounts(accounts_file(study)), release)
    return how_to_serve(study.folder.resolve(), port, choices, release)


def _for_whom(choices: Choices) -> str:
    if choices.host_name:
        return f"for the server that answers for https://{choices.host_name}/"
    return "for this machine only"
