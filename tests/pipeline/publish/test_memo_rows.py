"""The published memos: with names replaced, and only on what is published itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook
from pipeline.coding.noting import note
from pipeline.errors import LeakFound
from pipeline.lifecycle.stopped import STOP
from pipeline.lifecycle.withdraw import withdraw
from pipeline.review.bench import Bench
from pipeline.review.decisions import REPLACE, STUDY, Wish
from pipeline.review.settle import remember_settled
from pipeline.study import Study, open_study
from tests import studies

SAID = {
    "FC01": "INT: Who helped?\nFC01: Nia Pritchard gave lifts, and a pan of cawl 🙂.\n",
    "FC02": "INT: Who helped?\nFC02: Nobody came by at all.\n",
    "FG01": """Moderator: What works?
Carys: Time, and toast.
Dewi: A phone of our own.
Carys: And somewhere to stay.
Dewi: With a kettle.
""",
}
SPEAKERS = """file,speaker,participant_id,group,consent_level
FG01.txt,Carys,WK01,worker,full
FG01.txt,Dewi,WK02,worker,none
"""
LISTED = {"FC02": {"consent_level": "none"}, "FG01": {"item_type": "focus_group"}}
PEOPLE = "name,type\nNia Pritchard,PERSON\n"
CODE = "care/acts"
NAMING = "Nia Pritchard again, at 07700 900123 🙂"
COLUMNS = "about, about_id, transcript_id, participant_id, code_id, author_id, text"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study of an interview, of one that may not be published, and of a group of which one may not."""
    study = studies.make_study(tmp_path / "study", SAID, people=PEOPLE, listed=LISTED)
    (study.folder / "speakers.csv").write_text(SPEAKERS, encoding="utf-8")
    return study


@pytest.fixture
def db(study: Study) -> Iterator[Database]:
    """Read it in."""
    with studies.opened(study) as db:
        studies.steps.read_in(db, study, (), False, studies.say_nothing)
        yield db


def code(db: Database, label: str, n: int) -> str:
    """Apply a code to the beginning of a turn, and return the coding's uid."""
    turn = next(db.query("SELECT id FROM turns WHERE transcript_id = ? AND n = ?", [label, n]))["id"]
    db.table("coders").insert({"name": "Ŵyn Prydderch", "label": "A"}, ignore=True)
    coding = {"turn_id": turn, "start": 0, "end": 4, "code_id": CODE, "coder": "Ŵyn Prydderch", "uid": f"c{turn}"}
    db.table("codings").insert({**coding, "codebook_version": default_codebook().version})
    return f"c{turn}"


def tell(db: Database, kind: str, which: str, text: str = NAMING) -> None:
    """Note something."""
    note(db, kind, which, text, "Ŵyn Prydderch", default_codebook())


def published(study: Study, columns: str = COLUMNS) -> list[tuple]:
    """Return what was published of memos, in order."""
    with closing(sqlite3.connect(study.database())) as db:
        return db.execute(f"SELECT {columns} FROM memos ORDER BY id").fetchall()


def test_a_memo_of_each_kind_says_what_it_is_about_and_names_nobody(study: Study, db: Database) -> None:
    """Names and numbers in them are replaced as in what was said; each leads to its place in the tables."""
    coding = code(db, "FC01", 2)
    things = [("study", ""), ("participant", "WK01"), ("transcript", "FC01"), ("turn", "FC01/2"), ("coding", coding)]
    for kind, which in (*things, ("code", CODE)):
        tell(db, kind, which)
    studies.run_main_job(db, study)
    rows = {row[0]: row[1:] for row in published(study)}
    (text,) = {row[-1] for row in rows.values()}
    assert "[phone number]" in text
    assert text.endswith("🙂")
    assert not any(word in text for word in ("Nia", "Pritchard", "900123"))
    assert {kind: row[:-2] for kind, row in rows.items()} == {
        "study": ("", None, None, None),
        "participant": ("WK01", None, "WK01", None),
        "transcript": ("FC01", "FC01", None, None),
        "turn": ("FC01/2", "FC01", "FC01", None),
        "coding": (coding, "FC01", "FC01", CODE),
        "code": (CODE, None, None, CODE),
    }
    assert {row[-2] for row in rows.values()} == {"A"}
    with closing(sqlite3.connect(study.database())) as found:
        assert found.execute("SELECT id FROM coders").fetchall() == [("A",)]
        joined = found.execute("SELECT c.uid FROM memos m JOIN codings c ON c.id = m.coding_id").fetchall()
        assert joined == [(coding,)]
        assert found.execute("SELECT memo FROM codings").fetchall() == [(text,)]
        hits = found.execute("SELECT count(*) FROM memos_fts WHERE memos_fts MATCH 'again'").fetchone()
        assert hits == (6,)
        assert found.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("kind", "which"),
    [("transcript", "FC02"), ("turn", "FC02/2"), ("turn", "FG01/3"), ("participant", "FC02"), ("participant", "WK02")],
)
def test_what_may_not_be_published_takes_its_memos_along(study: Study, db: Database, kind: str, which: str) -> None:
    """On an interview, a turn or a person without consent nothing is published of what was noted either."""
    tell(db, kind, which)
    tell(db, "turn", "FG01/2", "toast")
    studies.run_main_job(db, study)
    assert published(study, "about_id, text") == [("FG01/2", "toast")]


