"""Our Datasette plugin: what the pages know, how values look, who may ask, and errors that repeat nothing.

Registered in this process only, by `serve`; a Datasette without facts is somebody else's and keeps its own looks.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Base400, Forbidden, NotFound
from datasette.views.base import DatasetteError
from jinja2 import Environment
from markupsafe import Markup

from pipeline.publish.schema import TABLES
from pipeline.workbench import addresses, cells, guard
from pipeline.workbench.access.access import PASSWORDS, access_of, is_ours
from pipeline.workbench.access.door import behind_the_door
from pipeline.workbench.access.open import LOG_OUT, is_open
from pipeline.workbench.access.permissions import is_allowed, may_be_read
from pipeline.workbench.access.routes import ROUTES as ACCESS
from pipeline.workbench.access.who import can_code, person_of
from pipeline.workbench.coding.addresses import code_path
from pipeline.workbench.coding.routes import ROUTES as CODING
from pipeline.workbench.comparing.routes import ROUTES as COMPARING
from pipeline.workbench.crossing.routes import ROUTES as CROSSING
from pipeline.workbench.error_page import error_page
from pipeline.workbench.ethics.routes import ROUTES as ETHICS
from pipeline.workbench.facts import facts_of
from pipeline.workbench.failures import where
from pipeline.workbench.finding.routes import ROUTES as FINDING
from pipeline.workbench.home import begin_here, kinds_in_words, protection
from pipeline.workbench.language import ROUTES as LANGUAGE
from pipeline.workbench.navigation import places
from pipeline.workbench.numbers import in_words, some
from pipeline.workbench.reader.routes import ROUTES as READING
from pipeline.workbench.themes.routes import ROUTES as THEMES
from pipeline.workbench.values import one_of, value_in_words
from pipeline.workbench.welcome import ROUTES as WELCOME
from pipeline.workbench.words import LANGUAGES, language, say_in_page

logger = logging.getLogger(__name__)

LONGEST_VALUE = 10_000_000
_FORESEEN = (Base400, DatasetteError, NotFound, Forbidden)
STYLES = "/-/llais/llais.css"
ACCESS_STYLES = "/-/llais/access.css"


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
        facts=facts,
        titles={table.name: table.title for table in TABLES},
        begin_here=lambda: begin_here(facts),
        kinds_in_words=lambda: kinds_in_words(facts.kinds),
        protection=lambda: protection(facts),
        in_words=in_words,
        some=some,
        swatch=cells.swatch,
        command=cells.command,
        link_to=cells.link_to,
        told=value_in_words,
        one_of=one_of,
        code_tag=lambda id: cells.code_tag(facts.codes[id]) if id in facts.codes else "",
        row_path=lambda table, key: cells.row_path(facts.database, table, key),
    )


@hookimpl
def register_routes() -> tuple[tuple[str, Any], ...]:
    """Add our own pages; each says so where what is served has nothing for it."""
    # All of them, always: Datasette's own client takes them before it can know of the log.
    return (*ACCESS, *WELCOME, *LANGUAGE, *COMPARING, *CROSSING, *ETHICS, *FINDING, *READING, *THEMES, *CODING)


@hookimpl
def extra_template_vars(request: Any, datasette: Any) -> dict[str, Any]:
    """Give every page who reads it, where they may go from there, and how they sign out."""
    facts, access, person = facts_of(datasette), access_of(datasette), person_of(request)
    if facts is None or access is None:
        return {}
    codes_here = can_code(datasette, request)
    there = places(facts, codes_here) if person else ()
    return {
        "person": person,
        "places": tuple(place for place in there if person and is_open(place.path, person, facts.database)),
        "code_path": code_path if codes_here else None,
        "sign_out": LOG_OUT if access.choices.sign_in == PASSWORDS else "",
    }


@hookimpl(trylast=True)
def permission_allowed(datasette: Any, actor: dict[str, Any] | None, action: str, resource: Any) -> bool | None:
    """Answer what Datasette asks; last, as the last answer is the one that counts."""
    facts = facts_of(datasette)
    return is_allowed(actor, action, resource, facts.database) if facts else None


@hookimpl
def skip_csrf(datasette: Any, scope: guard.Scope) -> bool:
    """Let signing out go without a token, so that no page needs one: the guard has seen where it comes from."""
    return facts_of(datasette) is not None and scope["path"] == LOG_OUT


@hookimpl
def extra_css_urls(request: Any, datasette: Any) -> list[str]:
    """Name our style sheet, and that of what only people with a name or a right of their own see."""
    person = person_of(request)
    of_theirs = [ACCESS_STYLES] if person and (person.name or person.analyst) else []
    return [STYLES, *of_theirs] if facts_of(datasette) else []


@hookimpl
def render_cell(row: Mapping[str, Any], value: object, column: str, table: str | None, datasette: Any) -> Markup | None:
    """Draw one value of a table or an answer."""
    facts = facts_of(datasette)
    return cells.render(row, value, column, table, facts) if facts else None


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Refuse values so long that making one would take the computer's memory, and what is nobody's to read."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.set_authorizer(may_be_read)


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[guard.App], guard.App]:
    """Let in only who may ask for what, and say what browsers may do with it."""

    def wrap(app: guard.App) -> guard.App:
        guarded = guard.guarded(behind_the_door(app, datasette), partial(is_ours, datasette))

        async def asgi(scope: guard.Scope, receive: guard.Receive, send: guard.Send) -> None:
            # Asked with every request: Datasette wraps its own client before it can know the facts.
            await (guarded if facts_of(datasette) else app)(scope, receive, send)

        return asgi

    return wrap


@hookimpl
def forbidden(datasette: Any, request: Any) -> Any:
    """Say that a page is closed."""
    return error_page(datasette, request, 403)


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Say that something failed; neither page nor terminal repeats the message, which may hold words of a row."""
    facts = facts_of(datasette)
    status = _status(exception, of_tables=facts is not None and request.path.startswith(f"/{facts.database}"))
    if status >= 500 or not isinstance(exception, _FORESEEN):
        logger.error("%s %s", type(exception).__name__, where(exception))
    return error_page(datasette, request, status)


def _status(exception: Exception, of_tables: bool) -> int:
    """Say what went wrong. Datasette's own pages of tables stumble over values that they do not expect: ?_sort=x."""
    asked_amiss = 400
    if isinstance(exception, Base400 | DatasetteError):
        return int(exception.status) if exception.status < 500 else asked_amiss
    if isinstance(exception, NotFound):
        return 404
    if isinstance(exception, Forbidden):
        return 403
    amiss = (
        (ValueError, KeyError, sqlite3.ProgrammingError) if of_tables else UnicodeDecodeError
    )  # what a form sends is text
    return asked_amiss if isinstance(exception, amiss) else 500
