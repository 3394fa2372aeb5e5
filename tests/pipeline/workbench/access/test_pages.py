"""Signing in and out, and what it is good for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.workbench.access.accounts import read_accounts, write_accounts
from pipeline.workbench.access.passwords import hashed
from pipeline.workbench.access.patience import TRIES
from tests.pipeline.workbench.access.conftest import NAMES, PASSWORD, MakeSite


async def test_nobody_reads_a_word_before_signing_in(make_site: MakeSite) -> None:
    """A page leads to the sign-in page, which leads back; rows and forms are refused in a line."""
    visitor = make_site().visitor()
    answer = await visitor.get("/search?words=cawl tea")
    assert (answer.status_code, answer.headers["location"]) == (303, "/-/login?next=%2Fsearch%3Fwords%3Dcawl%2520tea")
    form = (await visitor.get(answer.headers["location"])).text
    assert 'name="next" value="/search?words=cawl%20tea"' in form
    for path in ("/t/FC01.json", "/llais/turns.csv"):
        answer = await visitor.get(path)
        assert (answer.status_code, answer.text) == (403, "Sign in first.\n")


async def test_signing_in_leads_to_what_was_asked_for(make_site: MakeSite) -> None:
    """The page that one wanted opens, and says who reads it."""
    visitor = make_site().visitor()
    answer = await visitor.sign_in("coder", next="/code/FC01")
    assert (answer.status_code, answer.headers["location"]) == (303, "/code/FC01")
    assert (await visitor.get("/code/FC01")).status_code == 200


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example/", "/\\evil.example", ""])
async def test_signing_in_leads_nowhere_else(elsewhere: str, make_site: MakeSite) -> None:
    """An address of another site is not gone to."""
    assert (await make_site().visitor().sign_in("coder", next=elsewhere)).headers["location"] == "/"


async def test_the_cookie_is_for_this_site_alone(make_site: MakeSite) -> None:
    """No script reads it, no other site sends it, no plain connection carries it, and it ends."""
    answer = await make_site(host_name="interviews.example.ac.uk").visitor().sign_in("reader")
    [cookie] = [
        value for name, value in answer.headers.multi_items() if name == "set-cookie" and "__Host-llais" in value
    ]
    said = {part.strip().partition("=")[0].lower() for part in cookie.split(";")}
    assert {"httponly", "secure", "samesite", "max-age", "path"} <= said
    assert "domain" not in said
    assert "SameSite=strict" in cookie and "Path=/;" in cookie


async def test_no_script_reads_any_cookie(make_site: MakeSite) -> None:
    """The flags are on Datasette's own cookie too, and on that of the language."""
    visitor = make_site(host_name="interviews.example.ac.uk").visitor()
    for path in ("/-/login", "/language?to=cy"):
        cookies = [value for name, value in (await visitor.get(path)).headers.multi_items() if name == "set-cookie"]
        assert len(cookies) == 1
        assert cookies[0].count("HttpOnly") == cookies[0].count("Secure") == 1


@pytest.mark.parametrize(("name", "password"), [("Siân Prydderch", "tri gair"), ("Nobody Here", PASSWORD), ("", "")])
async def test_a_wrong_password_and_a_wrong_name_look_alike(name: str, password: str, make_site: MakeSite) -> None:
    """The answer does not tell which names have an account."""
    answer = await make_site().visitor().post("/-/login", name=name, password=password, next="/")
    assert answer.status_code == 403
    assert "That name and that password do not go together." in answer.text
    assert not any(cookie.startswith("llais-") for cookie in answer.cookies)


