"""Names that are one participant's alone."""

from __future__ import annotations

import json

from pipeline.lifecycle.names import Alone, drop_known_names, forget_names, telling_words, words_alone
from pipeline.lifecycle.parts import parts_of
from pipeline.review.decisions import KEEP, STUDY, Wish, decide
from pipeline.study import Study
from tests import studies


def test_what_others_say_is_not_theirs_alone(study: Study) -> None:
    """Names and words that somebody else says, or is called, stay; those that nobody else has are theirs alone."""
    with studies.opened(study) as db:
        alone = words_alone(db, parts_of(db, "FC03"))
        assert {"nia", "pritchard", "pwllbryn"} <= alone.names
        assert alone.names.isdisjoint({"gethin", "treharne", "siwan", "carys"})
        assert {"notebook", "floor"} <= alone.words
        assert "meetings" not in alone.words


def test_ordinary_words_and_titles_tell_nothing() -> None:
    """Of "Mrs Rose Pwllbryn of 12 Castle Street" only the name that is no ordinary word tells anything."""
    assert telling_words("Mrs Rose Pwllbryn of 12 Castle Street") == ["pwllbryn"]
    assert not Alone(frozenset(), frozenset({"pwllbryn"})).is_gone("Rose")
    assert not Alone(frozenset(), frozenset({"pwllbryn"})).is_gone("Nia Pwllbryn")


def test_known_names_go_from_every_table(study: Study) -> None:
    """A name that is gone leaves the roster and the manifest's names and aliases; the roster's row is told."""
    with studies.opened(study) as db:
        names = {
            "known_names": '["Nia Pritchard", "Gethin"]',
            "aliases": '[["Nini", "Nia Pritchard"], ["Geth", "Gethin"]]',
        }
        db.table("transcripts").update("FG01", names)
        assert drop_known_names(db, lambda name: name in ("Nia Pritchard", "Nini")) == [2]
        row = next(db.query("SELECT known_names, aliases FROM transcripts WHERE id = 'FG01'"))
        assert json.loads(row["known_names"]) == ["Gethin"]
        assert json.loads(row["aliases"]) == [["Geth", "Gethin"]]
        assert [row["name"] for row in db.query("SELECT name FROM roster")] == ["Gethin Treharne"]


def test_decisions_about_a_name_go_with_it_and_numbers_stay_taken(study: Study) -> None:
    """A decision for the whole study that quotes a name goes; the number of an entity is never given again."""
    with studies.opened(study) as db:
        numbers = {row["n"] for row in db.query("SELECT n FROM entity_numbers")}
        decide(db, Wish(KEEP, STUDY, words="Pwllbryn"), "Ffion")
        decide(db, Wish(KEEP, STUDY, words="Siwan"), "Ffion")
        forget_names(db, words_alone(db, parts_of(db, "FC03")))
        assert [row["words"] for row in db.query("SELECT words FROM decisions")] == ["Siwan"]
        assert {row["n"] for row in db.query("SELECT n FROM entity_numbers")} == numbers
        assert "pwllbryn" not in {row["key"] for row in db.query("SELECT key FROM entity_numbers")}


def test_names_in_memos_and_tables_of_others_are_not_theirs_alone(study: Study) -> None:
    """A name that only a memo on others' words holds, or only the manifest's row of another file, stays."""
    with studies.opened(study) as db:
        db.execute(
            """UPDATE memos SET text = 'Ask in Pwllbryn.' WHERE coding_id IN
               (SELECT c.id FROM codings c JOIN turns t ON t.id = c.turn_id WHERE n = 5)"""
        )
        db.table("transcripts").update("FC04", {"interviewer": "Elen Pritchard"})
        names = words_alone(db, parts_of(db, "FC03")).names
        assert names.isdisjoint({"pwllbryn", "pritchard"})
        assert "nia" in names
