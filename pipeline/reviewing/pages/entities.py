"""Everybody and everything that is mentioned by name: what only people can say first, then the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.errors import CannotDecide, PipelineError
from pipeline.folding import fold
from pipeline.review.bench import Bench, Outcome
from pipeline.review.decisions import Wish
from pipeline.review.entities import NAMED
from pipeline.review.entity_changes import merge, tell_apart, these_mean, these_mean_nobody_known
from pipeline.review.entity_list import Entity, entities_of, find_entity, in_scope
from pipeline.review.questions import ONE_OR_TWO, WHOSE, Question, questions
from pipeline.reviewing.blind import check_not_blind
from pipeline.reviewing.desk import Page, desk_of, session_of
from pipeline.reviewing.desk import page as whole_page
from pipeline.reviewing.errors import NotUnderstood
from pipeline.reviewing.pages.home import Next, what_next
from pipeline.reviewing.visits import note_visit
from pipeline.reviewing.who import Seen, at, place_of, reach, seen, tells, told

KINDS = {"PERSON": "People", "PLACE": "Places", "ORG": "Organisations"}
NOBODY_KNOWN = "nobody"
_MENTIONS_OF_A_QUESTION = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the page asks it: in one transcript, or in general; with mentions to answer it by."""

    words: str
    about: Entity
    kind: str
    transcript: str
    choices: tuple[Entity, ...]
    mentions: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What was just done: the decisions in words, how far they reached, and what undoes them ("" where undone)."""

    said: tuple[str, ...]
    turns: int
    transcripts: int
    undo: str


async def entities(request: Request) -> Response:
    """List who and what is mentioned, by type, narrowed down to what was looked for."""
    return list_page(request)


def list_page(request: Request, problem: str = "", status: int = 200) -> Response:
    """Draw the list, with the line of what could not be done, if anything. Raises StillReading."""
    desk = desk_of(request)
    check_not_blind(desk.db, session_of(request).name)
    note_visit(request, "looked at who is mentioned")
    everybody, typed = entities_of(desk.bench), request.query_params.get("find", "")
    wanted = [one for one in everybody if _goes_with(one, typed)]
    asked = ask(questions(desk.bench, everybody), desk.bench.texts())
    decided = [one for one in reversed(desk.bench.decisions()) if tells(one)]
    done = done_of(request)
    return whole_page(
        request,
        "entities.html",
        status,
        kinds=[(KINDS[type_], [one for one in wanted if one.type == type_]) for type_ in NAMED],
        asked=asked,
        find=typed,
        decided=decided,
        told=told,
        done=done,
        next=next_step(desk.bench, len(asked)) if done else None,
        problem=problem,
        nobody=NOBODY_KNOWN,
    )


def ask(open_: Iterable[Question], texts: Mapping[int, str]) -> list[Asked]:
    """Put questions into words: whose a bare name is, transcript by transcript; whether two names are one's."""
    asked = []
    for one in open_:
        for transcript in one.transcripts if one.kind == WHOSE else ("",):
            there = [m for m in one.about.mentions if transcript in ("", m.transcript)]
            words = f"Whose is “{one.about.name}” in {transcript}?"
            if one.kind == ONE_OR_TWO:
                words = f"Is {one.about.name} also {' or '.join(choice.name for choice in one.choices)}?"
            shown = tuple(seen(there[:_MENTIONS_OF_A_QUESTION], texts))
            asked.append(Asked(words, one.about, one.kind, transcript, one.choices, shown))
    return asked


async def answer(request: Request) -> Response:
    """Answer a question: with somebody's number, or with nobody who is known."""
    bench, form = desk_of(request).bench, await request.form()
    try:
        check_not_blind(desk_of(request).db, session_of(request).name)
        everybody = entities_of(bench)
        about = find_entity(everybody, str(form.get("about", "")))
        transcript, chosen = str(form.get("transcript", "")), str(form.get("who", ""))
        wishes = _answered(bench, everybody, about, transcript, chosen)
        outcomes = bench.decide_all(wishes, session_of(request).name)
    except PipelineError as error:
        return list_page(request, str(error), 409)
    return RedirectResponse(f"/entities?{done_query(outcomes)}", 303)


