"""Under which names the pages are served, and what a browser may do with an answer.

A page on the web can point a name of its own at 127.0.0.1 and so read what is served here: the Host header tells.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from pipeline.workbench.failures import where
from pipeline.workbench.words import COOKIE, language, preferred

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Header = tuple[bytes, bytes]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

logger = logging.getLogger(__name__)

_THIS_COMPUTER = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)
_REFUSAL = (
    b"This address is not open. Use the one that your team gave you; on the computer that runs llais, "
    b"http://localhost or http://127.0.0.1 with the port that it printed.\n"
)
_NO_ANSWER = b"This could not be answered. Load the page again, and try once more.\n"

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
            await refuse(send, 403, _REFUSAL)
            return
        scope = {**scope, "headers": list(_readable(scope["headers"]))}
        language.set(_preferred(scope))
        begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                cached = scope["path"].startswith(_STATIC) and message["status"] == 200
                message = {**message, "headers": _with_headers(message.get("headers", []), cached)}
            await send(message)

        try:
            await app(scope, receive, send_guarded)
        except Exception as exception:  # what checks forms fails where Datasette does not see it, with what was sent
            logger.error("%s %s", type(exception).__name__, where(exception))
            if not begun:
                await refuse(send, 400 if scope["method"] == "POST" else 500, _NO_ANSWER)

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
    """Return the cookies of a request."""
    sent = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"cookie")
    return {name: morsel.value for name, morsel in SimpleCookie(sent).items()}


def _readable(headers: Iterable[Header]) -> Iterator[Header]:
    """Leave out cookies that cannot be read: those of other programs on this computer come along, whatever they are."""
    for name, value in headers:
        if name.lower() == b"cookie":
            value = b"; ".join(cookie.strip() for cookie in value.split(b";") if _is_cookie(cookie))
        yield name, value


def _is_cookie(sent: bytes) -> bool:
    try:
        return sent.isascii() and len(SimpleCookie(sent.decode("ascii"))) == 1
    except CookieError:
        return False


def _with_headers(given: list[Header], cached: bool) -> list[Header]:
    ours = dict(HEADERS)
    if cached:
        del ours[b"cache-control"]
    return [(name, value) for name, value in given if name.lower() not in ours] + list(ours.items())


async def refuse(send: Send, status: int, why: bytes) -> None:
    """Answer with a status and a line of plain text."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": why})
