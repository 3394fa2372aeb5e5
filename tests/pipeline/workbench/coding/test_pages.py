"""The coding pages as a browser asks for them: who may do what, and what never shows."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from pipeline.coding.blind import Blind
from pipeline.coding.working.log import WorkingLog
from pipeline.publish.metadata import metadata
from pipeline.publish.table import OUTSIDE
from pipeline.workbench import serve

PASSWORD = "cawl ar y tân"
HERE = {"host": "localhost", "origin": "http://localhost", "sec-fetch-site": "same-origin"}
STATIC = Path(serve.__file__).parent / "static"
PAGES = ("/code", "/code/FC01", "/code/FC01?suggestions=1", "/code/FC01/2", "/coder")


class Browser:
    """A browser of one coder: keeps cookies, and sends the token along."""

    def __init__(self, datasette: Datasette) -> None:
        self.datasette, self.cookies = datasette, dict[str, str]()

    async def get(self, path: str) -> Any:
        """Ask for a page."""
        answer = await self.datasette.client.get(path, headers=HERE, cookies=self.cookies)
        self.cookies |= dict(answer.cookies)
        return answer

    async def post(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> Any:
        """Send a form, after the page that holds its token."""
        form = (await self.get("/coder")).text
        token = re.search(r'name="csrftoken" value="([^"]+)"', form)
        answer = await self.datasette.client.post(
            path,
            data={"csrftoken": token.group(1) if token else "", **fields},
            headers={**HERE, **(headers or {})},
            cookies=self.cookies,
            follow_redirects=False,
        )
        self.cookies |= dict(answer.cookies)
        return answer

    async def sign_in(self, name: str = "Megan Vaughan") -> Any:
        """Sign in, with a new password the first time."""
        return await self.post("/coder", name=name, password=PASSWORD, again=PASSWORD, next="/code/FC01")

    async def apply(self, words: str, code: str = "exchange/tangible", turn: int = 2, **more: Any) -> Any:
        """Give words of a turn of FC01 a code."""
        page = (await self.get("/code/FC01")).text
        found = re.search(rf'id="turn-{turn}"[^>]*data-hash="([^"]+)"', page)
        asked = {"action": "apply", "turn": str(turn), "hash": found.group(1) if found else "", "words": words}
        return await self.post("/code/FC01/do", code=code, **{**asked, **more})


@pytest.fixture
def log(tmp_path: Path) -> Iterator[WorkingLog]:
    """Open a working log."""
    with WorkingLog(tmp_path / "working" / "coding.db") as log:
        yield log


@pytest.fixture
def datasette(make_sample: Callable[..., Path], log: WorkingLog) -> Datasette:
    """Serve the sample study with coding pages."""
    return serve.make_datasette(make_sample(), metadata(), log)


@pytest.fixture
def browser(datasette: Datasette) -> Browser:
    """Open a browser."""
    return Browser(datasette)


@pytest.mark.parametrize("path", PAGES)
async def test_reading_needs_no_sign_in(path: str, browser: Browser) -> None:
    """Every page opens for who has not signed in, says that this is a draft, and holds no style and no script."""
    answer = await browser.get(path)
    assert answer.status_code == 200
    assert "not signed off" in answer.text
    assert "<script" not in answer.text
    assert not re.search(r'\sstyle="|<style|javascript:|\son\w+="', answer.text)


@pytest.mark.parametrize("path", [*PAGES, "/code/FC01/hand-in"])
async def test_signed_in_all_pages_open_with_nothing_inline(path: str, browser: Browser) -> None:
    """The policy of the pages forbids scripts and styles within them; scripts come from here."""
    await browser.sign_in()
    answer = await browser.get(path)
    assert answer.status_code == 200
    assert not re.search(r'\sstyle="|<style|javascript:|\son\w+="', answer.text)
    assert set(re.findall(r"<script[^>]*>", answer.text)) <= {'<script type="module" src="/-/llais/coding/coding.js">'}


async def test_a_code_is_applied_and_drawn(browser: Browser, log: WorkingLog) -> None:
    """The answer to a script says what was done and brings the turn as it looks now."""
    await browser.sign_in()
    answer = await browser.apply("a pan of cawl", headers={"accept": "application/json"})
    got = answer.json()
    assert got["said"] == "EXC-TAN applied to four words in turn 2."
    assert "EXC-TAN <i>you</i>" in got["turns"]["2"]
    assert [(one.coder, one.quote) for one in log.events()] == [("Megan Vaughan", "a pan of cawl")]


async def test_a_form_leads_back_to_the_page(browser: Browser) -> None:
    """Without a script the answer is the page, and the coding is on it."""
    await browser.sign_in()
    answer = await browser.apply("a pan of cawl")
    assert (answer.status_code, answer.headers["location"]) == (303, "/code/FC01")
    assert "EXC-TAN <i>you</i>" in (await browser.get("/code/FC01")).text


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://evil.example"}],
)
async def test_another_site_cannot_code(headers: dict[str, str], browser: Browser, log: WorkingLog) -> None:
    """A form on another site is refused, whatever cookies and tokens come with it; so is its sign-in."""
    await browser.sign_in()
    assert (await browser.apply("a pan of cawl", headers=headers)).status_code == 403
    assert (await Browser(browser.datasette).post("/coder", headers, name="Owen", password=PASSWORD)).status_code == 403
    assert log.events() == []


async def test_without_the_token_nothing_is_done(browser: Browser, log: WorkingLog) -> None:
    """A signed-in browser's request without the page's token is refused."""
    await browser.sign_in()
    answer = await browser.datasette.client.post(
        "/code/FC01/do", data={"action": "undo"}, headers=HERE, cookies=browser.cookies
    )
    assert answer.status_code == 403
    assert log.events() == []


async def test_who_has_not_signed_in_cannot_code(browser: Browser, log: WorkingLog) -> None:
    """Coding asks for a sign-in, in a sentence."""
    answer = await browser.apply("a pan of cawl", headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json()["error"] == "You are not signed in here any more. Sign in, and do it once more."
    assert log.events() == []


async def test_a_refusal_is_a_page_where_no_script_asks(browser: Browser) -> None:
    """What cannot be done is said on a page that leads back."""
    await browser.sign_in()
    answer = await browser.apply("words that nobody said")
    assert answer.status_code == 409
    assert "These words do not stand in turn 2" in answer.text


async def test_what_cannot_be_written_down_is_said(
    browser: Browser, log: WorkingLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told of in a sentence, and nothing looks as if it had been kept."""

    def full(_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    await browser.sign_in()
    monkeypatch.setattr(log, "append", full)
    answer = await browser.apply("a pan of cawl", headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("This could not be written down, and nothing was kept of it")
    assert log.events() == []


async def test_a_get_does_nothing(browser: Browser) -> None:
    """Nothing is changed by a link."""
    assert (await browser.get("/code/FC01/do")).status_code == 404


@pytest.mark.parametrize("path", ["/code/FC99", "/code/FC01/999", "/code/FC99/do", "/code/FC01/x"])
async def test_what_is_not_there_is_not_found(path: str, browser: Browser) -> None:
    """A transcript or a turn that is not published is said to be none."""
    assert (await browser.get(path)).status_code == 404


async def test_the_cookie_is_closed_to_scripts_and_to_other_sites(browser: Browser) -> None:
    """Who signs in gets a signed cookie that only this site's requests carry."""
    answer = await browser.sign_in()
    (cookie,) = [value for value in answer.headers.get_list("set-cookie") if value.startswith("llais_coder_")]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert answer.headers["location"] == "/code/FC01"


async def test_signing_out_ends_it_for_copies_of_the_cookie_too(browser: Browser, log: WorkingLog) -> None:
    """After signing out the cookie means nothing, also where somebody kept it."""
    await browser.sign_in()
    kept = dict(browser.cookies)
    await browser.post("/coder", action="sign out")
    browser.cookies = kept
    assert (await browser.apply("a pan of cawl")).status_code == 401


async def test_a_new_name_is_asked_twice(browser: Browser) -> None:
    """A name that nobody has is not taken at once: it may be mistyped."""
    first = await browser.post("/coder", name="Megan", password=PASSWORD)
    assert "Megan, for the first time" in first.text
    for password, again, said in (("short", "short", "at least 8"), (PASSWORD, "other one", "not the same")):
        assert said in (await browser.post("/coder", name="Megan", password=password, again=again)).text
    assert (await browser.post("/coder", name="Megan", password=PASSWORD, again=PASSWORD)).status_code == 303


@pytest.mark.parametrize(
    "name",
    ["megan vaughan", "Mégan Vaughan", "Ｍegan Vaughan", "MeganVaughan", "Meg\u0430n Vaughan", "Megan\u3164Vaughan"],
)
async def test_nobody_begins_under_a_name_like_a_coder_s(name: str, browser: Browser, log: WorkingLog) -> None:
    """The form says so before a password is asked for twice, and has the cursor in the name; nothing is kept."""
    await browser.sign_in()
    await browser.post("/coder", action="sign out")
    for again in ({}, {"again": PASSWORD}):
        answer = await browser.post("/coder", name=name, password=PASSWORD, **again)
        assert answer.status_code == 400
        assert re.search("sign in as Megan Vaughan|Type the name afresh", answer.text)
        assert re.search(rf'value="{name}"[^>]* aria-invalid="true" aria-describedby="problem" autofocus>', answer.text)
        assert answer.text.count("autofocus") == 1
    assert log.coders() == {"Megan Vaughan"}
    assert (await browser.get("/code/FC01")).text.count("Sign in to code")


@pytest.mark.parametrize("name", ["Siân Vaughan ", "  Siân  Vaughan", "Sia\u0302n Vaughan", "Siân\u00a0Vaughan"])
async def test_a_coder_is_known_however_the_name_is_typed(name: str, browser: Browser, log: WorkingLog) -> None:
    """Blanks around a name, and an accent of its own as on a Mac, are the same name with the same password."""
    await browser.sign_in("Siân Vaughan")
    assert (await browser.post("/coder", name=name, password=PASSWORD)).status_code == 303
    assert log.coders() == {"Siân Vaughan"}


async def test_who_has_coded_and_forgot_the_password_keeps_the_name(browser: Browser, log: WorkingLog) -> None:
    """The name stays theirs: they choose a new password, and nobody takes a name that looks like it."""
    await browser.sign_in()
    await browser.apply("a pan of cawl")
    log.forget_password("Megan Vaughan")
    assert (await browser.post("/coder", name="MEGAN VAUGHAN", password=PASSWORD)).status_code == 400
    assert (await browser.sign_in()).status_code == 303


@pytest.mark.parametrize(
    ("name", "said"), [("  ", "Write your name."), ("Si\u200bân", "cannot be seen"), ("x" * 41, "40 letters")]
)
async def test_what_is_no_name_is_told_in_a_line(name: str, said: str, browser: Browser, log: WorkingLog) -> None:
    """Blanks, what cannot be seen, and too much, each by its own line; in Welsh too."""
    answer = await browser.post("/coder", name=name, password=PASSWORD, again=PASSWORD)
    assert (answer.status_code, answer.text.count('id="problem"'), log.coders()) == (400, 1, set())
    assert said in answer.text
    browser.cookies["llais_language"] = "cy"
    assert said not in (await browser.post("/coder", name=name, password=PASSWORD)).text.replace("40 o", "")


async def test_wrong_passwords_have_to_wait(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """After five wrong ones no password is looked at for a while, the right one neither."""
    monkeypatch.setattr("pipeline.workbench.coding.coder._SECONDS_AFTER_A_WRONG_PASSWORD", 0)
    await browser.sign_in()
    for _ in range(5):
        answer = await browser.post("/coder", name="Megan Vaughan", password="something else")
        assert answer.status_code == 403
    answer = await browser.post("/coder", name="Megan Vaughan", password=PASSWORD)
    assert answer.status_code == 429
    assert "Too many wrong passwords" in answer.text


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"])
async def test_a_sign_in_leads_only_to_coding_pages(next_page: str, browser: Browser) -> None:
    """An address elsewhere is not gone on to."""
    answer = await browser.post("/coder", name="Megan", password=PASSWORD, again=PASSWORD, next=next_page)
    assert answer.headers["location"] == "/code"


async def test_the_working_log_is_no_table(browser: Browser) -> None:
    """Nothing of the log can be reached as a table, a file or a query of Datasette."""
    await browser.sign_in()
    assert set(browser.datasette.databases) == {"llais", "_internal"}
    for path in ("/coding", "/coding.db", "/working/coding.db", "/llais/events", "/llais/coders.json?_where=1"):
        assert (await browser.get(path)).status_code in (403, 404)


async def test_blind_coding_shows_no_other_name(make_sample: Callable[..., Path], log: WorkingLog) -> None:
    """Before both have handed in, nothing on any page of one coder tells who the other is or what they did."""
    datasette = serve.make_datasette(make_sample(coded=""), metadata(), log, Blind(blind=True))
    megan, owen = Browser(datasette), Browser(datasette)
    await megan.sign_in()
    await owen.sign_in("Owen Rhys")
    await megan.apply("a pan of cawl")
    await owen.apply("an hour", code="care/acts")
    await owen.post("/code/FC01/do", action="hand in")
    for path in (*PAGES, "/code/FC01/hand-in"):
        text = (await megan.get(path)).text
        assert "Owen" not in text
        assert "CAR-ACT <i>OR" not in text and ">OR<" not in text


async def test_without_a_log_nothing_can_be_coded(make_sample: Callable[..., Path]) -> None:
    """A database without a working log, or one for those outside, has no coding pages and no links to them."""
    for served in (
        serve.make_datasette(make_sample(), metadata()),
        serve.make_datasette(make_sample(audience=OUTSIDE), metadata(audience=OUTSIDE)),
    ):
        assert (await served.client.get("/code")).status_code in (403, 404)
        assert 'href="/code"' not in (await served.client.get("/")).text


async def test_home_and_transcripts_lead_to_coding(browser: Browser) -> None:
    """The coding pages are found from home and from a transcript that one reads."""
    assert 'href="/code"' in (await browser.get("/")).text
    assert 'href="/code/FC01"' in (await browser.get("/t/FC01")).text


def test_scripts_and_styles_are_small() -> None:
    """The scripts of the coding pages are under 30 KB, their sheet under 10, and none asks elsewhere."""
    scripts = [path.read_text(encoding="utf-8") for path in (STATIC / "coding").rglob("*.js")]
    styles = (STATIC / "coding" / "coding.css").read_text(encoding="utf-8")
    assert 0 < sum(len(text.encode()) for text in scripts) < 30_000
    assert len(styles.encode()) < 10_000
    assert not re.search(r"https?://|url\(|@import", "".join([*scripts, styles]))
