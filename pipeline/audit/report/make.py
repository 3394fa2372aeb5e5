"""Make a report: gather, answer, check that nothing original is in it, note it in the trail, and write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from pipeline.audit.report.check import check_report
from pipeline.audit.report.gather import gather_facts
from pipeline.audit.report.gather_store import MADE
from pipeline.audit.report.html import to_html
from pipeline.audit.report.pdf import to_pdf
from pipeline.audit.report.report import Report, report_of
from pipeline.audit.trail import record
from pipeline.private_files import write_private
from pipeline.publish.originals import known_originals, originals_of
from pipeline.study import Study

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Made:
    """A report and the files that it was written to."""

    report: Report
    files: tuple[Path, ...]


def make_report(
    db: Database, study: Study, path: Path, *, actor: str, pdf: bool = False, key_file: Path | None = None
) -> Made:
    """Write the report on a study as it is today to `path`, and as PDF beside it; only their owner may read them.

    Raises LeakInReport (nothing is written then), CannotPrint (the HTML is written), CannotWrite, NotPseudonymised.
    """
    with db.atomic():
        originals = originals_of(known_originals(db, study.settings))
        report = report_of(gather_facts(db, study, originals, date.today(), key_file))
        page = to_html(report)
        check_report(page, originals)
        printed = to_pdf(page) if pdf else None
        record(db, MADE, actor=actor, about=report.digest[:_SHOWN], counts=report.counts())
        write_private(path, page.encode())
    files = [path]
    if printed is not None:
        write_private(path.with_suffix(".pdf"), printed)
        files.append(path.with_suffix(".pdf"))
    return Made(report, tuple(files))
