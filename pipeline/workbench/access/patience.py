"""Patience with wrong passwords: after a few, nobody's guess is looked at for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

TRIES = 5
TRIES_IN_ALL = 30
SECONDS_TO_WAIT = 60


@dataclass(slots=True)
class Patience:
    """The tries of the last minute, by name; `clock` gives seconds."""

    clock: Callable[[], float] = time.monotonic
    _tries: list[tuple[float, str]] = field(default_factory=list)

    def wait(self, name: str) -> int:
        """Return for how many seconds no password of a name is looked at, 0 where it may be tried now."""
        now = self.clock()
        self._tries = [(at, whose) for at, whose in self._tries if now - at < SECONDS_TO_WAIT]
        in_all = [at for at, _ in self._tries]
        of_name = [at for at, whose in self._tries if whose == name]
        waits = [
            tries[-most] + SECONDS_TO_WAIT - now
            for tries, most in ((of_name, TRIES), (in_all, TRIES_IN_ALL))
            if len(tries) >= most
        ]
        return int(max(waits)) + 1 if waits else 0

    def count(self, name: str) -> None:
        """Count a try before its password is looked at: so many at one moment are as many as one after the other."""
        self._tries.append((self.clock(), name))

    def was_right(self, name: str) -> None:
        """Forget the tries of a name."""
        self._tries = [(at, whose) for at, whose in self._tries if whose != name]
