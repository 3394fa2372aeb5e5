"""A second reading: blind to the first, by somebody else, compared once it is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import steps
from pipeline.errors import CannotDecide, NoSuchThing, NotTwoPeople
from pipeline.review.bench import Bench
from pipeline.review.decisions import KEEP, MENTION, REPLACE, STUDY, Wish
from pipeline.review.readings import SECOND_READING, begin_second, finish_second
from pipeline.review.second import agreement_of, unsettled
from pipeline.review.settle import settle
from tests import studies
from tests.pipeline.reviewed import decide_all, mark_of, wish_for

SAID = {
    "YP01": "INT: Who came?\nYP01: Nia Pritchard 🙂 came, and Gŵyneth brought soup to Llanelli in the old blue van.\n",
}
FIRST, SECOND = "Rhian Elis", "Owain Bevan"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Put a young person's transcript on the bench, which a first reader has decided."""
    study = studies.make_study(tmp_path / "study", SAID, listed={"YP01": {"known_names": "Nia Pritchard;Gŵyneth"}})
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, studies.say_nothing)
        steps.protect(db, study, studies.say_nothing)
        bench = Bench(db, study.settings)
        decide_all(bench, ["YP01"], FIRST)
        yield bench


def van(bench: Bench, reading: int) -> Wish:
    """Wish that the van is replaced: the machine never saw it."""
    turn = bench.page("YP01").turns[1]
    start = turn.text.index("old blue van")
    words = "old blue van"
    return Wish(REPLACE, MENTION, words, "YP01", turn.id, start, start + len(words), "OTHER", reading=reading)


def hand_in(bench: Bench) -> None:
    """Read a second time as somebody who also sees the van, and who would leave Llanelli."""
    begin_second(bench.db, "YP01", SECOND)
    bench.decide(wish_for(mark_of(bench, "YP01", "Llanelli", 2), "YP01", KEEP, reading=2), SECOND)
    bench.decide(van(bench, SECOND_READING), SECOND)
    decide_all(bench, ["YP01"], SECOND, reading=2)
    finish_second(bench.db, "YP01", SECOND)


def test_the_second_reader_sees_nothing_of_the_first(bench: Bench) -> None:
    """Every mark is undecided for them."""
    assert bench.page("YP01").undecided == 0
    assert bench.page("YP01", SECOND_READING).undecided == len(bench.page("YP01", SECOND_READING).marks) > 0


def test_what_the_second_decides_does_not_shape_the_text(bench: Bench) -> None:
    """Also where they decide about words everywhere."""
    before = bench.page("YP01")
    bench.decide(Wish(REPLACE, STUDY, "soup", type="OTHER", reading=2), SECOND)
    bench.decide(van(bench, SECOND_READING), SECOND)

    assert bench.page("YP01") == before


def test_one_person_is_not_both_readers(bench: Bench) -> None:
    """Whichever they were first; and a second reading has one reader."""
    with pytest.raises(NotTwoPeople):
        begin_second(bench.db, "YP01", FIRST)
    begin_second(bench.db, "YP01", SECOND)
    with pytest.raises(NotTwoPeople):
        bench.decide(van(bench, 1), SECOND)
    with pytest.raises(NotTwoPeople):
        begin_second(bench.db, "YP01", "Meleri Huws")


def test_who_decided_everywhere_is_no_second_reader(bench: Bench) -> None:
    """Their words stand in the transcript, so they are not blind to its first reading."""
    bench.decide(Wish(REPLACE, STUDY, "soup", type="OTHER"), SECOND)
    with bench.db.atomic():
        settle(bench.db, bench.settings)

    with pytest.raises(NotTwoPeople):
        begin_second(bench.db, "YP01", SECOND)


def test_nothing_is_compared_before_it_is_handed_in(bench: Bench) -> None:
    """The second reader cannot learn from the differences what the first decided."""
    begin_second(bench.db, "YP01", SECOND)
    bench.decide(van(bench, SECOND_READING), SECOND)

    assert unsettled(bench, bench.db, "YP01") == []
    with pytest.raises(NotTwoPeople):
        finish_second(bench.db, "YP01", FIRST)


def test_the_differences_are_listed_and_settled(bench: Bench) -> None:
    """Settling is a decision of the first reading; what is settled is not listed any more."""
    hand_in(bench)
    texts = bench.texts()
    open_ = unsettled(bench, bench.db, "YP01")
    assert [texts[one.turn_id][one.start : one.end] for one in open_] == ["Llanelli", "old blue van"]

    bench.decide(van(bench, 1), FIRST)
    assert [texts[one.turn_id][one.start : one.end] for one in unsettled(bench, bench.db, "YP01")] == ["Llanelli"]

    bench.decide(wish_for(mark_of(bench, "YP01", "Llanelli"), "YP01", REPLACE), FIRST)
    assert unsettled(bench, bench.db, "YP01") == []


def test_settling_does_not_count_as_agreement(bench: Bench) -> None:
    """The figures are those of the day on which it was handed in."""
    hand_in(bench)
    before = agreement_of(bench, ["YP01"])
    bench.decide(van(bench, 1), FIRST)

    assert agreement_of(bench, ["YP01"]) == before
    assert (before.first, before.second, before.both) == (3, 3, 2)


def test_what_was_handed_in_is_not_changed_any_more(bench: Bench) -> None:
    """Neither decided nor handed in by anybody who has not begun."""
    hand_in(bench)

    with pytest.raises(CannotDecide, match="handed in"):
        bench.decide(van(bench, SECOND_READING), SECOND)
    with pytest.raises(NoSuchThing):
        finish_second(bench.db, "FC99", SECOND)
