"""Killed at any moment: a withdrawal is finished later or was never begun, and a store still opens."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from pipeline.audit.trail import breaks
from pipeline.audit.verify import verify
from pipeline.errors import WrongPassphrase
from pipeline.lifecycle.keys import change_key, destroy_key, finish_destroying, is_being_destroyed
from pipeline.lifecycle.withdraw import ERASE, UNLINK, resume_unfinished, withdraw, withdrawals
from pipeline.store import open_store
from pipeline.study import Study
from tests import studies, withdrawing
from tests.killing import Act, begun, ended, events_of, in_another_process, killed_at, needs_fork, spread
from tests.withdrawing import coded, everything_in

pytestmark = needs_fork

NEW = "cawl cennin"
KILLS = 12


def withdrawing_of(participant: str, way: str) -> Act:
    """Return what withdraws somebody from a study."""

    def act(study: Study) -> None:
        with studies.opened(study) as db:
            withdraw(db, study, participant, way, "Ffion")

    return act


def killed_copies(study: Study, act: Act, tmp_path: Path) -> list[Study]:
    """Do something to copies of a study, killed at moments from its first event to its last."""
    events = events_of(act, withdrawing.copy_of(study, tmp_path / "whole"), tmp_path / "events")
    copies = []
    for n in spread(events, KILLS):
        copy = withdrawing.copy_of(study, tmp_path / f"killed{n}")
        status = in_another_process(lambda n=n, copy=copy: killed_at(n, act)(copy))
        assert status == -signal.SIGKILL, f"it was over before event {n}"
        copies.append(copy)
    return copies


@pytest.mark.parametrize(("way", "participant", "theirs"), [(ERASE, "FC03", "Pritchard"), (UNLINK, "WK03", "Brynmawr")])
def test_a_withdrawal_is_whole_or_not_begun(
    study: Study, tmp_path: Path, way: str, participant: str, theirs: str
) -> None:
    """Wherever it is killed, the withdrawal is finished when the study is next opened, or nothing of it was done."""
    with studies.opened(study) as db:
        codings, rows = coded(db), db.table("trail").count
    finished_later = 0
    for copy in killed_copies(study, withdrawing_of(participant, way), tmp_path):
        with studies.opened(copy) as db:
            finished_later += len(resume_unfinished(db, copy))
            trail = list(db.query("SELECT * FROM trail ORDER BY id"))
            assert list(breaks(trail)) == []
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            if db.table("withdrawals").count:
                assert len(trail) == rows + 2
                assert [one.finished for one in withdrawals(db)] == [True]
                assert theirs not in everything_in(db)
            else:
                assert len(trail) == rows
                assert coded(db) == codings
                assert theirs in everything_in(db)
    assert finished_later, "no moment lay between the store's transaction and the end"


def test_a_withdrawal_that_another_process_kills(study: Study, tmp_path: Path) -> None:
    """A kill from outside, in the middle of whatever is done just then, is no different."""
    for n in range(6):
        copy = withdrawing.copy_of(study, tmp_path / f"killed{n}")
        child, told = begun(lambda tell, copy=copy: withdrawing_of("FC03", ERASE)(copy))
        told.close()
        time.sleep(0.05 * n)
        os.kill(child, signal.SIGKILL)
        ended(child)
        with studies.opened(copy) as db:
            resume_unfinished(db, copy)
            assert list(breaks(db.query("SELECT * FROM trail ORDER BY id"))) == []
            assert ("Pritchard" in everything_in(db)) == (db.table("withdrawals").count == 0)


def test_a_change_of_key_leaves_one_passphrase_that_opens(study: Study, tmp_path: Path) -> None:
    """Wherever it is killed, the old passphrase or the new one opens all of it, and a half copy is no obstacle."""
    with studies.opened(study) as db:
        codings = coded(db)
    opened_with, left_over = set(), []
    for copy in killed_copies(study, lambda one: change_key(one, studies.PASSPHRASE, NEW, "Ffion"), tmp_path):
        passphrase = studies.PASSPHRASE
        try:
            with studies.opened(copy) as db:
                assert coded(db) == codings
        except WrongPassphrase:
            passphrase = NEW
            with open_store(copy.store, NEW, create=False) as db:
                assert coded(db) == codings
                assert verify(db, copy).problems == ()
        opened_with.add(passphrase)
        if list(copy.folder.glob(".store*")):
            left_over.append((copy, passphrase))
    assert opened_with == {studies.PASSPHRASE, NEW}
    copy, passphrase = left_over[-1]
    change_key(copy, passphrase, "y trydydd", "Ffion")
    assert not list(copy.folder.glob(".store*"))


def test_a_destruction_is_finished_or_not_begun(study: Study, tmp_path: Path) -> None:
    """Wherever it is killed, either the store still opens, or there is a certificate and the rest can be finished."""
    finished_later = 0
    for copy in killed_copies(study, lambda one: destroy_key(one, studies.PASSPHRASE, "Ffion"), tmp_path):
        if is_being_destroyed(copy):
            finished_later += 1
            finish_destroying(copy)
        elif copy.store.exists():
            destroy_key(copy, studies.PASSPHRASE, "Ffion")
        assert not list(copy.folder.glob("*store.llais*"))
    assert finished_later
