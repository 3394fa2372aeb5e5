"""The file of accounts."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pipeline.workbench.access.accounts import (
    Account,
    Accounts,
    AccountsNow,
    find_account,
    new_account,
    read_accounts,
    write_accounts,
)
from pipeline.workbench.access.errors import AccountsUnreadable, BadAccount

SIAN = "Siân Ŵyn"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Write a file with one account."""
    path = tmp_path / "accounts.json"
    write_accounts(path, Accounts().with_account(SIAN, Account("coder", "pbkdf2_sha256$1$salt$hash")))
    return path


def test_what_is_written_is_read(kept: Path) -> None:
    """Names, roles, hashes and both secrets are the same afterwards."""
    accounts = read_accounts(kept)
    write_accounts(kept, accounts)
    assert read_accounts(kept) == accounts
    assert accounts.people == {SIAN: Account("coder", "pbkdf2_sha256$1$salt$hash")}
    assert len(accounts.secret) == len(accounts.proxy_secret) == 64
    assert accounts.secret != accounts.proxy_secret


@pytest.mark.skipif(os.name != "posix", reason="rights of files")
def test_nobody_else_on_the_computer_reads_it(kept: Path) -> None:
    """It is made for its owner alone, and refused when others were let in."""
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.chmod(0o640)
    with pytest.raises(AccountsUnreadable, match="chmod 600"):
        read_accounts(kept)


@pytest.mark.parametrize("damage", ["", "[]", '{"people": []}', '{"people": {"Siân": {"rank": 1}}}', "\0"])
def test_a_damaged_file_lets_nobody_in(damage: str, kept: Path) -> None:
    """The command says so; pages that are served go on with no account at all."""
    now = AccountsNow(kept)
    assert list(now.read().people) == [SIAN]
    kept.write_text(damage, encoding="utf-8")
    with pytest.raises(AccountsUnreadable, match="cannot be read"):
        read_accounts(kept)
    assert now.read().people == {}


def test_without_a_file_there_are_no_accounts(tmp_path: Path) -> None:
    """A study begins without."""
    assert read_accounts(tmp_path / "accounts.json").people == {}


@pytest.mark.parametrize(
    ("name", "role", "analyst"),
    [(SIAN, "reader", False), ("", "reader", False), (" Owen", "reader", False), ("O" * 41, "reader", False)]
    + [("Owen", "owner", False), ("Owen", "public", False), ("Mair", "ethics", True)],
)
def test_an_account_that_cannot_be(name: str, role: str, analyst: bool, kept: Path) -> None:
    """A name is new and plain, a role one of those with accounts, and analysts belong to the team."""
    with pytest.raises(BadAccount):
        new_account(read_accounts(kept), name, role, analyst, "")


@pytest.mark.parametrize(
    ("name", "why"), [("Si\u0430n Morris", "one alphabet"), ("sian wyn", f"sian wyn looks like {SIAN}, who")]
)
def test_a_name_that_looks_like_another_is_refused(name: str, why: str, kept: Path) -> None:
    """A Cyrillic а, or the same name without its accents: the line says what to do."""
    with pytest.raises(BadAccount, match=why):
        new_account(read_accounts(kept), name, "reader", False, "")


def test_who_has_no_account_is_not_found(kept: Path) -> None:
    """The error says where to look."""
    with pytest.raises(BadAccount, match="llais accounts STUDY list"):
        find_account(read_accounts(kept), "Owen")


def test_the_file_holds_no_password(kept: Path) -> None:
    """Hashes only, as datasette-auth-passwords writes them."""
    assert set(json.loads(kept.read_text(encoding="utf-8"))["people"][SIAN]) == {"role", "password", "analyst"}
