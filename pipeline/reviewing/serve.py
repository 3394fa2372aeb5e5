"""Serve the workbench on loopback over an open store, until it is stopped."""

from __future__ import annotations

import secrets
import threading
import webbrowser
from collections.abc import Callable

import uvicorn
from sqlite_utils import Database

from pipeline.audit.trail import record
from pipeline.errors import PipelineError
from pipeline.review.bench import Bench
from pipeline.reviewing.app import make_app
from pipeline.store import open_store
from pipeline.study import Study
from pipeline.workbench.listening import address, listen

HOST = "127.0.0.1"


def serve(
    db: Database,
    study: Study,
    actor: str,
    port: int,
    open_browser: bool,
    say: Callable[[str], None],
    suggested: str = "",
) -> None:
    """Serve a study's review workbench, without an access log; `actor` is who started it.

    Raises PortTaken, NotPseudonymised.
    """
    bench, link = Bench(db, study.settings), secrets.token_urlsafe(32)
    listening = listen(HOST, port)
    with db.atomic():
        record(db, "opened the review workbench", actor=actor)
    app = make_app(db, bench, study, link, lambda given: opens(study, given), suggested)
    config = uvicorn.Config(app, access_log=False, log_level="warning", lifespan="off", server_header=False)
    where = f"{address(HOST, port)}sign-in?link={link}"
    say("The review workbench is open, for this computer only. Stop it with Ctrl+C. Sign in, once, at")
    say(f"  {where}")
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(where,), daemon=True).start()
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()


def opens(study: Study, passphrase: str) -> bool:
    """Say whether a passphrase is that of the study's store."""
    try:
        with open_store(study.store, passphrase, create=False):
            return True
    except PipelineError:
        return False
