"""Point 18: who can do what, and which switches are off; tried."""

from __future__ import annotations

from pipeline.audit.report.answer import Answer, State, listed, table
from pipeline.audit.report.facts import Facts
from pipeline.workbench.serve import SETTINGS

_ROLES = (
    ("custodian, reviewers", "the store: originals, decisions, the trail", "passphrase and name; this computer only"),
    ("team", "the published database: pseudonymised turns, codings", "for reading; this computer only"),
    ("readers outside", "exports of what consent allows; tables of counts", "given to them, file by file"),
)
_SWITCHES = {
    "default_allow_sql": "questions in SQL of one's own",
    "allow_download": "the database as a file",
    "allow_csv_stream": "whole tables as CSV",
    "suggest_facets": "filters that Datasette thinks of",
    "template_debug": "debugging of pages",
    "trace_debug": "debugging of questions",
}


def answer(facts: Facts) -> Answer:
    """List roles and switches, and say what was tried on the published database as it is served."""
    tables = table("Roles", ("Who", "What they reach", "How"), _ROLES)
    on = [what for name, what in _SWITCHES.items() if SETTINGS[name]]
    off = [what for name, what in _SWITCHES.items() if not SETTINGS[name]]
    switches = f"Switched off in the team's pages: {listed(off)}." + (f" SWITCHED ON: {listed(on)}." if on else "")
    if facts.doors is None:
        said = "Nothing is published yet, so it could not be tried."
        return Answer(State.PARTLY, (switches, said), tables, to_do="Publish, and make this report again.")
    open_ = [what for what, refused in facts.doors.tried if not refused]
    tried = listed(what for what, _ in facts.doors.tried)
    said = f"Tried now on the published database: {tried}. "
    said += f"NOT REFUSED: {listed(open_)}." if open_ else "All were refused."
    return Answer(
        State.NOT_DONE if open_ else State.DONE,
        (switches, said),
        tables,
        to_do="Serve nothing until that is mended." if open_ else "",
    )
