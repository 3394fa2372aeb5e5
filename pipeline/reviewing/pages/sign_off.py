"""Sign-off: what each transcript lacks, what would leave of one, a person's approval of it, and the release."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline import steps
from pipeline.audit.actors import same_person
from pipeline.audit.sign_off import (
    APPROVED,
    REJECTED,
    REVISE,
    WITH_CONDITIONS,
    why_not,
)
from pipeline.audit.sign_off import sign_off as sign
from pipeline.errors import NoSuchThing, NotTwoPeople, PipelineError
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.readiness import Readiness, readiness
from pipeline.publish.table import TEAM
from pipeline.publish.versions import content_hash
from pipeline.review.readings import FIRST_READING, readers_of
from pipeline.review.second import unsettled
from pipeline.reviewing.blind import check_not_blind
from pipeline.reviewing.desk import Page, desk_of, page, session_of
from pipeline.reviewing.errors import ChangedSinceRead
from pipeline.reviewing.read_once_more import counts, last_sample, outgoing, sample_in_words
from pipeline.reviewing.visits import note_visit

IN_WORDS = {
    APPROVED: "approved",
    WITH_CONDITIONS: "approved under conditions",
    REVISE: "to be revised",
    REJECTED: "rejected",
}


async def overview(request: Request) -> Response:
    """Show the table, and what the last release took in where one was just made."""
    return _overview(request)


def _overview(request: Request, problem: str = "", status: int = 200) -> Response:
    desk = desk_of(request)
    state = readiness(desk.db, desk.bench.settings, desk.bench)
    released = desk.db.query(
        "SELECT transcript_id FROM release_transcripts WHERE release_id = ? ORDER BY transcript_id",
        [request.query_params.get("released", "")],
    )
    return page(
        request,
        "sign_offs.html",
        status,
        transcripts=[(one, content_hash(one)[:12]) for one in state.transcripts],
        missing=state.missing,
        sign_offs=state.sign_offs,
        ready=[one.id for one in state.transcripts if one.id not in state.missing],
        released=request.query_params.get("released", ""),
        went_in=[row["transcript_id"] for row in released],
        outcomes=IN_WORDS,
        problem=problem,
    )


async def transcript(request: Request) -> Response:
    """Show what would leave of a transcript, and the form to sign it off."""
    return _transcript(request)


def _transcript(request: Request, problem: str = "", status: int = 200) -> Response:
    desk, name = desk_of(request), session_of(request).name
    settings = desk.bench.settings
    state = readiness(desk.db, settings, desk.bench)
    one = _wanted(request, state)
    check_not_blind(desk.db, name, (one.id,))
    note_visit(request, "looked at what would leave of a transcript", one.id)
    marks = desk.bench.page(one.id).marks
    result = last_sample(desk.db, settings, one.id)
    version, signed = content_hash(one), state.sign_offs.get(one.id)
    reading = next(its for its in desk.bench.overview() if its.id == one.id)
    return page(
        request,
        "sign_off.html",
        status,
        transcript=one,
        version=version,
        turns=outgoing(one.turns),
        counts=counts(marks),
        undecided=reading.undecided,
        reading=reading,
        required=one.id in state.chosen,
        differences=len(unsettled(desk.bench, desk.db, one.id)) if reading.second_finished else 0,
        sample=sample_in_words(result, one.id) if result else "",
        sample_id=result.sample_id if result else 0,
        lacks=state.missing.get(one.id, ()),
        signed=signed,
        why_not=why_not(signed, version, date.today()) if signed else "",
        outcomes=IN_WORDS,
        refused=settings.gate.other_signs and _is_among(name, readers_of(desk.db, one.id, FIRST_READING)),
        expires=(date.today() + timedelta(days=settings.gate.sign_off_days)).isoformat(),
        today=date.today().isoformat(),
        problem=problem,
    )


def _wanted(request: Request, state: Readiness) -> PublishedTranscript:
    """Return the transcript in the address, as it would leave. Raises NoSuchThing."""
    found = next((one for one in state.transcripts if one.id == request.path_params["transcript"]), None)
    if found is None:
        raise NoSuchThing("Nothing of a transcript of this label would be published, so there is nothing to sign off.")
    return found


def _is_among(name: str, readers: Collection[str]) -> bool:
    return any(same_person(name, one) for one in readers)


async def sign_one(request: Request) -> Response:
    """Sign a transcript off in the version that was on the page."""
    desk, name, form = desk_of(request), session_of(request).name, await request.form()
    settings, id_ = desk.bench.settings, str(request.path_params["transcript"])
    given = {field: str(form.get(field, "")).strip() for field in ("outcome", "role", "conditions", "expires")}
    try:
        check_not_blind(desk.db, name, (id_,))
        if settings.gate.other_signs and _is_among(name, readers_of(desk.db, id_, FIRST_READING)):
            raise NotTwoPeople(f"You read {id_} yourself. This study asks for somebody else to sign it off.")
        with desk.db.atomic():
            state = readiness(desk.db, settings, desk.bench)
            if content_hash(_wanted(request, state)) != form.get("version"):
                raise ChangedSinceRead(f"{id_} has changed since you opened this page. Read it once more as it is now.")
            sign(desk.db, settings, [id_], actor=name, **given)
    except NoSuchThing:
        raise
    except PipelineError as error:
        return _transcript(request, str(error), 409)
    return RedirectResponse("/sign-off", 303)


async def release(request: Request) -> Response:
    """Release what lacks nothing, and say what went in and what stayed out."""
    desk = desk_of(request)
    try:
        made = steps.release(desk.db, desk.study, TEAM, lambda _: None, session_of(request).name)
    except PipelineError as error:
        return _overview(request, str(error), 409)
    return RedirectResponse(f"/sign-off?released={made['id']}", 303)


PAGES = (
    Page("/sign-off", overview, link="Sign-off"),
    Page("/sign-off/{transcript}", transcript),
    Page("/sign-off/{transcript}", sign_one, methods=("POST",)),
    Page("/release", release, methods=("POST",)),
)
