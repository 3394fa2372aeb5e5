"""Signing in with a password, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.publish.metadata import metadata
from pipeline.workbench.access.access import Choices, make_access
from pipeline.workbench.access.accounts import Account, Accounts, write_accounts
from pipeline.workbench.access.passwords import hashed
from pipeline.workbench.serve import make_datasette
from tests.browser.coding_study import NewTab
from tests.browser.serving import in_a_thread
from tests.pipeline.conftest import write_sample

NAME, PASSWORD = "Siân Prydderch", "tri gair a hanner"


def test_a_link_to_a_turn_leads_to_the_turn_though_somebody_has_to_sign_in_first(
    tmp_path: Path, new_tab: NewTab
) -> None:
    """After a wrong password too: the server never sees that part of an address, so the form carries it."""
    accounts = tmp_path / "accounts.json"
    write_accounts(accounts, Accounts(people={NAME: Account("reader", hashed(PASSWORD))}))
    access = make_access(Choices("reader", sign_in="passwords"), accounts, tmp_path / "ended.json")
    datasette = make_datasette(write_sample(tmp_path / "llais.db"), metadata(), access=access)
    tab: Any = new_tab(refused=True)

    with in_a_thread(datasette) as home:
        tab.goto(f"{home}/t/FC02#turn-2")
        for password in ("not that one", PASSWORD):
            tab.get_by_label("Your name").fill(NAME)
            tab.get_by_label("Your password").fill(password)
            with tab.expect_navigation():
                tab.get_by_role("button", name="Sign in").click()

        assert tab.url == f"{home}/t/FC02#turn-2"
