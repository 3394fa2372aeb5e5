"""Publishing: what leaves, for whom, and how it is written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook
from exports.published import open_published, quotes
from ingest.records import CodingRow
from pipeline import steps
from pipeline.coding.bring_in import bring_in
from pipeline.publish.table import OUTSIDE, TEAM
from pipeline.study import Study
from tests import studies
from tests.demonstrated import demo_study

SAID = {
    "FC01": "INT: Who helped?\nP1: Nia Pritchard came on Fridays with bara brith. 🙂\nINT: And Nia?\nP1: Nia listened.",
    "FC02": "INT: Who helped?\nP1: Nobody came. We had cawl anyway.",
    "YP01": "INT: Pwy oedd yn gwrando?\nP1: My key worker, Gŵyneth. She just listened, and I had somewhere to stay.",
    "WK01": "INT: Who helped?\nP1: The panel. We sat round a table and nobody listened.",
}
CONSENT = {"FC02": "none", "YP01": "no_quotes"}
LISTED = {participant: {"consent_level": level} for participant, level in CONSENT.items()}
CODED = (
    ("FC01", 2, "came on Fridays", "care/acts", "AP"),
    ("FC01", 2, "came on Fridays", "care/acts", "Siân Prydderch"),
    ("FC01", 2, "Nia Pritchard came", "voice/trusted-adult", "AP"),
    ("FC01", 3, "And Nia", "voice/trusted-adult", "AP"),
    ("FC02", 2, "Nobody came", "care/unmet-needs", "AP"),
    ("YP01", 2, "She just listened", "voice/trusted-adult", "AP"),
    ("WK01", 2, "nobody listened", "voice/heard", "Siân Prydderch"),
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study with codings by two coders, read in and not yet published."""
    study = studies.make_study(tmp_path / "study", SAID, listed=LISTED)
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, lambda _: None)
        rows = [CodingRow(n, t, turn, code, coder, quote=q) for n, (t, turn, q, code, coder) in enumerate(CODED)]
        assert bring_in(db, rows, default_codebook()).problems == ()
    return study


def publish(study: Study, audience: str = TEAM) -> dict[str, object]:
    """Pseudonymise, suggest and publish."""
    with studies.opened(study) as db:
        steps.protect(db, study, lambda _: None)
        steps.suggest(db, study, lambda _: None)
        return steps.publish(db, study, audience, lambda _: None)


def ask(path: Path, sql: str) -> list[tuple]:
    """Ask a published database."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_the_same_store_and_settings_give_the_same_bytes(study: Study) -> None:
    """Publishing again changes nothing, and says so by the same identity."""
    first = publish(study)
    content = {path.name: path.read_bytes() for path in study.published.iterdir()}
    second = publish(study)

    assert first == second
    assert {path.name: path.read_bytes() for path in study.published.iterdir()} == content


def test_a_copy_of_the_store_publishes_the_same_bytes_elsewhere(study: Study, tmp_path: Path) -> None:
    """Nothing of the machine, the folder or the hour gets into the file."""
    publish(study)
    shutil.copytree(study.folder, tmp_path / "elsewhere" / "Ŵyn's copy")
    copy = studies.open_study(tmp_path / "elsewhere" / "Ŵyn's copy")
    copy.database().unlink()
    publish(copy)

    assert copy.database().read_bytes() == study.database().read_bytes()


def test_another_coding_gives_another_identity(study: Study) -> None:
    """A draft's name changes when anything in it does."""
    before = publish(study)["id"]
    with studies.opened(study) as db:
        bring_in(db, [CodingRow(1, "WK01", 2, "care/system", "AP", quote="The panel")], default_codebook())

    assert publish(study)["id"] != before


