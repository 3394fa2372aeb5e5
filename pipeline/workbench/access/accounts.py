"""Accounts of a study's pages, in `accounts.json` beside its store: who, in which role, and a hash of the password.

The file holds two secrets too: the one that signs sessions, and the one by which the proxy in front is known.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from pipeline.coding.working.sign_in import LONGEST_NAME, coder_name
from pipeline.private_files import write_private
from pipeline.study import Study
from pipeline.workbench.access.errors import AccountsUnreadable, BadAccount
from pipeline.workbench.access.look_alikes import is_in_one_alphabet, look_alike
from pipeline.workbench.access.people import TEAM_ROLES, WITH_ACCOUNTS


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's role; `password` is its hash, empty where a proxy signs them in."""

    role: str
    password: str = ""
    analyst: bool = False

    @property
    def fingerprint(self) -> str:
        """Return what changes with the password: with a new one, sessions that began with the old one end."""
        return hashlib.sha256(self.password.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the file holds."""

    secret: str = field(default_factory=lambda: secrets.token_hex(32))
    proxy_secret: str = field(default_factory=lambda: secrets.token_hex(32))
    people: Mapping[str, Account] = field(default_factory=lambda: MappingProxyType({}))

    def with_account(self, name: str, account: Account) -> Accounts:
        """Add an account, or put it in place of what it was."""
        return replace(self, people={**self.people, name: account})

    def without(self, name: str) -> Accounts:
        """Take an account away."""
        return replace(self, people={one: account for one, account in self.people.items() if one != name})


def accounts_file(study: Study) -> Path:
    """Say where a study's accounts are kept."""
    return study.folder / "accounts.json"


def new_account(accounts: Accounts, name: str, role: str, analyst: bool, password_hash: str) -> Accounts:
    """Add an account under a name that nobody has yet, nor one that looks like it. Raises BadAccount."""
    if not name or coder_name(name) != name:
        raise BadAccount(f"A name has up to {LONGEST_NAME} letters on one line, without blanks around it.")
    if name in accounts.people:
        raise BadAccount(f"{name} has an account already. Take it away first: llais accounts STUDY remove NAME")
    if not is_in_one_alphabet(name):
        raise BadAccount("A name has letters of one alphabet: with one of another it would look like somebody else's.")
    if alike := next((other for other in accounts.people if look_alike(name, other)), ""):
        raise BadAccount(
            f"{name} looks like {alike}, who has an account. Tell them apart: add an initial, or a number."
        )
    if role not in WITH_ACCOUNTS:
        raise BadAccount(f"An account has one of the roles {', '.join(WITH_ACCOUNTS)}.")
    if analyst and role not in TEAM_ROLES:
        raise BadAccount("Analysts ask the team's tables in SQL: give the account the role reader or coder.")
    return accounts.with_account(name, Account(role, password_hash, analyst))


def find_account(accounts: Accounts, name: str) -> Account:
    """Return somebody's account. Raises BadAccount where there is none."""
    if name not in accounts.people:
        raise BadAccount(f"{name} has no account. llais accounts STUDY list shows who has.")
    return accounts.people[name]


def write_accounts(path: Path, accounts: Accounts) -> None:
    """Write the file, which only its owner may read. Raises CannotWrite."""
    kept = {
        **asdict(replace(accounts, people={})),
        "people": {name: asdict(one) for name, one in accounts.people.items()},
    }
    write_private(path, json.dumps(kept, ensure_ascii=False, indent=1).encode())


def read_accounts(path: Path) -> Accounts:
    """Read the file; without one there are no accounts, and new secrets. Raises AccountsUnreadable."""
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise AccountsUnreadable(f"{path} can be read by others on this computer. Close it: chmod 600 {path}")
        kept = json.loads(path.read_text(encoding="utf-8"))
        people = {str(name): Account(**account) for name, account in kept.pop("people").items()}
        return Accounts(**kept, people=people)
    except FileNotFoundError:
        return Accounts()
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise AccountsUnreadable(
            f"{path} cannot be read. Restore it, or remove it and add the accounts again."
        ) from None


@dataclass(slots=True)
class AccountsNow:
    """The accounts as they are at the moment: the file is read again when it has changed."""

    path: Path
    _seen: tuple[int, int, int] = (0, 0, 0)
    _accounts: Accounts = field(default_factory=Accounts)

    def read(self) -> Accounts:
        """Return the accounts; none, so that nobody is let in, while the file is gone or damaged."""
        try:
            found = self.path.stat()
            seen = (found.st_ino, found.st_ctime_ns, found.st_size)
            if seen != self._seen:
                self._accounts, self._seen = read_accounts(self.path), seen
        except (OSError, AccountsUnreadable):
            self._accounts, self._seen = Accounts(), (0, 0, 0)
        return self._accounts
