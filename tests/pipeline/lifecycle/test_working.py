"""What coders did on the pages, where somebody withdraws: it goes from the working database, from every byte of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from pipeline.coding.working.events import APPLY, HAND_IN, MEMO, Event
from pipeline.coding.working.log import WorkingLog
from pipeline.coding.working.places import hash_of
from pipeline.errors import NotPseudonymised
from pipeline.lifecycle.backups import backup, restore
from pipeline.lifecycle.byte_scan import WORKING, kind_of
from pipeline.lifecycle.due import due
from pipeline.lifecycle.keys import destroy_key
from pipeline.lifecycle.stopped import STOP
from pipeline.lifecycle.withdraw import ERASE, UNLINK, withdraw
from pipeline.lifecycle.working import EVENTS, erase_working, memos_on_pages
from pipeline.study import Study
from tests import studies
from tests.withdrawing import CODE

CODERS = "Ŵyn"


class Page:
    """A coder in front of what was published."""

    def __init__(self, study: Study) -> None:
        with closing(sqlite3.connect(study.database())) as db:
            (self.release,) = db.execute("SELECT id FROM study").fetchone()
            self.texts = {(t, n): text for t, n, text in db.execute("SELECT transcript_id, n, text FROM turns")}

    def apply(self, transcript: str, turn: int, words: str, uid: str, memo: str = "") -> Event:
        """Apply a code to words."""
        text = self.texts[transcript, turn]
        start = text.index(words)
        span = {"turn": turn, "text_hash": hash_of(text), "start": start, "end": start + len(words), "quote": words}
        return Event(
            CODERS, APPLY, self.release, transcript, uid=uid, code=CODE, memo=memo, codebook_version="1", **span
        )

    def note(self, transcript: str, words: str, uid: str) -> Event:
        """Note something on a transcript."""
        return Event(
            CODERS, MEMO, self.release, transcript, uid=uid, memo=words, about="transcript", about_id=transcript
        )


@pytest.fixture
def coded(study: Study) -> Study:
    """Code on the pages: an interview of one, a group's turns of two people, and another interview."""
    page = Page(study)
    with WorkingLog(study.working) as log:
        log.append_all(
            [
                page.apply("FC03", 2, "third floor", "a1", "Nia Pritchard had no lift 👩‍👧"),
                page.note("FC03", "Pritchard was tired", "a2"),
                page.apply("FC04", 2, "lifts to school", "a3", "compare"),
                page.apply("FG01", 2, "much too early", "a4", "Carys says so"),
                page.apply("FG01", 3, "the food was cold", "a5", "cold food"),
                page.note("FG01", "a loud room", "a6"),
                Event(CODERS, HAND_IN, page.release, "FG01"),
            ]
        )
    return study


def uids(study: Study) -> list[str]:
    """Return what is in the working database, by what it is about."""
    with WorkingLog(study.working) as log:
        return [event.uid or event.action for event in log.events()]


def raw(study: Study) -> bytes:
    """Return every byte of the working database and of its log."""
    return b"".join(path.read_bytes() for path in sorted(study.working.parent.iterdir()))


def test_an_erased_interview_is_in_no_byte_of_it(coded: Study) -> None:
    """What was done on it goes and is counted; what was done on others stays, with its numbers."""
    assert b"Pritchard" in raw(coded)
    with studies.opened(coded) as db:
        proof = withdraw(db, coded, "FC03", ERASE, "Ffion")
    assert proof.removed[EVENTS] == 2
    assert uids(coded) == ["a3", "a4", "a5", "a6", HAND_IN]
    assert not any(word in raw(coded) for word in (b"Pritchard", b"third floor", b"FC03"))
    assert not any("working" in line for line in proof.left)


def test_while_the_pages_are_open_it_is_in_no_byte_either(coded: Study) -> None:
    """Somebody who serves the study keeps the file open; its log is emptied all the same."""
    with WorkingLog(coded.working) as log, studies.opened(coded) as db:
        log.events()
        withdraw(db, coded, "FC03", ERASE, "Ffion")
        assert b"Pritchard" not in raw(coded)
        assert len(log.events()) == 5


def test_of_a_group_only_their_own_turns_go(coded: Study) -> None:
    """What was done on the turns of the others, on the group and about handing in, stays."""
    with studies.opened(coded) as db:
        proof = withdraw(db, coded, "WK03", ERASE, "Ffion")
    assert proof.removed[EVENTS] == 1
    assert uids(coded) == ["a1", "a2", "a3", "a5", "a6", HAND_IN]
    assert b"Carys says so" not in raw(coded)


