"""The workbench over a small invented study, asked without a port: in the thread that has the store open."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlite_utils import Database

from pipeline.review.bench import Bench
from pipeline.reviewing.app import make_app
from pipeline.study import open_study
from tests import reviewed, studies

LINK = "the link of the terminal"
HOME = "http://localhost:8002"


class Workbench:
    """The application over an open store, and browsers before it."""

    def __init__(self, folder: Path, db: Database, **more: Any) -> None:
        self.db, self.study = db, open_study(folder)
        self.bench = Bench(db, self.study.settings)
        self.app = make_app(db, self.bench, self.study, LINK, lambda given: given == studies.PASSPHRASE, **more)

    def browser(self) -> httpx.AsyncClient:
        """Return a browser with no cookies yet."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=HOME)

    @asynccontextmanager
    async def signed_in(self, name: str = "Megan Vaughan", role: str = "reader") -> AsyncIterator[httpx.AsyncClient]:
        """Yield a browser in which somebody has signed in with the passphrase."""
        async with self.browser() as browser:
            given = {"name": name, "role": role, "passphrase": studies.PASSPHRASE}
            assert (await browser.post("/sign-in", data=given)).status_code == 303
            yield browser

    def trail(self) -> list[str]:
        """List what was done, with what it was about."""
        return [f"{row['action']} {row['about']}".strip() for row in self.db.query("SELECT * FROM trail ORDER BY id")]


async def token_on(browser: httpx.AsyncClient, path: str = "/") -> str:
    """Read the token that goes along with what a page changes."""
    return re.findall(r'name="token" value="([^"]+)"', (await browser.get(path)).text)[0]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the study once; each test gets a copy."""
    return reviewed.make(tmp_path_factory.mktemp("reviewing") / "study").folder


@pytest.fixture
def make_workbench(made: Path, tmp_path: Path) -> Iterator[Callable[..., Workbench]]:
    """Return what opens the workbench, with what is given to `make_app` besides."""
    with ExitStack() as stores:

        def make(**more: Any) -> Workbench:
            folder = shutil.copytree(made, tmp_path / "study")
            return Workbench(folder, stores.enter_context(studies.opened(open_study(folder))), **more)

        yield make


@pytest.fixture
def workbench(make_workbench: Callable[..., Workbench]) -> Workbench:
    """Open the workbench."""
    return make_workbench()
