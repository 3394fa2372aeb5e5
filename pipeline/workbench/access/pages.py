"""Signing in with a password, and out again."""

from __future__ import annotations

import asyncio
from typing import Any

from datasette import Response
from datasette.utils.asgi import NotFound

from pipeline.coding.working.sign_in import coder_name
from pipeline.workbench.access.access import PASSWORDS, Access, access_of
from pipeline.workbench.access.open import LOG_IN
from pipeline.workbench.access.passwords import is_right
from pipeline.workbench.access.people import seen_as
from pipeline.workbench.addresses import page_of_ours
from pipeline.workbench.words import say

SECONDS_AFTER_A_WRONG_PASSWORD = 1.0


async def log_in_page(datasette: Any, request: Any) -> Response:
    """Show the form, or take what was written in it."""
    access = _access(datasette)
    if request.method != "POST":
        # A browser keeps its cookie back when a link in a message is followed: one click here, and it sends it.
        signed_in = request.headers.get("sec-fetch-site") == "cross-site"
        return await _form(datasette, request, next=request.args.get("next") or "/", perhaps_signed_in=signed_in)
    given = await request.post_vars()
    name, password = coder_name(given.get("name", "")), given.get("password", "")
    shown = {"name": given.get("name", ""), "next": given.get("next", "/")}
    seconds = access.patience.wait(name)
    if seconds:
        problem = say("Too many wrong passwords. Wait {seconds} seconds and try again.", seconds=seconds)
        return await _form(datasette, request, problem, 429, **shown)
    access.patience.count(name)
    account = access.accounts.read().people.get(name)
    if not await asyncio.to_thread(is_right, password, account.password if account else "") or account is None:
        await asyncio.sleep(SECONDS_AFTER_A_WRONG_PASSWORD)
        return await _form(datasette, request, say("That name and that password do not go together."), 403, **shown)
    access.patience.was_right(name)
    if not seen_as(account.role, access.choices.role):
        problem = say("Your account is for other pages of this study than these. Ask whoever looks after them.")
        return await _form(datasette, request, problem, 403, **shown)
    answer = Response.redirect(page_of_ours(shown["next"]), status=303)
    access.sessions.begin(datasette, answer, name, account)
    return answer


async def log_out_page(datasette: Any, request: Any) -> Response:
    """End the session of whoever asks."""
    access = _access(datasette)
    answer = Response.redirect(LOG_IN, status=303)
    access.sessions.end(datasette, request.cookies, answer)
    return answer


async def _form(datasette: Any, request: Any, problem: str = "", status: int = 200, **shown: Any) -> Response:
    shown = {"name": "", "problem": problem, "perhaps_signed_in": False, **shown, "next": page_of_ours(shown["next"])}
    return Response.html(await datasette.render_template("access/sign_in.html", shown, request), status=status)


def _access(datasette: Any) -> Access:
    access = access_of(datasette)
    if access is None or access.choices.sign_in != PASSWORDS:
        raise NotFound("nobody signs in here")
    return access
