"""Recognising people who withdrew, in texts, files and the store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.lifecycle.byte_scan import (
    DRAFT,
    FILE,
    LABEL,
    NAMES,
    RELEASE,
    WORDS,
    Recogniser,
    Wanted,
    kind_of,
    search_files,
    search_store,
)
from pipeline.lifecycle.traces import Digester, Traces, runs_in
from pipeline.study import Study
from tests import studies

SAID = "Gŵyneth gave me a lift to the meetings every week"
DIGESTER = Digester(b"a secret")
TRACES = Traces(runs=DIGESTER.all_of(runs_in(SAID)), names=DIGESTER.all_of(["pwllbryn"]))
RECOGNISER = Recogniser({"FG01-P2": Wanted("FG01-P2", TRACES), "FC04": Wanted("", Traces())}, DIGESTER)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("… gwyneth gave me a LIFT to work", {WORDS}),
        ("gave me a lift to the", {WORDS}),
        ("gave me a lift to", set()),
        ("in Pwllbryn's market", {NAMES}),
        ("in Pwllbrynau", set()),
        ("FG01-P2,care/acts", {LABEL}),
        ("fg01_P2", set()),
        ("FG01-P20", set()),
        ("FC04", set()),
        (f"FG01-P2: {SAID} in PWLLBRYN", {LABEL, NAMES, WORDS}),
        ("", set()),
    ],
)
def test_six_words_a_name_or_a_label_are_enough(text: str, found: set[str]) -> None:
    """Six words in a row, one name of theirs or their label betray somebody; less, or a part of a word, does not."""
    assert RECOGNISER.in_text(text) == {("FG01-P2", what) for what in found}


def test_files_that_cannot_be_read_are_listed(tmp_path: Path) -> None:
    """Found files, clean ones and closed ones are told apart, and all are counted."""
    (tmp_path / "a.csv").write_text(SAID, encoding="utf-8")
    (tmp_path / "b.csv").write_text("care/acts", encoding="utf-8")
    (tmp_path / "c.parquet").write_bytes(b"PAR1")
    result = search_files([(path, tmp_path) for path in sorted(tmp_path.iterdir())], RECOGNISER)
    assert [(path.name, one.participant, one.holds) for path, one in result.found] == [("a.csv", "FG01-P2", (WORDS,))]
    assert [missed.rpartition("/")[2] for missed in result.not_looked_into] == ["c.parquet (Parquet)"]
    assert result.files == 3


def test_published_databases_are_drafts_or_releases(study: Study, tmp_path: Path) -> None:
    """A published database says itself what it is; another database is just a file."""
    assert kind_of(study.database()) == DRAFT
    with sqlite3.connect(study.database()) as db:
        db.execute("UPDATE study SET status = 'release'")
    db.close()
    assert kind_of(study.database()) == RELEASE
    (tmp_path / "other.db").write_bytes(b"")
    assert kind_of(tmp_path / "other.db") == FILE
    assert kind_of(tmp_path / "quotes.csv") == FILE


def test_the_store_is_searched_in_every_table(study: Study) -> None:
    """Whatever table somebody's words or names are left in, they are counted there."""
    with studies.opened(study) as db:
        before = search_store(db, RECOGNISER)["FG01-P2"]
        db.table("coders").insert({"name": f"x {SAID}", "label": "C9"})
        after = search_store(db, RECOGNISER)["FG01-P2"]
        assert after == before | {"coders: words": 1}
        assert before["turns: names"] == 1
