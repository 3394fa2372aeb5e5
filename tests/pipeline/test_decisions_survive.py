"""A file is read again: decisions follow their words, and what hangs on the transcript stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.audit.trail import breaks, entries, now
from pipeline.intake import FAILED, REPLACED, ingest
from pipeline.protect import pseudonymise
from pipeline.review.bench import Bench
from pipeline.review.decisions import KEEP, REPLACE, in_force
from pipeline.study import Study
from pipeline.transcripts import relabel
from tests.deciding import ELERI, MARGED, at, everywhere, on_the_bench, texts
from tests.intakes import Maker, Opener, code, coded, statuses
from tests.studies import manifest_row, write_manifest

SAID = "INT: Pwy ddaeth? 🙂\nFC01: Gŵyneth took Nia to Neath.\nINT: And then?\nFC01: Nia, and Nia again, made cawl."
OTHER = "INT: Who listened?\nYP01: Nia did, in Neath."


@pytest.fixture
def study(make_study: Maker, tmp_path: Path) -> Study:
    """Make a study of two interviews."""
    return make_study(tmp_path, {"FC01": SAID, "YP01": OTHER})


@pytest.fixture
def db(study: Study, opened: Opener) -> Database:
    """Open its store, in which each kind of decision was made once."""
    db = opened(study)
    bench = on_the_bench(db, study)
    bench.decide(at(bench, KEEP, "Nia"), ELERI)
    bench.decide(at(bench, REPLACE, "cawl", "OTHER"), ELERI)
    bench.decide(at(bench, KEEP, "Nia", after="and "), ELERI)
    bench.decide(everywhere(KEEP, "Neath", "PLACE", "FC01"), ELERI)
    bench.decide(everywhere(REPLACE, "Gŵyneth"), MARGED)
    bench.decide(at(bench, REPLACE, "Nia", transcript="YP01"), ELERI)
    return db


def read_again(db: Database, study: Study, text: str) -> list[str]:
    """Take in another text for the first interview; return what was said of it."""
    (study.transcripts / "FC01.txt").write_text(text, encoding="utf-8")
    outcomes = ingest(db, study, replace_changed=True, actor=MARGED)
    assert statuses(outcomes)["FC01"] == REPLACED
    return [outcome.message for outcome in outcomes if outcome.label == "FC01"]


def decided(db: Database, transcript: str = "FC01") -> list[tuple]:
    """List the decisions about a transcript: number, action, reach, turn and the words that stand at its place."""
    return db.execute(
        """SELECT d.id, d.action, d.scope, t.n, coalesce(substr(t.text, d.start + 1, d.end - d.start), d.words)
           FROM decisions d LEFT JOIN turns t ON t.id = d.turn_id
           WHERE d.transcript_id = ? AND d.undoes IS NULL ORDER BY d.id""",
        [transcript],
    ).fetchall()


class TestDecisions:
    """Each follows its words as codings do, or is to be made again."""

    def test_in_a_turn_that_did_not_change_they_stay(self, db: Database, study: Study) -> None:
        """Also where their words stand twice in it; with their numbers, and with what was undone."""
        bench = Bench(db, study.settings)
        bench.undo(2, ELERI)
        before, rows = decided(db), list(in_force(db))

        assert "decisions" not in read_again(db, study, SAID.replace("And then?", "Ac wedyn? 🙂"))[0]

        assert decided(db) == before
        assert [one.id for one in in_force(db)] == [one.id for one in rows]
        assert [(one.start, one.end) for one in in_force(db)] == [(one.start, one.end) for one in rows]
        undone = next(
            db.query("SELECT u.turn_id, d.turn_id AS of FROM decisions u JOIN decisions d ON d.id = u.undoes")
        )
        assert undone["turn_id"] == undone["of"] is not None

    def test_with_a_turn_that_has_moved_they_move(self, db: Database, study: Study) -> None:
        """Two turns further down."""
        before = decided(db)

        read_again(db, study, "INT: Are you comfortable?\nFC01: Ydw, diolch.\n" + SAID)

        assert decided(db) == [(id_, action, scope, n and n + 2, words) for id_, action, scope, n, words in before]

    def test_in_a_turn_that_has_changed_they_follow_their_words(self, db: Database, study: Study) -> None:
        """Those whose words stand there once; the others are gone, counted in the trail and told."""
        said = read_again(db, study, SAID.replace("Gŵyneth took", "🙂 Wel, Gŵyneth drove").replace("made", "cooked"))

        assert decided(db) == [
            (1, KEEP, "mention", 2, "Nia"),
            (2, REPLACE, "mention", 4, "cawl"),
            (4, KEEP, "transcript", None, "Neath"),
        ]
        assert said[0].endswith("; decisions to make again: 1")
        (row,) = (entry for entry in entries(db) if entry.action == "transcript replaced")
        assert (row.actor, row.about, row.counts["decisions left behind"]) == ("R3", "FC01", 1)
        assert list(breaks(db.query("SELECT * FROM trail ORDER BY id"))) == []

    def test_what_undid_a_decision_goes_with_it(self, db: Database, study: Study) -> None:
        """Nothing is left that undoes nothing."""
        Bench(db, study.settings).undo(2, ELERI)

        read_again(db, study, SAID.replace("cawl", "toast"))

        assert 2 not in [row[0] for row in decided(db)]
        assert db.execute("SELECT count(*) FROM decisions WHERE action = 'undo'").fetchone() == (0,)

    def test_without_their_turn_they_are_gone(self, db: Database, study: Study) -> None:
        """Those of the transcript, of the study and of other transcripts are not."""
        read_again(db, study, "INT: Pwy ddaeth? 🙂")

        assert decided(db) == [(4, KEEP, "transcript", None, "Neath")]
        assert [one.id for one in in_force(db)] == [4, 5, 6]
        assert decided(db, "YP01") == [(6, REPLACE, "mention", 2, "Nia")]

    def test_the_text_is_that_of_the_decisions_again(self, db: Database, study: Study) -> None:
        """And the marks whose decision has gone are undecided."""
        read_again(db, study, SAID.replace("Gŵyneth took", "🙂 Wel, Gŵyneth drove").replace("made", "cooked"))
        pseudonymise(db, study.settings)

        after = texts(db, study)
        assert after[1].endswith(" drove Nia to Neath.")
        assert after[3].endswith(" again, cooked [detail].")
        assert "Nia" not in after[3]
        marks = Bench(db, study.settings).page("FC01").turns[3].marks
        assert [(mark.words, mark.decided) for mark in marks] == [("Nia", False), ("Nia", False), ("cawl", True)]

    def test_a_file_that_is_refused_changes_nothing(self, db: Database, study: Study) -> None:
        """Where a coding has no place, every decision stays where it was."""
        code(db, "FC01", 2, "to Neath")
        tables = ("transcripts", "turns", "codings", "decisions", "finds", "identifiers")
        before = [list(db.query(f"SELECT * FROM {table}")) for table in tables]
        (study.transcripts / "FC01.txt").write_text(SAID.replace("to Neath", "home"), encoding="utf-8")

        assert statuses(ingest(db, study, replace_changed=True))["FC01"] == FAILED
        assert [list(db.query(f"SELECT * FROM {table}")) for table in tables] == before


HANGING = ("readings", "sign_offs", "sample_turns", "sample_marks")


def hang_on(db: Database, transcript: str) -> dict[str, list[dict]]:
    """Put a sign-off, a sample and what it showed beside the readings of a transcript; return what hangs on it."""
    with db.atomic():
        db.table("sign_offs").insert(
            {
                "at": now(),
                "actor": MARGED,
                "transcript_id": transcript,
                "content_hash": "0" * 64,
                "outcome": "approved",
                "role": "reviewer",
            }
        )
        sample = {
            "at": now(),
            "actor": MARGED,
            "seed": "1",
            "published_id": "draft-1",
            "turns_in_all": 1,
            "design": "{}",
        }
        db.table("samples").insert(sample)
        turn = {"sample_id": 1, "n": 1, "transcript_id": transcript, "turn": 2, "stratum": transcript}
        db.table("sample_turns").insert({**turn, "text": "🙂", "content_hash": "0" * 64})
        mark = {"sample_id": 1, "n": 1, "start": 0, "end": 1, "kind": "direct", "severity": "high"}
        db.table("sample_marks").insert({**mark, "at": now(), "actor": MARGED})
    return hanging(db)


def hanging(db: Database) -> dict[str, list[dict]]:
    """Return everything that hangs on transcripts."""
    return {table: list(db.query(f"SELECT * FROM {table}")) for table in HANGING}


def test_readings_sign_offs_and_samples_stay(db: Database, study: Study) -> None:
    """They say of themselves which text they are about."""
    before = hang_on(db, "FC01")
    assert all(before.values())

    read_again(db, study, SAID.replace("cawl", "toast"))

    assert hanging(db) == before


def test_codings_keep_their_numbers(db: Database, study: Study) -> None:
    """By which releases know them."""
    code(db, "YP01", 2, "Nia did")
    code(db, "FC01", 2, "to Neath")
    before = list(db.query("SELECT id, start, end FROM codings ORDER BY id"))

    read_again(db, study, SAID.replace("made", "cooked"))

    assert list(db.query("SELECT id, start, end FROM codings ORDER BY id")) == before
    assert len(coded(db)) == 2


def test_a_row_that_comes_back_with_a_new_file_is_listed_again(db: Database, study: Study) -> None:
    """As it was before."""
    write_manifest(study.folder, [manifest_row("YP01")])
    ingest(db, study)
    write_manifest(study.folder, [manifest_row("FC01"), manifest_row("YP01")])

    read_again(db, study, SAID.replace("cawl", "toast"))

    assert [row["id"] for row in db.query("SELECT id FROM transcripts WHERE listed ORDER BY id")] == ["FC01", "YP01"]


def test_what_stands_beside_the_speech_is_that_of_the_new_file(db: Database, study: Study) -> None:
    """Not of both."""
    db.table("outside").insert({"transcript_id": "FC01", "kind": "comment", "text": "ask Nia", "place": "1"})

    read_again(db, study, SAID.replace("cawl", "toast"))

    assert db.table("outside").count == 0


def test_two_transcripts_may_take_each_other_s_labels(db: Database, study: Study) -> None:
    """Decisions, readings, sign-offs and samples go with their transcript."""
    before = hang_on(db, "FC01")
    first, second = decided(db), decided(db, "YP01")

    with db.atomic():
        relabel(db, {"FC01": "YP01", "YP01": "FC01"})

    assert (decided(db, "YP01"), decided(db, "FC01")) == (first, second)
    swapped = {"FC01": "YP01", "YP01": "FC01"}
    for table, rows in hanging(db).items():
        moved = [
            {**row, "transcript_id": swapped[row["transcript_id"]]} if "transcript_id" in row else row
            for row in before[table]
        ]
        assert sorted(rows, key=repr) == sorted(moved, key=repr), table
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_list_of_what_to_look_at_is_made_again(make_study: Maker, opened: Opener, tmp_path: Path) -> None:
    """Also where nothing was found in a transcript that is read again with the same words."""
    study = make_study(tmp_path, {"FC01": "INT: And?\nFC01: It was 12 miles, 🙂 and then toast."})
    db = opened(study)
    bench = on_the_bench(db, study)
    before = [mark.words for mark in bench.page("FC01").marks]
    assert before == ["12"]
    assert db.table("finds").count == 0
    db.execute("UPDATE transcripts SET read_by = ''")  # as an earlier llais read it

    ingest(db, study)
    pseudonymise(db, study.settings)

    assert [mark.words for mark in Bench(db, study.settings).page("FC01").marks] == before
