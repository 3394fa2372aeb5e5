"""Gather what ethics reviewers are told: the report's answers, samples, sign-offs, the auditor's log and the trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from pipeline.audit.logs import auditor_rows
from pipeline.audit.result import sample_result
from pipeline.audit.sample import samples
from pipeline.audit.sign_off import sign_offs
from pipeline.audit.trail import entries
from pipeline.errors import NothingToRelease
from pipeline.publish.ethics_rows import (
    approval_rows,
    kind_rows,
    log_rows,
    report_rows,
    sample_rows,
    state_rows,
    trail_rows,
    without_labels,
)
from pipeline.publish.originals import known_originals, originals_of
from pipeline.publish.rows import Row
from pipeline.publish.tables import Gathered
from pipeline.study import Study


def with_ethics(db: Database, study: Study, gathered: Gathered, on: date, *, for_release: bool = False) -> Gathered:
    """Add to what is about to be published the rows of the ethics reviewers' own tables, as the study stands on a day.

    Raises NotPseudonymised, LeakFound, and for a release NothingToRelease where the report would be that of a draft.
    """
    # Not before it is asked for: the report reads what was published, and its modules those that publish.
    from pipeline.audit.report.gather import gather_facts
    from pipeline.audit.report.report import report_of
    from pipeline.lifecycle.withdraw import wanted_from, withdrawals

    settings, transcripts = study.settings, gathered.transcripts
    facts = gather_facts(db, study, originals_of(known_originals(db, settings)), on)
    report = report_of(facts)
    if for_release and report.draft:
        raise NothingToRelease(
            "Nothing can be released for ethics reviewers yet: what would be published now is not all in the team's "
            "last release. Release that first: llais publish STUDY --release"
        )
    people = list(db.query("SELECT name, label, role FROM actors"))
    labels = {row["name"]: row["label"] for row in people}
    results = [sample_result(db, settings, one.id) for one in samples(db) if one.finished_at]
    tables: dict[str, list[Row]] = {
        **report_rows(report),
        "transcript_states": list(state_rows(facts)),
        "approvals": list(approval_rows(sign_offs(db), transcripts, labels, on)),
        "samples": list(sample_rows(results)),
        "replaced_kinds": list(kind_rows(transcripts)),
        "log": list(log_rows(auditor_rows(db, settings), transcripts)),
        "trail": list(trail_rows(entries(db), {row["label"]: row["role"] for row in people})),
        "releases": list(gathered.releases),  # the team's: this one of the reviewers' is none of those
    }
    gone = wanted_from(one for one in withdrawals(db) if one.holds(on)).values()
    return replace(gathered, ethics=without_labels(tables, [one.label for one in gone if one.label]))
