"""A transcript with its marks, and the queue of what is left to decide beside it, for either reading."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from pipeline.audit.trail import record
from pipeline.errors import NoSuchThing
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.publish.labels import GROUP_LABELS
from pipeline.review.bench import TranscriptPage
from pipeline.review.readings import FIRST_READING, SECOND_READING
from pipeline.reviewing import describe
from pipeline.reviewing.asked import read_place, words_at
from pipeline.reviewing.blind import check_not_blind
from pipeline.reviewing.desk import Page, desk_of, session_of
from pipeline.reviewing.desk import page as whole_page
from pipeline.reviewing.queue import around, queue
from pipeline.reviewing.turns import draw

BASES = {"t": FIRST_READING, "second": SECOND_READING}
"""Where the pages of each reading are: /t/FC01, /second/FC01."""


async def transcript(request: Request) -> Response:
    """Show the transcript."""
    shown = page_of(request)
    note_visit(request, shown.id)
    group = desk_of(request).db.table("transcripts").get(shown.id)["participant_group"]
    return whole_page(
        request,
        "transcript.html",
        base=base_of(request),
        transcript=shown.id,
        about=GROUP_LABELS.get(group, group.replace("_", " ")),
        turns=list(draw(shown.turns)),
        queue=queue(shown.turns),
        marks=len(shown.marks),
        undecided=shown.undecided,
        second=len(shown.turns) if _second_is_handed_in(request, shown.id) else 0,
        types=[(key, IDENTIFIER_TYPES[type_], type_) for type_, key in describe.TYPE_KEYS.items()],
        describe=describe,
    )


async def context(request: Request) -> Response:
    """Show what is known of one mark, and where else in the transcript the same words stand."""
    shown, place = page_of(request), read_place(request.query_params.get("place", ""))
    _, words = words_at(desk_of(request).db, shown.id, place)
    at_hand = [mark for mark in shown.marks if (mark.turn_id, mark.start) == (place.turn_id, place.start)]
    elsewhere = [
        (turn.n, mark, *around(turn.text, mark.start, mark.end))
        for turn in shown.turns
        for mark in turn.marks
        if mark.words == words and mark not in at_hand
    ]
    mark = at_hand[0] if at_hand else None
    return whole_page(request, "_context.html", words=words, mark=mark, elsewhere=elsewhere, describe=describe)


def base_of(request: Request) -> str:
    """Return where the pages of a reading are, from an address: "t" or "second"."""
    return request.url.path.split("/")[1]


def page_of(request: Request) -> TranscriptPage:
    """Return the transcript that an address names, as it stands now.

    Raises NoSuchThing, and StillReading where a second reader would see the first reading.
    """
    reading = BASES[base_of(request)]
    if reading == FIRST_READING:
        check_not_blind(desk_of(request).db, session_of(request).name, (request.path_params["transcript"],))
    try:
        return desk_of(request).bench.page(request.path_params["transcript"], reading)
    except KeyError:
        raise NoSuchThing("The study has no transcript of this label. Go back to the transcripts.") from None


def _second_is_handed_in(request: Request, transcript: str) -> bool:
    sql = "SELECT 1 FROM readings WHERE transcript_id = ? AND reading = ? AND finished_at IS NOT NULL"
    return next(desk_of(request).db.query(sql, [transcript, SECOND_READING]), None) is not None


def note_visit(request: Request, transcript: str) -> None:
    """Write into the trail that somebody looked at a transcript, once while they are signed in."""
    session = session_of(request)
    if transcript in session.seen:
        return
    desk = desk_of(request)
    with desk.db.atomic():
        record(desk.db, "looked at a transcript", actor=session.name, about=transcript)
    session.seen.add(transcript)


PAGES = tuple(
    page
    for base in BASES
    for page in (Page(f"/{base}/{{transcript}}", transcript), Page(f"/{base}/{{transcript}}/context", context))
)
