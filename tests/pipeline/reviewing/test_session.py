"""Who is signed in, and which requests may change something."""

from __future__ import annotations

import pytest

from pipeline.reviewing.errors import NotFromHere
from pipeline.reviewing.session import IDLE_SECONDS, Sessions, check_same_site, check_token


class Clock:
    """A clock that goes when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_link_lets_one_person_in() -> None:
    """After the first sign-in the link is worth nothing."""
    sessions = Sessions("a link")
    assert sessions.admits("a link")
    assert not sessions.admits("another")
    assert not sessions.admits("")

    sessions.begin("Megan Vaughan", "reader")

    assert not sessions.admits("a link")


def test_each_session_has_its_own_secrets() -> None:
    """Neither cookie nor token is shared, and two workbenches do not share a cookie's name."""
    sessions = Sessions("a link")
    one, other = sessions.begin("Megan Vaughan", "reader"), sessions.begin("Megan Vaughan", "reader")

    assert len({one.id, one.token, other.id, other.token}) == 4
    assert sessions.cookie != Sessions("a link").cookie


def test_whoever_does_nothing_for_long_is_signed_out() -> None:
    """Every request puts the end off; two hours without one are the end."""
    clock = Clock()
    sessions = Sessions("a link", clock)
    session = sessions.begin("Megan Vaughan", "reader")
    for _ in range(3):
        clock.now += IDLE_SECONDS - 1
        assert sessions.find(session.id) is session
    clock.now += IDLE_SECONDS + 1

    assert sessions.find(session.id) is None
    assert sessions.find(None) is None


def test_who_signs_out_is_out() -> None:
    """The cookie means nothing afterwards."""
    sessions = Sessions("a link")
    session = sessions.begin("Megan Vaughan", "reader")
    sessions.end(session)

    assert sessions.find(session.id) is None


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"origin": "http://localhost:8002"}, True),
        ({"origin": "http://localhost:8002", "sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, True),
        ({"origin": "null"}, False),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, False),
        ({"origin": "http://localhost:8001"}, False),
        ({"origin": "https://localhost:8002"}, False),
        ({"origin": "http://example.org"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://localhost:8002", "sec-fetch-site": "same-site"}, False),
    ],
)
def test_only_our_own_page_changes_anything(headers: dict[str, str], ours: bool) -> None:
    """What another site, another port or a page without an address sends is refused."""
    given = {"host": "localhost:8002", **headers}
    if ours:
        check_same_site(given)
    else:
        with pytest.raises(NotFromHere):
            check_same_site(given)


def test_a_token_is_of_one_session() -> None:
    """The token of somebody else's page, or none, is refused."""
    sessions = Sessions("a link")
    session, other = sessions.begin("Megan Vaughan", "reader"), sessions.begin("Jac Prosser", "reader")
    check_token(session.token, session)
    for given in (other.token, "", "ŵ"):
        with pytest.raises(NotFromHere):
            check_token(given, session)
