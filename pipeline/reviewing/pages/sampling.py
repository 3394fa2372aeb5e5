"""Reading a sample of what would be published: one turn at a time, marks on what should not be there, the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.audit.around import Around, around
from pipeline.audit.result import sample_result
from pipeline.audit.sample import (
    COMBINING,
    NUISANCE,
    PARTICIPANT,
    THIRD_PARTY,
    SampleTurn,
    draw_sample,
    find_sample,
    finish,
    last_read,
    mark,
    mark_read,
    mark_unread,
    next_unread,
    samples,
    turn_of,
    unmark,
)
from pipeline.audit.sentences import sentences
from pipeline.audit.trail import record
from pipeline.coding.place import NotPlaced, place
from pipeline.errors import NotTwoPeople
from pipeline.identify.types import DIRECT, QUASI
from pipeline.reviewing.desk import Page, desk_of, page, session_of
from pipeline.reviewing.errors import NotUnderstood


@dataclass(frozen=True, slots=True)
class Way:
    """One way of marking: its key, under which heading what it says, and what it means."""

    key: str
    heading: str
    label: str
    kind: str
    severity: str


WAYS = (
    Way("1", "By itself it names", "a participant", DIRECT, PARTICIPANT),
    Way("2", "By itself it names", "somebody else", DIRECT, THIRD_PARTY),
    Way("3", "A detail that", "helps to tell who it is", QUASI, COMBINING),
    Way("4", "A detail that", "tells which participant", QUASI, PARTICIPANT),
    Way("5", "A detail that", "tells who else", QUASI, THIRD_PARTY),
    Way("6", "A detail that", "tells nothing", QUASI, NUISANCE),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn's text, and what it was marked as, "" where it was not."""

    text: str
    marked: str = ""


async def overview(request: Request) -> Response:
    """List the samples, with how far each has been read, and offer to draw another."""
    return page(request, "samples.html", samples=list(reversed(samples(desk_of(request).db))))


async def draw(request: Request) -> Response:
    """Draw a sample, and begin to read it."""
    desk, turns = desk_of(request), _number((await request.form()).get("turns"))
    if not turns:
        raise NotUnderstood("Say how many turns to draw, as a number such as 300.")
    id_ = draw_sample(desk.db, desk.bench.settings, turns, session_of(request).name)
    return RedirectResponse(f"/sample/{id_}", 303)


async def read(request: Request) -> Response:
    """Show the turn to read next, or the one that was asked for."""
    desk, reader, id_ = desk_of(request), session_of(request).name, int(request.path_params["id"])
    sample = find_sample(desk.db, id_)
    if sample.finished_at:
        return RedirectResponse(f"/sample/{id_}/result", 303)
    alone, asked = _alone(request.query_params), _number(request.query_params.get("n"))
    refused, turn = "", None
    try:
        turn = turn_of(desk.db, id_, asked) if asked else next_unread(desk.db, id_, reader, alone=bool(alone))
    except NotTwoPeople as error:
        refused = str(error)
    _note_visit(request, id_)
    return page(
        request,
        "sample.html",
        sample=sample,
        turn=turn,
        pieces=pieces(turn) if turn else [],
        around=_around(request, id_).get(turn.n, Around()) if turn else Around(),
        ways=WAYS,
        says=says,
        alone=alone,
        refused=refused,
    )


async def act(request: Request) -> Response:
    """Do what the page asks for, and show the turn again or the next one."""
    form = await request.form()
    id_, what = int(request.path_params["id"]), request.path_params["act"]
    desk, reader, alone = desk_of(request), session_of(request).name, _alone(form)
    n = _number(form.get("n"))
    stay = f"/sample/{id_}?n={n}{alone and '&alone=1'}"
    onwards = f"/sample/{id_}{alone and '?alone=1'}"
    if what == "mark":
        way = next((way for way in WAYS if way.key == form.get("way")), None)
        if way is None:
            raise NotUnderstood("Say what the words are: choose one of the ways.")
        start, end = _span(turn_of(desk.db, id_, n), str(form.get("words", "")), str(form.get("at", "")))
        mark(desk.db, id_, n, start, end, way.kind, way.severity, reader)
        return RedirectResponse(stay, 303)
    if what == "undo":
        return RedirectResponse(_undo(request, id_, n, reader) or stay, 303)
    if what == "read":
        mark_read(desk.db, id_, n, reader, alone=bool(alone))
        return RedirectResponse(onwards, 303)
    if what == "finish":
        finish(desk.db, id_, reader)
        return RedirectResponse(f"/sample/{id_}/result", 303)
    raise NotUnderstood("The page asks for something that is not known. Load it again.")


