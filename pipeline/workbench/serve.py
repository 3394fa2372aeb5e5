"""Serve a published database to the browser on this computer, with Datasette and nothing of Datasette's left open."""

from __future__ import annotations

import os
import threading
import webbrowser
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.version import __version__ as installed_version

from pipeline.coding.blind import Blind
from pipeline.coding.working.log import WorkingLog
from pipeline.errors import NothingPublished, WrongDatasette
from pipeline.workbench import plugin
from pipeline.workbench.access.access import ACCESS, Access, open_access
from pipeline.workbench.access.people import CODER, role_for, roles_beside
from pipeline.workbench.access.permissions import with_allowed
from pipeline.workbench.coding.desk import DESK, can_be_coded, make_desk
from pipeline.workbench.coding.sessions import Sessions
from pipeline.workbench.counting import inspected, keep_counts
from pipeline.workbench.facts import FACTS, read_facts
from pipeline.workbench.held import hold
from pipeline.workbench.listening import address, listen
from pipeline.workbench.newest import Newest

LINE = "0.65"
SECRET_VARIABLE = "DATASETTE_SECRET"
OUR_PLUGIN = "llais"
_ALLOWS = "_table_permission_allows"

# Datasette's own handler of exceptions is left out on purpose: it prints every local variable, rows included, to the
# terminal. Its publishing and signing-in plugins have no work here.
KEPT_PLUGINS = frozenset(
    {
        "datasette.facets",
        "datasette.filters",
        "datasette.sql_functions",
        "datasette.default_permissions",
        "datasette.default_magic_parameters",
        "datasette.blob_renderer",
    }
)

SETTINGS: dict[str, int | bool] = {
    "default_allow_sql": False,
    "allow_download": False,
    "allow_facet": True,
    "suggest_facets": False,
    "allow_csv_stream": False,
    "max_csv_mb": 10,
    "max_returned_rows": 500,
    "default_page_size": 50,
    "default_facet_size": 12,
    "facet_time_limit_ms": 1000,
    "sql_time_limit_ms": 1000,
    "default_cache_ttl": 0,
    "template_debug": False,
    "trace_debug": False,
}

_HERE = Path(__file__).parent


def check_version(version: str = installed_version) -> None:
    """Make sure that Datasette is of the line that the pages were made for. Raises WrongDatasette."""
    if version.split(".")[:2] != LINE.split("."):
        raise WrongDatasette(
            f"Datasette {version} is installed, and llais needs {LINE}. "
            "Install it with: pip install 'datasette>=0.65.5,<0.66'"
        )


def close_plugin_list() -> None:
    """Leave registered only the plugins that the pages need, and ours: Datasette 0.65 loads all that are installed."""
    for module in pm.get_plugins():
        if pm.get_name(module) not in KEPT_PLUGINS | {OUR_PLUGIN}:
            pm.unregister(module)
    if not pm.has_plugin(OUR_PLUGIN):
        pm.register(plugin, OUR_PLUGIN)


def read_ahead(database: Path) -> None:
    """Ask the system, where one can, to fetch a file from the disk before anybody waits for a page of it."""
    if hasattr(os, "posix_fadvise"):
        with database.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_WILLNEED)


def make_datasette(
    database: Path,
    metadata: dict[str, Any],
    log: WorkingLog | None = None,
    blind: Blind | None = None,
    access: Access | None = None,
    sessions: Sessions | None = None,
) -> Datasette:
    """Make the Datasette that serves a published database, which is opened for reading only and never changes.

    With the working log of the study its transcripts can be coded, by the rules of blind coding and by whoever has
    signed in; Datasette itself never gets to know the log's file. Raises NothingPublished where there is no such
    database, WrongDatasette.
    """
    check_version()
    if not database.is_file():
        raise NothingPublished("There is no published database yet. Make one with: llais publish STUDY")
    close_plugin_list()
    read_ahead(database)
    access = access or open_access(role_for(database.stem))
    role = access.choices.role
    datasette = Datasette(
        [],
        immutables=[str(database)],
        inspect_data=inspected(database),
        metadata=with_allowed(metadata, database.stem, roles_beside(role)),
        settings=SETTINGS,
        template_dir=str(_HERE / "templates"),
        static_mounts=[("-/llais", str(_HERE / "static"))],
        secret=os.environ.get(SECRET_VARIABLE) or access.signing_secret,
    )
    # Else what was asked, and with which words, goes to the terminal when SQLite finds a mistake in it.
    for served in (datasette, *datasette.databases.values()):
        served.execute = partial(served.execute, log_sql_errors=False)
    for served in datasette.databases.values():
        served.execute = keep_counts(served.execute)
    # Datasette copies all of the metadata for each table that a page names; what it finds there never changes.
    if hasattr(datasette, _ALLOWS):
        setattr(datasette, _ALLOWS, lru_cache(maxsize=256)(getattr(datasette, _ALLOWS)))
    facts = read_facts(database)
    setattr(datasette, FACTS, facts)
    setattr(datasette, ACCESS, access)
    if log is not None and role == CODER and can_be_coded(facts):
        setattr(datasette, DESK, make_desk(log, blind or Blind(), facts, sessions or Sessions()))
    hold(datasette)
    return datasette


def serve(
    make: Callable[[], Datasette],
    files: Sequence[Path],
    host: str = "127.0.0.1",
    port: int = 8001,
    open_browser: bool = False,
) -> None:
    """Serve what `make` makes of `files` until stopped, anew after each change of them.

    Without an access log: addresses hold the words that people search for. Raises HostNotLocal, PortTaken, and what
    `make` does.
    """
    newest = Newest(make, files)
    listening = listen(host, port)
    # What a proxy says of where a request came from is not believed: everybody here could say so.
    config = uvicorn.Config(
        newest,
        access_log=False,
        log_level="warning",
        lifespan="off",
        server_header=False,
        proxy_headers=False,
    )
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address(host, port),), daemon=True).start()
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
