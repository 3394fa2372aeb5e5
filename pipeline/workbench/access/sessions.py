"""Sessions of people who signed in: a signed cookie with an end, which means nothing once they signed out."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature

from pipeline.private_files import CannotWrite, write_private
from pipeline.workbench.access.accounts import Account

_NAMESPACE = "llais-person"
HOURS = 12


@dataclass(slots=True)
class Sessions:
    """The sessions of pages that are served; `ended` is the file of those that people ended, which outlives a restart.

    `clock` gives seconds since 1970. A cookie that goes through TLS alone has the prefix by which browsers refuse to
    take it from elsewhere.
    """

    ended: Path
    audience: str
    secure: bool = False
    clock: Callable[[], float] = time.time
    _ended: dict[str, float] | None = field(default=None)

    @property
    def cookie(self) -> str:
        """Name the cookie: browsers send cookies to every port of a host, and each audience has pages of its own."""
        return f"{'__Host-' if self.secure else ''}llais-{self.audience}"

    def begin(self, datasette: Any, response: Any, name: str, account: Account) -> None:
        """Give the browser a cookie that says who signed in, for half a day."""
        until = self.clock() + HOURS * 3600
        said = {"name": name, "id": secrets.token_urlsafe(16), "until": until, "of": account.fingerprint}
        self._set(response, datasette.sign(said, _NAMESPACE), HOURS * 3600)

    def name(self, datasette: Any, cookies: Mapping[str, str], people: Mapping[str, Account]) -> str:
        """Return who is signed in, "" where nobody is, where it ended, or where the account or its password changed."""
        said = self._said(datasette, cookies)
        account = people.get(said.get("name", ""))
        return str(said["name"]) if account is not None and account.fingerprint == said["of"] else ""

    def end(self, datasette: Any, cookies: Mapping[str, str], response: Any) -> None:
        """Sign out: the cookie means nothing afterwards, whoever kept a copy of it."""
        said = self._said(datasette, cookies)
        if said:
            now = self.clock()
            self._ended = {id: until for id, until in self._all_ended().items() if until > now} | {
                said["id"]: said["until"]
            }
            with suppress(CannotWrite):  # until the next start it has ended all the same
                write_private(self.ended, json.dumps(self._ended).encode())
        self._set(response, "", 0)

    def _set(self, response: Any, value: str, seconds: int) -> None:
        response.set_cookie(self.cookie, value, max_age=seconds, httponly=True, samesite="strict", secure=self.secure)

    def _said(self, datasette: Any, cookies: Mapping[str, str]) -> dict[str, Any]:
        try:
            said: dict[str, Any] = datasette.unsign(cookies.get(self.cookie, ""), _NAMESPACE)
        except BadSignature:
            return {}
        return said if said["until"] > self.clock() and said["id"] not in self._all_ended() else {}

    def _all_ended(self) -> dict[str, float]:
        if self._ended is None:
            self._ended = {}
            with suppress(OSError, ValueError):
                self._ended = {str(id): float(until) for id, until in json.loads(self.ended.read_text()).items()}
        return self._ended