async def result(request: Request) -> Response:
    """Show what a finished sample says."""
    desk = desk_of(request)
    told = sample_result(desk.db, desk.bench.settings, int(request.path_params["id"]))
    _note_visit(request, told.sample_id, "result")
    return page(request, "sample_result.html", result=told, sentences=sentences(told)[1:], says=says)


def pieces(turn: SampleTurn) -> list[Piece]:
    """Cut a turn's text where its marks begin and end."""
    cuts = sorted({0, len(turn.text), *(at for one in turn.marks for at in (one.start, one.end))})
    found = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        over = [one for one in turn.marks if one.start <= start and end <= one.end]
        found.append(Piece(turn.text[start:end], says(over[0].kind, over[0].severity) if over else ""))
    return found


def says(kind: str, severity: str) -> str:
    """Say in words what something was marked as, such as "names a participant"."""
    way = next((way for way in WAYS if (way.kind, way.severity) == (kind, severity)), None)
    if way is None:
        return f"{kind}, {severity}"
    return f"names {way.label}" if way.kind == DIRECT else way.label


def _span(turn: SampleTurn, words: str, at: str) -> tuple[int, int]:
    """Return where the marked words stand: where the page says, else where they are found. Raises NotUnderstood."""
    first, _, last = at.partition(" ")
    if first.isdigit() and last.isdigit():
        return int(first), int(last)
    try:
        return place(turn.text, words)
    except NotPlaced as error:
        raise NotUnderstood(f"The words were {error} in the turn. Copy them as they stand, with one more.") from None


def _undo(request: Request, sample_id: int, n: int, reader: str) -> str:
    """Take back the last mark of the turn, or else the turn that was read last; return where that is."""
    db = desk_of(request).db
    marks = turn_of(db, sample_id, n).marks if n else ()
    if marks:
        unmark(db, sample_id, n, max(one.id for one in marks), reader)
        return ""
    before = last_read(db, sample_id, reader)
    if before is None:
        return ""
    mark_unread(db, sample_id, before.n, reader)
    return f"/sample/{sample_id}?n={before.n}"


def _alone(given: Mapping[str, object]) -> str:
    """Return "1" where the reader says that nobody else can read."""
    return "1" if given.get("alone") == "1" else ""


def _number(given: object) -> int:
    """Read the number of a turn; 0, which no turn has, where it is none."""
    return int(given) if isinstance(given, str) and given.isascii() and given.isdigit() else 0


def _around(request: Request, sample_id: int) -> dict[int, Around]:
    """Return what stands around a sample's turns, gathered once for each sample while the workbench is open."""
    state = request.app.state
    if not hasattr(state, "around_samples"):
        state.around_samples = {}
    if sample_id not in state.around_samples:
        desk = desk_of(request)
        state.around_samples[sample_id] = around(desk.db, desk.bench.settings, sample_id)
    known: dict[int, Around] = state.around_samples[sample_id]
    return known


def _note_visit(request: Request, sample_id: int, what: str = "") -> None:
    """Write into the trail that somebody looked at a sample, once while they are signed in."""
    session, about = session_of(request), f"sample {sample_id} {what}".strip()
    if about in session.seen:
        return
    db = desk_of(request).db
    with db.atomic():
        record(db, "looked at a sample", actor=session.name, about=about)
    session.seen.add(about)


PAGES = (
    Page("/sample", overview, link="Samples"),
    Page("/sample", draw, methods=("POST",)),
    Page("/sample/{id:int}", read),
    Page("/sample/{id:int}/result", result),
    Page("/sample/{id:int}/{act}", act, methods=("POST",)),
)
