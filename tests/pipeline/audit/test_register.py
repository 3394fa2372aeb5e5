"""Re-identification: one person asks, another approves, and as little as answers is seen, once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from pipeline.audit import register
from pipeline.audit.register import NotThatFar, approve, ask, carry_out, note_returned, refuse, requests
from pipeline.audit.revealing import Target, entity, participant, replacement
from pipeline.audit.trail import entries
from pipeline.errors import NamesSomebody, NoSuchThing, NotTwoPeople
from pipeline.study import Study
from tests import studies

SAID = {"FC01": "INT: Who helped?\nP1: Nia Pritchard came on Fridays. Gŵyneth Rhŷs gave us lifts. 🙂"}
LISTED = {"FC01": {"known_names": "Gwenllian Hopcyn;Nia Pritchard"}}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Make a study of one interview."""
    return studies.make_study(tmp_path_factory.mktemp("register") / "study", SAID, listed=LISTED)


@pytest.fixture(scope="module")
def pseudonymised(study: Study) -> Iterator[Database]:
    """Open its store, pseudonymised."""
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
        yield db


@pytest.fixture
def db(pseudonymised: Database) -> Iterator[Database]:
    """Begin with an empty register: what a test does is undone after it."""
    pseudonymised.execute("BEGIN")
    yield pseudonymised
    pseudonymised.rollback()


def asked(db: Database, study: Study, target: Target | None = None) -> int:
    """Enter a request of Siân Rees."""
    return ask(db, study.settings, target or participant("FC01"), "safeguarding", "public task", "Siân Rees")


def trail_of(db: Database) -> list[Any]:
    """List what the trail tells of the register."""
    return [entry for entry in entries(db) if entry.action.startswith("re-identification")]


def test_two_people_see_one_name(db: Database, study: Study) -> None:
    """Of all the names that are known, that of the participant alone; each step is in the trail, and no name is."""
    number = asked(db, study)
    approve(db, number, "Ceri Lloyd")
    shown = carry_out(db, study.settings, number, "Siân Rees", "Dewi Prys")
    note_returned(db, number, "Siân Rees", ethics_told=True)

    assert shown.lines == ("Gwenllian Hopcyn",)
    (one,) = requests(db)
    assert (one.state, one.about, one.ethics_told) == (register.RETURNED, "participant FC01", True)
    assert (one.requested_by, one.approved_by) == ("R2", "R3")
    assert [entry.action.removeprefix("re-identification ") for entry in trail_of(db)] == [
        "asked for",
        "approved",
        "carried out",
        "returned",
    ]
    assert not [word for word in ("Gwenllian", "Siân", "Ceri", "Dewi") if word in repr((trail_of(db), one))]


@pytest.mark.parametrize("same", ["Siân Rees", "siân rees", "SIAN   REES", " Sia\u0302n Rees", "Siân-Rees"])
def test_nobody_approves_their_own_request(same: str, db: Database, study: Study) -> None:
    """However they write their name."""
    number = asked(db, study)
    with pytest.raises(NotTwoPeople, match="same person"):
        approve(db, number, same)

    assert requests(db)[0].state == register.ASKED
    with pytest.raises(NotThatFar):
        carry_out(db, study.settings, number, same)


def test_the_store_itself_refuses_it(db: Database, study: Study) -> None:
    """Also where somebody writes to it without llais."""
    number = asked(db, study)
    with pytest.raises(sqlcipher.IntegrityError):
        db.execute("UPDATE re_identifications SET approved_by = requested_by WHERE id = ?", [number])


def test_each_step_needs_the_one_before_and_is_taken_once(db: Database, study: Study) -> None:
    """One line says how far a request is."""
    number = asked(db, study)
    with pytest.raises(NotThatFar, match="waiting for approval"):
        carry_out(db, study.settings, number, "Ceri")
    with pytest.raises(NotThatFar):
        note_returned(db, number, "Ceri")
    approve(db, number, "Ceri")
    with pytest.raises(NotThatFar, match="is approved"):
        approve(db, number, "Ceri")
    with pytest.raises(NotThatFar):
        refuse(db, number, "Ceri")
    carry_out(db, study.settings, number, "Ceri")
    with pytest.raises(NotThatFar, match="is carried out"):
        carry_out(db, study.settings, number, "Ceri")


def test_a_refused_request_is_not_carried_out(db: Database, study: Study) -> None:
    """Nor approved later."""
    number = asked(db, study)
    refuse(db, number, "Ceri")

    for step in (lambda: approve(db, number, "Dewi"), lambda: carry_out(db, study.settings, number, "Dewi")):
        with pytest.raises(NotThatFar, match="refused"):
            step()


def test_a_request_that_is_not_there_is_told(db: Database) -> None:
    """With how to see those that are."""
    with pytest.raises(NoSuchThing, match="reidentify list"):
        approve(db, 99, "Ceri")


def test_a_legal_basis_names_nobody(db: Database, study: Study) -> None:
    """As it stays readable."""
    with pytest.raises(NamesSomebody, match="legal basis"):
        ask(db, study.settings, participant("FC01"), "safeguarding", "as Nia asked", "Siân Rees")


@pytest.mark.parametrize(
    ("target", "seen"),
    [(entity(2), {"Nia Pritchard", "Gŵyneth Rhŷs"}), (replacement("FC01", 2, 2), {"Gŵyneth Rhŷs"})],
)
def test_what_was_replaced_can_be_asked_too(target: Target, seen: set[str], db: Database, study: Study) -> None:
    """One entity, or one replacement: nothing else."""
    number = asked(db, study, target)
    approve(db, number, "Ceri")
    shown = carry_out(db, study.settings, number, "Siân Rees")

    assert len(shown.lines) == 1
    assert seen >= set(shown.lines)
