"""Passwords of accounts: kept as datasette-auth-passwords keeps them, and checked in the same time for every name.

Its functions are used and its plugin is not loaded: that would take passwords at every address, at any pace.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from types import ModuleType

from pipeline.workbench.access.errors import BadAccount, NoPasswords

SHORTEST = 12
LONGEST = 200


def check_installed() -> None:
    """Make sure that passwords can be checked here. Raises NoPasswords."""
    _library()


def hashed(password: str) -> str:
    """Return the salted, slow hash of a new password. Raises BadAccount where it is too short, NoPasswords."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadAccount(
            f"A password has {SHORTEST} to {LONGEST} letters: three or four words will do. Nothing was kept."
        )
    return str(_library().hash_password(_composed(password)))


def is_right(password: str, kept: str) -> bool:
    """Say whether a password is the one that was kept; where none was, this takes as long. Raises NoPasswords."""
    given = _composed(password[:LONGEST])
    return bool(_library().verify_password(given, kept or _nobodys())) and bool(kept)


@cache
def _nobodys() -> str:
    return str(_library().hash_password("nobody's"))


def _composed(password: str) -> str:
    """Bring letters with accents to one form: keyboards differ in how they send them."""
    return unicodedata.normalize("NFC", password)


def _library() -> ModuleType:
    try:
        from datasette_auth_passwords import utils
    except ImportError:
        raise NoPasswords(
            "Passwords need datasette-auth-passwords, which is not installed: pip install 'llais[auth]'"
        ) from None
    return utils
