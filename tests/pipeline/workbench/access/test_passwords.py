"""Passwords: hashed as datasette-auth-passwords does."""

from __future__ import annotations

import sys

import pytest
from datasette_auth_passwords.utils import verify_password

from pipeline.workbench.access.errors import BadAccount, NoPasswords
from pipeline.workbench.access.passwords import LONGEST, SHORTEST, check_installed, hashed, is_right

PASSWORD = "tŷ bach twt 👩‍👧"


def test_a_password_is_the_one_that_was_kept() -> None:
    """It is right however a keyboard composes its accents; another is not, and none is kept in clear."""
    kept = hashed(PASSWORD)
    assert is_right(PASSWORD, kept)
    assert is_right(PASSWORD.replace("ŷ", "y\u0302"), kept)
    assert not is_right(PASSWORD + "!", kept)
    assert PASSWORD not in kept
    assert verify_password(PASSWORD, kept)


def test_without_a_password_none_is_right() -> None:
    """An account that a proxy signs in has no password that could be guessed."""
    assert not is_right("nobody's", "")
    assert not is_right("", "")


@pytest.mark.parametrize("password", ["", "ŷ" * (SHORTEST - 1), "x" * (LONGEST + 1)])
def test_too_short_or_too_long_is_not_taken(password: str) -> None:
    """The error tells the limits, and not what was typed."""
    with pytest.raises(BadAccount, match=f"{SHORTEST} to {LONGEST}"):
        hashed(password)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package there is one line that says how to get it."""
    monkeypatch.setitem(sys.modules, "datasette_auth_passwords", None)
    with pytest.raises(NoPasswords, match="pip install"):
        check_installed()