async def test_a_wrong_name_takes_as_long_as_a_wrong_password(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hash is computed for a name that nobody has."""
    checked: list[str] = []
    monkeypatch.setattr(
        "pipeline.workbench.access.pages.is_right", lambda password, kept: bool(checked.append(kept)) or False
    )
    await make_site().visitor().post("/-/login", name="Nobody Here", password="x", next="/")
    assert checked == [""]


@pytest.mark.parametrize("name", [NAMES["coder"], "Nobody Here"])
async def test_after_wrong_passwords_even_the_right_one_waits(name: str, make_site: MakeSite) -> None:
    """Five tries, then a minute's pause, whether the name has an account or not."""
    visitor = make_site().visitor()
    for _ in range(TRIES):
        assert (await visitor.post("/-/login", name=name, password="wrong", next="/")).status_code == 403
    answer = await visitor.post("/-/login", name=name, password=PASSWORD, next="/")
    assert answer.status_code == 429
    assert "Wait" in answer.text


async def test_signed_out_a_copy_of_the_cookie_is_worth_nothing(make_site: MakeSite) -> None:
    """Whoever kept the cookie reads nothing with it, not even after llais was started anew."""
    visitor = make_site().visitor()
    await visitor.sign_in("coder")
    kept = dict(visitor.cookies)
    assert (await visitor.post("/-/logout")).status_code == 303
    for site in (visitor.site, make_site()):
        copy = site.visitor()
        copy.cookies = dict(kept)
        assert (await copy.get("/t/FC01")).status_code == 303


async def test_a_session_outlives_a_restart(make_site: MakeSite) -> None:
    """The secret that signs sessions is the study's, so nobody is signed out when llais is started anew."""
    visitor = make_site().visitor()
    await visitor.sign_in("coder")
    visitor.site = make_site()
    assert (await visitor.get("/t/FC01")).status_code == 200


@pytest.mark.parametrize("change", ["removed", "new password", "file gone"])
async def test_a_session_ends_with_its_account(change: str, make_site: MakeSite) -> None:
    """Without the account, or with a new password, the old session is over at once."""
    site = make_site()
    visitor = site.visitor()
    await visitor.sign_in("coder")
    accounts, name = read_accounts(site.accounts), NAMES["coder"]
    if change == "removed":
        write_accounts(site.accounts, accounts.without(name))
    elif change == "new password":
        new = replace(accounts.people[name], password=hashed("pedwar gair newydd"))
        write_accounts(site.accounts, accounts.with_account(name, new))
    else:
        site.accounts.unlink()
    assert (await visitor.get("/t/FC01")).status_code == 303


async def test_a_reader_reads_and_does_not_code(make_site: MakeSite) -> None:
    """A reader sees where coders differ, without the buttons that settle it; the coding pages say whose they are."""
    visitor = make_site().visitor()
    await visitor.sign_in("reader")
    differing = await visitor.get("/disagreements")
    assert differing.status_code == 200
    assert '<button name="choice"' not in differing.text and "Sign in" not in differing.text
    answer = await visitor.get("/code/FC01")
    assert answer.status_code == 403
    assert "You need another role to see this: coder." in answer.text
    assert 'href="/code"' not in (await visitor.get("/")).text


async def test_a_coder_codes_under_the_name_of_the_account(make_site: MakeSite) -> None:
    """Nobody signs in twice: the coding pages have no sign-in of their own, and the log has the account's name."""
    visitor = make_site().visitor()
    await visitor.sign_in("coder")
    page = (await visitor.get("/code/FC01")).text
    assert 'href="/coder' not in page and 'action="/coder"' not in page
    assert (await visitor.get("/coder")).status_code == 404
    assert (await visitor.post("/code/FC01/do", action="hand in")).status_code == 303
    assert [event.coder for event in visitor.site.log.events()] == [NAMES["coder"]]


async def test_an_account_of_another_role_is_not_let_in(make_site: MakeSite) -> None:
    """Who looks after ethics has an account, and the team's pages are not theirs; nor the other way round."""
    for served, role in (("coder", "ethics"), ("ethics", "coder"), ("ethics", "reader")):
        visitor = make_site(served).visitor()
        answer = await visitor.sign_in(role)
        assert answer.status_code == 403
        assert "Your account is for other pages" in answer.text
        assert (await visitor.get("/")).status_code == 303


async def test_a_coder_reads_where_nothing_is_coded(make_site: MakeSite) -> None:
    """Pages that are served to readers let coders in too, to read."""
    visitor = make_site("reader").visitor()
    await visitor.sign_in("coder")
    assert (await visitor.get("/t/FC01")).status_code == 200
    assert (await visitor.get("/code/FC01")).status_code == 403


async def test_only_an_analyst_asks_in_sql(make_site: MakeSite, capfd: pytest.CaptureFixture[str]) -> None:
    """The account says so; what is asked wrongly is answered without repeating it."""
    site = make_site()
    reader, coder = site.visitor(), site.visitor()
    await reader.sign_in("reader")
    await coder.sign_in("coder")
    asked = "/llais?sql=select+count(*)+as+n+from+turns"
    assert (await reader.get(asked)).status_code == 200
    assert (await coder.get(asked)).status_code == 403
    assert 'name="sql"' in (await reader.get("/llais")).text
    assert 'name="sql"' not in (await coder.get("/llais")).text
    wrong = await reader.get("/llais?sql=select+cawl_and_tea+from+turns")
    assert wrong.status_code == 400
    assert "The question could not be answered." in wrong.text
    assert "no such column" not in wrong.text
    assert "cawl_and_tea" not in "".join(capfd.readouterr())


async def test_a_link_from_a_message_needs_one_click_more(make_site: MakeSite) -> None:
    """A browser that comes from elsewhere keeps the cookie back, so the sign-in page offers to go on."""
    visitor = make_site().visitor()
    assert "Signed in already?" in (await visitor.get("/-/login?next=/t/FC01", sec_fetch_site="cross-site")).text
    assert "Signed in already?" not in (await visitor.get("/-/login?next=/t/FC01", sec_fetch_site="same-origin")).text


@pytest.mark.parametrize("name", ["ds_actor", "llais-team"])
async def test_a_forged_cookie_is_nobody(name: str, make_site: MakeSite) -> None:
    """Neither Datasette's own cookie, signed with our secret, nor a session of ours signed with another one counts."""
    site = make_site()
    visitor = site.visitor()
    visitor.cookies[name] = {
        "ds_actor": site.datasette.sign({"a": {"id": "root", "role": "coder"}}, "actor"),
        "llais-team": "eyJuYW1lIjoiU2nDom4gUHJ5ZGRlcmNoIn0.c2lnbmVk",
    }[name]
    assert (await visitor.get("/t/FC01")).status_code == 303
