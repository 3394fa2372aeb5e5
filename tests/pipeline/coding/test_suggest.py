"""A machine suggests the sentence in which a participant said one of the codebook's phrases. It never codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import parse_codebook
from codebook.model import Codebook
from pipeline.coding.suggest import Suggester, languages_of, suggest
from pipeline.errors import NothingIngested
from pipeline.intake import ingest
from tests import studies

BOOK = """
id: small
title: Gofal
version: "0.1.0"
status: draft
language: en
themes:
  - id: care
    tag: CAR
    name: Care
    colour: "#0072B2"
    definition: "How care is given."
    codes:
      - {id: care/meals, tag: CAR-MEA, name: Meals, definition: "Eating together.", indicators: [she made my tea, cawl]}
      - {id: care/lifts, tag: CAR-LIF, name: Lifts, definition: "Being driven.", indicators: [dropped me off]}
"""


@pytest.fixture(scope="module")
def book() -> Codebook:
    """Load a codebook with three phrases."""
    return parse_codebook(BOOK)


@pytest.fixture
def store(make_study: Callable, opened: Callable, tmp_path: Path) -> Callable[[dict[str, str]], Database]:
    """Return what opens a store that holds what was said."""

    def make(said: dict[str, str]) -> Database:
        study = make_study(tmp_path / "study", said)
        db = opened(study)
        ingest(db, study)
        return db

    return make


def suggested(db: Database) -> list[str]:
    """List what is suggested: the words of the turn, and the code."""
    rows = db.query(
        """SELECT substr(t.text, s.start + 1, s.end - s.start) AS words, s.code_id
           FROM suggestions s JOIN turns t ON t.id = s.turn_id ORDER BY t.transcript_id, t.n, s.start, s.code_id"""
    )
    return [f"{row['code_id']}: {row['words']}" for row in rows]


def test_the_whole_sentence_is_suggested(store: Callable, book: Codebook) -> None:
    """The sentence is what a coder reads, without the blanks round it; emoji and accents do not shift it."""
    db = store({"YP01": "INT: Who helped?\nYP01: Gŵyneth did 🙂.  Then he makes her tea!  Then he drops us off. Ie."})

    assert suggest(db, book) == 2
    assert suggested(db) == ["care/meals: Then he makes her tea!", "care/lifts: Then he drops us off."]


def test_nothing_that_an_interviewer_said_is_suggested(store: Callable, book: Codebook) -> None:
    """Questions are no data."""
    db = store({"YP01": "INT: Was there cawl?\nYP01: There was toast."})

    assert suggest(db, book) == 0


def test_a_sentence_is_suggested_once_for_a_code(store: Callable, book: Codebook) -> None:
    """Two phrases of one code in one sentence are one suggestion; two codes are two."""
    db = store({"YP01": "INT: And?\nYP01: She made my tea, cawl, more cawl, and dropped me off."})

    assert suggest(db, book) == 2
    assert {line.split(":")[0] for line in suggested(db)} == {"care/meals", "care/lifts"}


def test_suggestions_are_made_anew_each_time(store: Callable, book: Codebook) -> None:
    """Those of the codebook before do not stay."""
    db = store({"YP01": "INT: And?\nYP01: There was cawl."})
    suggest(db, book)

    assert suggest(db, parse_codebook(BOOK.replace(", cawl]", "]"))) == 0
    assert suggested(db) == []


def test_a_suggestion_never_counts_as_a_coding(make_study: Callable, tmp_path: Path) -> None:
    """What nobody accepted is in a table of its own, and in no count."""
    study = make_study(tmp_path / "study", {"YP01": "INT: And?\nYP01: She kept my room and somewhere to stay. Diolch."})
    database = Database(studies.published(study))

    assert database["suggestions"].count > 0
    assert database["codings"].count == 0
    assert not any(row["people"] for row in database["code_counts"].rows)


def test_every_stretch_is_a_sentence_of_its_text(book: Codebook) -> None:
    """Offsets are into the text as given, its line breaks being ends of sentences too."""
    texts = ["🙂 Cawl oedd o.\nDyna ni", "", "nothing here"]
    first, *others = Suggester(book)(texts)

    assert [texts[0][s.start : s.end] for s in first] == ["🙂 Cawl oedd o."]
    assert others == [[], []]


def test_an_empty_study_says_what_to_run(
    opened: Callable, make_study: Callable, tmp_path: Path, book: Codebook
) -> None:
    """There has to be something that was said."""
    with pytest.raises(NothingIngested, match="llais ingest STUDY"):
        suggest(opened(make_study(tmp_path / "study", {})), book)


@pytest.mark.parametrize(
    ("setting", "languages"),
    [("en", ("en",)), ("cy;en", ("cy", "en")), ("CY", ("cy",)), ("tlh", ("en",)), ("", ("en",))],
)
def test_the_studys_languages_say_whose_dictionary_forms_count(setting: str, languages: tuple[str, ...]) -> None:
    """Several languages may be named; one that has no dictionary here is left out."""
    assert languages == languages_of(setting)
