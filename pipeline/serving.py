"""Serve a study's published database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml

from pipeline.audit.visits import note_visit
from pipeline.publish.build import metadata_name
from pipeline.publish.table import TEAM
from pipeline.study import open_study


def serve_study(
    folder: Path, port: int, open_browser: bool, say: Callable[[str], None], actor: str = "", release: int = 0
) -> None:
    """Run Datasette on loopback over the team's published database, until stopped: a release, or the draft.

    What is coded on its pages goes into the study's working database, which Datasette itself is never given.
    A visit by `actor` is noted first (see `find_actor`). Raises NothingPublished, NoActor, VisitNotNoted, and
    BadSettings where it shows codings of what is now coded blind.
    """
    from pipeline.coding.working.log import WorkingLog
    from pipeline.workbench.coding.uncovered import check_covered
    from pipeline.workbench.serve import serve

    study = open_study(folder)
    database = study.published_database(release)
    check_covered(database, study.settings.blind)
    note_visit(study, "serve", actor=actor)
    metadata = yaml.safe_load(database.with_name(metadata_name(TEAM)).read_text(encoding="utf-8"))
    say(f"Serving {database} on http://127.0.0.1:{port}/ for this machine only. Stop with Ctrl+C.")
    with WorkingLog(study.working) as log:
        serve(database, metadata, port=port, open_browser=open_browser, log=log, blind=study.settings.blind)
