"""A real Chromium before a real workbench: `llais review` in a process of its own, over a small invented study."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.review.decisions import Decision, in_force
from pipeline.study import Study, open_study
from tests import reviewed, studies

playwright_api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install 'llais[test]'")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
READER = "Megan Vaughan"


@dataclass(frozen=True, slots=True)
class Workbench:
    """A workbench that runs, with the study behind it."""

    study: Study
    link: str

    @property
    def home(self) -> str:
        """Say where its pages begin."""
        return self.link.split("/sign-in")[0]

    def decisions(self) -> list[Decision]:
        """Read from the store what is decided."""
        with studies.opened(self.study) as db:
            return list(in_force(db))

    def text(self, decision: Decision) -> str:
        """Return what stands in the store where a decision was made."""
        with studies.opened(self.study) as db:
            return str(db.table("turns").get(decision.turn_id)["text"])[decision.start : decision.end]

    def trail(self) -> list[str]:
        """Read from the store what was done."""
        with studies.opened(self.study) as db:
            return [f"{row['action']} {row['about']}".strip() for row in db.query("SELECT * FROM trail ORDER BY id")]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the study once; each test gets a copy."""
    folder = tmp_path_factory.mktemp("browser") / "study"
    reviewed.make(folder)
    (folder / "key").write_text(studies.PASSPHRASE, encoding="utf-8")
    return folder


@pytest.fixture
def workbench(made: Path, tmp_path: Path) -> Iterator[Workbench]:
    """Serve a copy of the study with the command that people use."""
    folder = shutil.copytree(made, tmp_path / "study")
    with serving(folder) as link:
        yield Workbench(open_study(folder), link)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Run `llais review` over a study and yield the link that it prints."""
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "review", str(folder)]
    log = folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--port", str(_free_port()), "--key-file", str(folder / "key"), "--as", READER],
            stderr=output,
            stdout=output,
        )
        try:
            yield _printed_link(process, log)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _printed_link(process: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(600):
        printed = re.search(r"http://\S+", log.read_text())
        if printed:
            return printed.group()
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def _free_port() -> int:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start the system's Chromium, for the tests of one file: while it runs, no other event loop can."""
    if CHROMIUM is None:
        pytest.skip("needs a Chromium on this computer: chromium, chromium-browser or google-chrome")
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def refusals() -> str:
    """Allow, in a test that asks for it, the line that Chromium writes of a request which was refused."""
    return "Failed to load resource"


@pytest.fixture
def page(chromium: Any, workbench: Workbench, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Open a tab; at the end nothing may have gone wrong in it, or have been asked of another host."""
    allowed = request.getfixturevalue("refusals") if "refusals" in request.fixturenames else None
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    tab = context.new_page()
    problems: list[str] = []
    tab.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on(
        "request",
        lambda request: None if request.url.startswith((workbench.home, "data:")) else problems.append(request.url),
    )
    yield tab
    context.close()
    assert [one for one in problems if allowed is None or not one.startswith(allowed)] == []


@pytest.fixture
def reading(page: Any, workbench: Workbench) -> Any:
    """Sign in, and open the first transcript."""
    page.goto(workbench.link)
    page.get_by_role("button", name="Begin reading").click()
    page.wait_for_url(f"{workbench.home}/")
    page.get_by_role("link", name="FC01", exact=True).click()
    page.wait_for_url("**/t/FC01")
    return page