def test_what_was_published_is_remembered_with_its_replacements(study: Study) -> None:
    """Codings that come back in a draft's coordinates find their way to the source."""
    release = publish(study)["id"]
    with studies.opened(study) as db:
        releases = db.execute("SELECT id, audience, status FROM releases").fetchall()
        stretches = db.execute("SELECT count(*) FROM release_replacements WHERE release_id = ?", [release]).fetchone()

    assert [tuple(row) for row in releases] == [(release, TEAM, "draft")]
    assert stretches[0] == ask(study.database(), "SELECT count(*) FROM replacements")[0][0] > 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_the_owner_may_read_what_was_published(study: Study) -> None:
    """The file is for the team, whatever the machine's habits are."""
    before = os.umask(0)
    try:
        publish(study)
    finally:
        os.umask(before)

    assert {stat.S_IMODE(path.stat().st_mode) for path in study.published.iterdir()} == {0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no file that is open and renamed over")
def test_a_reader_keeps_the_file_that_it_has_open(study: Study) -> None:
    """The new database is renamed over the old one, never written into it."""
    publish(study)
    reader = sqlite3.connect(f"{study.database().as_uri()}?mode=ro", uri=True)
    before = reader.execute("SELECT id FROM study").fetchone()
    with studies.opened(study) as db:
        bring_in(db, [CodingRow(1, "WK01", 2, "care/system", "AP", quote="The panel")], default_codebook())
    publish(study)

    assert reader.execute("SELECT id FROM study").fetchone() == before
    assert ask(study.database(), "SELECT id FROM study") != [before]
    assert sorted(path.name for path in study.published.iterdir()) == ["datasette_metadata.yml", "llais.db"]
    reader.close()


def test_something_left_by_a_stopped_run_is_no_obstacle(study: Study) -> None:
    """A half-written file beside the database is written anew."""
    study.published.mkdir()
    (study.published / ".llais.db.new").write_bytes(b"half")

    publish(study)

    assert ask(study.database(), "PRAGMA integrity_check") == [("ok",)]


def test_without_consent_nothing_of_a_transcript_is_published(study: Study) -> None:
    """`none` keeps transcript, participant, turns and codings out, and counts as withheld."""
    result = publish(study)

    assert result["withheld"] == 1
    for table, column in (("transcripts", "id"), ("participants", "id"), ("turns", "transcript_id")):
        assert ("FC02",) not in ask(study.database(), f"SELECT DISTINCT {column} FROM {table}")
    assert ask(study.database(), "SELECT count(*) FROM codings WHERE transcript_id = 'FC02'") == [(0,)]
    assert ask(study.database(), "SELECT count(*) FROM turns_fts WHERE turns_fts MATCH 'cawl'") == [(0,)]


def test_no_quotes_is_read_by_the_team_and_never_quoted(study: Study) -> None:
    """The coding is in the database; exports of quotes leave it and every question of an interviewer out."""
    publish(study)
    coded = ask(study.database(), "SELECT DISTINCT transcript_id FROM codings ORDER BY 1")
    with open_published(study.database()) as db:
        quoted = {(quote.transcript, quote.turn) for quote in quotes(db)}

    assert coded == [("FC01",), ("WK01",), ("YP01",)]
    assert quoted == {("FC01", 2), ("WK01", 2)}


def test_every_row_of_words_says_whether_they_may_be_quoted(study: Study) -> None:
    """As its turn does: 1 where consent allows it, 0 for who did not agree and for what an interviewer said."""
    path = Path(str(publish(study)["database"]))
    told = {(row[0], row[1]): row[2] for row in ask(path, "SELECT transcript_id, quote, may_quote FROM codings")}

    assert told["FC01", "came on Fridays"] == 1
    assert told["YP01", "She just listened"] == 0
    assert [may for (transcript, quote), may in told.items() if quote.startswith("And ")] == [0]
    for table in ("codings", "suggestions", "disagreements"):
        rows = ask(path, f"SELECT its.may_quote, turns.may_quote FROM {table} its JOIN turns ON turns.id = its.turn_id")
        assert all(its == of_turn for its, of_turn in rows)
    assert ask(path, "SELECT DISTINCT may_quote FROM suggestions WHERE transcript_id = 'YP01'") == [(0,)]


def test_two_coders_on_the_same_words_are_two_codings_and_one_passage(study: Study) -> None:
    """Who coded is kept, and counted once."""
    publish(study)

    assert ask(study.database(), "SELECT coder_id FROM codings WHERE code_id = 'care/acts'") == [("A",), ("B",)]
    assert ask(study.database(), "SELECT people, passages FROM code_counts WHERE code_id = 'care/acts'") == [(1, 1)]


def test_suggestions_are_published_apart_and_counted_nowhere(study: Study) -> None:
    """Clearing every suggestion changes no count."""
    tables = ("code_counts", "theme_by_group", "code_by_code", "codings")
    publish(study)
    counts = {table: ask(study.database(), f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables}
    suggested = ask(study.database(), "SELECT count(*) FROM suggestions")[0][0]
    with studies.opened(study) as db:
        db.execute("DELETE FROM suggestions")
        steps.publish(db, study, TEAM, lambda _: None)

    assert suggested > 0
    assert ask(study.database(), "SELECT count(*) FROM suggestions") == [(0,)]
    assert {table: ask(study.database(), f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables} == counts


def test_codings_under_a_code_that_the_codebook_lacks_stay_out_and_are_counted(study: Study) -> None:
    """A code that was renamed is reported, not lost in silence."""
    with studies.opened(study) as db, db.atomic():
        db.execute("UPDATE codings SET code_id = 'care/gone' WHERE code_id = 'voice/heard'")

    assert publish(study)["without_code"] == 1
    assert ask(study.database(), "SELECT count(*) FROM codings WHERE code_id = 'care/gone'") == [(0,)]


def test_no_coder_and_no_original_is_in_the_file(study: Study) -> None:
    """Not as text, in any case."""
    publish(study)
    raw = study.database().read_bytes().lower()

    for original in ("pritchard", "gŵyneth", "prydderch"):
        assert original.encode() not in raw


def test_outside_gets_counts_with_small_cells_hidden_and_no_words(study: Study) -> None:
    """With four people and a threshold of ten, every count is empty, and not a turn is there."""
    publish(study, OUTSIDE)
    path = study.database(OUTSIDE)
    raw = path.read_bytes().lower()

    assert ask(path, "SELECT count(*) FROM theme_by_group WHERE people IS NOT NULL OR passages IS NOT NULL") == [(0,)]
    assert ask(path, "SELECT count(*) FROM code_counts WHERE people IS NOT NULL OR passages IS NOT NULL") == [(0,)]
    assert ask(path, "SELECT people FROM study UNION SELECT people FROM groups") == [(None,)]
    assert ask(path, "SELECT min_cell, audience FROM study") == [(10, OUTSIDE)]
    for words in (b"bara brith", b"came on fridays", b"fc01"):
        assert words not in raw
    assert not study.database().exists()


def test_the_team_sees_small_numbers_too(study: Study) -> None:
    """They read every turn anyway; a study may still set a threshold of its own."""
    publish(study)

    assert ask(study.database(), "SELECT id, people FROM groups ORDER BY id") == [
        ("foster_carer", 1),
        ("worker", 1),
        ("young_person", 1),
    ]
    assert ask(study.database(), "SELECT people FROM study") == [(3,)]


def test_the_demo_study_is_published_whole() -> None:
    """Everything that was read is there, and it says that it is a draft."""
    path = demo_study().database()
    counts = {table: ask(path, f"SELECT count(*) FROM {table}")[0][0] for table in ("transcripts", "turns", "codings")}

    assert counts == {"transcripts": 10, "turns": 639, "codings": 271}
    assert ask(path, "SELECT status, audience FROM study") == [("draft", TEAM)]


def test_a_code_that_is_counted_agrees_with_its_codings(make_study: Callable[..., Study], study: Study) -> None:
    """The tables of counts say what one would count in the codings themselves."""
    path = demo_study().database()
    counted = ask(path, "SELECT code_id, people, passages FROM code_counts WHERE passages ORDER BY 1")
    by_hand = ask(
        path,
        """SELECT code_id, count(DISTINCT c.participant_id), count(DISTINCT turn_id || '/' || start || '/' || "end")
           FROM codings c JOIN turns t ON t.id = c.turn_id WHERE t.role = 'participant' GROUP BY 1 ORDER BY 1""",
    )

    assert counted == by_hand
    assert len(counted) > 10


def test_the_store_stays_closed_to_the_published_file(study: Study) -> None:
    """No column of the published file holds the source text's offsets or the file's name."""
    publish(study)
    with studies.opened(study) as db:
        names = [row["file_name"] for row in db.query("SELECT file_name FROM transcripts")]
        sources = [row["text"] for row in db.query("SELECT text FROM turns WHERE text LIKE '%Pritchard%'")]
    published = Database(study.database())
    texts = {row["text"] for row in published.query("SELECT text FROM turns")}
    published.close()

    assert sources and names
    assert texts.isdisjoint(sources)
    assert not any(name.encode() in study.database().read_bytes() for name in names)


BANDS = """
[disclosure]
attributes = ["group", "season", "site", "tŷ"]

[disclosure.merge]
site = { "By the sea" = ["Aberafan", "Y Barri"], "Up the valley" = ["Cwm-parc"] }
"tŷ" = { "Ŷ house 🏠" = ["1"] }
"""
PLACES = {"FC01": "Aberafan", "YP01": "Cwm-parc", "WK01": "Y Barri", "WK02": "Ynys Enlli"}


@pytest.fixture
def banded(tmp_path: Path) -> Study:
    """Make a study of four interviews in four places, three of which study.toml puts into bands."""
    said = {label: f"INT: Pwy?\n{label}: We had cawl, all of us. 🙂" for label in PLACES}
    listed = {label: {"site": site, "interview_date": "2025-10-01", "tŷ": "1"} for label, site in PLACES.items()}
    study = studies.make_study(tmp_path / "banded", said, listed=listed, settings=BANDS)
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
        bring_in(db, [CodingRow(1, "FC01", 2, "care/acts", "AP", quote="We had cawl")], default_codebook())
    return study


def test_of_a_place_only_its_band_is_published(banded: Study) -> None:
    """A place in no band is not told at all, and no place is in any byte."""
    publish(banded)
    path = banded.database()
    raw = path.read_bytes().decode("utf-8", "replace")

    assert ask(path, "SELECT label FROM attributes ORDER BY position") == [("Season",), ("Site",), ("Tŷ",)]
    assert ask(path, "SELECT value, people FROM attribute_values WHERE attribute_id = 'site' ORDER BY position") == [
        ("By the sea", 2),
        ("Up the valley", 1),
    ]
    assert ask(path, "SELECT transcript_id FROM transcript_attributes WHERE attribute_id = 'site' ORDER BY 1") == [
        ("FC01",),
        ("WK01",),
        ("YP01",),
    ]
    assert not [place for place in PLACES.values() if place in raw]


def test_counts_by_band_are_published_for_codes_and_themes(banded: Study) -> None:
    """One person by the sea spoke about care."""
    publish(banded)
    where = "attribute_id = 'site' AND people > 0"
    path = banded.database()

    assert ask(path, f"SELECT theme_id, value, people, passages FROM theme_by_attribute WHERE {where}") == [
        ("care", "By the sea", 1, 1)
    ]
    assert ask(path, f"SELECT code_id, value, people FROM code_by_attribute WHERE {where}") == [
        ("care/acts", "By the sea", 1)
    ]
    assert ask(path, "SELECT participant_id, passages FROM coded_people") == [("FC01", 1)]
    assert ask(path, "SELECT code_id, group_id, people FROM code_by_group WHERE people > 0") == [
        ("care/acts", "foster_carer", 1)
    ]


def test_outside_no_band_of_few_people_is_named(banded: Study) -> None:
    """With four people there is no attribute that could be told."""
    publish(banded, OUTSIDE)
    path = banded.database(OUTSIDE)

    for table in ("attributes", "attribute_values", "theme_by_attribute"):
        assert ask(path, f"SELECT count(*) FROM {table}") == [(0,)]
    assert b"By the sea" not in path.read_bytes()