def test_who_stops_use_stays_in_it(coded: Study) -> None:
    """Nothing is taken away, and nothing is asked to be: it was coded before."""
    with studies.opened(coded) as db:
        proof = withdraw(db, coded, "FC03", STOP, "Ffion")
        told = due(db, coded, on=date.today()).files.still_there
    assert len(uids(coded)) == 7
    (line,) = [line for line in proof.left if line.startswith("working/coding.db")]
    assert line.endswith("it was made before and may stay; make no new copies of it")
    assert [one.allowed for one in told if one.found.kind == WORKING] == [True]


def test_who_is_unlinked_is_brought_into_the_store_first(coded: Study) -> None:
    """Memos of the pages have to be pseudonymised before; then they are in the store as published, and nowhere else."""
    with studies.opened(coded) as db:
        with pytest.raises(NotPseudonymised):
            withdraw(db, coded, "FC03", UNLINK, "Ffion")
        studies.run_main_job(db, coded)
        proof = withdraw(db, coded, "FC03", UNLINK, "Ffion")
        memos = {
            row["uid"]: row["text"]
            for row in db.query("SELECT c.uid, m.text FROM memos m JOIN codings c ON c.id = m.coding_id")
        }
    assert proof.removed[EVENTS] == 2
    assert memos["a1"].endswith("had no lift 👩‍👧")
    assert "Pritchard" not in memos["a1"]
    assert b"Pritchard" not in raw(coded)


def test_what_names_them_elsewhere_in_it_is_told_of(coded: Study) -> None:
    """A coder's memo on other words that holds the name is found, and it is said what to do."""
    with WorkingLog(coded.working) as log:
        log.append(Page(coded).note("FC04", "Pritchard said otherwise", "a7"))
    with studies.opened(coded) as db:
        proof = withdraw(db, coded, "FC03", ERASE, "Ffion")
    (line,) = [line for line in proof.left if line.startswith("working/coding.db")]
    assert line.startswith("working/coding.db holds a name of FC03, who withdrew on ")
    assert "llais codings STUDY merge" in line
    assert "Pritchard" not in line


def test_erasing_twice_is_no_harm(coded: Study) -> None:
    """A withdrawal that was broken off is made again; where nobody codes on the pages there is nothing to erase."""
    assert erase_working(coded, ["FC03"], [("FG01", 2), ("FC03", 2)]) == 3
    assert erase_working(coded, ["FC03"], [("FG01", 2)]) == 0
    for path in coded.working.parent.iterdir():
        path.unlink()
    assert erase_working(coded, ["FC03"], []) == 0
    assert not coded.working.exists()


def test_a_backup_holds_it_encrypted_and_brings_it_back(coded: Study) -> None:
    """It comes back where it was lost, closed to others; one that is there stays, as it knows at least as much."""
    file = coded.folder.parent / "b.llais"
    with studies.opened(coded) as db:
        backup(db, coded, file, studies.PASSPHRASE, "Ffion")
    assert not any(word in file.read_bytes() for word in (b"Pritchard", b"third floor", b"CREATE TABLE"))
    before = uids(coded)
    for path in (coded.store, *coded.working.parent.iterdir()):
        path.unlink()
    coded.working.parent.rmdir()
    assert restore(coded, file, studies.PASSPHRASE, "Ffion").working
    assert uids(coded) == before
    assert coded.working.stat().st_mode & 0o077 == 0
    assert coded.working.parent.stat().st_mode & 0o077 == 0
    with studies.opened(coded) as db:
        assert "working_database" not in db.table_names()
        assert db.table("transcripts").count == 3
    with WorkingLog(coded.working) as log:
        log.append(Page(coded).note("FC04", "later", "a8"))
    assert not restore(coded, file, studies.PASSPHRASE, "Ffion", force=True).working
    assert uids(coded) == [*before, "a8"]


def test_it_is_destroyed_with_the_key(coded: Study) -> None:
    """Nothing that a coder typed is left when the study's key is destroyed."""
    destroy_key(coded, studies.PASSPHRASE, "Ffion")
    assert list(coded.working.parent.iterdir()) == []


def test_it_is_known_for_what_it_is(coded: Study) -> None:
    """It is no published database, whatever its name ends in."""
    assert kind_of(coded.working) == WORKING
    assert kind_of(coded.database()) == "draft"


def test_memos_on_the_pages_are_those_that_are_not_published_yet(coded: Study) -> None:
    """All of them, too, where an earlier llais has published, which did not say what was in it."""
    memos = memos_on_pages(coded)
    assert len(memos) == 6 and "cold food" in memos
    with closing(sqlite3.connect(coded.database())) as published:
        published.execute("ALTER TABLE study DROP COLUMN events_up_to")
        published.commit()
    assert memos_on_pages(coded) == memos
