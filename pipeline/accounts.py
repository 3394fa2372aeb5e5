"""Give people accounts for a study's pages, change and end them. What is done leaves a line beside the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.audit.visits import note_visit
from pipeline.study import Study, open_study
from pipeline.workbench.access.accounts import (
    Accounts,
    accounts_file,
    find_account,
    new_account,
    read_accounts,
    write_accounts,
)
from pipeline.workbench.access.errors import BadAccount
from pipeline.workbench.access.passwords import check_installed, hashed
from pipeline.workbench.access.proxy import SECRET_HEADER


def add_account(
    folder: Path, name: str, role: str, analyst: bool, ask: Callable[[], str] | None, actor: str = ""
) -> None:
    """Add an account; `ask` gives its password, None where a proxy signs people in.

    Raises BadAccount, AccountsUnreadable, NoPasswords, NoActor, VisitNotNoted.
    """
    study = open_study(folder)
    accounts = read_accounts(accounts_file(study))
    new_account(accounts, name, role, analyst, "")  # nobody is asked for a password in vain
    password = _asked(ask) if ask else ""
    _keep(study, new_account(accounts, name, role, analyst, password), "add", role, actor)


def remove_account(folder: Path, name: str, actor: str = "") -> None:
    """Take an account away. Raises BadAccount, AccountsUnreadable, NoActor, VisitNotNoted."""
    study = open_study(folder)
    accounts = read_accounts(accounts_file(study))
    account = find_account(accounts, name)
    _keep(study, accounts.without(name), "remove", account.role, actor)


def change_password(folder: Path, name: str, ask: Callable[[], str], actor: str = "") -> None:
    """Give an account the password that `ask` gives. Raises as `add_account` does."""
    study = open_study(folder)
    accounts = read_accounts(accounts_file(study))
    account = find_account(accounts, name)
    _keep(study, accounts.with_account(name, replace(account, password=_asked(ask))), "password", account.role, actor)


def list_accounts(folder: Path) -> list[dict[str, str | bool]]:
    """List who has an account, by name; of passwords only whether there is one. Raises AccountsUnreadable."""
    people = read_accounts(accounts_file(open_study(folder))).people
    return [
        {"name": name, "role": one.role, "analyst": one.analyst, "password": bool(one.password)}
        for name, one in sorted(people.items())
    ]


def proxy_line(folder: Path) -> str:
    """Write the line of nginx by which llais knows the proxy. Raises BadAccount before there is any account."""
    accounts = read_accounts(accounts_file(open_study(folder)))
    if not accounts.people:
        raise BadAccount("Nobody has an account yet. Add one: llais accounts STUDY add NAME --role ROLE")
    return f'proxy_set_header {SECRET_HEADER} "{accounts.proxy_secret}";'


def _asked(ask: Callable[[], str]) -> str:
    check_installed()
    return hashed(ask())


def _keep(study: Study, accounts: Accounts, what: str, role: str, actor: str) -> None:
    note_visit(study, f"accounts {what}", actor=actor, about=role)
    write_accounts(accounts_file(study), accounts)
