"""The list of open addresses: closed unless it says otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.access.open import (
    LOG_IN,
    LOG_OUT,
    NOT_HERE,
    OPEN,
    OTHER_ROLE,
    SIGN_IN,
    Decision,
    decide,
    is_open,
)
from pipeline.workbench.access.people import CODER, ETHICS, PUBLIC, READER, ROLES, Person

people = st.sampled_from([Person("", role) for role in ROLES])
paths = st.text("abcdt/.-_~%:?#\\0 ŵ", max_size=30).map(lambda text: f"/{text}")


@given(paths, people)
def test_what_is_under_datasettes_own_prefix_is_closed(rest: str, person: Person) -> None:
    """Whatever a later Datasette puts there, nobody gets it, signed in or not."""
    path = f"/-{rest}"
    if path not in (LOG_IN, LOG_OUT) and not path.startswith("/-/llais/"):
        assert decide("GET", path, person, "llais").what == NOT_HERE
        assert decide("GET", path, None, "llais").what == SIGN_IN


@given(paths, st.sampled_from(["GET", "POST", "PUT", "HEAD", "TRACE"]))
def test_nobody_gets_further_than_the_sign_in(path: str, method: str) -> None:
    """Without a sign-in there is what the sign-in page needs, and nothing else."""
    decision = decide(method, path, None, "llais")
    assert decision.what == SIGN_IN or path in ("/favicon.ico", "/language", LOG_IN, LOG_OUT) or "/-/llais/" in path


@given(st.sampled_from(["/t/FC01", "/search", "/code/FC01", "/ethics", "/llais/turns"]), people)
def test_a_role_is_told_which_one_it_lacks(path: str, person: Person) -> None:
    """An address of others is named as theirs; only what no role has is not there."""
    decision = decide("GET", path, person, "llais")
    assert decision.what == (OPEN if person.role in decision.roles else OTHER_ROLE)


def test_a_form_goes_only_where_forms_go() -> None:
    """What can be read cannot be written to, and a reader writes nowhere."""
    assert decide("POST", "/t/FC01", Person("", CODER), "llais").what == NOT_HERE
    assert decide("POST", "/code/FC01/do", Person("", CODER), "llais").what == OPEN
    assert decide("POST", "/code/FC01/do", Person("", READER), "llais") == Decision(OTHER_ROLE, (CODER,))


def test_another_database_is_not_there() -> None:
    """Only the file that is served has addresses, whatever letters its name is made of."""
    assert is_open("/llais.v2", Person("", PUBLIC), "llais.v2")
    assert not is_open("/llaisxv2", Person("", PUBLIC), "llais.v2")
    assert not is_open("/llais", Person("", ETHICS), "llais-ethics")
