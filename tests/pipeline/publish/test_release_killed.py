"""A release whose process is killed: it is there whole, or not at all, and the trail is whole."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import steps
from pipeline.audit.sign_off import sign_off
from pipeline.audit.trail import entries
from pipeline.audit.verify import verify
from pipeline.publish.release import finish_releases
from pipeline.review.bench import Bench
from tests import studies
from tests.pipeline.reviewed import decide_all

ROOT = Path(__file__).parents[3]
TIMES = 8
GATE = "[gate]\nsample = false\nsecond_reading_share = 0\nsecond_reading_groups = []\n"
SAID = {"FC01": "INT: Who came?\nFC01: Nia Pritchard came with a cake 🙂 from Llanelli.\n"}
RELEASES = """
import sys, time
from pathlib import Path
from pipeline import steps
from pipeline.study import open_study
from tests.studies import opened, say_nothing

study = open_study(Path(sys.argv[1]))
with opened(study) as db:
    while True:
        begun = time.monotonic()
        steps.release(db, study, "team", say_nothing, "Glenys Parri")
        print(time.monotonic() - begun, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot kill as suddenly")
def test_a_killed_release_is_whole_or_nothing(tmp_path: Path) -> None:
    """Whenever it is killed: every release that the store knows has its files, and no other has."""
    study = studies.make_study(
        tmp_path / "study", SAID, listed={"FC01": {"known_names": "Nia Pritchard"}}, settings=GATE
    )
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, studies.say_nothing)
        steps.protect(db, study, studies.say_nothing)
        decide_all(Bench(db, study.settings), ["FC01"], "Rhian Elis")
        sign_off(db, study.settings, ["FC01"], actor="Glenys Parri", role="ethics reviewer")
    when = random.Random(7)
    for _ in range(TIMES):
        process = subprocess.Popen(
            [sys.executable, "-c", RELEASES, str(study.folder)],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        )
        assert process.stdout
        process.stdout.readline()  # the first one takes longer, as everything is imported
        time.sleep(when.uniform(0, 1.5) * float(process.stdout.readline()))
        process.kill()
        process.wait()
        process.stdout.close()
        with studies.opened(study) as db:
            folders = finish_releases(db, study)
            known = {row["id"]: row["sha256"] for row in db.query("SELECT * FROM releases WHERE n IS NOT NULL")}
            told = [entry.about for entry in entries(db) if entry.action == "released"]
            assert verify(db, study).problems == ()
        there = sorted(path.name for path in study.releases.iterdir()) if study.releases.exists() else []
        assert there == sorted(known) == sorted(folders) == sorted(told)
        for id_, digest in known.items():
            assert hashlib.sha256((study.releases / id_ / "llais.db").read_bytes()).hexdigest() == digest
    assert len(told) >= 2 * TIMES
