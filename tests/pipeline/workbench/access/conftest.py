"""Pages that people sign in to, over the sample study."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from pipeline.coding.working.log import WorkingLog
from pipeline.publish.metadata import metadata
from pipeline.workbench.access.access import Choices, make_access
from pipeline.workbench.access.accounts import Account, Accounts, write_accounts
from pipeline.workbench.access.passwords import hashed
from pipeline.workbench.access.people import audience_of
from pipeline.workbench.serve import make_datasette

PASSWORD = "tri gair a hanner 🙂"
NAMES = {"coder": "Siân Prydderch", "reader": "Owen Rhys", "ethics": "Mair Ŵyn"}
HASH = hashed(PASSWORD)


@dataclass(slots=True)
class Site:
    """Pages that are served, with the accounts and the working log behind them."""

    datasette: Datasette
    accounts: Path
    log: WorkingLog
    host: str = "localhost"
    scheme: str = "http"

    def visitor(self, **headers: str) -> Visitor:
        """Open a browser that sends these headers with everything."""
        return Visitor(self, headers)


@dataclass(slots=True)
class Visitor:
    """A browser: it keeps cookies, and says where its forms come from."""

    site: Site
    headers: dict[str, str]
    cookies: dict[str, str] = field(default_factory=dict)

    async def ask(self, method: str, path: str, data: dict[str, str] | None = None, **headers: str) -> Any:
        """Ask for something, and follow nothing."""
        told = {
            "host": self.site.host,
            **self.headers,
            **{name.replace("_", "-"): text for name, text in headers.items()},
        }
        sent = {name: text.encode() for name, text in told.items()}
        answer = await self.site.datasette.client.request(
            method, path, data=data, headers=sent, cookies=self.cookies, follow_redirects=False
        )
        self.cookies |= dict(answer.cookies)
        return answer

    async def get(self, path: str, **headers: str) -> Any:
        """Ask for a page."""
        return await self.ask("GET", path, **headers)

    async def post(self, path: str, **fields: str) -> Any:
        """Send a form of ours, with the token of the page that holds it."""
        token = re.search(r'name="csrftoken" value="([^"]+)"', (await self.get("/-/login")).text)
        data = {"csrftoken": token.group(1) if token else "", **fields}
        origin = f"{self.site.scheme}://{self.site.host}"
        return await self.ask("POST", path, data, origin=origin, sec_fetch_site="same-origin")

    async def sign_in(self, role: str, password: str = PASSWORD, next: str = "/") -> Any:
        """Sign in as the one who has this role."""
        return await self.post("/-/login", name=NAMES[role], password=password, next=next)


MakeSite = Callable[..., Site]


@pytest.fixture
def make_site(make_sample: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeSite]:
    """Return what serves the sample study to people with accounts."""
    monkeypatch.setattr("pipeline.workbench.access.pages.SECONDS_AFTER_A_WRONG_PASSWORD", 0)
    accounts = tmp_path / "accounts.json"
    people = {name: Account(role, HASH, analyst=role == "reader") for role, name in NAMES.items()}
    write_accounts(accounts, Accounts(secret="s" * 40, proxy_secret="p" * 40, people=people))
    published: dict[str, Path] = {}
    with WorkingLog(tmp_path / "working" / "coding.db") as log:

        def make(role: str = "coder", sign_in: str = "passwords", host_name: str = "", **choices: Any) -> Site:
            access = make_access(
                Choices(role, host_name, sign_in, **choices), accounts, tmp_path / "ended.json", "p" * 40
            )
            audience = audience_of(role)
            if audience not in published:
                published[audience] = make_sample(audience=audience)
            datasette = make_datasette(published[audience], metadata(audience=audience), log, access=access)
            return Site(datasette, accounts, log, host_name or "localhost", "https" if host_name else "http")

        yield make
