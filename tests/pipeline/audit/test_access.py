"""The way into the store: a row before anything else, an end outside when it is left, and nothing torn in between."""

from __future__ import annotations

import os
import signal
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
from pipeline.study import Study
from tests.conftest import Opener
from tests.studies import PASSPHRASE

ROOT = Path(__file__).parents[3]
KILLS = 15
RECORDS = """
import sys
from pathlib import Path
from pipeline.audit.access import store_opened_by
from pipeline.audit.trail import record
from pipeline.audit.visits import note_visit
from pipeline.study import open_study

study = open_study(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    note_visit(study, "export quotes-csv", actor="Ceri")
    with store_opened_by(study, sys.argv[2], "Siân", "review") as db:
        for n in range(20):
            with db.atomic():
                db.execute("INSERT OR REPLACE INTO meta VALUES ('acts', (SELECT count(*) FROM trail WHERE action = 'act') + 1)")
                record(db, "act", actor="Siân", about=f"decision {n}")
            print("row", flush=True)
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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_process_that_is_killed_leaves_a_trail_that_holds(study: Study, opened: Opener) -> None:
    """Fifteen times, at whatever it was doing: nothing torn, nothing half-recorded, and no end ahead of the trail."""
    with store_opened_by(study, PASSPHRASE, "Siân", "ingest", create=True):
        pass
    for n in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", RECORDS, str(study.folder), PASSPHRASE],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        for _ in range(1 + n * 2):  # killed after another number of rows each time
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()

    db = opened(study)
    acts = sum(entry.action == "act" for entry in entries(db))
    assert verify(db, study).problems == ()
    assert acts >= KILLS
    assert int(next(db.query("SELECT value FROM meta WHERE key = 'acts'"))["value"]) == acts
