"""Our Datasette plugin: what the pages know, how values look, who may ask, and errors that repeat nothing.

Registered in this process only, by `serve`; a Datasette without facts is somebody else's and is left alone.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from datasette import Response, hookimpl
from datasette.utils import tilde_decode
from datasette.utils.asgi import Base400, Forbidden, NotFound
from datasette.views.base import DatasetteError
from jinja2 import Environment
from markupsafe import Markup

from pipeline.publish.schema import TABLES
from pipeline.workbench import addresses, cells, guard
from pipeline.workbench.coding.addresses import code_path
from pipeline.workbench.coding.desk import desk_of
from pipeline.workbench.coding.routes import ROUTES as CODING
from pipeline.workbench.comparing.routes import ROUTES as COMPARING
from pipeline.workbench.facts import facts_of
from pipeline.workbench.failures import where
from pipeline.workbench.home import begin_here, kinds_in_words, protection
from pipeline.workbench.language import ROUTES as LANGUAGE
from pipeline.workbench.navigation import places
from pipeline.workbench.numbers import in_words, some
from pipeline.workbench.reading import read_around, read_turns
from pipeline.workbench.words import LANGUAGES, language, say_in_page

logger = logging.getLogger(__name__)

LONGEST_VALUE = 10_000_000
STYLES = "/-/llais/llais.css"

_WHAT_HAPPENED = {
    400: (
        "No answer",
        "The address is not understood, or asks for more than a second can give. Choose more narrowly and try again.",
    ),
    403: ("Not open", "This part is closed. What may be read is linked from the home page."),
    404: ("Nothing here", "There is no such page. It may belong to an earlier draft."),
    500: (
        "Something went wrong",
        "The page could not be made. Ask for less, for example with a filter.",
    ),
}


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Any) -> None:
    """Give every template, the error page's included, what it says about the study."""
    facts = facts_of(datasette)
    if facts is None:
        return
    env.globals.update(
        _=say_in_page,
        language=language,
        languages=LANGUAGES,
        address=addresses,
        places=places(facts, desk_of(datasette) is not None),
        facts=facts,
        titles={table.name: table.title for table in TABLES},
        begin_here=begin_here(facts),
        kinds_in_words=kinds_in_words(facts.kinds),
        protection=protection(facts),
        in_words=in_words,
        some=some,
        swatch=cells.swatch,
        code_tag=lambda id: cells.code_tag(facts.database, facts.codes[id]) if id in facts.codes else "",
        row_path=lambda table, key: cells.row_path(facts.database, table, key),
        code_path=code_path if desk_of(datasette) else None,
    )


@hookimpl
def register_routes() -> tuple[tuple[str, Any], ...]:
    """Add the pages that compare and those on which people code; each says so where there is nothing for it here."""
    return (*LANGUAGE, *COMPARING, *CODING)  # always: Datasette's own client takes them before it can know of the log


@hookimpl
def extra_template_vars(
    database: str | None, table: str | None, view_name: str | None, request: Any, datasette: Any
) -> Any:
    """Give the page of a turn its neighbours, and the page of a transcript its turns."""
    if facts_of(datasette) is None or view_name != "row" or table not in ("turns", "transcripts"):
        return {}
    key = tilde_decode(request.url_vars["pks"])

    async def read() -> dict[str, Any]:
        source = datasette.get_database(database)
        if table == "turns":
            transcript, turns = await read_around(source, key)
            return {"turns": turns, "transcript": transcript, "this_turn": key}
        return {"turns": await read_turns(source, key), "transcript": key, "this_turn": ""}

    return read()


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    """Name our style sheet."""
    return [STYLES] if facts_of(datasette) else []


@hookimpl
def render_cell(row: Mapping[str, Any], value: object, column: str, table: str | None, datasette: Any) -> Markup | None:
    """Draw one value of a table or an answer."""
    facts = facts_of(datasette)
    return cells.render(row, value, column, table, facts) if facts else None


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Refuse values so long that making one would take the computer's memory."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[guard.App], guard.App]:
    """Let only this computer ask, and say what browsers may do."""

    def wrap(app: guard.App) -> guard.App:
        guarded = guard.guarded(app)

        async def asgi(scope: guard.Scope, receive: guard.Receive, send: guard.Send) -> None:
            # Asked with every request: Datasette wraps its own client before it can know the facts.
            await (guarded if facts_of(datasette) else app)(scope, receive, send)

        return asgi

    return wrap


@hookimpl
def forbidden(datasette: Any, request: Any) -> Any:
    """Say that a page is closed."""
    return _error_page(datasette, request, 403)


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Say that something failed; neither page nor terminal repeats the message, which may hold words of a row."""
    status = _status(exception)
    if status >= 500:
        logger.error("%s %s", type(exception).__name__, where(exception))
    return _error_page(datasette, request, status)


def _status(exception: Exception) -> int:
    if isinstance(exception, Base400 | DatasetteError):
        return int(exception.status)
    if isinstance(exception, NotFound):
        return 404
    return 403 if isinstance(exception, Forbidden) else 500


async def _error_page(datasette: Any, request: Any, status: int) -> Response:
    title, what_to_do = _WHAT_HAPPENED.get(status, _WHAT_HAPPENED[500 if status >= 500 else 400])
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": what_to_do, "status": status, "title": title}, status=status)
    page = await datasette.render_template(
        "error.html", {"title": title, "error": what_to_do, "status": status}, request=request
    )
    return Response.html(page, status=status)
