"""A machine suggests sentences, by the codebook's phrases and by what it learned from codings. It never codes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.model import Codebook
from pipeline.coding.answers import REJECTED, record_answer
from pipeline.coding.codebook_versions import remember_codebook
from pipeline.coding.store import add_coding, name_coders
from pipeline.coding.suggest import Made, suggest
from pipeline.coding.trials import remembered_trials
from pipeline.errors import NothingIngested
from pipeline.intake import ingest
from pipeline.protect import pseudonymise
from pipeline.settings import Settings, settings_from
from pipeline.study import Study, open_study
from tests import studies
from tests.meals_and_lifts import book_of, text_of
from tests.pipeline.coding.learning.talk import talk

LIFTS = "care/lifts"
SETTINGS = Settings()


@pytest.fixture(scope="module")
def book() -> Codebook:
    """Load a codebook with three phrases."""
    return book_of(meals="she made my tea, cawl", lifts="minibus")


@pytest.fixture
def store(make_study: Callable, opened: Callable, tmp_path: Path) -> Callable[..., Database]:
    """Return what opens a store that holds what was said; `listed` gives further cells of the manifest."""

    def make(said: dict[str, str], listed: dict[str, dict[str, str]] | None = None) -> Database:
        study = make_study(tmp_path / "study", said, listed=listed)
        db = opened(study)
        ingest(db, study)
        return db

    return make


@pytest.fixture(scope="module")
def coded_study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Make a pseudonymised study in which a coder has coded what nine of ten people said of lifts.

    Whoever speaks of a lift names Nia, who drove; Nia stands nowhere else. The tenth is not coded yet.
    """
    spoken = talk(10, 30)
    lines: dict[str, list[str]] = {}
    for one, lifts in zip(spoken.said, spoken.about_lifts, strict=True):
        text = one.text.replace(".", ", Nia Pritchard did.") if lifts else one.text
        lines.setdefault(f"YP{int(one.person[1:]) + 1:02}", []).append(f"{one.person}: {text}")
    people = {label: "INT: And then?\n" + "\nINT: Yes?\n".join(its) for label, its in lines.items()}
    named = {label: {"known_names": "Nia Pritchard"} for label in people}
    study = studies.make_study(tmp_path_factory.mktemp("coded") / "study", people, listed=named)
    with studies.opened(study) as db:
        ingest(db, study)
        name_coders(db, ["Marged"])
        for turn in list(db.query("SELECT * FROM turns WHERE transcript_id <> 'YP10' AND text LIKE '%Nia%'")):
            code(db, turn["id"], 0, len(turn["text"]))
        pseudonymise(db, SETTINGS)
    return study


@pytest.fixture
def coded(coded_study: Study, opened: Callable, tmp_path: Path) -> Database:
    """Open a copy of the coded study's store."""
    copied = shutil.copytree(coded_study.folder, tmp_path / "study")
    return opened(open_study(copied))


def code(db: Database, turn_id: int, start: int, end: int, code_id: str = LIFTS) -> None:
    """Let Marged code a stretch."""
    about = {"turn_id": turn_id, "start": start, "end": end, "code_id": code_id, "coder": "Marged"}
    add_coding(db, **about, codebook_version="0.1.0")


def suggested(db: Database, where: str = "1") -> list[str]:
    """List what is suggested: the words of the turn, and the code."""
    rows = db.query(
        f"""SELECT substr(t.text, s.start + 1, s.end - s.start) AS words, s.code_id
            FROM suggestions s JOIN turns t ON t.id = s.turn_id
            WHERE {where} ORDER BY t.transcript_id, t.n, s.start, s.code_id"""
    )
    return [f"{row['code_id']}: {row['words']}" for row in rows]


def learned(db: Database) -> list[dict]:
    """List what was suggested by what was learned, with the whole turns."""
    return list(
        db.query(
            """SELECT s.*, t.text, t.transcript_id FROM suggestions s JOIN turns t ON t.id = s.turn_id
               WHERE s.source = 'learned' ORDER BY s.turn_id, s.start"""
        )
    )


def test_sentences_with_phrases_are_suggested_with_the_reason(store: Callable, book: Codebook) -> None:
    """Where the sentence stands in what was said, by which phrase."""
    db = store({"YP01": "INT: Who helped?\nYP01: Gŵyneth did 🙂.  Then he makes her tea!  The minibus came. Ie."})

    assert suggest(db, book, SETTINGS).counts == {("care/meals", "cue"): 1, (LIFTS, "cue"): 1}
    assert suggested(db) == ["care/meals: Then he makes her tea!", "care/lifts: The minibus came."]
    assert [
        (row["cue"], row["source"], row["why"]) for row in db.query("SELECT * FROM suggestions ORDER BY start")
    ] == [
        ("she made my tea", "cue", "because of “she made my tea”, a phrase of this code"),
        ("minibus", "cue", "because of “minibus”, a phrase of this code"),
    ]


def test_nothing_that_an_interviewer_said_is_suggested(store: Callable, book: Codebook) -> None:
    """Questions are no data."""
    db = store({"YP01": "INT: Was there cawl?\nYP01: There was toast."})

    assert suggest(db, book, SETTINGS).total == 0


def test_suggestions_are_made_anew_each_time(store: Callable, book: Codebook) -> None:
    """Those of the codebook before do not stay."""
    db = store({"YP01": "INT: And?\nYP01: There was cawl."})
    suggest(db, book, SETTINGS)

    assert suggest(db, book_of(meals="she made my tea", lifts="minibus"), SETTINGS).total == 0
    assert suggested(db) == []