def test_a_memo_on_a_coding_that_is_not_published_is_not(study: Study, db: Database) -> None:
    """The coding is out, and its memo with it."""
    tell(db, "coding", code(db, "FC02", 2))
    studies.run_main_job(db, study)
    assert published(study) == []


def test_who_stops_use_takes_their_memos_along(study: Study, db: Database) -> None:
    """From the day on, memos on the person and on what they said are not published; they stay in the store."""
    coding = code(db, "FC01", 2)
    for kind, which in (("participant", "FC01"), ("turn", "FC01/2"), ("coding", coding), ("transcript", "FC01")):
        tell(db, kind, which)
    tell(db, "study", "", "begin earlier")
    studies.run_main_job(db, study)
    assert len(published(study)) == 5
    withdraw(db, study, "FC01", STOP, "Ffion")
    studies.run_main_job(db, study)
    assert published(study, "text") == [("begin earlier",)]
    assert db.table("memos").count == 5


def test_a_decision_everywhere_reaches_memos_of_every_kind(study: Study, db: Database) -> None:
    """What a reviewer decides to replace in the whole study is replaced in what was noted."""
    for kind, which in (("study", ""), ("code", CODE), ("turn", "FC01/2")):
        tell(db, kind, which, "by the tall heron 👩‍👧")
    studies.run_main_job(db, study)
    assert {row[0] for row in published(study, "text")} == {"by the tall heron 👩‍👧"}
    wish = Wish(REPLACE, STUDY, words="tall heron", type="OTHER", policy="placeholder")
    Bench(db, study.settings).decide(wish, "Eleri")
    studies.steps.publish(db, study, "team", studies.say_nothing)
    (text,) = {row[0] for row in published(study, "text")}
    assert "heron" not in text
    assert text.endswith("👩‍👧")


@pytest.mark.parametrize("kind", ["study", "participant", "transcript", "turn", "code"])
def test_a_name_left_in_a_memo_stops_the_publish(study: Study, db: Database, kind: str) -> None:
    """The leak gate reads memos of every kind, and says in which row the name stands."""
    which = {"study": "", "participant": "FC01", "transcript": "FC01", "turn": "FC01/2", "code": CODE}[kind]
    tell(db, kind, which, "as she said")
    studies.run_main_job(db, study)
    with db.atomic():
        db.execute("UPDATE memos SET text_published = 'as PRITCHARD said'")
        remember_settled(db)  # or what was planted would be settled again
    with pytest.raises(LeakFound, match="memos, row 1"):
        studies.steps.publish(db, study, "team", studies.say_nothing)


def test_several_memos_on_a_coding_stand_in_order(study: Study, db: Database) -> None:
    """In the column of the coding they are joined, the earliest first; in the table each is a row of its own."""
    coding = code(db, "FC01", 2)
    for text in ("first", "second"):
        tell(db, "coding", coding, text)
    db.execute("UPDATE memos SET at = '2025-01-01T00:00:00Z' WHERE text = 'second'")
    studies.run_main_job(db, study)
    assert published(study, "text, made_on")[0] == ("second", "2025-01-01")
    with closing(sqlite3.connect(study.database())) as found:
        assert found.execute("SELECT memo FROM codings").fetchall() == [("second\nfirst",)]


def test_what_is_coded_blind_is_noted_blind(study: Study, db: Database) -> None:
    """Until enough coders have handed a transcript in, memos on it and on its turns stay out with its codings."""
    for kind, which in (("turn", "FC01/2"), ("transcript", "FC01"), ("turn", "FG01/2"), ("study", "")):
        tell(db, kind, which, f"about a {kind}")
    settings = study.folder / "study.toml"
    text = settings.read_text(encoding="utf-8").replace("blind_only = []", 'blind_only = ["FC01"]')
    settings.write_text(text.replace("blind = false", "blind = true"), encoding="utf-8")
    blind = open_study(study.folder)
    studies.run_main_job(db, blind)
    assert set(published(blind, "about_id")) == {("FG01/2",), ("",)}
    db.table("coders").insert({"name": "Elin", "label": "B"})
    for coder in ("Elin", "Ŵyn Prydderch"):
        db.table("hand_ins").insert({"transcript_id": "FC01", "coder": coder, "at": ""})
    studies.run_main_job(db, blind)
    assert len(published(blind)) == 4
