"""Merge, split, alias, pseudonym, keep, type, policy: what each does to what stands in the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import steps
from pipeline.errors import CannotDecide, NamesSomebody, PseudonymTaken
from pipeline.review import entity_changes as change
from pipeline.review.bench import Bench
from pipeline.review.entity_list import Entity, entities_of, find_entity
from pipeline.review.questions import ONE_OR_TWO, WHOSE, questions
from tests import studies

SAID = {
    "FC01": "INT: Who is here?\nFC01: Joanne Price, and Jojo, that's all. Jojo likes soup 🙂 and lives in Neath.\n",
    "WK01": "INT: Who else?\nWK01: Sarah Bevan drove. Sarah was late.\nINT: Others?\nWK01: Sarah Gethin cooked.\n",
    "YP01": "INT: Who do you trust?\nYP01: Sarah. And Streetwise, the project, they gave me a phone.\n",
}
LISTED = {
    "FC01": {"known_names": "Joanne Price;Jojo"},
    "WK01": {"known_names": "Sarah Bevan;Sarah Gethin"},
}
PEOPLE = "name,type,aliases,relation,pseudonym\nStreetwise,ORG,,youth project,\nNeath,PLACE,,,\n"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Put a study with two Sarahs and a nickname on the bench."""
    study = studies.make_study(tmp_path / "study", SAID, listed=LISTED, people=PEOPLE)
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, studies.say_nothing)
        steps.protect(db, study, studies.say_nothing)
        yield Bench(db, study.settings)


def entity(bench: Bench, asked: str) -> Entity:
    """Find somebody or something by name."""
    return find_entity(entities_of(bench), asked)


def stands(bench: Bench, transcript: str, turn: int, words: str, nth: int = 0) -> str | None:
    """Say what stands for words in a turn."""
    [shown] = bench.page_turns(transcript, [turn])
    return [mark for mark in shown.marks if mark.words == words][nth].replacement


def test_a_merge_gives_both_one_pseudonym(bench: Bench) -> None:
    """Jojo is Joanne: one first name stands for both, one entity is left."""
    bench.decide_all(change.merge(entity(bench, "Jojo"), entity(bench, "Joanne Price"), bench.decisions()), "Rhian")

    first = str(stands(bench, "FC01", 2, "Joanne Price")).split()[0]
    assert stands(bench, "FC01", 2, "Jojo") == first
    assert entity(bench, "Jojo") == entity(bench, "Joanne Price")


def test_a_merge_can_be_undone(bench: Bench) -> None:
    """Both stand as before."""
    before = stands(bench, "FC01", 2, "Jojo")
    [outcome] = bench.decide_all(
        change.merge(entity(bench, "Jojo"), entity(bench, "Joanne Price"), bench.decisions()), "Rhian"
    )

    bench.undo(outcome.decision_id, "Rhian")

    assert stands(bench, "FC01", 2, "Jojo") == before


def test_two_sarahs_are_told_apart_by_their_full_name(bench: Bench) -> None:
    """Sarah Gethin has a first name of her own; Sarah Bevan keeps hers; whose the bare Sarahs are is asked."""
    before = stands(bench, "WK01", 2, "Sarah Bevan")
    assert str(stands(bench, "WK01", 4, "Sarah Gethin")).split()[0] == str(before).split()[0]

    bench.decide_all(change.tell_names_apart(entity(bench, "Sarah Gethin"), bench.decisions()), "Rhian")

    assert stands(bench, "WK01", 2, "Sarah Bevan") == before
    assert str(stands(bench, "WK01", 4, "Sarah Gethin")).split()[0] != str(before).split()[0]
    asked = [one for one in questions(bench, entities_of(bench)) if one.kind == WHOSE]
    assert [(one.about.name, one.transcripts) for one in asked] == [("Sarah", ("WK01", "YP01"))]
    assert {choice.name for choice in asked[0].choices} == {"Sarah Bevan", "Sarah Gethin"}


def test_who_a_bare_name_means_is_answered_for_a_transcript(bench: Bench) -> None:
    """In YP01 it is Sarah Gethin; in WK01 it stays open."""
    bench.decide_all(change.tell_names_apart(entity(bench, "Sarah Gethin"), bench.decisions()), "Rhian")
    own = str(stands(bench, "WK01", 4, "Sarah Gethin")).split()[0]

    bench.decide_all(change.say_who("Sarah", "YP01", entity(bench, "Sarah Gethin")), "Rhian")

    assert stands(bench, "YP01", 2, "Sarah") == own
    assert stands(bench, "WK01", 2, "Sarah") != own
    asked = [one for one in questions(bench, entities_of(bench)) if one.kind == WHOSE]
    assert [one.transcripts for one in asked] == [("WK01",)]


def test_a_split_by_transcript(bench: Bench) -> None:
    """YP01's Sarah is somebody else altogether."""
    before = stands(bench, "WK01", 2, "Sarah")
    bench.decide_all(change.split(entity(bench, "Sarah"), bench.decisions(), transcript="YP01"), "Rhian")

    assert stands(bench, "YP01", 2, "Sarah") != before == stands(bench, "WK01", 2, "Sarah")


def test_an_alias_is_replaced_wherever_it_stands(bench: Bench) -> None:
    """A name that the machine never saw: it becomes the person's."""
    bench.decide_all(change.add_alias(entity(bench, "Joanne Price"), "that's all"), "Rhian")

    assert stands(bench, "FC01", 2, "that's all")


