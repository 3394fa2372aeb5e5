"""The workbench as one application: every page behind the sign-in, every change checked, errors that repeat nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import quote

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pipeline.errors import CannotDecide, NoSuchThing, NotPseudonymised, PipelineError, StoreBusy
from pipeline.review.bench import Bench
from pipeline.reviewing import pages
from pipeline.reviewing.desk import TOKEN_FIELD, Desk, Page, page, session_of, wants_json
from pipeline.reviewing.errors import NotFromHere, NotSignedIn, StillReading
from pipeline.reviewing.session import Sessions, check_same_site, check_token
from pipeline.study import Study
from pipeline.workbench.failures import where
from pipeline.workbench.guard import App, guarded

logger = logging.getLogger(__name__)

_STYLES = Path(__file__).parents[1] / "workbench" / "static"
_STATIC = Path(__file__).parent / "static"
_STATUS: dict[type[PipelineError], int] = {
    NotSignedIn: 401,
    NotFromHere: 403,
    NoSuchThing: 404,
    CannotDecide: 409,
    StillReading: 423,
    StoreBusy: 503,
}
_TITLES = {
    401: "Not signed in",
    403: "Not from here",
    404: "Nothing here",
    409: "Not decided",
    423: "Not yet",
    503: "Wait a moment",
}


def make_app(
    db: Database,
    bench: Bench,
    study: Study,
    link: str,
    opens: Callable[[str], bool],
    suggested: str = "",
    all_pages: Iterable[Page] | None = None,
) -> App:
    """Make the application over an open store, guarded against other hosts.

    `link` is what the terminal's address carries, `opens` says whether a passphrase is the store's, `suggested` is the
    name that the sign-in form begins with.
    """
    every_page = tuple(all_pages if all_pages is not None else pages.all_pages())
    app = Starlette(
        routes=[
            *(Route(one.path, partial(_answer, one), methods=list(one.methods)) for one in every_page),
            Mount("/-/llais/review", StaticFiles(directory=_STATIC)),
            Mount("/-/llais", StaticFiles(directory=_STYLES)),
        ],
        exception_handlers={HTTPException: _http_error},
    )
    desk = Desk(db, bench, study, Sessions(link), opens, suggested)
    app.state.desk = replace(desk, navigation=tuple((one.path, one.link) for one in every_page if one.link))
    return guarded(app)


async def _answer(one: Page, request: Request) -> Response:
    """Answer for a page: nobody gets past who may not, and nothing that goes wrong is repeated."""
    try:
        sessions = request.app.state.desk.sessions
        request.state.session = sessions.find(request.cookies.get(sessions.cookie))
        if request.method == "POST":
            check_same_site(request.headers)
        if not one.open:
            await _check_signed_in(request)
        return await one.answer(request)
    except Exception as error:
        try:
            return _failed(request, error)
        except Exception as another:  # the server would print it, with the words in it
            logger.error("%s %s", type(another).__name__, where(another))
            return PlainTextResponse("The page could not be made. Load it again.\n", 500)


async def _check_signed_in(request: Request) -> None:
    if request.state.session is None:
        raise NotSignedIn("You are not signed in here any more. Sign in and go on where you were.")
    if request.method == "POST":
        form = await request.form()
        check_token(str(form.get(TOKEN_FIELD, "")), session_of(request))


def _failed(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return _error(request, error.status_code, "There is no such page. Go back to the transcripts.")
    if isinstance(error, sqlcipher.OperationalError) and "locked" in str(error):
        error = StoreBusy("Another llais is writing to this study's store. Wait until it has finished, and try again.")
    if isinstance(error, NotPseudonymised):  # the workbench goes by the settings that it began with
        error = NotPseudonymised(f"{error}, then stop the workbench and start it again.")
    if isinstance(error, NotSignedIn) and request.method == "GET" and not wants_json(request):
        return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", 303)
    if isinstance(error, PipelineError):
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
        return _error(request, status, str(error))
    logger.error("%s %s", type(error).__name__, where(error))
    return _error(request, 500, "The page could not be made, and nothing was changed. Load it again.")


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _error(request, status, "There is no such page. Go back to the transcripts.")


def _error(request: Request, status: int, message: str) -> Response:
    if wants_json(request):
        return JSONResponse({"error": message}, status)
    return page(request, "error.html", status, heading=_TITLES.get(status, "Something went wrong"), message=message)
