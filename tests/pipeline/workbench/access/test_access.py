"""What may be chosen when pages are served."""

from __future__ import annotations

import pytest

from pipeline.errors import PipelineError
from pipeline.workbench.access.access import PASSWORDS, PROXY, Choices, check_choices
from pipeline.workbench.access.accounts import Account, Accounts
from pipeline.workbench.access.errors import BadHostName, NotForThem
from pipeline.workbench.access.people import CODER, ETHICS, PUBLIC, READER, ROLES, role_for, seen_as

HOST = "interviews.example.ac.uk"
ACCOUNTS = Accounts(people={"Siân": Account(CODER), "Mair": Account(ETHICS)})


@pytest.mark.parametrize("role", ROLES)
def test_on_this_computer_every_role_can_be_looked_at(role: str) -> None:
    """Nobody has to sign in where only one's own browser gets in."""
    check_choices(Choices(role), Accounts())


@pytest.mark.parametrize(
    "choices",
    [Choices(CODER, HOST, PASSWORDS), Choices(READER, HOST, PROXY), Choices(ETHICS, HOST, PASSWORDS)],
)
def test_for_a_network_people_sign_in(choices: Choices) -> None:
    """Whose role has an account that is let in can be served."""
    check_choices(choices, ACCOUNTS)


def test_what_is_for_the_public_is_a_release() -> None:
    """A draft is for the team only; a release of what is for outside is open to everybody."""
    check_choices(Choices(PUBLIC, HOST), Accounts(), release=1)
    with pytest.raises(NotForThem, match="--release"):
        check_choices(Choices(PUBLIC, HOST), Accounts())


@pytest.mark.parametrize(
    ("choices", "error", "says"),
    [
        (Choices(CODER, HOST), NotForThem, "--sign-in"),
        (Choices(ETHICS, HOST), NotForThem, "--sign-in"),
        (Choices(PUBLIC, HOST, PASSWORDS), NotForThem, "no sign-in"),
        (Choices(CODER, HOST, PASSWORDS, analyst=True), NotForThem, "--analyst"),
        (Choices(PUBLIC, analyst=True), NotForThem, "--analyst"),
        (Choices(CODER, "https://interviews.example.ac.uk", PASSWORDS), BadHostName, "--host-name"),
        (Choices(CODER, "interviews", PASSWORDS), BadHostName, "--host-name"),
        (Choices(CODER, "a.b; return 200;", PASSWORDS), BadHostName, "--host-name"),
        (Choices(CODER, HOST, PROXY, user_header="X User"), BadHostName, "--user-header"),
        (Choices(CODER, HOST, PROXY, user_header="x-llais-proxy"), BadHostName, "--user-header"),
    ],
)
def test_what_does_not_fit_is_refused(choices: Choices, error: type[PipelineError], says: str) -> None:
    """Whatever would let in too many, or cannot be a name, is said in a line."""
    with pytest.raises(error, match=says):
        check_choices(choices, ACCOUNTS, release=1)


def test_pages_that_nobody_could_open_are_not_served() -> None:
    """Somebody needs an account with a role that is let in."""
    with pytest.raises(NotForThem, match="llais accounts"):
        check_choices(Choices(ETHICS, HOST, PASSWORDS), Accounts(people={"Siân": Account(CODER)}))


@pytest.mark.parametrize(
    ("role", "served", "as_what"),
    [
        (READER, CODER, READER),
        (CODER, CODER, CODER),
        (CODER, READER, READER),
        (READER, READER, READER),
        (ETHICS, CODER, ""),
        (ETHICS, READER, ""),
        (CODER, ETHICS, ""),
        (READER, ETHICS, ""),
        (ETHICS, ETHICS, ETHICS),
    ],
)
def test_who_is_let_in_as_what(role: str, served: str, as_what: str) -> None:
    """The team's two roles share their pages; the ethics pages are nobody else's."""
    assert seen_as(role, served) == as_what


def test_a_file_says_for_whom_it_is() -> None:
    """Without a role the name of the file decides, so that no file is ever shown as the team's by mistake."""
    assert [role_for(name) for name in ("llais", "llais-ethics", "llais-outside")] == [CODER, ETHICS, PUBLIC]
