"""Releases for outside, side by side: none that differs from an earlier one in few people, unless somebody says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import steps
from pipeline.audit.trail import entries
from pipeline.errors import NamesSomebody
from pipeline.lifecycle.erase import erase
from pipeline.lifecycle.names import words_alone
from pipeline.lifecycle.parts import parts_of
from pipeline.lifecycle.unlink import unlink
from pipeline.migrations import migrations
from pipeline.publish.differencing import (
    Differing,
    TellsOfFew,
    check_not_of_few,
    counted_of_each,
    of_few,
    remember_people,
)
from pipeline.publish.table import OUTSIDE
from pipeline.publish.tables import Gathered
from pipeline.review.bench import Bench
from pipeline.review.decisions import REPLACE, STUDY, Wish
from pipeline.settings import Settings
from pipeline.study import Study
from tests import studies
from tests.pipeline.publish.test_counts import BOOK, coded
from tests.pipeline.publish.test_release import WHO, approve, code_again, db, study

__all__ = ["db", "study"]  # fixtures
WITHDRAWN_ONE_IS_BACK = "release 1 was never handed out"


def everybody(number: int, *but: int, digest: str = "a") -> dict[str, str]:
    """Say what is counted of so many people, without some; those whom nobody can tell apart are always there."""
    return {"": digest} | {f"YP{n:02}": digest for n in range(1, number + 1) if n not in but}


@pytest.fixture
def bare(tmp_path: Path) -> Study:
    """Make a study without transcripts, whose threshold is ten people."""
    return studies.make_study(tmp_path / "bare", {}, settings="[disclosure]\nmin_cell_outside = 10\n")


@pytest.fixture
def store() -> Iterator[Database]:
    """Make a store that knows a release for outside of 30 people, one of 31 others, and one of the team."""
    made = Database(memory=True)
    migrations.apply(made)
    for n, audience, people in ((1, OUTSIDE, everybody(30)), (2, OUTSIDE, {"": "a"}), (3, "team", everybody(31))):
        row = {"id": f"release-{n}", "audience": audience, "status": "release", "sha256": "", "n": n}
        made.table("releases").insert(row | {"at": "2026-03-31", "codebook_version": ""})
        remember_people(made, f"release-{n}", people)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("now", "members", "others"),
    [
        (everybody(31), 1, 0),
        (everybody(39), 9, 0),
        (everybody(31, 1), 2, 0),
        (everybody(30) | {"YP07": "b"}, 0, 1),
        (everybody(30) | {"": "b"}, 0, 1),
        (everybody(31, digest="b"), 1, 31),
        (everybody(39) | {"YP07": "b"}, 9, 1),
    ],
    ids=["one joined", "nine joined", "a swap", "recoded", "nobody known", "new codebook, one joined", "both"],
)
def test_few_who_differ_are_found_in_any_earlier_release(
    store: Database, bare: Study, now: dict[str, str], members: int, others: int
) -> None:
    """Whoever joined or left, though as many came, and whoever is counted otherwise; not in the last release alone.

    How many took part is told exactly, so that nine who joined stand out whatever changed of others.
    """
    assert of_few(store, bare, now) == [Differing(1, members, others)]


@pytest.mark.parametrize(
    "now",
    [everybody(30), everybody(40), everybody(42, 1), everybody(30, digest="b"), everybody(40) | {"YP01": "b"}],
    ids=["the same", "ten joined", "thirteen differ", "all are counted otherwise", "ten joined, one is recoded"],
)
def test_the_same_people_or_enough_others_may_be_released(store: Database, bare: Study, now: dict[str, str]) -> None:
    """Where nothing changed there is nothing to work out, and where ten differ none of them stands out."""
    assert of_few(store, bare, now) == []


def test_the_one_that_differs_least_is_told_of_and_none_is_left_out(store: Database, bare: Study) -> None:
    """It tells most; nobody may have the others any more either."""
    remember_people(store, "release-2", {one: "a" for one in everybody(35) if one})

    few = of_few(store, bare, everybody(34))

    assert few == [Differing(2, 1, 0), Differing(1, 4, 0)]
    with pytest.raises(TellsOfFew, match=r"release 2 for outside .*one person joined.* has releases 2 and 1 any more"):
        check_not_of_few(few, 10, "")


@pytest.mark.parametrize(
    ("one", "way_out"),
    [
        (Differing(2, 0, 3), "keep to what they have, or wait until at least 10 people differ. Only"),
        (Differing(2, 1, 30), "keep to what they have, or wait until at least 10 people joined or left. Only"),
        (Differing(2, None, None), "keep to what they have. Only"),
    ],
    ids=["recoded", "one joined as all are recoded", "nobody noted"],
)
def test_what_is_told_to_do_helps(one: Differing, way_out: str) -> None:
    """Waiting is told where it would end, and for what: where few joined it does not help that others are recoded."""
    with pytest.raises(TellsOfFew) as stopped:
        check_not_of_few([one], 10, "")

    assert way_out in str(stopped.value)


def test_nobody_knows_who_was_in_a_release_that_an_earlier_llais_made(store: Database, bare: Study) -> None:
    """It may differ in few: that is taken to be so. Where the team hides nothing, there is nothing to work out."""
    store.execute("DELETE FROM release_people WHERE release_id = 'release-1'")
    assert of_few(store, bare, everybody(90)) == [Differing(1, None, None)]
    assert "nobody noted who was in release 1" in str(Differing(1, None, None))

    hides_nothing = replace(bare, settings=replace(bare.settings, min_cell_outside=1))
    assert of_few(store, hides_nothing, everybody(31)) == []


def test_nobody_knows_who_was_in_a_release_that_the_store_has_forgotten(store: Database, bare: Study) -> None:
    """Its file is there, and a backup from before it was restored."""
    path = bare.database(OUTSIDE, 7)
    path.parent.mkdir(parents=True)
    path.touch()

    assert of_few(store, bare, everybody(90)) == [Differing(7, None, None)]


@pytest.mark.parametrize(
    ("lines", "changed"),
    [
        ("FC01 2 0-9 care/acts A\nFC01 2 0-9 care/acts B\nYP01 1 0-9 care/acts A", set()),
        ("FC01 2 4-9 care/acts A\nYP01 1 0-9 care/acts A", set()),
        ("FC01 2 0-9 care/moves A\nYP01 1 0-9 care/acts A", {"FC01"}),
        ("FC01 2 0-9 care/acts A\nFC01 2 20-30 care/acts A\nYP01 1 0-9 care/acts A", {"FC01"}),
        ("FC01 2 0-9 care/acts A\nFC01/INT 3 0-9 care/acts A\nYP01 1 0-9 care/acts A", set()),
    ],
    ids=["a second coder agrees", "moved", "another code", "another passage", "a code on a question"],
)
def test_what_is_counted_of_somebody_is_compared_and_nothing_else(lines: str, changed: set[str]) -> None:
    """Codings that only moved, as a name was replaced before them, change no number."""
    before = counted_of_each(gathered("FC01 2 0-9 care/acts A\nYP01 1 0-9 care/acts A"), Settings())
    after = counted_of_each(gathered(lines), Settings())

    assert {one for one in before if before[one] != after[one]} == changed


def test_codes_that_meet_and_bands_are_compared_too() -> None:
    """The same passages may come to overlap, and an interview may be told to be of another season."""
    apart = gathered("FC01 2 0-9 care/acts A\nFC01 2 9-20 care/moves A")
    meeting = gathered("FC01 2 0-10 care/acts A\nFC01 2 9-20 care/moves A")
    later = replace(apart, transcripts=[replace(one, season="spring 2026") for one in apart.transcripts])
    later = replace(later, applied=[replace(one, transcript=later.transcripts[0]) for one in apart.applied])

    assert len({counted_of_each(its, Settings())["FC01"] for its in (apart, meeting, later)}) == 3


def gathered(lines: str) -> Gathered:
    """Gather codings that are written as in `coded`."""
    applied = coded(lines)
    whole = {one.transcript.id: one.transcript for one in applied}
    turns = {id_: {one.turn.n: one.turn for one in applied if one.transcript.id == id_} for id_ in whole}
    transcripts = [replace(one, turns=tuple(turns[one.id].values())) for one in whole.values()]
    return Gathered(transcripts, applied, (), BOOK, "")


def release_outside(db: Database, study: Study, despite: str = "") -> dict[str, object]:
    """Release what is ready for readers outside."""
    return steps.release(db, study, OUTSIDE, studies.say_nothing, WHO, despite)


def test_one_who_joined_stops_a_release_in_one_line(db: Database, study: Study) -> None:
    """It says which earlier one, how many differ and what to do, and nothing is written or counted."""
    approve(db, study, "YP01")
    assert release_outside(db, study)["warning"] == ""
    approve(db, study, "FC01")

    with pytest.raises(
        TellsOfFew, match=r"release 1 for outside .* \(one person joined or left\).* 10 people"
    ) as stopped:
        release_outside(db, study)

    assert "\n" not in str(stopped.value)
    assert study.release_numbers(OUTSIDE) == [1]
    assert db.execute("SELECT count(*) FROM releases").fetchone() == (1,)
    assert steps.release(db, study, "team", studies.say_nothing, WHO)["id"] == "release-2"  # the team has everything


def test_one_who_joins_as_another_leaves_stops_a_release(db: Database, study: Study) -> None:
    """As many people as before, and two of them others."""
    approve(db, study, "YP01")
    release_outside(db, study)
    approve(db, study, "FC01")
    Bench(db, study.settings).decide(Wish(REPLACE, STUDY, "soup", type="OTHER"), "Rhian Elis")  # YP01 is out

    with pytest.raises(TellsOfFew, match="two people joined or left"):
        release_outside(db, study)


def test_one_who_is_recoded_stops_a_release_and_a_draft_says_so(db: Database, study: Study) -> None:
    """The people are the same, and what is counted of one of them is not."""
    approve(db, study, "FC01", "YP01")
    release_outside(db, study)
    assert steps.publish(db, study, OUTSIDE, studies.say_nothing)["warning"] == ""
    code_again(db, study)
    said: list[str] = []

    with pytest.raises(TellsOfFew, match="one person coded or grouped otherwise"):
        release_outside(db, study)
    steps.publish(db, study, OUTSIDE, said.append)

    assert any("do not hand it out: release 1 for outside" in line for line in said)


def test_a_reason_lets_it_through_and_stays_in_the_trail(db: Database, study: Study) -> None:
    """In the same transaction, beside the release; it is not in what is published, and names nobody."""
    approve(db, study, "YP01")
    release_outside(db, study)
    approve(db, study, "FC01")
    with pytest.raises(NamesSomebody, match="reason"):
        release_outside(db, study, "Nia Pritchard asked for it")
    with pytest.raises(TellsOfFew):
        release_outside(db, study, "  ")

    done = release_outside(db, study, WITHDRAWN_ONE_IS_BACK)

    assert str(done["warning"]).startswith("released despite this: release 1 for outside")
    (told,) = [one for one in entries(db) if one.action == "released though few differ"]
    assert (told.about, told.purpose) == ("release-2, beside release-1", WITHDRAWN_ONE_IS_BACK)
    assert told.counts == {"people who differ": 1}
    assert WITHDRAWN_ONE_IS_BACK.encode() not in study.database(OUTSIDE, 2).read_bytes()


def test_a_reason_that_was_not_needed_is_not_kept_and_that_is_said(db: Database, study: Study) -> None:
    """Whoever gave one is not left to think that the trail has it; nobody reads whether it names somebody."""
    approve(db, study, "YP01")

    done = release_outside(db, study, "Nia Pritchard asked for it")

    assert "was not kept" in str(done["warning"])
    assert not any("Nia" in (one.purpose or "") for one in entries(db))


def test_nothing_counted_leads_from_a_label_to_words_that_were_unlinked(db: Database, study: Study) -> None:
    """What was counted of somebody could be compared with what is counted of each text."""
    approve(db, study, "FC01", "YP01")
    release_outside(db, study)
    parts = parts_of(db, "YP01")

    unlink(db, parts, words_alone(db, parts))

    counted = {row["participant_id"]: row["counted"] for row in db.query("SELECT * FROM release_people")}
    assert counted["YP01"] == ""
    assert counted["FC01"] != ""


def test_somebody_erased_was_in_the_releases_before(db: Database, study: Study) -> None:
    """What was counted of them is forgotten, that they took part is not: they left."""
    approve(db, study, "FC01", "YP01")
    release_outside(db, study)
    parts = parts_of(db, "YP01")

    erase(db, parts, words_alone(db, parts))
    steps.protect(db, study, studies.say_nothing)

    assert next(db.query("SELECT counted FROM release_people WHERE participant_id = 'YP01'")) == {"counted": ""}
    with pytest.raises(TellsOfFew, match="one person joined or left"):
        release_outside(db, study)
