"""Visits of pages that show originals, each in the trail once while somebody is signed in."""

from __future__ import annotations

from starlette.requests import Request

from pipeline.audit.trail import record
from pipeline.reviewing.desk import desk_of, session_of


def note_visit(request: Request, action: str, about: str = "") -> None:
    """Write into the trail that somebody looked at something; `about` is a label or a number of the study."""
    session, seen = session_of(request), f"{action} {about}"
    if seen in session.seen:
        return
    db = desk_of(request).db
    with db.atomic():
        record(db, action, actor=session.name, about=about)
    session.seen.add(seen)
