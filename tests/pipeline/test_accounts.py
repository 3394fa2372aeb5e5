"""Accounts from the command line: what is kept, what is printed, and the trace that it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.study import create_study
from pipeline.workbench.access.accounts import read_accounts
from pipeline.workbench.access.passwords import is_right

PASSWORD = "tri gair a hanner ŷ"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Make a study."""
    return create_study(tmp_path / "study").folder


def accounts(study: Path, *words: str, typed: str = "") -> Result:
    """Run llais accounts."""
    return CliRunner().invoke(main, ["accounts", str(study), *words], input=f"{typed}\n")


def test_an_account_is_made_listed_changed_and_taken_away(study: Path) -> None:
    """No password and no hash is ever printed."""
    added = accounts(study, "add", "Siân Ŵyn", "--role", "coder", "--analyst", "--as", "Megan", typed=PASSWORD)
    assert added.output == "Siân Ŵyn may sign in as coder, and ask in SQL.\n"
    first = read_accounts(study / "accounts.json").people["Siân Ŵyn"]
    assert is_right(PASSWORD, first.password)
    changed = accounts(study, "password", "Siân Ŵyn", "--as", "Megan", typed=PASSWORD + "!")
    second = read_accounts(study / "accounts.json").people["Siân Ŵyn"]
    assert is_right(PASSWORD + "!", second.password) and second.fingerprint != first.fingerprint
    listed = accounts(study, "list", "--json")
    assert json.loads(listed.output) == {
        "accounts": [{"name": "Siân Ŵyn", "role": "coder", "analyst": True, "password": True}]
    }
    removed = accounts(study, "remove", "Siân Ŵyn", "--as", "Megan")
    assert read_accounts(study / "accounts.json").people == {}
    for result in (added, changed, listed, removed):
        assert result.exit_code == 0
        assert PASSWORD not in result.output and "pbkdf2" not in result.output


def test_each_change_leaves_a_line_beside_the_store(study: Path) -> None:
    """Who did it is digested there, whose account it is stays out, and the role tells the auditor enough."""
    accounts(study, "add", "Mair Ŵyn", "--role", "ethics", "--no-password", "--as", "Megan")
    accounts(study, "remove", "Mair Ŵyn", "--as", "Megan")
    text = (study / "visits.jsonl").read_text(encoding="utf-8")
    noted = [json.loads(line) for line in text.splitlines()]
    assert [(one["action"], one["about"]) for one in noted] == [
        ("accounts add", "ethics"),
        ("accounts remove", "ethics"),
    ]
    assert "Mair" not in text and "Megan" not in text


def test_the_secrets_stay_when_accounts_change(study: Path) -> None:
    """Sessions and the proxy's line go on as they are."""
    accounts(study, "add", "Mair", "--role", "reader", "--no-password", "--as", "Megan")
    before = read_accounts(study / "accounts.json")
    accounts(study, "add", "Owen", "--role", "reader", "--no-password", "--as", "Megan")
    after = read_accounts(study / "accounts.json")
    assert (after.secret, after.proxy_secret) == (before.secret, before.proxy_secret)
    assert accounts(study, "proxy").output == f'proxy_set_header X-Llais-Proxy "{before.proxy_secret}";\n'


@pytest.mark.parametrize(
    ("words", "typed", "says"),
    [
        (("add", "Owen", "--role", "reader"), "short", "12 to 200 letters"),
        (("add", " Owen", "--role", "reader"), PASSWORD, "without blanks around it"),
        (("remove", "Owen"), "", "Owen has no account"),
        (("password", "Owen"), PASSWORD, "Owen has no account"),
        (("proxy",), "", "Nobody has an account yet"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(words: tuple[str, ...], typed: str, says: str, study: Path) -> None:
    """Nothing is kept, and nothing that was typed is repeated."""
    result = accounts(study, *words, typed=typed)
    assert result.exit_code == 1
    assert says in result.output and "short" not in result.output
    assert not (study / "accounts.json").exists()
