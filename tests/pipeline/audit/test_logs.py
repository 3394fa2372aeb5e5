"""Two logs of the same stretches, under the same ids: one with originals, for whoever keeps the key; one without."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from pipeline import steps
from pipeline.audit.logs import AUDITOR, CUSTODIAN, HEADER, UNDECIDED, write_log
from pipeline.audit.trail import entries, now
from pipeline.errors import NamesSomebody, NotPseudonymised
from pipeline.protect import remember_as_pseudonymised
from pipeline.publish.versions import content_hash, current_transcripts
from pipeline.review.decisions import KEEP, MENTION, REPLACE, STUDY, Wish, decide
from pipeline.study import Study
from tests import studies

SAID = {
    "FC01": "INT: Who helped?\nP1: Nia Pritchard came on Fridays with bara brith. Nia gave us lifts. 🙂",
    "YP01": "INT: Pwy oedd yn gwrando?\nP1: Gŵyneth Rhŷs. I had somewhere to stay, and the small blue van.",
}
ORIGINALS = ("Nia", "Pritchard", "Gŵyneth", "Rhŷs", "blue van")

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Make a small study."""
    return studies.make_study(tmp_path_factory.mktemp("logs") / "study", SAID)


@pytest.fixture(scope="module")
def db(study: Study) -> Iterator[Database]:
    """Open its store, pseudonymised, with a decision on a van, read by one person and signed off by another."""
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
        turn = next(db.query("SELECT id, text FROM turns WHERE transcript_id = 'YP01' AND n = 2"))
        start = turn["text"].index("small blue van")
        wish = Wish(
            REPLACE, MENTION, "small blue van", "YP01", turn["id"], start, start + 14, "OTHER", reason="Nia knows"
        )
        decide(db, wish, "Siân Ŵyn")
        (transcript,) = [one for one in current_transcripts(db, study.settings) if one.id == "YP01"]
        read = {"transcript_id": "YP01", "reading": 1, "reader": "Siân Ŵyn"}
        db.table("readings").insert({**read, "begun_at": now(), "finished_at": now()})
        db.execute(
            """INSERT INTO sign_offs (at, actor, transcript_id, content_hash, outcome, role)
               VALUES (?, 'Siân Ŵyn', 'YP01', ?, 'approved', 'supervisor')""",
            [now(), content_hash(transcript)],
        )
        yield db


def log_for(reader: str, db: Database, study: Study) -> Rows:
    """Read the log back."""
    made = write_log(db, study.settings, reader, "checking the release", "Siân Ŵyn")
    rows = list(csv.DictReader(io.StringIO(made.csv.decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEADER
    assert len(rows) == made.rows
    return rows


def test_the_custodian_sees_what_was_replaced(db: Database, study: Study) -> None:
    """With where it stands in the source, and who decided."""
    rows = log_for(CUSTODIAN, db, study)
    texts = {(row["transcript_id"], str(row["n"])): row["text"] for row in db.query("SELECT * FROM turns")}

    assert {row["original"] for row in rows} == {"Nia Pritchard", "Nia", "Gŵyneth Rhŷs", "small blue van"}
    for row in rows:
        text = texts[row["transcript"], row["turn"]]
        assert text[int(row["start"]) : int(row["end"])] == row["original"]
        assert row["replacement"]
        assert row["reversible"] == "y"
    (van,) = [row for row in rows if row["type"] == "OTHER"]
    assert (van["decided_by"], van["scope"], van["reason"]) == ("Siân Ŵyn", "mention", "Nia knows")
    assert {row["decided_by"] for row in rows if row is not van} == {"machine"}


def test_the_auditor_sees_no_original_and_no_name(db: Database, study: Study) -> None:
    """Not in a reason, either; people are labels."""
    made = write_log(db, study.settings, AUDITOR, "", "Siân Ŵyn").csv.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(made)))

    assert [word for word in (*ORIGINALS, "Siân", "Ŵyn") if word in made] == []
    assert {row["original"] for row in rows} == {""}
    (van,) = [row for row in rows if row["type"] == "OTHER"]
    assert (van["decided_by"], van["reason"]) == ("R2", "[names somebody]")
    assert (van["reviewed_by"], van["signed_off_by"]) == ("R2", "R2")


def test_the_auditor_finds_each_replacement_where_it_is_published(db: Database, study: Study) -> None:
    """At its place in the published text, and every replacement is in the log."""
    published = {
        (one.id, str(turn.n)): turn.replaced for one in current_transcripts(db, study.settings) for turn in one.turns
    }
    rows = log_for(AUDITOR, db, study)

    for row in rows:
        text = published[row["transcript"], row["turn"]].text
        assert text[int(row["start"]) : int(row["end"])] == row["replacement"]
    assert len(rows) == sum(len(one.replacements) for one in published.values())


def test_both_logs_have_the_same_ids_and_keep_them(db: Database, study: Study) -> None:
    """Also when everything was pseudonymised again."""
    before = {reader: [row["log_id"] for row in log_for(reader, db, study)] for reader in (CUSTODIAN, AUDITOR)}
    db.execute("DELETE FROM meta WHERE key = 'pseudonymised'")
    steps.protect(db, study, studies.say_nothing)
    after = [row["log_id"] for row in log_for(AUDITOR, db, study)]

    assert before[CUSTODIAN] == before[AUDITOR] == after
    assert len(set(after)) == len(after)


def test_each_log_leaves_a_row_in_the_trail(db: Database, study: Study) -> None:
    """With its purpose and how much was seen."""
    log_for(CUSTODIAN, db, study)
    last = list(entries(db))[-1]

    assert (last.action, last.purpose) == ("log for custodian", "checking the release")
    assert last.counts["rows"] == 4


def test_a_purpose_that_names_somebody_is_refused(db: Database, study: Study) -> None:
    """And nothing is recorded."""
    before = len(list(entries(db)))
    with pytest.raises(NamesSomebody):
        write_log(db, study.settings, CUSTODIAN, "for Nia", "Siân Ŵyn")

    assert len(list(entries(db))) == before


def test_what_a_person_kept_and_what_nobody_decided_are_in_the_logs(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Each under its own action; a log of what stands now needs a study that is pseudonymised as it stands."""
    study = studies.make_study(tmp_path_factory.mktemp("kept") / "study", {"FC01": SAID["FC01"]})
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
        decide(db, Wish(KEEP, STUDY, "Nia Pritchard"), "Siân")
        turn = next(db.query("SELECT id, text FROM turns WHERE n = 2"))
        start = turn["text"].index("bara")
        found = {"turn_id": turn["id"], "start": start, "end": start + 4, "type": "PERSON", "kind": "direct"}
        db.table("finds").insert({**found, "status": "doubt", "score": 0.2, "detectors": "[]"})
        db.execute("DELETE FROM meta WHERE key = 'settled'")
        with pytest.raises(NotPseudonymised):
            log_for(CUSTODIAN, db, study)
        remember_as_pseudonymised(db, study.settings)
        rows = log_for(CUSTODIAN, db, study)

    assert [(row["original"], row["action"], row["replacement"] != "") for row in rows] == [
        ("Nia Pritchard", "keep", False),
        ("bara", UNDECIDED, False),
        ("Nia", "pseudonym", True),
    ]
