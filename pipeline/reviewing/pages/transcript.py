"""A transcript with its marks, and the queue of what is left to decide beside it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from pipeline.audit.trail import record
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.reviewing import describe
from pipeline.reviewing.asked import read_place, words_at
from pipeline.reviewing.desk import Page, desk_of, session_of
from pipeline.reviewing.desk import page as whole_page
from pipeline.reviewing.queue import around, queue
from pipeline.reviewing.turns import draw


async def transcript(request: Request) -> Response:
    """Show the transcript."""
    desk, id_ = desk_of(request), request.path_params["transcript"]
    shown = desk.bench.page(id_)
    note_visit(request, id_)
    return whole_page(
        request,
        "transcript.html",
        transcript=id_,
        turns=list(draw(shown.turns)),
        queue=queue(shown.turns),
        marks=sum(len(turn.marks) for turn in shown.turns),
        undecided=shown.undecided,
        types=[(key, IDENTIFIER_TYPES[type_], type_) for type_, key in describe.TYPE_KEYS.items()],
        describe=describe,
    )


async def context(request: Request) -> Response:
    """Show what is known of one mark, and where else in the transcript the same words stand."""
    desk, id_ = desk_of(request), request.path_params["transcript"]
    place = read_place(request.query_params.get("place", ""))
    n, words = words_at(desk.db, id_, place)
    turns = desk.bench.page(id_).turns
    here = next(
        (mark for turn in turns if turn.id == place.turn_id for mark in turn.marks if mark.start == place.start), None
    )
    elsewhere = [
        (turn.n, mark, *around(turn.text, mark.start, mark.end))
        for turn in turns
        for mark in turn.marks
        if mark.words == words and (mark.turn_id, mark.start) != (place.turn_id, place.start)
    ]
    return whole_page(
        request, "_context.html", turn=n, words=words, mark=here, elsewhere=elsewhere, describe=describe
    )


def note_visit(request: Request, transcript: str) -> None:
    """Write into the trail that somebody looked at a transcript, once while they are signed in."""
    session = session_of(request)
    if transcript in session.seen:
        return
    desk = desk_of(request)
    with desk.db.atomic():
        record(desk.db, "looked at transcript", actor=session.name, about=transcript)
    session.seen.add(transcript)


PAGES = (Page("/t/{transcript}", transcript), Page("/t/{transcript}/context", context))
