"""Signing in and out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.reviewing.pages import sign_in as page
from tests import studies
from tests.pipeline.reviewing.conftest import LINK, Workbench, token_on

NAME = {"name": "Megan Vaughan", "role": "reader"}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a wrong passphrase be refused at once."""
    monkeypatch.setattr(page, "_SECONDS_AFTER_A_WRONG_PASSPHRASE", 0)


async def test_the_link_stands_for_the_passphrase_once(workbench: Workbench) -> None:
    """The page that the link opens asks for no passphrase; the next one does, and says why."""
    async with workbench.browser() as browser:
        shown = (await browser.get("/sign-in", params={"link": LINK})).text
        assert 'type="password"' not in shown
        answer = await browser.post("/sign-in", data={**NAME, "link": LINK})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert (await browser.get("/")).status_code == 200
    async with workbench.browser() as another:
        shown = (await another.get("/sign-in", params={"link": LINK})).text
        assert 'type="password"' in shown
        assert "it has been used" in shown
        assert (await another.post("/sign-in", data={**NAME, "link": LINK})).status_code == 400


async def test_a_form_that_is_not_filled_in_does_not_use_the_link_up(workbench: Workbench) -> None:
    """Without a name nobody is let in, and the link is good for another try."""
    async with workbench.browser() as browser:
        for given in (
            {"role": "reader"},
            {"name": " ", "role": "reader"},
            {"name": "x" * 81, "role": "r"},
            {"name": "Jac"},
        ):
            assert (await browser.post("/sign-in", data={**given, "link": LINK})).status_code == 400
        assert (await browser.post("/sign-in", data={**NAME, "link": LINK})).status_code == 303


@pytest.mark.parametrize("given", [{}, {"passphrase": ""}, {"passphrase": "wrong"}, {"link": "wrong"}, {"link": ""}])
async def test_nobody_gets_in_without_the_passphrase(workbench: Workbench, given: dict[str, str]) -> None:
    """A wrong passphrase and a wrong link set no cookie and leave no session."""
    async with workbench.browser() as browser:
        answer = await browser.post("/sign-in", data={**NAME, **given})
        assert (answer.status_code, "set-cookie" in answer.headers) == (400, False)
        assert (await browser.get("/")).status_code == 303

    assert not any(action.startswith("signed in") for action in workbench.trail())


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(workbench: Workbench) -> None:
    """HttpOnly, SameSite=Strict, gone with the browser."""
    async with workbench.browser() as browser:
        answer = await browser.post("/sign-in", data={**NAME, "passphrase": studies.PASSPHRASE})
    cookie = answer.headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age" not in cookie
    assert "expires" not in cookie


async def test_the_trail_says_that_somebody_signed_in_and_out(workbench: Workbench) -> None:
    """Under their label; the role is remembered."""
    async with workbench.signed_in("Megan Vaughan", "second reader") as browser:
        answer = await browser.post("/sign-out", data={"token": await token_on(browser)})
        assert answer.headers["location"] == "/sign-in"
        assert (await browser.get("/")).status_code == 303
    row = next(workbench.db.query("SELECT * FROM actors WHERE name = 'Megan Vaughan'"))

    assert row["role"] == "second reader"
    assert workbench.trail()[-2:] == ["signed in to the review workbench", "signed out of the review workbench"]


async def test_one_goes_on_where_one_wanted_to_be(workbench: Workbench) -> None:
    """The page that asked for the sign-in is where it leads to, and never to another site."""
    async with workbench.browser() as browser:
        asked = await browser.get("/t/FC01")
        assert asked.headers["location"] == "/sign-in?next=/t/FC01"
        assert 'value="/t/FC01"' in (await browser.get(asked.headers["location"])).text
        for next_, place in (
            ("/t/FC01", "/t/FC01"),
            ("//example.org", "/"),
            ("/\\example.org", "/"),
            ("https://x", "/"),
        ):
            given = {**NAME, "passphrase": studies.PASSPHRASE, "next": next_}
            assert (await browser.post("/sign-in", data=given)).headers["location"] == place


async def test_the_form_begins_with_the_name_that_the_command_gave(make_workbench: Callable[..., Any]) -> None:
    """--as NAME is written in already."""
    async with make_workbench(suggested="Jac Prosser").browser() as browser:
        assert 'value="Jac Prosser"' in (await browser.get("/sign-in")).text
