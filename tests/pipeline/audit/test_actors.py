"""People who act: one name in one form, one label, and no second person out of another way of writing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.audit.actors import NoActor, clean_name, find_actor, label_of, same_person
from pipeline.study import Study
from tests.conftest import Opener


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siân Rees", "SIÂN  rees"),
        ("Siân Rees", "Sian Rees"),
        ("Siân Rees", "Sia\u0302n Rees"),
        ("A. Moore", "a moore"),
        ("🙂", "🙂 "),
    ],
)
def test_one_person_stays_one_person(one: str, other: str) -> None:
    """Whatever their case, accents, blanks and full stops."""
    assert same_person(one, other)


@pytest.mark.parametrize(("one", "other"), [("Siân Rees", "Siôn Rees"), ("Ann", "Anna"), ("🙂", "❤️")])
def test_two_people_stay_two(one: str, other: str) -> None:
    """Where letters differ."""
    assert not same_person(one, other)


def test_somebody_keeps_their_label(tmp_path: Path, make_study: Callable[..., Study], opened: Opener) -> None:
    """Given at their first act; a role is remembered."""
    db = opened(make_study(tmp_path / "study", {}))

    assert [label_of(db, name) for name in ("Siân", "Ceri", "Siân")] == ["R1", "R2", "R1"]
    label_of(db, "Ceri", "custodian")
    assert [row["role"] for row in db.query("SELECT role FROM actors ORDER BY label")] == ["", "custodian"]


def test_who_acts_is_given_or_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this order; nobody is an error."""
    monkeypatch.setenv("LLAIS_ACTOR", "Ceri  Lloyd")

    assert find_actor("Siân") == "Siân"
    assert find_actor() == "Ceri Lloyd"
    for nobody in (" ", "two\x00", "x" * 81):
        with pytest.raises(NoActor, match="--as"):
            clean_name(nobody)
