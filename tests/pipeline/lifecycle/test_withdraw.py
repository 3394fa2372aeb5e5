"""Withdrawing: erased, stopped or unlinked, and what is left of everybody else."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from sqlite_utils import Database

from pipeline.audit.trail import breaks
from pipeline.errors import NoSuchThing, NotPseudonymised
from pipeline.lifecycle.errors import AlreadyWithdrawn, CannotTellApart
from pipeline.lifecycle.stopped import STOP
from pipeline.lifecycle.texts import stored_turns
from pipeline.lifecycle.withdraw import ERASE, UNLINK, withdraw, withdrawals
from pipeline.study import Study, open_study
from tests import studies
from tests.withdrawing import coded, everything_in

ALONE = ("Nia", "Pritchard", "Pwllbryn")


def turns(db: Database) -> dict[tuple[str, int], str]:
    """Return the text of every turn, by transcript and number."""
    return {(t.transcript, n): t.replaced.source for n, t in numbered(db)}


def numbered(db: Database) -> list:
    """Return every stored turn with its number."""
    numbers = {row["id"]: row["n"] for row in db.query("SELECT id, n FROM turns")}
    return [(numbers[turn.id], turn) for turn in stored_turns(db)]


def published_turns(study: Study) -> dict[tuple[str, int], str]:
    """Return what was published, by transcript and turn."""
    with closing(sqlite3.connect(study.database())) as db:
        return {(t, n): text for t, n, text in db.execute("SELECT transcript_id, n, text FROM turns")}


def test_an_erased_interview_is_nowhere_in_the_store(study: Study) -> None:
    """Of an erased interview no words, no coding, no file name and no name that was theirs alone are left."""
    with studies.opened(study) as db:
        before = everything_in(db)
        assert all(word.casefold() in before.casefold() for word in (*ALONE, "third floor", "notebook"))
        proof = withdraw(db, study, "FC03", ERASE, "Ffion")
        left = everything_in(db).casefold()
        assert [word for word in (*ALONE, "third floor", "notebook") if word.casefold() in left] == []
        assert proof.in_store == {}
        assert proof.removed["transcripts"] == 1
        assert proof.removed["codings"] == 2
        for table in ("turns", "identifiers", "finds", "codings", "release_replacements", "memo_finds"):
            assert "FC03" not in {row.get("transcript_id") for row in db.query(f"SELECT * FROM {table}")}, table


def test_names_that_others_say_stay_and_stay_replaced(study: Study) -> None:
    """Gethin and Siwan, of whom somebody else speaks, keep their pseudonyms; Nia's goes."""
    with studies.opened(study) as db:
        before = {row["key"]: row["replacement"] for row in db.query("SELECT key, replacement FROM entities")}
        text = published_turns(study)["FC04", 2]
        withdraw(db, study, "FC03", ERASE, "Ffion")
        after = {row["key"]: row["replacement"] for row in db.query("SELECT key, replacement FROM entities")}
        assert {key: before[key] for key in ("gethin", "treharne", "siwan")}.items() <= after.items()
        assert after.keys().isdisjoint({"nia", "pritchard"})
        studies.run_main_job(db, study)
    assert published_turns(study)["FC04", 2] == text


def test_the_rest_of_the_study_is_as_before(study: Study) -> None:
    """Others' turns keep their numbers and words, others' codings their words; nothing has to be looked for again."""
    with studies.opened(study) as db:
        texts, codes = turns(db), coded(db)
        withdraw(db, study, "FC03", ERASE, "Ffion")
        withdraw(db, study, "WK03", ERASE, "Ffion")
        assert turns(db) == {at: text for at, text in texts.items() if at[0] != "FC03" and at not in CARYS}
        assert coded(db) == {at: words for at, words in codes.items() if at[0] != "FC03" and at not in CARYS}
        studies.steps.publish(db, study, "team", studies.say_nothing)
    assert published_turns(study).keys() == {("FC04", 1), ("FC04", 2), ("FG01", 1), ("FG01", 3), ("FG01", 5)}


CARYS = {("FG01", 2), ("FG01", 4)}


def test_in_a_group_only_their_own_turns_go(study: Study) -> None:
    """Of a group, one person's turns are emptied; what the others say of them stays, and keeps its pseudonym."""
    said = published_turns(study)["FG01", 3]
    with studies.opened(study) as db:
        proof = withdraw(db, study, "wk03", ERASE, "Ffion")
        assert proof.removed["turns emptied"] == 2
        rows = list(db.query("SELECT n, speaker, text, withdrawn FROM turns WHERE transcript_id = 'FG01' ORDER BY n"))
        assert [(row["n"], row["withdrawn"]) for row in rows] == [
            (1, ""),
            (2, "erased"),
            (3, ""),
            (4, "erased"),
            (5, ""),
        ]
        assert {row["text"] for row in rows if row["withdrawn"]} == {""}
        assert "Brynmawr" not in everything_in(db)
        assert {row["speaker"] for row in rows} == {"Moderator", "Dewi", "P1"}
        studies.run_main_job(db, study)
    assert published_turns(study)["FG01", 3] == said
    with closing(sqlite3.connect(study.database())) as db:
        assert db.execute("SELECT withheld, people FROM transcripts WHERE id = 'FG01'").fetchone() == (2, 1)
        assert db.execute("SELECT id FROM participants WHERE id = 'WK03'").fetchall() == []
        assert db.execute("SELECT speaker_id FROM turns WHERE transcript_id = 'FG01' AND n = 3").fetchone() == (
            "FG01/P2",
        )