def test_a_chosen_pseudonym_stands(bench: Bench) -> None:
    """First name and surname, as the participant chose them."""
    bench.decide_all(change.reserve(entity(bench, "Joanne Price"), "Heledd Mostyn"), "Rhian")

    assert stands(bench, "FC01", 2, "Joanne Price") == "Heledd Mostyn"


@pytest.mark.parametrize("chosen", ["Sarah Mostyn", "Heledd Gethin", "Jojo"])
def test_a_pseudonym_that_is_a_real_name_is_refused(bench: Bench, chosen: str) -> None:
    """Nothing changes, and the message repeats no name."""
    with pytest.raises((NamesSomebody, PseudonymTaken)) as refused:
        bench.decide_all(change.reserve(entity(bench, "Joanne Price"), chosen), "Rhian")

    assert not any(word in str(refused.value) for word in chosen.split())
    assert list(bench.decisions()) == []


def test_what_is_kept_stays(bench: Bench) -> None:
    """A national project; everywhere, or in one transcript alone."""
    bench.decide_all(change.keep(entity(bench, "Streetwise")), "Rhian")

    assert stands(bench, "YP01", 2, "Streetwise") is None


def test_type_and_policy_change_what_stands_there(bench: Bench) -> None:
    """A place as a placeholder; a project as somebody's name."""
    bench.decide_all(change.change_policy(entity(bench, "Neath"), "placeholder"), "Rhian")
    assert stands(bench, "FC01", 2, "Neath") == "[place]"

    bench.decide_all(change.change_type(entity(bench, "Streetwise"), "OTHER"), "Rhian")
    assert stands(bench, "YP01", 2, "Streetwise") == "[detail]"


def test_a_place_gets_the_team_s_own_words(bench: Bench) -> None:
    """As written."""
    bench.decide_all(change.reserve(entity(bench, "Neath"), "a town by a river"), "Rhian")

    assert stands(bench, "FC01", 2, "Neath") == "a town by a river"


def test_what_makes_no_sense_is_refused(bench: Bench) -> None:
    """Merging with itself or with a place; splitting nothing or all."""
    nia, neath = entity(bench, "Joanne Price"), entity(bench, "Neath")
    for wrong in (
        lambda: change.merge(nia, nia, ()),
        lambda: change.merge(nia, neath, ()),
        lambda: change.split(neath, bench.decisions(), transcript="FC01"),
        lambda: change.split(nia, bench.decisions(), transcript="YP01"),
        lambda: change.split(nia, bench.decisions(), transcript="FC01"),
        lambda: change.keep(nia, "YP01"),
    ):
        with pytest.raises(CannotDecide):
            wrong()


def test_short_names_are_asked_about_and_answered_once(bench: Bench) -> None:
    """Jo may be Joanne: nothing is guessed, and a no is remembered."""
    asked = [one for one in questions(bench, entities_of(bench)) if one.kind == ONE_OR_TWO]
    for one in asked:
        bench.decide_all(change.tell_apart(one.about, one.choices[0]), "Rhian")

    assert [one for one in questions(bench, entities_of(bench)) if one.kind == ONE_OR_TWO] == []


def test_who_is_merged_with_somebody_told_apart_stays_with_them(bench: Bench) -> None:
    """Before and after: Jojo is the Joanne Price who was told from others of her name, and nobody else."""

    def merge() -> None:
        bench.decide_all(change.merge(entity(bench, "Jojo"), entity(bench, "Joanne Price"), bench.decisions()), "Rhian")

    def tell_apart() -> None:
        bench.decide_all(change.tell_names_apart(entity(bench, "Joanne Price"), bench.decisions()), "Rhian")

    for acts in ((merge, tell_apart), (tell_apart, merge)):
        for act in acts:
            act()
        assert stands(bench, "FC01", 2, "Jojo") == str(stands(bench, "FC01", 2, "Joanne Price")).split()[0]
        assert entity(bench, "Jojo") == entity(bench, "Joanne Price")
        bench.undo_all([one.id for one in bench.decisions()], "Rhian")


def test_somebody_told_apart_is_merged_alone(bench: Bench) -> None:
    """Sarah Gethin turns out to be Joanne Price; Sarah Bevan does not."""
    bevan = stands(bench, "WK01", 2, "Sarah Bevan")
    bench.decide_all(change.tell_names_apart(entity(bench, "Sarah Gethin"), bench.decisions()), "Rhian")
    gethin, joanne = entity(bench, "Sarah Gethin"), entity(bench, "Joanne Price")
    bench.decide_all(change.merge(gethin, joanne, bench.decisions()), "Rhian")

    assert stands(bench, "WK01", 4, "Sarah Gethin") == stands(bench, "FC01", 2, "Joanne Price")
    assert stands(bench, "WK01", 2, "Sarah Bevan") == bevan


def test_who_is_told_apart_in_one_transcript_is_merged_there_alone(bench: Bench) -> None:
    """The Sarah of YP01 is Jojo; the Sarahs of WK01 are not. The other way round it cannot be said, and is refused."""
    others = stands(bench, "WK01", 2, "Sarah")
    bench.decide_all(change.split(entity(bench, "Sarah"), bench.decisions(), transcript="YP01"), "Rhian")
    sarah = next(one for one in entities_of(bench) if one.name == "Sarah" and one.sense)

    with pytest.raises(CannotDecide, match="instead"):
        change.merge(entity(bench, "Jojo"), sarah, bench.decisions())
    bench.decide_all(change.merge(sarah, entity(bench, "Jojo"), bench.decisions()), "Rhian")

    assert stands(bench, "YP01", 2, "Sarah") == stands(bench, "FC01", 2, "Jojo")
    assert stands(bench, "WK01", 2, "Sarah") == others
