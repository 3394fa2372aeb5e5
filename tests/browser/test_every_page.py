"""Every page, in every role, on a phone and on a wide screen, light and dark: nothing broken, nothing shut out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.coding.working.log import WorkingLog
from pipeline.publish.build import metadata_name
from pipeline.study import Study, open_study
from pipeline.workbench.access.access import open_access
from pipeline.workbench.access.people import CODER, ETHICS, PUBLIC, READER, audience_of
from pipeline.workbench.serve import make_datasette
from tests.browser import coding_study
from tests.browser.crawl import Found, crawl
from tests.browser.serving import in_a_thread
from tests.demonstrated import demo_study

# Kinds of pages that each role has to be shown; `crawl` says what a kind is.
WITH_COUNTS = {"/", "/theme/*", "/theme/*/*", "/matrix", "/codes-that-meet"}
READ = {
    *WITH_COUNTS,
    *("/matrix?by", "/theme/*?group", "/theme/*?compare"),
    *("/t/*", "/p/*", "/quote/*", "/transcripts", "/search?words", "/concordance?words"),
    *("/agreement", "/disagreements", "/disagreements?code", "/saturation"),
    *("/llais", "/llais/turns", "/llais/turns/*", "/llais/codings", "/llais/codings/*", "/llais/quotes"),
}
SHOWN = {
    READER: READ,
    CODER: READ | {"/code", "/code/*", "/coder"},
    ETHICS: {"/", "/ethics", "/llais-ethics", "/llais-ethics/checklist", "/llais-ethics/sign_offs"},
    PUBLIC: WITH_COUNTS | {"/llais-outside", "/llais-outside/codes", "/llais-outside/theme_by_group"},
}
BEGIN = {
    READER: ("/", "/search?words=lift", "/concordance?words=lift", "/search?words=no+such+word"),
    CODER: ("/", "/search?words=lift", "/concordance?words=lift"),
    ETHICS: ("/",),
    PUBLIC: ("/",),
}


@contextmanager
def served(study: Study, role: str) -> Iterator[str]:
    """Serve the published file of a role's audience; yields where its pages begin."""
    audience = audience_of(role)
    database = study.database(audience)
    described = yaml.safe_load(database.with_name(metadata_name(audience)).read_text(encoding="utf-8"))
    with WorkingLog(study.working) as log:
        datasette = make_datasette(database, described, log if role == CODER else None, access=open_access(role))
        with in_a_thread(datasette) as home:
            yield home


@pytest.fixture(scope="session")
def made() -> Study:
    """Make the demo study before a browser starts, whose event loop would be in the way."""
    return demo_study()


@pytest.fixture
def study(made: Study, tmp_path: Path) -> Study:
    """Give a copy of the demo study's published files, which tests may code."""
    folder = tmp_path / "study"
    folder.mkdir()
    shutil.copy(made.folder / "study.toml", folder)
    shutil.copytree(made.published, folder / "published")
    return open_study(folder)


def told(found: Found) -> str:
    """Write what is wrong, a line each."""
    return "\n".join(["", *found.problems])


@pytest.mark.parametrize("role", [READER, CODER, ETHICS, PUBLIC])
def test_every_page_of_a_role(role: str, study: Study, chromium: Any) -> None:
    """Each kind of page opens at both widths without an error, a violation or a request to elsewhere, and each link."""
    with served(study, role) as home, _tab(chromium) as tab:
        found = crawl(tab, home, BEGIN[role])
    assert found.problems == [], told(found)
    assert SHOWN[role] <= set(found.kinds)
    assert len(found.followed) > 30


def test_every_page_of_somebody_who_codes(study: Study, chromium: Any) -> None:
    """Signed in, the pages have forms and dialogs that a reader does not see."""
    with served(study, CODER) as home, _tab(chromium) as tab:
        coding_study.sign_in(tab, home, "Huw Llywelyn")
        found = crawl(tab, home, ("/code", "/disagreements", "/coder"))
    assert found.problems == [], told(found)
    assert {"/code", "/code/*", "/code/*/*", "/disagreements"} <= set(found.kinds)


@pytest.mark.parametrize("role", [READER, ETHICS])
def test_every_page_in_welsh(role: str, study: Study, chromium: Any) -> None:
    """Longer words break no page."""
    with served(study, role) as home, _tab(chromium, locale="cy-GB") as tab:
        found = crawl(tab, home, BEGIN[role])
        tab.goto(f"{home}/")
        assert tab.locator("html").get_attribute("lang") == "cy"
    assert found.problems == [], told(found)


@contextmanager
def _tab(chromium: Any, **options: Any) -> Iterator[Any]:
    context = chromium.new_context(**options)
    context.set_default_timeout(20_000)
    try:
        yield context.new_page()
    finally:
        context.close()
