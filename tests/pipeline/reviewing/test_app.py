"""The workbench as a whole: nobody in without a name and the passphrase, nothing changed by a stranger's page."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from pipeline.reviewing import pages
from pipeline.reviewing.desk import Page
from tests.pipeline.reviewing.conftest import Workbench, token_on

EVERY_PAGE = list(pages.all_pages())
OPEN = {"/sign-in"}
STATIC = Path(pages.__file__).parents[1] / "static"


def filled_in(page: Page) -> str:
    """Write an address of a page, with a transcript that is there and numbers that may not be."""
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda name: "FC01" if name[1] == "transcript" else "1", page.path)


def test_only_signing_in_is_open() -> None:
    """Whoever adds a page that anybody may ask for has to say so here."""
    assert {page.path for page in EVERY_PAGE if page.open} == OPEN


async def test_nobody_sees_or_changes_anything_without_signing_in(workbench: Workbench) -> None:
    """A page leads to the sign-in; a change, or a page that the script asks for, is refused."""
    before = workbench.trail()
    async with workbench.browser() as browser:
        for page in EVERY_PAGE:
            for method in page.methods if not page.open else ():
                answer = await browser.request(method, filled_in(page))
                assert (page.path, answer.status_code) == (page.path, 303 if method == "GET" else 401)
                assert "Pritchard" not in answer.text
                answer = await browser.request(method, filled_in(page), headers={"accept": "application/json"})
                assert (page.path, answer.status_code) == (page.path, 401)

    assert workbench.trail() == before


@pytest.mark.parametrize(
    ("headers", "with_token"),
    [
        ({"origin": "http://example.org"}, True),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"origin": "http://localhost:8001", "sec-fetch-site": "same-site"}, True),
        ({"origin": "null"}, True),
        ({}, False),
    ],
)
async def test_what_a_strangers_page_sends_changes_nothing(
    headers: dict[str, str], with_token: bool, workbench: Workbench
) -> None:
    """With the cookie of somebody who is signed in, and even with their token, only our own page is heard."""
    async with workbench.signed_in() as browser:
        token = await token_on(browser) if with_token else "of another sign-in"
        before = workbench.trail()
        for page in EVERY_PAGE:
            if "POST" in page.methods and (headers or not page.open):
                answer = await browser.post(filled_in(page), data={"token": token}, headers=headers)
                assert (page.path, answer.status_code) == (page.path, 403)

    assert workbench.trail() == before


@pytest.mark.parametrize("host", ["example.org", "localhost.example.org", "192.168.1.20:8002", ""])
async def test_another_host_gets_nothing(host: str, workbench: Workbench) -> None:
    """A name that somebody points at this computer is refused, before any page."""
    async with workbench.signed_in() as browser:
        answer = await browser.get("/", headers={"host": host})

    assert answer.status_code == 403
    assert "FC01" not in answer.text


async def test_every_answer_says_what_a_browser_may_do(workbench: Workbench) -> None:
    """Scripts, frames and forms of others are closed, nothing is kept, no address is passed on."""
    async with workbench.signed_in() as browser:
        for path in ("/", "/t/FC01", "/nothing-here", "/-/llais/review/transcript/review.js"):
            headers = (await browser.get(path)).headers
            assert headers["content-security-policy"].startswith("default-src 'self'")
            assert headers["referrer-policy"] == "no-referrer"
            assert ("cache-control" in headers) == (not path.startswith("/-/"))


async def test_no_page_asks_for_anything_elsewhere_and_holds_no_script(workbench: Workbench) -> None:
    """Addresses are of this computer, and styles and scripts are files: the content policy forbids others."""
    async with workbench.signed_in() as browser:
        for page in EVERY_PAGE:
            if "GET" in page.methods:
                text = (await browser.get(filled_in(page))).text
                assert re.findall(r'(?:href|src|action)="(?:https?:)?//', text) == []
                assert re.findall(r"<script>|<style| style=| on\w+=", text) == []


async def test_the_page_of_an_unknown_address_says_so(workbench: Workbench) -> None:
    """An address that is no page, and a transcript that is not there, are both 404."""
    async with workbench.signed_in() as browser:
        for path in ("/nothing-here", "/t/FC99", "/t/FC99/context?place=1"):
            assert (await browser.get(path)).status_code == 404


async def test_what_goes_wrong_is_not_repeated(
    make_workbench: Callable[..., Workbench], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the page nor the terminal says what an error was about: it may hold words of a transcript."""

    async def fail(request: Request) -> Response:
        raise ValueError("Nia Pritchard")

    workbench = make_workbench(all_pages=[*EVERY_PAGE, Page("/fails", fail)])
    with caplog.at_level(logging.DEBUG):
        async with workbench.signed_in() as browser:
            for accept in ("text/html", "application/json"):
                answer = await browser.get("/fails", headers={"accept": accept})
                assert answer.status_code == 500
                assert "Pritchard" not in answer.text

    assert "ValueError" in caplog.text
    assert "Pritchard" not in caplog.text


async def test_two_people_are_told_apart(workbench: Workbench) -> None:
    """Each browser has its own name, and one's token is not the other's."""
    async with workbench.signed_in("Megan Vaughan") as one, workbench.signed_in("Jac Prosser") as other:
        theirs = await token_on(one)
        refused = await other.post("/sign-out", data={"token": theirs})
        assert refused.status_code == 403
        assert "Megan Vaughan" in (await one.get("/")).text
        assert "Jac Prosser" in (await other.get("/")).text


def test_styles_and_script_are_small() -> None:
    """The page's own budget: 20 KB of styles with those of the team's pages, 30 KB of script."""
    shared = (STATIC.parents[1] / "workbench" / "static" / "llais.css").stat().st_size

    assert (STATIC / "review.css").stat().st_size + shared < 20 * 1024
    assert sum(path.stat().st_size for path in (STATIC / "transcript").glob("*.js")) < 30 * 1024
