"""The record of tests by a person: allowed by somebody else before they begin, closed by somebody who knows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from pipeline.audit.intruder_record import Claim, TestOutOfStep, all_tests, begin, claim, close, line_of
from pipeline.audit.trail import entries
from pipeline.cli import main
from pipeline.errors import NamesSomebody, NoSuchThing, NotTwoPeople
from pipeline.settings import Settings
from pipeline.study import Study
from tests import studies

ANN, BEN, CAI = "Ann Custodian", "Ben Tester", "Cai Custodian"
SETTINGS = Settings()
GUESS = Claim("YP01", 2, "participant", "high")


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """Return a study of two people, one of them known as Nia Pritchard."""
    said = {
        "YP01": "INT: Pwy oedd yno?\nYP01: Nia Pritchard, dim ond hi. 🙂",
        "FC01": "FC01: I was told on a Friday.",
    }
    made = make_study(tmp_path / "study", said, listed={"YP01": {"known_names": "Nia Pritchard"}})
    studies.published(made)
    return made


@pytest.fixture
def db(study: Study, opened: Callable[[Study], Database]) -> Database:
    """Return its store."""
    return opened(study)


def begun(db: Database, tester: str = BEN, material: tuple[str, ...] = ()) -> int:
    """Begin a test that Ann allows."""
    return begin(db, SETTINGS, tester=tester, relation="none, a journalist", material=material, actor=ANN)


def closed(db: Database, number: int, actor: str = CAI, **given: object) -> None:
    """Close a test, as Cai unless said otherwise."""
    values = {"right": (), "hours": 6.5, "sources": "newspapers", "remedy": ""} | given
    close(db, SETTINGS, number, actor=actor, **values)


@pytest.mark.parametrize("tester", [ANN, "ann custodian", "  Ann  Custodian "])
def test_a_test_that_somebody_allows_themselves_is_refused(db: Database, tester: str) -> None:
    """However they write their name; and nothing of it is on record."""
    with pytest.raises(NotTwoPeople):
        begun(db, tester)

    assert all_tests(db) == []
    assert not [entry for entry in entries(db) if entry.action.startswith("intruder")]


def test_the_record_says_who_allowed_what_before_anything_is_claimed(db: Database) -> None:
    """With nothing named, the tester may read every transcript."""
    number = begun(db)
    claim(db, number, GUESS, BEN)
    (test,) = all_tests(db)
    trail = [entry.action for entry in entries(db)]

    assert (test.relation, test.material, test.outcome) == ("none, a journalist", ("FC01", "YP01"), "still open")
    assert trail.index("intruder test allowed") < trail.index("intruder test: claim")


def test_a_closed_test_says_which_claims_were_right_and_what_was_done(db: Database) -> None:
    """Checked by somebody who is not the tester."""
    number = begun(db)
    claim(db, number, GUESS, BEN)
    claim(db, number, Claim("FC01", 1, "worker", "low"), BEN)
    closed(db, number, right=(1,), remedy="the turn was made vaguer")
    (test,) = all_tests(db)

    assert [one.right for one in test.claims] == [True, False]
    assert test.outcome == "1 of 2 claims were right"
    assert "the turn was made vaguer" in line_of(test)


def test_nobody_found_out_is_an_outcome(db: Database) -> None:
    """Six hours of newspapers led nowhere."""
    number = begun(db)
    closed(db, number)

    assert all_tests(db)[0].outcome == "nobody was found out"


def test_people_of_the_record_have_labels(db: Database) -> None:
    """The record can be shown to an auditor, and the trail names nobody."""
    number = begun(db)
    claim(db, number, GUESS, BEN)
    closed(db, number)
    text = line_of(all_tests(db)[0]) + json.dumps([entry.about for entry in entries(db)])

    for name in ("Ann", "Ben", "Cai"):
        assert name not in text


@pytest.mark.parametrize("tester", [BEN, "ben tester"])
def test_the_tester_does_not_check_their_own_claims(db: Database, tester: str) -> None:
    """However they write their name."""
    number = begun(db)
    with pytest.raises(NotTwoPeople):
        closed(db, number, actor=tester)

    assert all_tests(db)[0].outcome == "still open"


def test_only_the_tester_claims(db: Database) -> None:
    """A claim is the tester's, made under their name."""
    number = begun(db)
    with pytest.raises(NotTwoPeople):
        claim(db, number, GUESS, CAI)


def test_a_right_claim_needs_a_remedy(db: Database) -> None:
    """Something has to be done about it."""
    number = begun(db)
    claim(db, number, GUESS, BEN)
    with pytest.raises(TestOutOfStep, match="--remedy"):
        closed(db, number, right=(1,))


def test_a_closed_test_is_closed(db: Database) -> None:
    """What comes later is another test."""
    number = begun(db)
    closed(db, number)
    with pytest.raises(TestOutOfStep):
        claim(db, number, GUESS, BEN)
    with pytest.raises(TestOutOfStep):
        closed(db, number)


def test_what_is_not_there_is_refused(db: Database) -> None:
    """A test, a transcript, a turn, a claim, or material that the test was not allowed."""
    number = begun(db, material=("FC01",))
    with pytest.raises(NoSuchThing):
        begun(db, material=("YP99",))
    with pytest.raises(NoSuchThing):
        claim(db, number, GUESS, BEN)
    with pytest.raises(NoSuchThing):
        claim(db, number, Claim("FC01", 99, "place", "low"), BEN)
    with pytest.raises(NoSuchThing):
        closed(db, number, right=(1,), remedy="nothing yet")
    with pytest.raises(NoSuchThing):
        claim(db, number + 1, GUESS, BEN)


def test_texts_of_the_record_name_nobody(db: Database) -> None:
    """A name in what the sources were is refused, without repeating it."""
    number = begun(db)
    with pytest.raises(NamesSomebody) as refused:
        closed(db, number, sources="a page about Nia Pritchard")

    assert "Pritchard" not in str(refused.value)
    assert all_tests(db)[0].outcome == "still open"


def test_the_commands_go_through_a_test(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin, claim, close, list, each under somebody's name."""
    monkeypatch.setenv("LLAIS_PASSPHRASE", studies.PASSPHRASE)

    def run(*words: str) -> str:
        result = CliRunner().invoke(main, ["audit", str(study.folder), "intruder-record", *words])
        assert result.exit_code == 0, result.output
        return result.stdout

    begun = json.loads(run("begin", "--tester", BEN, "--relation", "none", "--as", ANN, "--json"))
    where = ["--transcript", "YP01", "--turn", "2", "--identity", "place", "--confidence", "low"]
    number = str(begun["test"])
    run("claim", number, *where, "--as", BEN)

    assert run("close", number, "--hours", "2", "--sources", "maps", "--as", CAI).endswith("nobody was found out.\n")
    assert json.loads(run("list", "--json"))["tests"][0]["claims"][0]["right"] is False
