"""A review that is killed at any moment loses no decision that was told as made, and keeps none by half."""

from __future__ import annotations

import os
import signal
from collections import Counter
from itertools import count
from pathlib import Path
from random import Random

from sqlite_utils import Database

from pipeline.audit.trail import breaks
from pipeline.review.bench import Bench
from pipeline.review.decisions import KEEP, MENTION, REPLACE, STUDY, Wish
from pipeline.study import Study
from tests.deciding import ELERI, on_the_bench, settled
from tests.killing import Tell, begun, ended, killed_once_it_told, needs_fork
from tests.studies import make_study, opened

TIMES = 12
SAID = {
    "FC01": "INT: Pwy ddaeth? 🙂\nFC01: Gŵyneth took Nia Pritchard to Neath. Nia had a phone, and we had cawl.",
    "YP01": "INT: Who listened?\nYP01: Nia did, in Neath. It was 12 miles, a lift each way.",
}


def decide_on_and_on(study: Study, tell: Tell, seed: int) -> None:
    """Decide and undo without end."""
    random = Random(seed)
    with opened(study) as db:
        bench = Bench(db, study.settings)
        for n in count():
            tell(decide_something(bench, random, n))


def decide_something(bench: Bench, random: Random, n: int) -> str:
    """Decide or undo something; return what was done, and the number of the decision."""
    mine = list(bench.decisions())
    if mine and n % 3 == 2:
        return f"undo {bench.undo(random.choice(mine).id, ELERI).decision_id}"
    if n % 3 == 1:
        wish = Wish(random.choice((KEEP, REPLACE)), STUDY, random.choice(("Nia", "Neath", "cawl")), type="PLACE")
    else:
        transcript = random.choice(list(SAID))
        turn = random.choice(bench.page(transcript).turns)
        start = random.randrange(len(turn.text))
        end = random.randrange(start, len(turn.text)) + 1
        wish = Wish(REPLACE, MENTION, turn.text[start:end], transcript, turn.id, start, end, "OTHER")
    return f"decision {bench.decide(wish, ELERI).decision_id}"


def check_store(db: Database, told: list[str]) -> None:
    """Check that everything told is in the store, whole, and that trail and decisions say the same."""
    rows = list(db.query("SELECT id, action, undoes FROM decisions ORDER BY id"))
    stored = Counter(f"undo {row['undoes']}" if row["undoes"] else f"decision {row['id']}" for row in rows)
    told_of = db.execute("SELECT action, about FROM trail WHERE about LIKE 'decision %'")
    in_trail = Counter(
        about.replace("decision", "undo") if action == "undo" else " ".join(about.split()[:2])
        for action, about in told_of
    )
    assert not Counter(told) - stored, "a decision that was told as made is not in the store"
    assert in_trail == stored, "a decision without its row in the trail, or the other way round"
    assert list(breaks(db.query("SELECT * FROM trail ORDER BY id"))) == []
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    readings = db.execute("SELECT DISTINCT transcript_id FROM readings ORDER BY 1").fetchall()
    assert (
        readings
        == db.execute(
            "SELECT DISTINCT transcript_id FROM decisions WHERE transcript_id IS NOT NULL AND undoes IS NULL ORDER BY 1"
        ).fetchall()
    )


@needs_fork
def test_no_decision_is_lost_or_kept_by_half_however_often_it_is_killed(tmp_path: Path) -> None:
    """Twelve times over the same store, in the middle of what comes after a few decisions."""
    study = make_study(tmp_path, SAID)
    with opened(study) as db:
        on_the_bench(db, study)
    told: list[str] = []
    for n in range(TIMES):
        told += killed_once_it_told(lambda tell, n=n: decide_on_and_on(study, tell, n), n)
    assert len(told) >= sum(range(TIMES))

    with opened(study) as db:
        check_store(db, told)
        settled(db, study)
        assert Bench(db, study.settings).page("FC01").turns[0].text == "Pwy ddaeth? 🙂"


WRITING = ("BEGIN", "SAVEPOINT", "INSERT", "UPDATE", "RELEASE", "COMMIT")


def decide_and_undo(study: Study, tell: Tell, moment: int) -> None:
    """Decide something and undo something, and die before the statement of this number that writes to the store."""
    left = iter(range(moment))

    def die_there(sql: str) -> None:
        if sql.lstrip().startswith(WRITING) and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    with opened(study) as db:
        bench = Bench(db, study.settings)
        db.conn.set_trace_callback(die_there)
        for n in (0, 2):
            tell(decide_something(bench, Random(n), n))
        db.conn.set_trace_callback(None)


@needs_fork
def test_it_holds_before_every_statement_that_writes(tmp_path: Path) -> None:
    """From the first of a decision to the last of what undoes it."""
    study = make_study(tmp_path, SAID)
    with opened(study) as db:
        on_the_bench(db, study)
    told: list[str] = []
    for moment in count():
        child, lines = begun(lambda tell, moment=moment: decide_and_undo(study, tell, moment))
        with lines:
            told += (done := lines.read().decode().split("\n")[:-1])
        ended(child)
        if len(done) == 2:
            break
    assert moment > 8
    with opened(study) as db:
        check_store(db, told)
