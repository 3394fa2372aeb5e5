"""Choosing the language of the pages."""

from __future__ import annotations

from typing import Any

from datasette import Response
from datasette.utils.asgi import NotFound

from pipeline.workbench.addresses import page_of_ours
from pipeline.workbench.words import COOKIE, LANGUAGES

_YEAR = 365 * 24 * 3600


async def language_page(request: Any) -> Response:
    """Take the reader's choice, and go back to the page that they came from."""
    to, back = request.args.get("to") or "", request.args.get("back") or "/"
    if to not in LANGUAGES:
        raise NotFound("the pages do not speak that language")
    response = Response.redirect(page_of_ours(back), status=303)
    response.set_cookie(COOKIE, to, max_age=_YEAR, httponly=True, samesite="lax")
    return response


ROUTES: tuple[tuple[str, Any], ...] = ((r"^/language$", language_page),)
