"""Killed at any moment: a withdrawal is finished later or was never begun; a store opens with one of its passphrases."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.audit.trail import breaks
from pipeline.audit.verify import verify
from pipeline.errors import WrongPassphrase
from pipeline.lifecycle.keys import change_key, destroy_key, finish_destroying, is_being_destroyed
from pipeline.lifecycle.withdraw import resume_unfinished, withdrawals
from pipeline.store import open_store
from pipeline.study import Study
from tests import studies, withdrawing
from tests.withdrawing import coded, everything_in

ROOT = Path(__file__).parents[3]
NEW = "cawl cennin"
KILLS = 12

# Kills its own process when the nth of these events comes: a statement of SQL, or something done to a file.
KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.study import open_study
from pipeline.store import open_store
from pipeline.lifecycle import keys, withdraw
from tests.studies import PASSPHRASE
import sqlite_utils

def count_and_kill(n):
    events = [0]
    def event(*_):
        events[0] += 1
        if events[0] == n:
            os.kill(os.getpid(), signal.SIGKILL)
    def before(kind, name):
        original = getattr(kind, name)
        def wrapped(*arguments, **named):
            event()
            return original(*arguments, **named)
        setattr(kind, name, wrapped)
    before(sqlite_utils.Database, "execute")
    before(sqlite_utils.Database, "query")
    for name in ("unlink", "replace", "read_bytes", "open"):
        before(Path, name)
    before(os, "fsync")
    return events

study = open_study(Path(sys.argv[1]))
what, n = sys.argv[2], int(sys.argv[3])
events = count_and_kill(n)
if what == "change":
    keys.change_key(study, PASSPHRASE, sys.argv[4], "Ffion")
elif what == "destroy":
    keys.destroy_key(study, PASSPHRASE, "Ffion")
else:
    with open_store(study.store, PASSPHRASE) as db:
        withdraw.withdraw(db, study, sys.argv[4], what, "Ffion")
print(events[0])
"""


def run(study: Study, what: str, n: int, other: str) -> subprocess.CompletedProcess[str]:
    """Do it in a process of its own that kills itself at its nth event (0: never)."""
    command = [sys.executable, "-c", KILLED, str(study.folder), what, str(n), other]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def moments(study: Study, tmp_path: Path, what: str, other: str) -> list[int]:
    """Spread moments to kill at over all that happens, the first and the last among them."""
    whole = run(withdrawing.copy_of(study, tmp_path / "whole"), what, 0, other)
    assert whole.returncode == 0, whole.stderr
    events = int(whole.stdout)
    return sorted({1 + round((events - 1) * i / (KILLS - 1)) for i in range(KILLS)})


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of Unix")
@pytest.mark.parametrize(("way", "participant"), [("erase", "FC03"), ("unlink", "WK03")])
def test_a_withdrawal_is_whole_or_not_begun(study: Study, tmp_path: Path, way: str, participant: str) -> None:
    """Wherever it is killed, the withdrawal is finished when the study is next opened, or nothing of it was done."""
    with studies.opened(study) as db:
        codings, rows = coded(db), db.table("trail").count
    finished_later = 0
    for n in moments(study, tmp_path, way, participant):
        copy = withdrawing.copy_of(study, tmp_path / f"killed{n}")
        result = run(copy, way, n, participant)
        assert result.returncode == -signal.SIGKILL, result.stderr
        with studies.opened(copy) as db:
            begun = db.table("withdrawals").count
            finished_later += len(resume_unfinished(db, copy))
            trail = list(db.query("SELECT * FROM trail ORDER BY id"))
            assert list(breaks(trail)) == []
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            gone = "Pritchard" if way == "erase" else "Brynmawr"
            if begun:
                assert len(trail) == rows + 2
                assert [one.finished for one in withdrawals(db)] == [True]
                assert gone not in everything_in(db)
                studies.run_main_job(db, copy)
            else:
                assert len(trail) == rows
                assert coded(db) == codings
                assert gone in everything_in(db)
    assert finished_later, "no moment lay between the store's transaction and the end"


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of Unix")
def test_a_change_of_key_leaves_one_passphrase_that_opens(study: Study, tmp_path: Path) -> None:
    """Wherever it is killed, the store opens whole with the old passphrase or the new one, and can be changed again."""
    with studies.opened(study) as db:
        codings = coded(db)
    opened_with = set()
    for n in moments(study, tmp_path, "change", NEW):
        copy = withdrawing.copy_of(study, tmp_path / f"killed{n}")
        assert run(copy, "change", n, NEW).returncode == -signal.SIGKILL
        passphrase = studies.PASSPHRASE
        try:
            with open_store(copy.store, passphrase, create=False) as db:
                assert coded(db) == codings
        except WrongPassphrase:
            passphrase = NEW
        opened_with.add(passphrase)
        change_key(copy, passphrase, "y trydydd", "Ffion")
        with open_store(copy.store, "y trydydd", create=False) as db:
            assert coded(db) == codings
            assert verify(db, copy).problems == ()
        assert not list(copy.folder.glob(".store*"))
    assert opened_with == {studies.PASSPHRASE, NEW}


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of Unix")
def test_a_destruction_is_finished_or_not_begun(study: Study, tmp_path: Path) -> None:
    """Wherever it is killed, either the store still opens, or there is a certificate and the rest can be finished."""
    for n in moments(study, tmp_path, "destroy", ""):
        copy = withdrawing.copy_of(study, tmp_path / f"killed{n}")
        assert run(copy, "destroy", n, "").returncode == -signal.SIGKILL
        if is_being_destroyed(copy):
            finish_destroying(copy)
            assert not copy.store.exists()
        elif copy.store.exists():
            destroy_key(copy, studies.PASSPHRASE, "Ffion")
            assert not copy.store.exists()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of Unix")
def test_killed_from_outside_at_any_time(study: Study, tmp_path: Path) -> None:
    """A kill that comes from outside, in the middle of a statement, is no different."""
    command = [sys.executable, "-c", KILLED, "", "erase", "0", "FC03"]
    for n in range(5):
        copy = withdrawing.copy_of(study, tmp_path / f"killed{n}")
        command[3] = str(copy.folder)
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        before = copy.store.stat().st_mtime_ns
        log = copy.store.with_name("store.llais-wal")
        while process.poll() is None and not (log.exists() and log.stat().st_size) and n:
            time.sleep(0.001)
        time.sleep(0.004 * n)
        process.kill()
        process.wait()
        with studies.opened(copy) as db:
            resume_unfinished(db, copy)
            assert list(breaks(db.query("SELECT * FROM trail ORDER BY id"))) == []
            assert ("Pritchard" in everything_in(db)) == (db.table("withdrawals").count == 0)
        assert before
