"""Who is signed in to code: a signed cookie that only this process can make, and patience with wrong passwords."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from itsdangerous import BadSignature

from pipeline.workbench.access.patience import Patience

_NAMESPACE = "llais-coder"
HOURS = 12


@dataclass(slots=True)
class Sessions:
    """The sign-ins of one process; `clock` gives seconds.

    Browsers send cookies to every port of a host: a name of its own keeps two workbenches apart.
    """

    clock: Callable[[], float] = time.time
    cookie: str = field(default_factory=lambda: f"llais_coder_{secrets.token_hex(4)}")
    _ended: set[str] = field(default_factory=set)
    patience: Patience = field(default_factory=Patience)

    def begin(self, datasette: Any, response: Any, coder: str) -> None:
        """Give the browser a cookie that says who signed in, for half a day."""
        self.patience.was_right(coder)
        said = {"coder": coder, "id": secrets.token_urlsafe(16), "until": self.clock() + HOURS * 3600}
        value = datasette.sign(said, _NAMESPACE)
        response.set_cookie(self.cookie, value, max_age=HOURS * 3600, httponly=True, samesite="strict")

    def coder(self, datasette: Any, request: Any) -> str:
        """Return who is signed in, "" where nobody is."""
        said = self._said(datasette, request)
        return str(said["coder"]) if said else ""

    def end(self, datasette: Any, request: Any, response: Any) -> None:
        """Sign out: the cookie means nothing afterwards, whoever kept a copy of it."""
        said = self._said(datasette, request)
        if said:
            self._ended.add(said["id"])
        response.set_cookie(self.cookie, "", max_age=0, httponly=True, samesite="strict")

    def _said(self, datasette: Any, request: Any) -> dict[str, Any] | None:
        try:
            said = datasette.unsign(request.cookies.get(self.cookie, ""), _NAMESPACE)
        except BadSignature:
            return None
        return said if said["until"] > self.clock() and said["id"] not in self._ended else None