def test_when_the_last_of_a_group_goes_the_group_goes(study: Study) -> None:
    """Where nobody is left but who asked the questions, the transcript is erased whole."""
    with studies.opened(study) as db:
        withdraw(db, study, "WK03", ERASE, "Ffion")
        withdraw(db, study, "WK04", ERASE, "Ffion")
        assert [row["id"] for row in db.query("SELECT id FROM transcripts ORDER BY id")] == ["FC03", "FC04"]


def test_the_published_draft_is_deleted_and_the_next_is_without(study: Study) -> None:
    """A draft that holds somebody who was erased is gone at once."""
    with studies.opened(study) as db:
        proof = withdraw(db, study, "FC03", ERASE, "Ffion")
        assert proof.files_removed == ("published/llais.db",)
        assert not study.database().exists()
        studies.steps.publish(db, study, "team", studies.say_nothing)
    assert "third floor" not in study.database().read_bytes().decode("utf-8", "replace")
    assert {transcript for transcript, _ in published_turns(study)} == {"FC04", "FG01"}


def test_the_file_is_not_read_in_again(study: Study) -> None:
    """The file, its row and the names are refused in one line each that names nobody, and nothing comes back."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", ERASE, "Ffion")
        messages = [o.message for o in studies.steps.read_in(db, study, (), False, studies.say_nothing)]
        assert "FC03 has withdrawn: take its file and its row (manifest, row 2) out of the study" in messages
        assert "people.csv, row 2: a name of somebody who has withdrawn; take the row out" in messages
        assert not any("Nia" in message for message in messages)
        assert "third floor" not in everything_in(db)
        assert "Pritchard" not in everything_in(db)


def test_the_same_content_under_another_label_is_refused(study: Study) -> None:
    """A withdrawn file is known by its content, whosever it is said to be now."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", ERASE, "Ffion")
        (study.transcripts / "FC03.txt").rename(study.transcripts / "FC77.txt")
        rows = [studies.manifest_row(id_) for id_ in ("FC77", "FC04", "FG01")]
        studies.write_manifest(study.folder, rows)
        messages = [o.message for o in studies.steps.read_in(db, study, (), False, studies.say_nothing)]
        assert "FC03 has withdrawn: take its file and its row (manifest, row 2) out of the study" in messages
        assert "FC77" not in {row["id"] for row in db.query("SELECT id FROM transcripts")}


def test_the_file_of_a_group_is_not_read_again(study: Study) -> None:
    """The file of a group would bring the withdrawn words back: it is known, and not read, even with --replace."""
    with studies.opened(study) as db:
        withdraw(db, study, "WK03", ERASE, "Ffion")
        file = study.transcripts / "FG01.txt"
        file.write_text(file.read_text(encoding="utf-8") + "Dewi: Diolch.\n", encoding="utf-8")
        outcomes = studies.steps.read_in(db, study, (), True, studies.say_nothing)
        (outcome,) = [one for one in outcomes if one.label == "FG01"]
        assert outcome.message.endswith("somebody in it has withdrawn, so it is not read again: take the file out")
        assert "Brynmawr" not in everything_in(db)


def test_stopped_words_are_in_the_store_and_in_nothing_new(study: Study) -> None:
    """Who stops stays in the store; the next publication is without them, and their interviewer's questions."""
    with studies.opened(study) as db:
        before = turns(db)
        withdraw(db, study, "FC03", STOP, "Ffion")
        withdraw(db, study, "WK03", STOP, "Ffion")
        assert turns(db) == before
        studies.steps.publish(db, study, "team", studies.say_nothing)
    assert published_turns(study).keys() == {("FC04", 1), ("FC04", 2), ("FG01", 1), ("FG01", 3), ("FG01", 5)}


def test_stopping_may_begin_later(study: Study) -> None:
    """Until the day that was named, words are published as before, and the draft stays."""
    tomorrow = date.today() + timedelta(days=1)
    with studies.opened(study) as db:
        proof = withdraw(db, study, "FC03", STOP, "Ffion", since=tomorrow)
        assert proof.files_removed == ()
        studies.steps.publish(db, study, "team", studies.say_nothing)
        assert ("FC03", 2) in published_turns(study)
        db.execute("UPDATE withdrawals SET from_date = ?", [date.today().isoformat()])
        studies.steps.publish(db, study, "team", studies.say_nothing)
    assert ("FC03", 2) not in published_turns(study)


