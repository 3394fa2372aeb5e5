"""The page of somebody or something that is mentioned: every mention, and all that can be decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.errors import CannotDecide, NoSuchThing, PipelineError
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.review.bench import Bench
from pipeline.review.decisions import Wish
from pipeline.review.entity_changes import (
    add_alias,
    change_policy,
    change_type,
    keep,
    merge,
    reserve,
    split,
    split_mentions,
    tell_apart,
    tell_names_apart,
)
from pipeline.review.entity_list import Entity, entities_of, find_entity
from pipeline.review.questions import questions
from pipeline.reviewing.blind import check_not_blind
from pipeline.reviewing.desk import Page, desk_of, page, session_of
from pipeline.reviewing.errors import NotUnderstood
from pipeline.reviewing.pages.entities import ask, done_of, done_query, next_step
from pipeline.reviewing.visits import note_visit
from pipeline.reviewing.who import Place, at, decisions_about, in_scope, seen, told, touched

_LONGEST = 200
_LABELS = {"PERSON": "person", "PLACE": "place", "ORG": "organisation"}


async def entity(request: Request) -> Response:
    """Show it."""
    check_not_blind(desk_of(request).db, session_of(request).name)
    everybody = entities_of(desk_of(request).bench)
    return _show(request, everybody, _named(request, everybody))


def _show(request: Request, everybody: Sequence[Entity], one: Entity, problem: str = "", status: int = 200) -> Response:
    bench = desk_of(request).bench
    note_visit(request, "looked at who is mentioned", f"E{one.number}")
    done = done_of(request)
    telling, plain = decisions_about(one, bench.decisions())
    return page(
        request,
        "entity.html",
        status,
        entity=one,
        label=_LABELS[one.type],
        mentions=seen(one.mentions, bench.texts()),
        others=[other for other in everybody if other.type == one.type and other.number != one.number],
        types=[type_ for type_ in IDENTIFIER_TYPES.values() if type_.name != one.type],
        policies=IDENTIFIER_TYPES[one.type].policies,
        decided=telling,
        plain=plain,
        told=told,
        done=done,
        next=next_step(bench, len(ask(questions(bench, everybody), bench.texts()))) if done else None,
        problem=problem,
    )


async def change(request: Request) -> Response:
    """Carry out a change, and say on the page of whom it was about what it did."""
    desk, actor, form = desk_of(request), session_of(request).name, await request.form()
    check_not_blind(desk.db, actor)
    everybody = entities_of(desk.bench)
    one = _named(request, everybody)
    try:
        wishes = wishes_of(form, request.path_params["act"], desk.bench, everybody, one)
        outcomes = desk.bench.decide_all(wishes, actor)
    except PipelineError as error:
        return _show(request, everybody, one, str(error), 409)
    now = at(entities_of(desk.bench), touched(one, wishes))
    return RedirectResponse(f"/entities{f'/E{now.number}' if now else ''}?{done_query(outcomes)}", 303)


def wishes_of(form: FormData, act: str, bench: Bench, everybody: Sequence[Entity], one: Entity) -> list[Wish]:
    """Read from a form what somebody wishes about an entity. Raises NotUnderstood, NoSuchThing, CannotDecide."""
    if act in ("merge", "different"):
        other = find_entity(everybody, _words(form, "other").split(" · ")[0])
        return merge(one, other, bench.decisions()) if act == "merge" else tell_apart(one, other)
    if act == "alias":
        return add_alias(one, _words(form, "alias"))
    if act == "pseudonym":
        return reserve(one, _words(form, "pseudonym"))
    if act == "own-name":
        return tell_names_apart(one, bench.decisions())
    if act == "split-name":
        return split(one, bench.decisions(), name=_words(form, "name"))
    ticked = _ticked(form, one)
    transcript = _words(form, "where") if form.get("where") else ""
    if transcript and transcript not in one.transcripts:
        raise CannotDecide(f"E{one.number} is not mentioned there.")
    if act == "split" and ticked:
        return split_mentions(one, bench.decisions(), ticked)
    if act == "split":
        return split(one, bench.decisions(), transcript=transcript)
    if act == "keep":
        return in_scope(one, keep, transcript, ticked)
    if act == "type":
        return in_scope(one, partial(_to_type, _words(form, "type")), transcript, ticked)
    if act == "policy":
        return in_scope(one, partial(_to_policy, _words(form, "policy")), transcript, ticked)
    raise NotUnderstood("The page asks for something that is not known. Load it again.")


def _to_type(type_: str, entity: Entity, transcript: str, turn: int) -> list[Wish]:
    return change_type(entity, type_, transcript, turn)


def _to_policy(policy: str, entity: Entity, transcript: str, turn: int) -> list[Wish]:
    return change_policy(entity, policy, transcript, turn)


def _named(request: Request, everybody: Sequence[Entity]) -> Entity:
    """Return the entity of the number in the address. Raises NoSuchThing."""
    number = int(request.path_params["number"])
    found = next((one for one in everybody if one.number == number), None)
    if found is None:
        raise NoSuchThing(f"E{number} is not mentioned any more: it stays as it is now, or is known by another number.")
    return found


def _ticked(form: FormData, one: Entity) -> set[Place]:
    """Read which mentions are ticked. Raises NotUnderstood."""
    there = {f"{mention.turn_id}:{mention.start}": (mention.turn_id, mention.start) for mention in one.mentions}
    given = [str(place) for place in form.getlist("mention")]
    if not there.keys() >= set(given):
        raise NotUnderstood("The page sent a mention that is not there any more. Load it again.")
    return {there[place] for place in given}


def _words(form: FormData, name: str) -> str:
    """Read a line of text. Raises NotUnderstood."""
    value = form.get(name, "")
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words or len(words) > _LONGEST or not words.isprintable():
        raise NotUnderstood(f"Write a word or more, up to {_LONGEST} letters.")
    return words


PAGES = (
    Page("/entities/E{number:int}", entity),
    Page("/entities/E{number:int}/{act}", change, methods=("POST",)),
)