def _answered(bench: Bench, everybody: Sequence[Entity], about: Entity, transcript: str, chosen: str) -> list[Wish]:
    open_ = next((one for one in questions(bench, everybody) if one.about.number == about.number), None)
    if open_ is None or (open_.kind == WHOSE and transcript not in open_.transcripts):
        raise CannotDecide("This has been answered already.")
    there = in_scope(about, transcript)
    if chosen == NOBODY_KNOWN and open_.kind == WHOSE:
        return these_mean_nobody_known(there, bench.decisions())
    if chosen == NOBODY_KNOWN:
        return [wish for other in open_.choices for wish in tell_apart(about, other)]
    who = find_entity(open_.choices, chosen)
    return these_mean(there, who) if open_.kind == WHOSE else merge(about, who, bench.decisions())


async def undo(request: Request) -> Response:
    """Take decisions back, all or none, and go back to where that was asked."""
    desk, form = desk_of(request), await request.form()
    numbers = _numbers(str(form.get("decisions", "")))
    before = next((one for one in entities_of(desk.bench) if f"E{one.number}" == form.get("back")), None)
    try:
        check_not_blind(desk.db, session_of(request).name)
        outcomes = desk.bench.undo_all(numbers, session_of(request).name)
    except PipelineError as error:
        return list_page(request, str(error), 409)
    now = at(entities_of(desk.bench), place_of(before.mentions[0])) if before else None
    return RedirectResponse(f"/entities{f'/E{now.number}' if now else ''}?{done_query(outcomes)}", 303)


def done_query(outcomes: Sequence[Outcome]) -> str:
    """Write what was done into an address, to be said on the next page."""
    turns, transcripts = reach(outcomes)
    numbers = ".".join(str(one.decision_id) for one in outcomes)
    return urlencode({"did": numbers, "turns": turns, "transcripts": len(transcripts)})


def done_of(request: Request) -> Done | None:
    """Read from the address what was just done, None where nothing was."""
    asked = request.query_params
    if not asked.get("did"):
        return None
    numbers = _numbers(asked["did"])
    bench = desk_of(request).bench
    decisions = [one for one in bench.decisions() if one.id in numbers]
    said = tuple(dict.fromkeys(told(one) for one in decisions)) or ("Undone",)
    turns, transcripts = (int(asked.get(key, "0")) if asked.get(key, "0").isdigit() else 0 for key in _COUNTS)
    return Done(said, turns, transcripts, ".".join(str(one.id) for one in decisions))


_COUNTS = ("turns", "transcripts")


def next_step(bench: Bench, open_questions: int) -> Next | None:
    """Say what to do next: answer what is asked, else what the home page says."""
    if open_questions:
        words = "one question is open" if open_questions == 1 else f"{open_questions} questions are open"
        return Next("Next:", "/entities#questions", f"{words} →")
    return what_next(bench.overview())


def _numbers(given: str) -> list[int]:
    numbers = given.split(".")
    if not all(one.isascii() and one.isdigit() for one in numbers):
        raise NotUnderstood("The page sent a decision that cannot be read. Load it again.")
    return [int(one) for one in numbers]


def _goes_with(entity: Entity, typed: str) -> bool:
    wanted = fold(typed.strip())
    words = (*(name for name, _ in entity.names), *entity.stands_there, f"E{entity.number}")
    return any(wanted in fold(one) for one in words)


PAGES = (
    Page("/entities", entities, link="Names"),
    Page("/entities/answer", answer, methods=("POST",)),
    Page("/entities/undo", undo, methods=("POST",)),
)
