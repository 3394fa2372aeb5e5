"""Second readings: which transcripts need one, begin, hand in, and settle where the two readings differ."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.audit.actors import same_person
from pipeline.errors import CannotDecide, NoSuchThing, NotTwoPeople, PipelineError
from pipeline.publish.readiness import required_second_readings
from pipeline.publish.versions import current_transcripts
from pipeline.review.bench import TranscriptState
from pipeline.review.comparison import Difference
from pipeline.review.readings import FIRST_READING, SECOND_READING, begin_second, finish_second, readers_of
from pipeline.review.second import agreement_of, unsettled
from pipeline.reviewing.agreed import ASSUMES, agreement_in_words
from pipeline.reviewing.blind import check_not_blind
from pipeline.reviewing.desk import Desk, Page, desk_of, page, session_of
from pipeline.reviewing.errors import NotUnderstood, ReadingUnfinished
from pipeline.reviewing.queue import around
from pipeline.reviewing.settling import as_reading, says
from pipeline.reviewing.visits import note_visit

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript on the page: whether the study asks for a second reading, how far it is, and whose the readings are.

    `own` says which reading is that of whoever looks: 1, 2, or 0 for neither. `differences` nobody has settled.
    """

    state: TranscriptState
    required: bool
    own: int
    differences: int


@dataclass(frozen=True, slots=True)
class Differing:
    """A difference amid its words: `n` is the turn's number from 1."""

    n: int
    left: str
    words: str
    right: str
    difference: Difference


async def overview(request: Request) -> Response:
    """List the transcripts, those first that have to be read a second time."""
    return _overview(request)


def _overview(request: Request, problem: str = "", status: int = 200) -> Response:
    desk, name = desk_of(request), session_of(request).name
    groups = {one.id: one.group for one in current_transcripts(desk.db, desk.bench.settings)}
    required = required_second_readings(desk.db, desk.bench.settings, groups)
    all_ = [_reading(desk, state, state.id in required, name) for state in desk.bench.overview()]
    handed_in = [one.state.id for one in all_ if one.state.second_finished]
    return page(
        request,
        "second.html",
        status,
        wanted=[one for one in all_ if one.required or one.state.second_reader],
        others=[one for one in all_ if not one.required and not one.state.second_reader],
        handed_in=handed_in,
        agreement=list(agreement_in_words(agreement_of(desk.bench, handed_in))) if handed_in else [],
        assumes=ASSUMES,
        problem=problem,
    )


def _reading(desk: Desk, state: TranscriptState, required: bool, name: str) -> Reading:
    own = next((n for n in (SECOND_READING, FIRST_READING) if _is_among(name, readers_of(desk.db, state.id, n))), 0)
    differences = len(unsettled(desk.bench, desk.db, state.id)) if state.second_finished else 0
    return Reading(state, required, own, differences)


def _is_among(name: str, readers: set[str]) -> bool:
    return any(same_person(name, one) for one in readers)


async def begin(request: Request) -> Response:
    """Begin a second reading, and open the transcript."""
    desk, id_ = desk_of(request), _transcript(request)
    try:
        if _is_among(session_of(request).name, readers_of(desk.db, id_, FIRST_READING)):
            raise NotTwoPeople(f"You are the first reader of {id_}. A second reading is somebody else's.")
        begin_second(desk.db, id_, session_of(request).name)
    except PipelineError as error:
        return _overview(request, str(error), 409)
    return RedirectResponse(f"/second/{id_}", 303)


async def hand_in(request: Request) -> Response:
    """Hand a second reading in, and show where the two differ."""
    desk, id_ = desk_of(request), _transcript(request)
    try:
        left = desk.bench.page(id_, SECOND_READING).undecided
        if left:
            raise ReadingUnfinished(f"{id_}: {left} of your marks are undecided. Decide them, then hand it in.")
        finish_second(desk.db, id_, session_of(request).name)
    except PipelineError as error:
        return _overview(request, str(error), 409)
    return RedirectResponse(f"/second/{id_}/differences", 303)


async def differences(request: Request) -> Response:
    """Show where the two readings of a transcript differ."""
    return _differences(request)


def _differences(request: Request, problem: str = "", status: int = 200) -> Response:
    desk, id_, name = desk_of(request), _transcript(request), session_of(request).name
    check_not_blind(desk.db, name, (id_,))
    state = next(one for one in desk.bench.overview() if one.id == id_)
    if not state.second_finished:
        raise NoSuchThing(f"The second reading of {id_} has not been handed in. Until then nobody compares the two.")
    note_visit(request, "looked at the differences of two readings", id_)
    return page(
        request,
        "differences.html",
        status,
        transcript=id_,
        state=state,
        differing=[_differing(desk, one) for one in unsettled(desk.bench, desk.db, id_)],
        agreement=list(agreement_in_words(agreement_of(desk.bench, [id_]))),
        assumes=ASSUMES,
        own=_reading(desk, state, False, name).own,
        other_signs=desk.bench.settings.gate.other_signs,
        says=says,
        problem=problem,
    )


def _differing(desk: Desk, one: Difference) -> Differing:
    text = desk.bench.texts()[one.turn_id]
    left, right = around(text, one.start, one.end)
    return Differing(desk.bench.place_of(one.turn_id)[1], left, text[one.start : one.end], right, one)


async def settle(request: Request) -> Response:
    """Settle a difference as the first or the second reading has it, by a decision of the first reading."""
    desk, id_, form = desk_of(request), _transcript(request), await request.form()
    place, which = str(form.get("place", "")), str(form.get("as", ""))
    note = " ".join(str(form.get("note", "")).split())
    if which not in ("first", "second"):
        raise NotUnderstood("The page sent a decision that cannot be read. Load it again.")
    if len(note) > _LONGEST or not note.isprintable():
        raise NotUnderstood(f"Write a note of up to {_LONGEST} letters.")
    try:
        check_not_blind(desk.db, session_of(request).name, (id_,))
        open_ = unsettled(desk.bench, desk.db, id_)
        one = next((one for one in open_ if place == f"{one.turn_id}:{one.start}:{one.end}"), None)
        if one is None:
            raise CannotDecide("This difference has been settled already.")
        wish = as_reading(one, id_, desk.bench.texts()[one.turn_id], which == "second", note)
        desk.bench.decide(wish, session_of(request).name)
    except PipelineError as error:
        return _differences(request, str(error), 409)
    return RedirectResponse(f"/second/{id_}/differences", 303)


def _transcript(request: Request) -> str:
    """Return the label in the address. Raises NoSuchThing."""
    id_ = str(request.path_params["transcript"])
    if all(state.id != id_ for state in desk_of(request).bench.overview()):
        raise NoSuchThing("The study has no transcript of this label. Go back to the transcripts.")
    return id_


PAGES = (
    Page("/second", overview, link="Second reading"),
    Page("/second/{transcript}/begin", begin, methods=("POST",)),
    Page("/second/{transcript}/hand-in", hand_in, methods=("POST",)),
    Page("/second/{transcript}/differences", differences),
    Page("/second/{transcript}/settle", settle, methods=("POST",)),
)
