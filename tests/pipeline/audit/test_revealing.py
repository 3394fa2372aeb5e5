"""What stands behind a label, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from pipeline.audit.revealing import entity, participant, replacement, reveal, target_in
from pipeline.errors import NoSuchThing
from pipeline.study import Study
from tests import studies

SAID = {
    "FC01": "INT: Who helped?\nGwenllian: Nia Pritchard came on Fridays. Gŵyneth Rhŷs gave us lifts, and Nia a cake.\n"
    "INT: And?\nGwenllian: That was it.",
    "YP01": "INT: And then?\nP1: I had somewhere to stay. 🙂",
    "FG01": "INT: Who is here?\nMarged: I am.\nDilwyn: And me, with tea.\nMarged: Two of us.\nDilwyn: Yes.",
}
LISTED = {
    "FC01": {"known_names": "Gwenllian Hopcyn;Nia Pritchard"},
    "YP01": {"file": "Osian.txt"},
    "FG01": {"known_names": "Marged Bowen;Dilwyn Prys"},
}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Make a study of two interviews and a focus group."""
    return studies.make_study(tmp_path_factory.mktemp("revealing") / "study", SAID, listed=LISTED)


@pytest.fixture(scope="module")
def db(study: Study) -> Iterator[Database]:
    """Open its store, pseudonymised."""
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
        yield db


@pytest.mark.parametrize(
    ("label", "names"),
    [("FC01", ["Gwenllian", "Gwenllian Hopcyn"]), ("FG01-P2", ["Dilwyn"]), ("YP01", ["Osian"])],
)
def test_behind_a_participant_are_their_own_names(label: str, names: list[str], db: Database, study: Study) -> None:
    """Not those of others in the file; where no name is known, that of the file."""
    assert reveal(db, study.settings, participant(label))[1] == names


def test_behind_an_entity_are_its_forms(db: Database, study: Study) -> None:
    """The most frequent first."""
    row = next(db.query("SELECT entity FROM identifiers i JOIN turns t ON t.id = i.turn_id WHERE i.start = 0"))

    assert set(reveal(db, study.settings, entity(row["entity"]))[1]) == {"Nia Pritchard", "Nia"}


def test_behind_a_replacement_is_what_stood_there(db: Database, study: Study) -> None:
    """Counted from 1."""
    assert [reveal(db, study.settings, replacement("FC01", 2, n))[1] for n in (1, 2, 3)] == [
        ["Nia Pritchard"],
        ["Gŵyneth Rhŷs"],
        ["Nia"],
    ]


@pytest.mark.parametrize(
    "target",
    [participant("FC02"), participant("FG01"), entity(999), replacement("FC01", 2, 4), replacement("FC09", 1, 1)],
)
def test_what_is_not_there_is_said(target: object, db: Database, study: Study) -> None:
    """A focus group is nobody in particular."""
    with pytest.raises(NoSuchThing):
        reveal(db, study.settings, target)  # type: ignore[arg-type]


@given(st.text(min_size=1), st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_target_is_read_back_as_it_was_written(label: str, turn: int, nth: int) -> None:
    """Whatever the label."""
    for target in (participant(label), entity(turn), replacement(label, turn, nth)):
        assert target_in(str(target)) == target
