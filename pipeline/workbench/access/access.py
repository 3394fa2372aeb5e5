"""How one process's pages are reached: in which role, under which name, and how people sign in."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.workbench.access.accounts import Accounts, AccountsNow
from pipeline.workbench.access.errors import BadHostName, NotForThem
from pipeline.workbench.access.patience import Patience
from pipeline.workbench.access.people import CODER, PUBLIC, TEAM_ROLES, Person, audience_of, roles_beside, seen_as
from pipeline.workbench.access.proxy import SECRET_HEADER, USER_HEADER, Headers, told_by_proxy
from pipeline.workbench.access.sessions import Sessions
from pipeline.workbench.guard import is_this_computer

ACCESS = "llais_access"
PASSWORDS, PROXY = "passwords", "proxy"

_HOST_NAME = re.compile(r"(?=.{1,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
_NOT_FOR_NAMES = frozenset({"host", "cookie", "origin", SECRET_HEADER.lower()})
_HEADER_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen when the pages were started; without `sign_in` everybody who can ask is let in as `role`."""

    role: str = CODER
    host_name: str = ""
    sign_in: str = ""
    analyst: bool = False
    user_header: str = USER_HEADER

    @property
    def secure(self) -> bool:
        """Say whether browsers reach the pages through TLS only."""
        return bool(self.host_name)


def check_choices(choices: Choices, accounts: Accounts, release: int = 0) -> None:
    """Make sure that what was chosen lets in those whom it should. Raises BadHostName, NotForThem."""
    if choices.host_name and not _HOST_NAME.fullmatch(choices.host_name):
        raise BadHostName("--host-name is a name such as interviews.example.ac.uk: small letters, no port, no https://")
    if not _HEADER_NAME.fullmatch(choices.user_header):
        raise BadHostName("--user-header is the name of a header, such as X-Remote-User.")
    if choices.user_header.lower() in _NOT_FOR_NAMES:
        raise BadHostName("--user-header is another header than those that say where a request goes, and its secret.")
    if choices.role == PUBLIC and choices.sign_in:
        raise NotForThem("What is for the public needs no sign-in: leave --sign-in out.")
    if choices.host_name and choices.role != PUBLIC and not choices.sign_in:
        raise NotForThem(
            f"Under {choices.host_name} everybody on the network could read this. "
            "Say how people sign in: --sign-in passwords, or --sign-in proxy."
        )
    if choices.host_name and choices.role == PUBLIC and not release:
        raise NotForThem("A draft is for the team only. Say which release the public is to see: --release 1")
    if choices.analyst and (choices.sign_in or choices.role not in TEAM_ROLES):
        raise NotForThem(
            "--analyst is for the team's file on this computer. Where people sign in, an account says so: "
            "llais accounts STUDY add NAME --role reader --analyst"
        )
    if choices.sign_in and not any(seen_as(account.role, choices.role) for account in accounts.people.values()):
        raise NotForThem(
            f"Nobody has an account with the role {' or '.join(roles_beside(choices.role))} yet. "
            "Add one: llais accounts STUDY add NAME --role ROLE"
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Who asks; `unknown` names somebody whom the proxy or a sign-in knows, and who is not let in here."""

    person: Person | None = None
    unknown: str = ""


@dataclass(slots=True)
class Access:
    """Who may reach one process's pages; what is signed with the secret holds for as long as the process runs."""

    choices: Choices
    accounts: AccountsNow
    sessions: Sessions
    signing_secret: str
    proxy_secret: str = ""
    patience: Patience = field(default_factory=Patience)

    def admits(self, host: str) -> bool:
        """Say whether a Host header names these pages: this computer's, or the name that was chosen."""
        return is_this_computer(host) or self._is_ours(host)

    def origin(self, host: str) -> str:
        """Return the origin of our own pages where they are asked for under `host`."""
        return f"{'https' if self._is_ours(host) else 'http'}://{host}"

    def find(self, datasette: Any, headers: Headers, cookies: Mapping[str, str]) -> Found:
        """Find out who asks."""
        choices = self.choices
        if not choices.sign_in:
            return Found(Person("", choices.role, choices.analyst))
        people = self.accounts.read().people
        if choices.sign_in == PROXY:
            name = told_by_proxy(headers, choices.user_header, self.proxy_secret)
        else:
            name = self.sessions.name(datasette, cookies, people)
        account = people.get(name)
        role = seen_as(account.role, choices.role) if account else ""
        return Found(Person(name, role, account.analyst) if account and role else None, unknown=name)

    def _is_ours(self, host: str) -> bool:
        name, _, port = host.lower().partition(":")
        return bool(name) and name == self.choices.host_name and (not port or port.isdecimal())


def make_access(choices: Choices, accounts: Path, ended: Path, proxy_secret: str = "") -> Access:
    """Make what decides who reaches the pages, over the file of accounts and that of sessions that ended."""
    audience = audience_of(choices.role)
    now = AccountsNow(accounts)
    return Access(choices, now, Sessions(ended, audience, choices.secure), now.read().secret, proxy_secret)


def open_access(role: str) -> Access:
    """Make the access of pages that are for this computer only: nobody signs in, nobody has an account."""
    nowhere = Path(os.devnull)
    return make_access(Choices(role), nowhere, nowhere)


def access_of(datasette: Any) -> Access | None:
    """Return how this Datasette's pages are reached, or None where it is not one of ours."""
    return getattr(datasette, ACCESS, None)


def is_ours(datasette: Any, host: str) -> bool:
    """Say whether a Host header names the pages of this Datasette."""
    access = access_of(datasette)
    return access is not None and access.admits(host)
