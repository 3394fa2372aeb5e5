"""Patience with wrong passwords."""

from __future__ import annotations

from pipeline.workbench.access.patience import SECONDS_TO_WAIT, TRIES, TRIES_IN_ALL, Patience


class Clock:
    """A clock that stands until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self.now


def test_the_wait_after_wrong_passwords_ends() -> None:
    """After so many tries a name waits, another does not, and after a minute it may try again."""
    clock = Clock()
    patience = Patience(clock)
    for _ in range(TRIES):
        assert patience.wait("Siân") == 0
        patience.count("Siân")
    assert 0 < patience.wait("Siân") <= SECONDS_TO_WAIT + 1
    assert patience.wait("Owen") == 0
    clock.now += SECONDS_TO_WAIT + 1
    assert patience.wait("Siân") == 0


def test_the_wait_is_as_long_as_it_says() -> None:
    """Tries that lie apart leave the minute one by one."""
    clock = Clock()
    patience = Patience(clock)
    for _ in range(TRIES):
        patience.count("Siân")
        clock.now += 10
    clock.now += patience.wait("Siân")
    assert patience.wait("Siân") == 0


def test_many_names_share_a_limit() -> None:
    """Whoever tries one password with many names waits too, and so does everybody else for that minute."""
    patience = Patience(Clock())
    for n in range(TRIES_IN_ALL):
        assert patience.wait(f"name {n}") == 0
        patience.count(f"name {n}")
    assert patience.wait("Siân") > 0


def test_a_right_password_is_forgiven_the_wrong_ones() -> None:
    """Who remembered at last starts afresh; others do not."""
    patience = Patience(Clock())
    for name in ("Siân", "Owen"):
        for _ in range(TRIES):
            patience.count(name)
    patience.was_right("Siân")
    assert patience.wait("Siân") == 0
    assert patience.wait("Owen") > 0
