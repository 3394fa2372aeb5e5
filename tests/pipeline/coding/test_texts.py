"""The texts that a coder may have seen are looked up as they are needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.coding.texts import SOURCE, StudyTexts, named, stem
from pipeline.intake import ingest

SAID = {"FC01": "INT: Who helped?\nFC01: Gŵyneth did, and she made cawl."}


@pytest.fixture
def db(make_study: Callable, opened: Callable, tmp_path: Path) -> Database:
    """Open a store with one interview, a release and four drafts, of which two are alike."""
    study = make_study(tmp_path / "study", SAID)
    store = opened(study)
    ingest(store, study)
    published = {"release-1": "Carys", "draft-a": "Dilwen", "draft-b": "Dilwen", "draft-c": "Menna", "draft-d": ""}
    for id_, name in published.items():
        status = id_.partition("-")[0]
        store.table("releases").insert({"id": id_, "audience": "team", "status": status, "sha256": ""})
        if name:
            where = {"release_id": id_, "transcript_id": "FC01", "turn": 2, "start": 0, "end": 7}
            store.table("release_replacements").insert({**where, "replacement": name})
    return store


def test_a_version_has_the_turns_as_they_were_published(db: Database) -> None:
    """Or as they were said."""
    texts = StudyTexts(db)

    assert texts.version("FC01", "release-1").turns[1].text == "Carys did, and she made cawl."
    assert texts.version("FC01", SOURCE).turns[1].text == "Gŵyneth did, and she made cawl."


def test_a_turn_that_was_read_in_anew_stays_as_it_is(db: Database) -> None:
    """The replacements of an old release do not fit a shorter text."""
    db.execute("UPDATE turns SET text = 'Na.' WHERE n = 2")

    assert StudyTexts(db).version("FC01", "release-1").turns[1].text == "Na."


def test_versions_that_differ_come_in_the_order_in_which_they_are_likely(db: Database) -> None:
    """What the file names first, then as it was said, then releases, then drafts, the newest first; each text once."""
    texts = StudyTexts(db)

    assert [one.release for one in texts.versions("FC01", ["draft-b", "release-9"])] == [
        "draft-b",
        SOURCE,
        "release-1",
        "draft-c",
    ]


def test_no_more_versions_are_built_than_are_looked_at(db: Database) -> None:
    """A study may have hundreds of drafts."""
    texts = StudyTexts(db)
    next(texts.versions("FC01", []))

    assert texts.__dict__["_versions"].keys() == {("FC01", SOURCE)}


def test_a_transcript_is_known_by_its_label_and_by_its_file(db: Database) -> None:
    """Whatever the case, the blanks and the folder."""
    assert StudyTexts(db).names == {"fc01": {"FC01"}, "fc01.txt": {"FC01"}}
    assert named(" FC01_final  v2 ") == "fc01 final v2"
    assert stem("C:\\Users\\team\\FC01.docx") == stem("/home/team/FC01.docx") == "FC01"
