"""Who and what is mentioned: numbers that stay, names as spoken, what stands there; and how they are found by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import steps
from pipeline.errors import NoSuchThing
from pipeline.review.bench import Bench
from pipeline.review.entity_list import Entity, entities_of, find_entity, in_scope
from pipeline.study import Study
from tests import studies

SAID = {
    "FC01": "INT: Who came?\nFC01: Nia Pritchard came with Gŵyneth 🙂, and Nia stayed. We drove to Llanelli.\n",
    "WK01": "INT: And at work?\nWK01: Mrs Pritchard rang from Llanelli. Nia was out. NIA PRITCHARD, they wrote.\n",
}
LISTED = {"FC01": {"known_names": "Nia Pritchard;Gŵyneth Rhys"}}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study in which one person is mentioned in five ways."""
    return studies.make_study(tmp_path / "study", SAID, listed=LISTED)


@pytest.fixture
def db(study: Study) -> Iterator[Database]:
    """Open its store, looked through."""
    with studies.opened(study) as store:
        steps.read_in(store, study, (), False, studies.say_nothing)
        steps.protect(store, study, studies.say_nothing)
        yield store


def people(db: Database, study: Study) -> list[Entity]:
    """List the entities of the study as they are now."""
    return entities_of(Bench(db, study.settings))


def test_a_person_has_all_their_names(db: Database, study: Study) -> None:
    """First name, surname with a title, in capitals: one entity, the fullest name first, each spelling once."""
    nia = find_entity(people(db, study), "Nia Pritchard")

    assert nia.type == "PERSON"
    assert nia.name.casefold() == "nia pritchard"
    assert {name.casefold() for name, _ in nia.names} == {"nia pritchard", "mrs pritchard", "nia"}
    assert len(nia.mentions) == 5
    assert nia.transcripts == ("FC01", "WK01")


def test_mentions_are_where_they_say(db: Database, study: Study) -> None:
    """Offsets are those of the source text, with accents and emoji before them."""
    bench = Bench(db, study.settings)
    texts = bench.texts()

    for entity in entities_of(bench):
        for one in entity.mentions:
            assert texts[one.turn_id][one.start : one.end] == one.words


def test_numbers_stay_when_the_study_grows(db: Database, study: Study) -> None:
    """A new transcript brings new numbers; nobody's changes."""
    before = {one.key: one.number for one in people(db, study)}
    rows = [studies.manifest_row(id_, LISTED.get(id_)) for id_ in (*SAID, "YP01")]
    studies.write_manifest(study.folder, rows)
    (study.transcripts / "YP01.txt").write_text("INT: Hello?\nYP01: Aled Gethin and Nia made cawl.\n", encoding="utf-8")
    steps.read_in(db, study, (), False, studies.say_nothing)
    steps.protect(db, study, studies.say_nothing)

    after = {one.key: one.number for one in people(db, study)}
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)


def test_they_are_found_by_number_and_by_name(db: Database, study: Study) -> None:
    """In any case; with or without the E."""
    entities = people(db, study)
    one = find_entity(entities, "llanelli")

    assert find_entity(entities, f"E{one.number}") == find_entity(entities, str(one.number)) == one


@pytest.mark.parametrize("asked", ["E999", "Nobody Atall", ""])
def test_nobody_of_this_name_is_said_without_repeating_it(db: Database, study: Study, asked: str) -> None:
    """What was typed may be somebody's name."""
    with pytest.raises(NoSuchThing) as error:
        find_entity(people(db, study), asked)

    assert "Nobody Atall" not in str(error.value)


def test_mentions_can_be_chosen_by_transcript_and_turn(db: Database, study: Study) -> None:
    """Everywhere, in one transcript, in one turn of it."""
    nia = find_entity(people(db, study), "Nia Pritchard")

    assert len(list(in_scope(nia))) == 5
    assert len(list(in_scope(nia, "FC01"))) == 2
    assert [one.n for one in in_scope(nia, "WK01", 2)] == [2, 2, 2]
    assert list(in_scope(nia, "WK01", 1)) == []