def test_nothing_is_learned_of_a_code_that_is_in_use_no_more(coded: Database, book: Codebook) -> None:
    """Its codings stay, but it is none of the codes whose trial is told, and it is suggested nowhere."""
    with coded.atomic():
        remember_codebook(coded, book, text_of(meals="she made my tea, cawl", lifts="minibus"))
    without = book_of(meals="she made my tea, cawl")

    assert [trial.code_id for trial in suggest(coded, book, SETTINGS).trials] == ["care/meals", LIFTS]
    assert learned(coded)
    assert [trial.code_id for trial in suggest(coded, without, SETTINGS).trials] == ["care/meals"]
    assert learned(coded) == []


def test_a_suggestion_never_counts_as_a_coding(make_study: Callable, tmp_path: Path) -> None:
    """What nobody accepted is in a table of its own, and in no count."""
    study = make_study(tmp_path / "study", {"YP01": "INT: And?\nYP01: She kept my room and somewhere to stay. Diolch."})
    database = Database(studies.published(study))

    assert database["suggestions"].count > 0
    assert database["codings"].count == 0
    assert not any(row["people"] for row in database["code_counts"].rows)


def test_an_empty_study_says_what_to_run(
    opened: Callable, make_study: Callable, tmp_path: Path, book: Codebook
) -> None:
    """There has to be something that was said."""
    with pytest.raises(NothingIngested, match="llais ingest STUDY"):
        suggest(opened(make_study(tmp_path / "study", {})), book, SETTINGS)


def test_what_was_learned_suggests_where_no_phrase_does(coded: Database, book: Codebook) -> None:
    """Whole sentences of people whom nobody has coded yet; none that is coded, and none that has a phrase."""
    made = suggest(coded, book, SETTINGS)
    (trial,) = [one for one in made.trials if one.code_id == LIFTS]
    rows = learned(coded)

    assert trial.on
    assert made.counts[LIFTS, "learned"] == len(rows) > 0
    assert {row["transcript_id"] for row in rows} == {"YP10"}
    assert all(row["text"][row["start"] : row["end"]] == row["text"] for row in rows)
    assert all("Nia" in row["text"] and "minibus" not in row["text"] for row in rows)
    assert remembered_trials(coded) == made.trials
    assert coded.table("codings").count == trial.sentences


def test_no_reason_names_anybody(coded: Database, book: Codebook) -> None:
    """Every sentence on lifts names Nia; neither she nor her pseudonym is a reason, as only the words beside are."""
    suggest(coded, book, SETTINGS)
    people = "SELECT DISTINCT replacement FROM identifiers WHERE type = 'PERSON' AND replacement IS NOT NULL"
    names = {word for row in coded.query(people) for word in row["replacement"].split()} | {"Nia", "Pritchard"}
    reasons = [re.findall("“([^”]+)”", row["why"]) for row in learned(coded)]

    assert len(names) > 2
    assert all(reasons)
    assert not names & {word for words in reasons for word in words}


def test_a_reason_says_how_much_was_learned_from_and_how_well_it_did(coded: Database, book: Codebook) -> None:
    """So that a coder can weigh it."""
    made = suggest(coded, book, SETTINGS)
    (trial,) = [one for one in made.trials if one.code_id == LIFTS]
    told = f"learned from {trial.sentences} sentences of 9 people; in a test it was right {trial.right} of "

    assert all(told in row["why"] and row["cue"] == "" for row in learned(coded))


def test_what_was_rejected_is_not_suggested_again(coded: Database, book: Codebook) -> None:
    """The others are."""
    suggest(coded, book, SETTINGS)
    first, *others = learned(coded)
    where = {name: first[name] for name in ("turn_id", "start", "end", "code_id")}
    record_answer(coded, **where, coder="Marged", source="learned", answer=REJECTED, at="")
    suggest(coded, book, SETTINGS)

    assert [row["turn_id"] for row in learned(coded)] == [row["turn_id"] for row in others]


def test_what_was_coded_is_not_suggested_by_what_was_learned(coded: Database, book: Codebook) -> None:
    """An accepted suggestion is a coding, and is not offered a second time."""
    suggest(coded, book, SETTINGS)
    first, *_ = learned(coded)
    code(coded, first["turn_id"], first["start"] + 3, first["end"])
    suggest(coded, book, SETTINGS)

    assert first["turn_id"] not in {row["turn_id"] for row in learned(coded)}


def test_learning_waits_for_pseudonymising(coded: Database, book: Codebook) -> None:
    """The phrases suggest all the same, and it is said what to do."""
    coded.execute("UPDATE turns SET text = text || ' Diolch.' WHERE transcript_id = 'YP10'")
    made = suggest(coded, book, SETTINGS)

    assert "llais pseudonymise STUDY" in made.waits
    assert made.counts.keys() == {(LIFTS, "cue")}
    assert remembered_trials(coded) == ()


def test_nothing_is_learned_from_what_is_coded_blind(coded: Database, book: Codebook) -> None:
    """Until enough coders have handed in, one coder's codings do not show through what is suggested to another."""
    blind = settings_from({"coding": {"blind": True}})

    def trial_of(made: Made) -> int:
        return sum(trial.sentences for trial in made.trials)

    assert trial_of(suggest(coded, book, SETTINGS)) > 0
    assert trial_of(suggest(coded, book, blind)) == 0
    assert learned(coded) == []


def test_the_same_store_gives_the_same_suggestions(coded: Database, book: Codebook) -> None:
    """Made twice, they are the same."""
    suggest(coded, book, SETTINGS)
    once = list(coded.query("SELECT turn_id, start, end, code_id, cue, source, why FROM suggestions ORDER BY id"))
    suggest(coded, book, SETTINGS)

    assert once == list(
        coded.query("SELECT turn_id, start, end, code_id, cue, source, why FROM suggestions ORDER BY id")
    )
