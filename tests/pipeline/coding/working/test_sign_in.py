"""Coders choose a password at first, and need it from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.coding.working.log import WorkingLog
from pipeline.coding.working.sign_in import coder_name, is_known, sign_in


@pytest.fixture
def log(tmp_path: Path):
    """Open a new working database."""
    with WorkingLog(tmp_path / "coding.db") as made:
        yield made


def test_the_first_password_is_the_coder_s(log: WorkingLog):
    """The password of the first sign-in is asked for at every other."""
    assert not is_known(log, "Siân")
    assert sign_in(log, "Siân", "bara brith a the")
    assert is_known(log, "Siân")
    assert sign_in(log, "Siân", "bara brith a the")
    assert not sign_in(log, "Siân", "bara brith a thê")


def test_short_passwords_are_not_taken(log: WorkingLog):
    """Seven characters are too few to choose, and leave the coder without a password."""
    assert not sign_in(log, "HL", "1234567")
    assert not is_known(log, "HL")


def test_a_password_is_the_same_however_it_is_typed(log: WorkingLog):
    """An accent typed as a character of its own, as on a Mac, is the accent."""
    assert sign_in(log, "HL", "llwŷbrau coch")
    assert sign_in(log, "HL", "llwy\u0302brau coch")


def test_the_password_is_kept_nowhere(log: WorkingLog):
    """The file holds a salted hash, and two coders with one password have two."""
    sign_in(log, "HL", "bara brith a the")
    sign_in(log, "MR", "bara brith a the")
    assert log.password_of("HL") != log.password_of("MR")
    assert all(b"bara brith" not in path.read_bytes() for path in log.path.parent.iterdir())


def test_a_forgotten_password_is_chosen_anew(log: WorkingLog):
    """After `forget_password` the coder chooses another one."""
    sign_in(log, "HL", "bara brith a the")
    assert log.forget_password("HL")
    assert sign_in(log, "HL", "teisen lap a the")
    assert not log.forget_password("MR")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("  HL ", "HL"), ("Sia\u0302n  Parry", "Siân Parry"), ("", ""), ("a\nb", "a b"), ("\u202eHL", ""), ("x" * 41, "")],
)
def test_names_are_tidied(typed: str, name: str):
    """One coder is one name, whatever blanks and accents were typed; what cannot be read is no name."""
    assert coder_name(typed) == name
