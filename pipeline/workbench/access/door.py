"""The door of the pages: where a request comes from, who asks, and whether the address is open to them.

Nothing reaches Datasette before that. A page elsewhere on the web can send forms here; the browser says so.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette import Response
from datasette.utils.asgi import Request

from pipeline.reviewing.errors import NotFromHere
from pipeline.reviewing.session import check_same_site
from pipeline.workbench.access.access import PASSWORDS, Access, Found, access_of
from pipeline.workbench.access.open import (
    GET,
    LOG_IN,
    LOG_OUT,
    NOT_HERE,
    OPEN,
    OTHER_ROLE,
    SIGN_IN,
    Decision,
    decide,
)
from pipeline.workbench.access.permissions import actor_of
from pipeline.workbench.access.who import PERSON
from pipeline.workbench.error_page import error_page
from pipeline.workbench.facts import facts_of
from pipeline.workbench.guard import App, Message, Receive, Scope, Send, cookies_of, host_of
from pipeline.workbench.words import say

_STATUS = {NOT_HERE: 404, OTHER_ROLE: 403}


def behind_the_door(app: App, datasette: Any) -> App:
    """Wrap the pages: only what is open to whoever asks reaches them."""

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        access, facts = access_of(datasette), facts_of(datasette)
        if scope["type"] != "http" or access is None or facts is None:
            await app(scope, receive, send)
            return

        async def send_closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [_closed(header, access.choices.secure) for header in message.get("headers", [])]
                message = {**message, "headers": headers}
            await send(message)

        admitted = await _admitted(datasette, access, facts.database, scope, receive)
        if isinstance(admitted, Response):
            await admitted.asgi_send(send_closed)
        else:
            await app(admitted, receive, send_closed)

    return asgi


def _closed(header: tuple[bytes, bytes], secure: bool) -> tuple[bytes, bytes]:
    """Keep a cookie, Datasette's own too, from scripts and from connections without TLS."""
    name, value = header
    if name.lower() != b"set-cookie":
        return header
    said = value.lower()
    for flag in (b"HttpOnly", *((b"Secure",) if secure else ())):
        if b"; " + flag.lower() not in said:
            value += b"; " + flag
    return name, value


async def _admitted(datasette: Any, access: Access, database: str, scope: Scope, receive: Receive) -> Scope | Response:
    """Return the request with who asks, or the answer that it gets instead."""
    request = Request(scope, receive)
    if request.method not in GET:
        try:
            check_same_site(request.headers, access.origin(host_of(scope)))
        except NotFromHere as error:
            return _refusal(request, str(error))
    found = access.find(datasette, scope["headers"], cookies_of(scope))
    decision = decide(request.method, request.path, found.person, database)
    known = {**scope, PERSON: found.person, "actor": actor_of(found.person) if found.person else None}
    if decision.what == OPEN:
        return known
    await datasette.invoke_startup()
    # What makes tokens comes later on the way in; a refusal has no form that needs one.
    request = Request({**known, "csrftoken": lambda: ""}, receive)
    if decision.what == SIGN_IN:
        return await _stranger(datasette, request, access, found)
    return await error_page(datasette, request, _STATUS[decision.what], _needed(decision))


async def _stranger(datasette: Any, request: Request, access: Access, found: Found) -> Response:
    """Answer somebody who is not let in: with the way to the sign-in page, or with why there is none."""
    by_password = access.choices.sign_in == PASSWORDS
    if found.unknown:
        shown = {"unknown": found.unknown, "sign_out": LOG_OUT if by_password else ""}
        return Response.html(await datasette.render_template("access/unknown.html", shown, request), status=403)
    if by_password and request.method in GET and not request.path.endswith((".json", ".csv")):
        asked = f"{request.path}?{request.query_string}" if request.query_string else request.path
        return Response.redirect(f"{LOG_IN}?{urlencode({'next': asked})}" if asked != "/" else LOG_IN, status=303)
    if by_password:
        return _refusal(request, say("Sign in first."))
    return _refusal(request, say("Nobody signed you in. Use the address that your team gave you."))


def _needed(decision: Decision) -> str:
    if decision.what != OTHER_ROLE:
        return ""
    return say("You need another role to see this: {roles}.", roles=" / ".join(say(role) for role in decision.roles))


def _refusal(request: Request, why: str) -> Response:
    """Refuse in a line, before anything is known about who asks; a script gets it as it expects its answers."""
    if "application/json" in request.headers.get("accept", ""):
        return Response.json({"error": why}, status=403)
    return Response.text(f"{why}\n", status=403)
