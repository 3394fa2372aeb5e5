"""Where the store's passphrase comes from: a key file, the environment, or the person at the keyboard."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import NoPassphrase

VARIABLE = "LLAIS_PASSPHRASE"


def find_passphrase(key_file: Path | None, ask: Callable[[], str] | None = None) -> str:
    """Return the passphrase from `key_file`, else from LLAIS_PASSPHRASE, else by asking. Raises NoPassphrase."""
    if key_file is not None:
        return _from_file(key_file)
    if os.environ.get(VARIABLE):
        return os.environ[VARIABLE]
    if ask is not None:
        given = ask()
        if given:
            return given
    raise NoPassphrase(f"The store needs its passphrase: give --key-file FILE, set {VARIABLE}, or type it when asked.")


def make_key_file(path: Path) -> None:
    """Write a new random passphrase to `path`, readable by its owner alone. Raises FileExistsError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_urlsafe(32).encode("ascii") + b"\n")


def _from_file(path: Path) -> str:
    try:
        passphrase = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        raise NoPassphrase(f"The key file {path} cannot be read. Check its name and who may read it.") from None
    if not passphrase:
        raise NoPassphrase(f"The key file {path} is empty. It should hold the passphrase on one line.")
    return passphrase
