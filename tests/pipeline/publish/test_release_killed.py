"""A release whose process is killed: it is there whole, or not at all, and the trail is whole."""

from __future__ import annotations

import hashlib
import signal
from pathlib import Path

from pipeline import steps
from pipeline.audit.sign_off import sign_off
from pipeline.audit.trail import entries
from pipeline.audit.verify import verify
from pipeline.publish.release import finish_releases
from pipeline.review.bench import Bench
from pipeline.study import Study
from tests import studies
from tests.killing import events_of, in_another_process, killed_at, needs_fork, spread
from tests.pipeline.reviewed import decide_all

KILLS = 6
LAST = 12  # events, from before the files are written to the folder that gets its name
GATE = "[gate]\nsample = false\nsecond_reading_share = 0\nsecond_reading_groups = []\n"
SAID = {"FC01": "INT: Who came?\nFC01: Nia Pritchard came with a cake 🙂 from Llanelli.\n"}
LISTED = {"FC01": {"known_names": "Nia Pritchard"}}


def release(study: Study) -> None:
    """Release the study once."""
    with studies.opened(study) as db:
        steps.release(db, study, "team", studies.say_nothing, "Glenys Parri")


@needs_fork
def test_a_killed_release_is_whole_or_nothing(tmp_path: Path) -> None:
    """Whenever it is killed: every release that the store knows has its files, and no other has."""
    study = studies.make_study(tmp_path / "study", SAID, listed=LISTED, settings=GATE)
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, studies.say_nothing)
        steps.protect(db, study, studies.say_nothing)
        decide_all(Bench(db, study.settings), ["FC01"], "Rhian Elis")
        sign_off(db, study.settings, ["FC01"], actor="Glenys Parri", role="ethics reviewer")
    release(study)  # the first keeps more than those after it: the codebook, the coders
    events = events_of(release, study, tmp_path / "events")
    released = []
    for n in [*spread(events - LAST, KILLS), *range(events - LAST + 1, events + 1)]:
        assert in_another_process(lambda n=n: killed_at(n, release)(study)) == -signal.SIGKILL, n
        with studies.opened(study) as db:
            folders = finish_releases(db, study)
            known = {row["id"]: row["sha256"] for row in db.query("SELECT * FROM releases WHERE n IS NOT NULL")}
            told = [entry.about for entry in entries(db) if entry.action == "released"]
            assert verify(db, study).problems == ()
        there = sorted(path.name for path in study.releases.iterdir())
        assert there == sorted(known) == sorted(folders) == sorted(told)
        for id_, digest in known.items():
            assert hashlib.sha256((study.releases / id_ / "llais.db").read_bytes()).hexdigest() == digest
        released.append(len(told))
    assert released[0] == 2, "killed before its first event, it left a release"
    assert released[-1] > 2, "killed after the store had noted it, it left none"
