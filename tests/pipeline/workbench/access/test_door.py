"""Where requests may come from, and who is believed."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.workbench.guard import HEADERS
from tests.pipeline.workbench.access.conftest import NAMES, MakeSite

HOST = "interviews.example.ac.uk"
SECRET = "p" * 40


def told(name: str = "Siân Prydderch", secret: str = SECRET, header: str = "x-remote-user") -> dict[str, str]:
    """Write what a proxy tells."""
    return {header: name, "x-llais-proxy": secret}


FOREIGN = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site", "origin": f"https://{HOST}"},
    {"origin": "https://evil.example"},
    {"origin": f"http://{HOST}"},
    {"origin": "null"},
    {"origin": "null", "sec-fetch-site": "none"},
    {"origin": f"https://{HOST}.evil.example", "sec-fetch-site": "same-origin"},
]


@pytest.mark.parametrize("headers", FOREIGN)
async def test_another_site_sends_nothing(headers: dict[str, str], make_site: MakeSite) -> None:
    """With a proxy's sign-in and no cookie, a form of another site is refused at every address, and nothing is kept."""
    site = make_site(sign_in="proxy", host_name=HOST)
    for method in ("POST", "PUT", "DELETE"):
        for path in ("/code/FC01/do", "/disagreements/settle", "/-/logout", "/nothing-here"):
            answer = await site.visitor(**told()).ask(method, path, {"action": "hand in"}, **headers)
            assert answer.status_code == 403
            assert "not sent by a page" in answer.text
    assert site.log.events() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": f"https://{HOST}", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {},
    ],
)
async def test_a_page_of_ours_sends(headers: dict[str, str], make_site: MakeSite) -> None:
    """Forms of our own pages come through, under the name that the proxy tells."""
    site = make_site(sign_in="proxy", host_name=HOST)
    answer = await site.visitor(**told()).ask("POST", "/code/FC01/do", {"action": "hand in"}, **headers)
    assert answer.status_code == 303
    assert [event.coder for event in site.log.events()] == [NAMES["coder"]]


async def test_a_script_gets_its_refusal_as_json(make_site: MakeSite) -> None:
    """The page's own script can show what went wrong."""
    answer = await make_site().visitor().ask("POST", "/code/FC01/do", {}, accept="application/json", origin="null")
    assert answer.json()["error"].startswith("This was not sent by a page")


@pytest.mark.parametrize("cookie", ["", "a=b"])
@pytest.mark.parametrize(
    ("kind", "body", "token"),
    [
        ("application/x-www-form-urlencoded", b"name=\xff", b""),
        ("application/x-www-form-urlencoded", b"name=Owen", b"\xe9"),
        ("multipart/form-data", b"name", b""),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\nb\r\n--x--", b""),
        ("text/plain", b"name", b""),
    ],
)
async def test_a_form_that_cannot_be_read_is_refused(
    kind: str, body: bytes, token: bytes, cookie: str, make_site: MakeSite, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer has every header all the same; the terminal repeats nothing that was sent."""
    site = make_site()
    headers = [("host", "localhost"), ("content-type", kind), ("cookie", cookie), ("x-csrftoken", token)]
    answer: Any = await site.datasette.client.post("/-/login", content=body, headers=headers)
    assert 400 <= answer.status_code < 500
    assert {name.decode() for name in HEADERS} <= set(answer.headers)
    assert "Traceback" not in caplog.text and "codec" not in caplog.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (told(), 200),
        (told(NAMES["reader"]), 200),
        (told(secret="wrong"), 403),
        (told(secret=""), 403),
        ({"x-remote-user": "Owen Rhys"}, 403),
        ({"x-llais-proxy": SECRET}, 403),
        (told(header="x-forwarded-user"), 403),
        (told("Nobody Here"), 403),
        (told(NAMES["ethics"]), 403),
        ({"authorization": "Basic T3dlbiBSaHlzOng="}, 403),
        ({}, 403),
    ],
)
async def test_only_the_proxy_says_who_asks(headers: dict[str, str], status: int, make_site: MakeSite) -> None:
    """A name counts with the proxy's secret beside it, if it has an account that is for these pages."""
    answer = await make_site(sign_in="proxy").visitor(**headers).get("/t/FC01")
    assert answer.status_code == status
    assert ("cawl" in answer.text) == (status == 200)


async def test_whom_nobody_knows_is_told_so(make_site: MakeSite) -> None:
    """The proxy signed them in, and the study has no account of theirs."""
    answer = await make_site(sign_in="proxy").visitor(**told("Nobody Here")).get("/")
    assert "You are signed in as Nobody Here" in answer.text


async def test_a_name_that_comes_twice_is_not_believed(make_site: MakeSite) -> None:
    """What a browser sent beside what the proxy says might be the name of somebody else."""
    site = make_site(sign_in="proxy")
    twice = [("x-remote-user", "Owen Rhys"), ("x-remote-user", "Owen Rhys"), ("x-llais-proxy", SECRET)]
    answer: Any = await site.datasette.client.get("/t/FC01", headers=[("host", "localhost"), *twice])
    assert answer.status_code == 403


async def test_another_header_can_be_named(make_site: MakeSite) -> None:
    """The proxy of one's organisation may say who asks in a header of its own."""
    site = make_site(sign_in="proxy", user_header="X-Shib-Name")
    assert (await site.visitor(**told(header="x-shib-name")).get("/t/FC01")).status_code == 200
    assert (await site.visitor(**told()).get("/t/FC01")).status_code == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (HOST, 303),
        (f"{HOST}:8443", 303),
        (HOST.upper(), 303),
        ("localhost:8001", 303),
        (f"{HOST}.evil.example", 403),
        (f"evil.{HOST}", 403),
        (f"{HOST}:x", 403),
        ("", 403),
    ],
)
async def test_the_pages_have_one_name(host: str, status: int, make_site: MakeSite) -> None:
    """They answer under the name that was chosen, and on this computer."""
    answer = await make_site(host_name=HOST).visitor().get("/", host=host)
    assert answer.status_code == status


async def test_what_is_said_of_where_a_request_came_from_changes_nothing(make_site: MakeSite) -> None:
    """Headers that anybody can send do not open what is closed."""
    visitor = make_site(host_name=HOST).visitor(**{"x-forwarded-host": "localhost", "x-forwarded-for": "127.0.0.1"})
    assert (await visitor.get("/t/FC01")).status_code == 303
    assert (await visitor.get("/t/FC01", host="evil.example")).status_code == 403