@pytest.mark.parametrize("participant", ["FC03", "WK03"])
def test_unlinked_words_are_published_as_before(study: Study, participant: str) -> None:
    """Who is unlinked is published word for word as before, codings and memos too; no original of theirs is left."""
    texts, quotes = published_turns(study), published_quotes(study)
    with studies.opened(study) as db:
        proof = withdraw(db, study, participant, UNLINK, "Ffion")
        assert proof.in_store == {}
        studies.run_main_job(db, study)
        studies.run_main_job(db, study)
        left = everything_in(db)
        gone = ("Pritchard", "Pwllbryn", "Neath", "2025-11-04") if participant == "FC03" else ("Pugh", "Brynmawr")
        assert [word for word in gone if word in left] == []
    assert published_turns(study) == texts
    assert published_quotes(study) == quotes


def published_quotes(study: Study) -> set[tuple]:
    """Return the coded passages and memos that were published."""
    with closing(sqlite3.connect(study.database())) as db:
        return set(db.execute("SELECT transcript_id, code_id, coder_id, start, end, quote, memo FROM codings"))


def test_unlinking_needs_what_is_published_now(study: Study) -> None:
    """Where the study was not pseudonymised as it stands, nobody is unlinked, and nothing is changed."""
    with studies.opened(study) as db:
        db.execute("UPDATE turns SET text = text || ' Diolch.' WHERE n = 1")
        before = everything_in(db)
        with pytest.raises(NotPseudonymised):
            withdraw(db, study, "FC03", UNLINK, "Ffion")
        assert everything_in(db) == before


def test_what_was_done_is_in_the_trail_and_names_nobody(study: Study) -> None:
    """A withdrawal leaves two rows under labels, with counts, and the trail is whole."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", ERASE, "Ffion")
        rows = list(db.query("SELECT * FROM trail ORDER BY id"))
        assert [(row["action"], row["about"]) for row in rows[-2:]] == [
            ("withdraw: erase", "FC03"),
            ("withdrawal finished", "FC03"),
        ]
        assert json.loads(rows[-2]["counts"])["turns"] == 4
        assert list(breaks(rows)) == []
        (one,) = withdrawals(db)
        assert one.finished
        assert one.proof.removed["transcripts"] == 1


def test_what_is_left_to_people_is_listed_by_position(study: Study) -> None:
    """Files and tables of the researcher are not touched: each is named by its place, and no name is."""
    with studies.opened(study) as db:
        proof = withdraw(db, study, "FC03", ERASE, "Ffion")
    assert (study.transcripts / "FC03.txt").exists()
    assert proof.to_do[:3] == (
        "manifest.csv, row 2: take it out",
        "people.csv, row 2: take it out",
        "transcripts, FC03.txt: delete it, or take their words out",
    )


def test_nobody_is_withdrawn_twice(study: Study) -> None:
    """Nobody is erased or stopped twice; who stopped can still ask that all be erased."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", STOP, "Ffion")
        with pytest.raises(AlreadyWithdrawn, match="FC03 was withdrawn on .* \\(stop\\) already"):
            withdraw(db, study, "fc03", STOP, "Ffion")
        withdraw(db, study, "FC03", ERASE, "Ffion")
        with pytest.raises(AlreadyWithdrawn, match="erase"):
            withdraw(db, study, "FC03", ERASE, "Ffion")


def test_a_whole_group_is_nobody(study: Study) -> None:
    """The label of a file in which several speak is no participant; the error says so and names nobody."""
    with studies.opened(study) as db:
        with pytest.raises(NoSuchThing, match="several people speak") as error:
            withdraw(db, study, "FG01", ERASE, "Ffion")
        assert "Carys" not in str(error.value)
        with pytest.raises(NoSuchThing, match="no participant of that id"):
            withdraw(db, study, "FC99", ERASE, "Ffion")


def test_whose_label_nobody_has_cannot_be_told_apart(study: Study) -> None:
    """Where speakers.csv gives a label that never speaks, nothing is guessed."""
    speakers = (study.folder / "speakers.csv").read_text(encoding="utf-8").replace(",Carys,", ",Karys,")
    (study.folder / "speakers.csv").write_text(speakers, encoding="utf-8")
    with studies.opened(study) as db:
        studies.steps.read_in(db, study, (), False, studies.say_nothing)
        with pytest.raises(CannotTellApart, match="In FG01"):
            withdraw(db, study, "WK03", ERASE, "Ffion")


def test_the_store_in_pages_is_smaller_and_its_log_is_empty(study: Study) -> None:
    """After an erasure no page is kept for what was there, and no log of it: both are where bytes would linger."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", ERASE, "Ffion")
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert db.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_erasing_after_unlinking_takes_the_published_words_too(study: Study) -> None:
    """Who was unlinked can still ask that all be erased: they are known by their label."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", UNLINK, "Ffion")
        proof = withdraw(db, study, "FC03", ERASE, "Ffion")
        assert proof.removed["transcripts"] == 1
        assert "third floor" not in everything_in(db)
        assert open_study(study.folder).manifest.exists()
