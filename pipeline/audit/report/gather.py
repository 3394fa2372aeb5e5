"""Gather the facts of a report, each once: from the store, the settings and the study's folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlite_utils import Database

from pipeline.audit.disclosure import Disclosure, disclosure_of
from pipeline.audit.intruder import AUTOMATIC
from pipeline.audit.intruder_record import all_tests
from pipeline.audit.leak_scan import search_leaks
from pipeline.audit.register import requests
from pipeline.audit.report.facts import Facts
from pipeline.audit.report.gather_files import containers_of, doors_of, newest_database, places_of, unread_files
from pipeline.audit.report.gather_store import (
    beside_the_speech,
    compare_with_log,
    items_of,
    kept_by_type,
    last_of,
    last_release,
    people_of_study,
    quotes_of,
    replaced_by_type,
    trail_of,
    welsh_turns,
    withdrawn_from,
)
from pipeline.audit.result import SampleResult, sample_result
from pipeline.audit.sample import samples
from pipeline.audit.verify import verify
from pipeline.codebooks import study_codebook
from pipeline.lifecycle.due import due
from pipeline.publish.hiding import TableDiscloses
from pipeline.publish.originals import Originals
from pipeline.publish.readiness import accepted_by_sample, readiness
from pipeline.publish.table import OUTSIDE, TEAM
from pipeline.review.bench import Bench
from pipeline.review.second import agreement_of
from pipeline.study import Study


def gather_facts(db: Database, study: Study, originals: Originals, on: date, key_file: Path | None = None) -> Facts:
    """Gather what the report answers from, as it is on a day; `key_file` is where the passphrase came from.

    Raises NotPseudonymised, BadSettings.
    """
    settings = study.settings
    with db.atomic():
        bench = Bench(db, settings)
        ready = readiness(db, settings, bench)
        release = last_release(db)
        database = newest_database(study, release.n if release else 0)
        is_due = due(db, study, on)
        items = items_of(db, bench, ready, accepted_by_sample(db, settings), release, on)
        read_twice = [one.id for one in items if one.second_done]
        drawn = samples(db)
        outside, fault = _outside(db, study)
        return Facts(
            on=on,
            settings=settings,
            release=release,
            items=items,
            unread=unread_files(study, (row["sha256"] for row in db.query("SELECT sha256 FROM transcripts"))),
            places=places_of(study, key_file),
            replaced=replaced_by_type(ready.transcripts),
            kept=kept_by_type(db),
            people=people_of_study(bench, originals),
            welsh=welsh_turns(ready.transcripts),
            compared=compare_with_log(ready.transcripts, database),
            scan=search_leaks(db, study),
            containers=containers_of(study),
            beside=beside_the_speech(db),
            sample=_last_result(db, study),
            sample_open=bool(drawn and not drawn[-1].finished_at),
            second=agreement_of(bench, read_twice) if read_twice else None,
            intruder_tests=tuple(all_tests(db)),
            automatic=last_of(db, AUTOMATIC),
            team=disclosure_of(db, settings, study_codebook(study)[0], TEAM) if ready.transcripts else None,
            outside=outside if ready.transcripts else None,
            outside_fault=fault,
            quotes=quotes_of(db, ready.transcripts),
            doors=doors_of(study, database),
            trail=trail_of(db, verify(db, study)),
            requests=tuple(requests(db)),
            due=is_due,
            withdrawals=withdrawn_from(db, is_due),
        )


def _outside(db: Database, study: Study) -> tuple[Disclosure | None, str]:
    """Check what readers outside would be told; where their tables cannot be made safe, say why."""
    try:
        return disclosure_of(db, study.settings, study_codebook(study)[0], OUTSIDE), ""
    except TableDiscloses as fault:
        return None, str(fault)


def _last_result(db: Database, study: Study) -> SampleResult | None:
    finished = [one.id for one in samples(db) if one.finished_at]
    return sample_result(db, study.settings, finished[-1]) if finished else None
