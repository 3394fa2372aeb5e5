"""Sign in with a name and a role, behind the terminal's link or the passphrase; sign out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.audit.actors import NoActor, clean_name, label_of
from pipeline.audit.trail import record
from pipeline.reviewing.desk import Page, desk_of, page, session_of

ROLES = ("reader", "second reader", "researcher", "custodian", "ethics reviewer")
_LONGEST_ROLE = 60
_SECONDS_AFTER_A_WRONG_PASSPHRASE = 1.0


async def ask(request: Request) -> Response:
    """Show the form."""
    asked = request.query_params
    return _form(request, {"link": asked.get("link", ""), "next": asked.get("next", "")})


async def sign_in(request: Request) -> Response:
    """Let somebody in who gives a name, a role, and either the terminal's link or the passphrase."""
    desk, form = desk_of(request), await request.form()
    given = {field: str(form.get(field, "")) for field in ("link", "name", "role", "next")}
    role = " ".join(given["role"].split())
    try:
        name = clean_name(given["name"])
    except NoActor:
        return _form(request, given, "Write your name, on one line of up to 80 letters.")
    if not role or len(role) > _LONGEST_ROLE:
        return _form(request, given, "Write what you are here as, such as reader, in up to 60 letters.")
    if not desk.sessions.admits(given["link"]) and not desk.opens(str(form.get("passphrase", ""))):
        await asyncio.sleep(_SECONDS_AFTER_A_WRONG_PASSPHRASE)
        return _form(request, given, "That is not the passphrase of this study. Try again.")
    with desk.db.atomic():
        label_of(desk.db, name, role)
        record(desk.db, "signed in to the review workbench", actor=name)
    session = desk.sessions.begin(name, role)
    answer = RedirectResponse(_safe(given["next"]), 303)
    answer.set_cookie(desk.sessions.cookie, session.id, httponly=True, samesite="strict", path="/")
    return answer


async def sign_out(request: Request) -> Response:
    """End the session; the cookie means nothing afterwards."""
    desk, session = desk_of(request), session_of(request)
    desk.sessions.end(session)
    with desk.db.atomic():
        record(desk.db, "signed out of the review workbench", actor=session.name)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(desk.sessions.cookie, path="/", httponly=True, samesite="strict")
    return answer


def _form(request: Request, given: Mapping[str, str], problem: str = "") -> Response:
    desk = desk_of(request)
    admitted = desk.sessions.admits(given["link"])
    return page(
        request,
        "sign_in.html",
        400 if problem else 200,
        link=given["link"] if admitted else "",
        used_up=bool(given["link"]) and not admitted,
        name=given.get("name", desk.suggested),
        role=given.get("role") or ROLES[0],
        roles=ROLES,
        problem=problem,
        next=_safe(given["next"]),
    )


def _safe(path: str) -> str:
    """Return an address of our own to go on to, the home page where another is asked for."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"


PAGES = (
    Page("/sign-in", ask, open=True),
    Page("/sign-in", sign_in, methods=("POST",), open=True),
    Page("/sign-out", sign_out, methods=("POST",)),
)
