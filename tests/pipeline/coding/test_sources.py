"""Which transcript a text is: its name is tried first, and its words decide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.coding.sources import NoTranscript, SourceMatcher
from pipeline.coding.texts import SOURCE, StudyTexts
from pipeline.intake import ingest

SAID = {
    "FC01": "INT: How did the first week go?\nFC01: Gŵyneth made cawl for all of us, and the lamp was on the landing.",
    "YP01": "INT: Who listened to you, would you say?\nYP01: My key worker did, she asked me what I wanted to do.",
}
NAMED = {"FC01": {"file": "Mair Treharne final.txt"}}


@pytest.fixture
def db(make_study: Callable, opened: Callable, tmp_path: Path) -> Database:
    """Open a store with two interviews, and a draft in which Gŵyneth is called Carys."""
    study = make_study(tmp_path / "study", SAID, listed=NAMED)
    store = opened(study)
    ingest(store, study)
    store.table("releases").insert({"id": "draft-a", "audience": "team", "status": "draft", "sha256": ""})
    where = {"release_id": "draft-a", "transcript_id": "FC01", "turn": 2, "start": 0, "end": 7}
    store.table("release_replacements").insert({**where, "replacement": "Carys"})
    return store


@pytest.mark.parametrize("name", ["FC01", "fc01.docx", "Mair_Treharne final", "whatever.txt", "YP01", ""])
def test_the_words_decide_whatever_the_name(db: Database, name: str) -> None:
    """Label, file, another's label, or nothing."""
    matched = SourceMatcher(StudyTexts(db)).match(name, SAID["FC01"])

    assert (matched.transcript, matched.version.release) == ("FC01", SOURCE)


def test_the_version_is_the_one_whose_words_are_there(db: Database) -> None:
    """The file need not say which draft it was made from."""
    text = SAID["FC01"].replace("Gŵyneth", "Carys")

    assert SourceMatcher(StudyTexts(db)).match("FC01", text).version.release == "draft-a"


def test_a_text_that_fits_everything_is_of_the_draft_that_the_file_names(db: Database) -> None:
    """Nothing was replaced in it, or it was edited since."""
    matcher = SourceMatcher(StudyTexts(db), "draft-a")
    edited = SAID["FC01"].replace("Gŵyneth made cawl", "Carys cooked soup")

    assert matcher.match("YP01", SAID["YP01"]).version.release == "draft-a"
    assert matcher.match("FC01", edited).version.release == "draft-a"


@pytest.mark.parametrize(("text", "why"), [("", "no text"), ("The weather was fine.\nYes.", "no transcript")])
def test_what_is_no_transcript_is_refused(db: Database, text: str, why: str) -> None:
    """Also under a name that is one."""
    with pytest.raises(NoTranscript, match=why):
        SourceMatcher(StudyTexts(db)).match("FC01", text)
