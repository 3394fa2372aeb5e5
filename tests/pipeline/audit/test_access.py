"""The way into the store: a row before anything else, an end outside when it is left, and nothing torn in between."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.audit.access import OPENED, store_opened_by
from pipeline.audit.ends import End, noted_ends
from pipeline.audit.trail import end_of, entries, record
from pipeline.audit.verify import verify
from pipeline.audit.visits import note_visit
from pipeline.errors import NothingIngested, TrailBroken
from pipeline.store import get_meta, set_meta
from pipeline.study import Study
from tests.conftest import Opener
from tests.studies import PASSPHRASE

ROOT = Path(__file__).parents[3]
KILLS = 15
IS_KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.audit.access import store_opened_by
from pipeline.audit.trail import record
from pipeline.audit.visits import note_visit
from pipeline.study import open_study

def work(study, passphrase, told):
    while True:
        note_visit(study, "export quotes-csv", actor="Ceri")
        with store_opened_by(study, passphrase, "Siân", "review") as db:
            for n in range(5):
                with db.atomic():
                    db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'acts'")
                    record(db, "act", actor="Siân", about=f"decision {n}")
                os.write(told, b".")

study = open_study(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        work(study, sys.argv[2], told)
    for _ in range(1 + n):
        os.read(heard, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """Make a study that nothing was done with yet."""
    return make_study(tmp_path / "study", {})


def test_who_opens_the_store_for_what_is_the_first_row(study: Study) -> None:
    """After the visits that were made before; at the end, the trail's end is outside the store."""
    note_visit(study, "serve", actor="Ceri")
    with store_opened_by(study, PASSPHRASE, "Siân", "ingest", create=True) as db:
        assert [(entry.action, entry.about) for entry in entries(db)] == [("serve", ""), (OPENED, "ingest")]
        record(db, "ingest", actor="Siân")
        end = End(*end_of(db))

    assert list(noted_ends(study)) == [(1, end)]


def test_a_command_that_fails_leaves_its_rows(study: Study) -> None:
    """That the store was opened, and the end."""
    with pytest.raises(KeyError), store_opened_by(study, PASSPHRASE, "Siân", "publish", create=True):
        raise KeyError

    assert len(list(noted_ends(study))) == 1


def test_a_store_that_is_not_there_is_not_made(study: Study) -> None:
    """Unless that was asked for."""
    with pytest.raises(NothingIngested), store_opened_by(study, PASSPHRASE, "Siân", "publish"):
        pass


def test_a_store_without_its_trail_is_not_worked_on(study: Study, opened: Opener) -> None:
    """Nothing could be recorded."""
    opened(study).execute("DROP TABLE trail")

    with pytest.raises(TrailBroken, match="no audit trail"), store_opened_by(study, PASSPHRASE, "Siân", "publish"):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows does not fork")
def test_a_process_that_is_killed_leaves_a_trail_that_holds(study: Study, opened: Opener) -> None:
    """Fifteen times, at whatever it was doing: nothing torn, nothing half-recorded, and no end ahead of the trail."""
    with store_opened_by(study, PASSPHRASE, "Siân", "ingest", create=True) as db:
        set_meta(db, "acts", "0")
    subprocess.run(
        [sys.executable, "-c", IS_KILLED, str(study.folder), PASSPHRASE, str(KILLS)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
    )

    db = opened(study)
    acts = sum(entry.action == "act" for entry in entries(db))
    assert verify(db, study).problems == ()
    assert acts >= KILLS
    assert get_meta(db, "acts") == str(acts)
