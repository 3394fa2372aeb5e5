"""Under which names the pages are served, and what a browser may do with an answer.

A page on the web can point a name of its own at 127.0.0.1 and so read what is served here: the Host header tells.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from pipeline.workbench.words import COOKIE, language, preferred

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_THIS_COMPUTER = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)
_REFUSAL = b"This address is not open. Use http://localhost or http://127.0.0.1 with the port that llais printed.\n"

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    b"content-security-policy": CONTENT_POLICY.encode(),
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"cache-control": b"private, no-store",
}
_STATIC = ("/-/static/", "/-/llais/")


def is_this_computer(host: str) -> bool:
    """Say whether a Host header names this computer, with or without a port."""
    return _THIS_COMPUTER.fullmatch(host) is not None


def guarded(app: App, admits: Callable[[str], bool] = is_this_computer) -> App:
    """Wrap an ASGI application: foreign hosts get 403, every answer the headers; only style sheets may be cached.

    `admits` says of a Host header whether the application is served under it.
    """

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise ValueError("only HTTP is served")
        if not admits(host_of(scope)):
            await _refuse(send)
            return
        language.set(_preferred(scope))

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_headers(message.get("headers", []), scope["path"])}
            await send(message)

        await app(scope, receive, send_guarded)

    return asgi


def host_of(scope: Scope) -> str:
    """Return the host that a request was sent to, "" where it names none or several."""
    hosts = [value for name, value in scope["headers"] if name.lower() == b"host"]
    return hosts[0].decode("latin-1") if len(hosts) == 1 else ""


def _preferred(scope: Scope) -> str:
    """Say in which language the reader wants the pages."""
    given = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    return preferred(cookies_of(scope).get(COOKIE, ""), given.get(b"accept-language", ""))


def cookies_of(scope: Scope) -> Mapping[str, str]:
    """Return the cookies of a request, none where they cannot be read."""
    sent = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"cookie")
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(sent).items()}
    except CookieError:
        return {}


def _with_headers(given: list[tuple[bytes, bytes]], path: str) -> list[tuple[bytes, bytes]]:
    ours = dict(HEADERS)
    if path.startswith(_STATIC):
        del ours[b"cache-control"]
    return [(name, value) for name, value in given if name.lower() not in ours] + list(ours.items())


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS.items()]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": _REFUSAL})
