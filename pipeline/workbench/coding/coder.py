"""Signing in to code, and out again."""

from __future__ import annotations

import asyncio
from typing import Any

from datasette import Response
from datasette.utils.asgi import NotFound

from pipeline.coding.working.sign_in import SHORTEST_PASSWORD, coder_name, is_known, sign_in
from pipeline.workbench.access.who import signs_in
from pipeline.workbench.coding.desk import CodingDesk, desk_of
from pipeline.workbench.coding.names import problem_of, problem_of_a_new
from pipeline.workbench.coding.pages import page
from pipeline.workbench.words import say

_SECONDS_AFTER_A_WRONG_PASSWORD = 1.0
_MAY_GO_ON_TO = ("/code/", "/disagreements")


async def coder_page(datasette: Any, request: Any) -> Response:
    """Show the form, or take what was written in it; where people sign in to read there is none for coding."""
    desk = desk_of(datasette)
    if desk is None or signs_in(datasette):
        raise NotFound("nobody signs in here to code")
    if request.method != "POST":
        return await _form(datasette, request, next=request.args.get("next") or "/code")
    given = await request.post_vars()
    if given.get("action") == "sign out":
        answer = Response.redirect("/code", status=303)
        desk.sessions.end(datasette, request, answer)
        return answer
    return await _sign_in(datasette, desk, request, given)


async def _sign_in(datasette: Any, desk: CodingDesk, request: Any, given: dict[str, str]) -> Response:
    name, password, next_page = coder_name(given.get("name", "")), given.get("password", ""), _safe(given.get("next"))
    shown = {"name": name or given.get("name", ""), "next": next_page}
    if not name:
        problem = problem_of(given.get("name", ""))
        return await _form(datasette, request, problem, 400, wrong_name=True, **shown)
    seconds = desk.sessions.patience.wait(name)
    if seconds:
        problem = say("Too many wrong passwords. Wait {seconds} seconds and try again.", seconds=seconds)
        return await _form(datasette, request, problem, 429, **shown)
    if not await asyncio.to_thread(is_known, desk.log, name):
        problem = problem_of_a_new(name, await asyncio.to_thread(desk.log.coders))
        if problem:
            return await _form(datasette, request, problem, 400, wrong_name=True, **shown)
        wrong = _problem_of_a_new_one(password, given.get("again"))
        if wrong is not None:
            return await _form(datasette, request, wrong, 400 if wrong else 200, new=True, **shown)
    desk.sessions.patience.count(name)
    if not await asyncio.to_thread(sign_in, desk.log, name, password):
        await asyncio.sleep(_SECONDS_AFTER_A_WRONG_PASSWORD)
        problem = say("That is not the password of this name. Try again.")
        return await _form(datasette, request, problem, 403, **shown)
    answer = Response.redirect(next_page, status=303)
    desk.sessions.begin(datasette, answer, name)
    return answer


def _problem_of_a_new_one(password: str, again: str | None) -> str | None:
    """Say what is wrong with a password that is chosen, "" where it was not yet asked twice, None where it will do.

    A name that was mistyped would begin as a new coder: so a new one is asked twice.
    """
    if again is None:
        return ""
    if len(password) < SHORTEST_PASSWORD:
        return say("Choose a password of at least {fewest} letters.", fewest=SHORTEST_PASSWORD)
    return None if password == again else say("The two are not the same. Write the password once more, twice.")


async def _form(datasette: Any, request: Any, problem: str = "", status: int = 200, **shown: Any) -> Response:
    shown = {"new": False, "name": "", "wrong_name": False, "next": "/code", **shown, "problem": problem}
    shown["next"] = _safe(shown["next"])
    return await page(datasette, request, "coder.html", status, **shown)


def _safe(path: str | None) -> str:
    """Return a page of ours to go on to, the list of transcripts where another address is asked for."""
    return path if path and path.startswith(_MAY_GO_ON_TO) and path.isprintable() and "\\" not in path else "/code"
