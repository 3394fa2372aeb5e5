"""A real Chromium before a real workbench, over a small invented study."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
import uvicorn

from pipeline.review.bench import Bench
from pipeline.review.decisions import Decision, in_force
from pipeline.reviewing.app import make_app
from pipeline.study import Study, open_study
from pipeline.workbench.listening import listen
from tests import reviewed, studies
from tests.browser import coding_study
from tests.browser.coding_study import NewTab, Pages, Tab
from tests.browser.serving import PATIENCE
from tests.demonstrated import demo_study
from tests.ports import free_port

playwright_api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install 'llais[test]'")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
READER = "Megan Vaughan"
LINK = "the-link-of-the-terminal"
playwright_api.expect.set_options(timeout=PATIENCE)


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
    """Serve a copy of the study from a thread, which is quicker than a process of its own."""
    study = open_study(shutil.copytree(made, tmp_path / "study"))
    listening = listen("127.0.0.1", 0)
    ready: Queue[uvicorn.Server] = Queue()
    thread = threading.Thread(target=_serve, args=(study, listening, ready))
    thread.start()
    server = ready.get(timeout=120)
    yield Workbench(study, f"http://127.0.0.1:{listening.getsockname()[1]}/sign-in?link={LINK}")
    server.should_exit = True
    thread.join(timeout=60)
    listening.close()


def _serve(study: Study, listening: socket.socket, ready: Queue[uvicorn.Server]) -> None:
    """Open the store in the thread that uses it, and serve."""
    with studies.opened(study) as db:
        bench = Bench(db, study.settings)
        app = make_app(db, bench, study, LINK, lambda given: given == studies.PASSPHRASE, READER)
        server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning", lifespan="off"))
        ready.put(server)
        server.run(sockets=[listening])


@pytest.fixture
def command(made: Path, tmp_path: Path) -> Iterator[Workbench]:
    """Serve a copy of the study with the command that people use, in a process of its own."""
    folder = shutil.copytree(made, tmp_path / "study")
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "review", str(folder)]
    log = tmp_path / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--port", str(free_port()), "--key-file", str(folder / "key"), "--as", READER],
            stderr=output,
            stdout=output,
        )
        try:
            yield Workbench(open_study(folder), _printed_link(process, log))
        finally:
            process.terminate()
            process.wait(timeout=60)


def _printed_link(process: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(600):
        printed = re.search(r"http://\S+", log.read_text())
        if printed:
            return printed.group()
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(log.read_text())


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
    context.set_default_timeout(PATIENCE)
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


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the study once; each test gets a copy."""
    return coding_study.make(tmp_path_factory.mktemp("coding") / "study").folder


@pytest.fixture
def pages(published_once: Path, tmp_path: Path) -> Iterator[Pages]:
    """Serve a copy of the study."""
    with coding_study.served(open_study(shutil.copytree(published_once, tmp_path / "study"))) as pages:
        yield pages


@pytest.fixture
def blind_pages(published_once: Path, tmp_path: Path) -> Iterator[Pages]:
    """Serve a copy of the study, coded blind."""
    study = open_study(shutil.copytree(published_once, tmp_path / "study"))
    with coding_study.served(study, blind=True) as pages:
        yield pages


@pytest.fixture(scope="session")
def demo() -> Study:
    """Make the demo study before a browser starts, whose event loop would be in the way."""
    return demo_study()


@pytest.fixture
def demo_copy(demo: Study, tmp_path: Path) -> Study:
    """Give a copy of what the demo study published, which a test may code."""
    folder = tmp_path / "demo"
    folder.mkdir()
    shutil.copy(demo.folder / "study.toml", folder)
    shutil.copytree(demo.published, folder / "published")
    return open_study(folder)


@pytest.fixture
def new_tab(chromium: Any) -> Iterator[NewTab]:
    """Return what opens a tab of its own, with its own sign-in; at the end nothing may have gone wrong in any."""
    problems: list[str] = []
    with ExitStack() as contexts:

        def open_tab(*, refused: bool = False, **options: Any) -> Tab:
            context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE)
            tab = context.new_page()
            tab.on("pageerror", lambda error: problems.append(str(error)))
            if not refused:
                tab.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
            return tab

        yield open_tab
    assert problems == []
