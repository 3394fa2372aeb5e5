"""What a coder's forms and keys ask for: each is checked, becomes one event, and comes back drawn."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from typing import Any

from datasette import Response
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound

from pipeline.coding.working.events import (
    ACCEPT,
    APPLY,
    CHANGE,
    HAND_IN,
    MEMO,
    REJECT,
    REMOVE,
    TAKE_BACK,
    UNDO,
    Event,
)
from pipeline.errors import PipelineError
from pipeline.workbench.access.who import coder_of
from pipeline.workbench.coding.acts import Desk, act
from pipeline.workbench.coding.addresses import code_path
from pipeline.workbench.coding.book import BookCode
from pipeline.workbench.coding.desk import CodingDesk, Looked, desk_of
from pipeline.workbench.coding.drawn import Drawing, html_of, unanswered
from pipeline.workbench.coding.errors import CannotCode, NotSignedIn, TextChanged
from pipeline.workbench.coding.pages import page, shows_suggestions
from pipeline.workbench.coding.published import Transcript
from pipeline.workbench.numbers import some
from pipeline.workbench.words import say, to_be_said

_SAID = {
    APPLY: to_be_said("{tag} applied to {words} in turn {turn}."),
    CHANGE: to_be_said("Changed to {tag} on {words} in turn {turn}."),
    REMOVE: to_be_said("{tag} removed in turn {turn}."),
    ACCEPT: to_be_said("{tag} accepted: it is your coding now, on {words} in turn {turn}."),
    REJECT: to_be_said("{tag} rejected in turn {turn}."),
    HAND_IN: to_be_said("{transcript} is handed in."),
    TAKE_BACK: to_be_said("{transcript} is yours again."),
}
_STATUS: dict[type[PipelineError], int] = {NotSignedIn: 401, TextChanged: 409, CannotCode: 409}


async def do(datasette: Any, request: Any) -> Response:
    """Take one act of the coder who is signed in; answer a script with what changed, a form with the page."""
    desk = desk_of(datasette)
    if desk is None or request.method != "POST":
        raise NotFound("nothing is coded here")
    asked = await request.post_vars()
    try:
        return await _done(datasette, desk, request, asked)
    except tuple(_STATUS) as error:
        status = next(code for kind, code in _STATUS.items() if isinstance(error, kind))
        if wants_json(request):
            return Response.json({"error": str(error)}, status=status)
        return await page(datasette, request, "refused.html", status, message=str(error), back=_back(request, asked))


async def _done(datasette: Any, desk: CodingDesk, request: Any, asked: Mapping[str, str]) -> Response:
    coder = coder_of(datasette, request)
    if not coder:
        raise NotSignedIn(say("You are not signed in here any more. Sign in, and do it once more."))
    transcript = await desk.transcript(datasette, tilde_decode(request.url_vars["transcript"]))
    if transcript is None:
        raise NotFound("no such transcript")
    book = await desk.book(datasette)
    event, undone, after = await asyncio.to_thread(_take, desk, transcript, coder, asked, book)
    if not wants_json(request):
        return Response.redirect(_back(request, asked), status=303)
    turn = event.turn or (undone.turn if undone else 0)
    drawing = Drawing(transcript, after.seen, book, shows_suggestions(asked))
    return Response.json(
        {
            "said": in_words(event, undone, book),
            "uid": event.uid,
            "turns": {turn: html_of([drawing.turn(turn)])} if turn in transcript.turns else {},
            "recent": after.recent,
            "codings": some(len(after.seen.own.codings), "coding"),
            "suggestions": len(unanswered(transcript, after.seen)),
            "undoable": bool(after.seen.own.undoable),
            "redoable": bool(after.seen.own.redoable),
        }
    )


def _take(
    desk: CodingDesk, transcript: Transcript, coder: str, asked: Mapping[str, str], book: Mapping[str, BookCode]
) -> tuple[Event, Event | None, Looked]:
    """Check and note an act; return it, what it undoes or does again, and the transcript as it looks afterwards."""
    events = desk.log.events(transcript.id)
    before = desk.look_at(transcript, coder, events)
    study = desk.facts.study
    empty = Event(coder, "", str(study["id"]), transcript.id, codebook_version=str(study["codebook_version"]))
    offered = {code.id for code in book.values() if not code.retired}
    event = _written(desk, act(asked, Desk(transcript, before.seen, offered, empty)))
    undone = next((one for one in events if one.id == event.undoes), None)
    return event, undone, desk.look_at(transcript, coder, [*events, event])


def _written(desk: CodingDesk, event: Event) -> Event:
    try:
        return desk.log.append(event)
    except sqlite3.OperationalError:
        raise CannotCode(
            say(
                "This could not be written down, and nothing was kept of it: the disk may be full, or closed to "
                "writing. Tell whoever serves llais."
            )
        ) from None


def in_words(event: Event, undone: Event | None, book: Mapping[str, BookCode]) -> str:
    """Say what was done, for the ears as well: "EXC-TAN applied to five words in turn 12."."""
    if undone is not None:
        what = in_words(undone, None, book)
        return say("Undone: {what}", what=what) if event.action == UNDO else say("Done again: {what}", what=what)
    if event.action == MEMO:
        return say("Memo written.") if event.memo else say("Memo removed.")
    return say(
        _SAID[event.action],
        tag=book[event.code].tag if event.code in book else event.code,
        words=some(len(event.quote.split()), "word"),
        turn=event.turn,
        transcript=event.transcript,
    )


def wants_json(request: Any) -> bool:
    """Say whether a script asks, which draws the answer itself."""
    return "application/json" in request.headers.get("accept", "")


def _back(request: Any, asked: Mapping[str, str]) -> str:
    """Return the page that a form came from: a turn by itself, or the transcript."""
    transcript = tilde_decode(request.url_vars["transcript"])
    turn = asked.get("turn", "")
    alone = asked.get("from") == "turn"
    return code_path(transcript, turn if turn.isdigit() and alone else "")
