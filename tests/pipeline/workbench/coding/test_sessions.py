"""Who is signed in, and for how long."""

from __future__ import annotations

from types import SimpleNamespace

from datasette.app import Datasette
from datasette.utils.asgi import Response

from pipeline.workbench.coding.sessions import HOURS, Sessions


class Clock:
    """A clock that stands until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self.now


def signed_in(sessions: Sessions, datasette: Datasette) -> SimpleNamespace:
    """Sign Megan in, and return a request that carries the cookie."""
    answer = Response.redirect("/code")
    sessions.begin(datasette, answer, "Megan")
    value = answer._set_cookie_headers[0].split(";")[0].partition("=")[2]
    return SimpleNamespace(cookies={sessions.cookie: value.strip('"')})


def test_a_sign_in_ends_after_half_a_day() -> None:
    """The cookie says until when it holds, and nobody can write another time into it."""
    clock, datasette = Clock(), Datasette([])
    sessions = Sessions(clock)
    request = signed_in(sessions, datasette)
    assert sessions.coder(datasette, request) == "Megan"
    clock.now += HOURS * 3600 + 1
    assert sessions.coder(datasette, request) == ""


def test_a_cookie_of_another_process_means_nothing() -> None:
    """What another process signed, or nobody did, is no sign-in."""
    sessions, datasette = Sessions(), Datasette([])
    request = signed_in(sessions, datasette)
    assert sessions.coder(Datasette([]), request) == ""
    assert sessions.coder(datasette, SimpleNamespace(cookies={sessions.cookie: "Megan"})) == ""
    assert sessions.coder(datasette, SimpleNamespace(cookies={})) == ""
