"""Who codes: a name and a password, chosen at the first sign-in. Only a salted hash of it is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

from pipeline.coding.working.log import WorkingLog

SHORTEST_PASSWORD = 8
LONGEST_NAME = 40


def coder_name(typed: str) -> str:
    """Return a coder's name as it is kept: NFC, without blanks around it or doubled; "" where it cannot be one."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    return name if 0 < len(name) <= LONGEST_NAME and name.isprintable() else ""


def is_known(log: WorkingLog, name: str) -> bool:
    """Say whether a coder has chosen a password."""
    return log.password_of(name) is not None


def sign_in(log: WorkingLog, name: str, password: str) -> bool:
    """Say whether the password is the coder's; a coder without one gets it, if it is long enough."""
    kept = log.password_of(name)
    if kept is None:
        salt = secrets.token_bytes(16)
        return len(password) >= SHORTEST_PASSWORD and log.set_password(name, salt, _hash(password, salt))
    salt, hash = kept
    return hmac.compare_digest(hash, _hash(password, salt))


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(unicodedata.normalize("NFC", password).encode(), salt=salt, n=2**14, r=8, p=1)
