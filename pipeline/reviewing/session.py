"""Who is signed in: sessions in memory, the link that the terminal prints, and which requests may change something."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.reviewing.errors import NotFromHere

IDLE_SECONDS = 2 * 60 * 60
"""Somebody who does nothing for so long is signed out."""


@dataclass(slots=True)
class Session:
    """Somebody at the workbench; `token` goes along with everything that they change, `seen` is what they looked at."""

    name: str
    role: str
    last: float
    id: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    seen: set[str] = field(default_factory=set)


class Sessions:
    """The sessions of one process. The link stands for the passphrase that was given at the terminal, once."""

    def __init__(self, link: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._link: str | None = link
        self._clock = clock
        self._sessions: dict[str, Session] = {}
        # Browsers send cookies to every port of a host: a name of its own keeps two workbenches apart.
        self.cookie = f"llais_review_{secrets.token_hex(4)}"

    def admits(self, link: str) -> bool:
        """Say whether this is the terminal's link, not yet used."""
        return self._link is not None and secrets.compare_digest(link.encode(), self._link.encode())

    def begin(self, name: str, role: str) -> Session:
        """Sign somebody in; from now on the link is used up."""
        self._link = None
        session = Session(name, role, self._clock())
        self._sessions[session.id] = session
        return session

    def find(self, id_: str | None) -> Session | None:
        """Return the session of a cookie, None where there is none or where it has been idle for too long."""
        session = self._sessions.get(id_ or "")
        if session is None:
            return None
        if self._clock() - session.last > IDLE_SECONDS:
            self.end(session)
            return None
        session.last = self._clock()
        return session

    def end(self, session: Session) -> None:
        """Sign somebody out."""
        self._sessions.pop(session.id, None)


def check_same_site(headers: Mapping[str, str], ours: str = "") -> None:
    """Make sure that a request which changes something comes from our own page. Raises NotFromHere.

    `ours` is the origin of our pages, where it is not that of the host which is asked.

    Our pages send no referrer, so their forms come with the origin "null": what then counts is that the browser itself
    says same-origin.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    ours = ours or f"http://{headers.get('host', '')}"
    if site not in (None, "same-origin", "none") or not (
        origin in (None, ours) or (origin == "null" and site == "same-origin")
    ):
        raise NotFromHere("This was not sent by a page of the workbench. Open the page anew and do it there.")


def check_token(given: str, session: Session) -> None:
    """Make sure that a form was made for this session. Raises NotFromHere."""
    if not secrets.compare_digest(given.encode(), session.token.encode()):
        raise NotFromHere("This page was made for an earlier sign-in. Load it again, and do it once more.")
