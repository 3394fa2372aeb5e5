"""Decide and undo, from a transcript's page: the answer holds what changed, so that the page stays where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from pipeline.folding import fold
from pipeline.review.bench import Bench, Outcome
from pipeline.review.decisions import APART, MENTION, PSEUDONYM, SAME, Decision
from pipeline.reviewing import describe
from pipeline.reviewing.asked import Asked, read_wish
from pipeline.reviewing.desk import Page, desk_of, fragment, session_of, wants_json
from pipeline.reviewing.pages.transcript import BASES, base_of, page_of
from pipeline.reviewing.queue import entries
from pipeline.reviewing.turns import draw

_SAY_WHO = (SAME, APART, PSEUDONYM)


async def decide(request: Request) -> Response:
    """Store one decision. To say who somebody is decides their mark as well: it is replaced."""
    bench, actor = desk_of(request).bench, session_of(request).name
    asked = await _complete(request)
    outcomes = [bench.decide(asked.wish, actor)]
    said = f"{asked.wish.words}: {describe.done(asked.wish)}."
    if asked.wish.scope != MENTION:
        said += _reach(bench, outcomes[0], asked.wish.reading)
    if asked.wish.action in _SAY_WHO:
        outcomes.append(bench.decide(asked.here, actor))
    return _answer(request, outcomes, said, asked.turn)


async def undo(request: Request) -> Response:
    """Take back the last decision that this person made in the transcript and that is still in force."""
    bench, shown = desk_of(request).bench, page_of(request)
    in_force = {one.id: one for one in bench.decisions(BASES[base_of(request)])}
    outcome = bench.undo_last(session_of(request).name, shown.id, BASES[base_of(request)])
    if outcome is None:
        return _answer(request, [], "There is nothing of yours to undo here.")
    undone = in_force[outcome.decision_id]
    return _answer(request, [outcome], f"Undone: {undone.words}, {describe.done(undone)}.")


async def _complete(request: Request) -> Asked:
    """Read what is asked for, and complete what the page leaves open from the mark that stands there."""
    shown, reading = page_of(request), BASES[base_of(request)]
    asked = read_wish(desk_of(request).db, shown.id, await request.form(), reading)
    here, wish = asked.here, asked.wish
    there = (
        m for m in shown.marks if m.turn_id == here.turn_id and m.start < (here.end or 0) and (here.start or 0) < m.end
    )
    mark = next(there, None)
    type_ = wish.type or (mark.type if mark else "PERSON" if wish.action in _SAY_WHO else "")
    if wish.action == APART:
        wish = replace(wish, other=next_sense(desk_of(request).bench.decisions(reading), wish.words))
    return replace(asked, here=replace(here, type=type_), wish=replace(wish, type=type_))


def _reach(bench: Bench, outcome: Outcome, reading: int) -> str:
    """Say how many marks a decision about words has decided, of those turns that it may have changed."""
    places = {
        transcript: sum(
            mark.decision is not None and mark.decision.id == outcome.decision_id
            for turn in bench.page_turns(transcript, numbers, reading)
            for mark in turn.marks
        )
        for transcript, numbers in outcome.changed.items()
    }
    return describe.reach_in_words(sum(places.values()), sum(n > 0 for n in places.values()))


def next_sense(decisions: Iterable[Decision], words: str) -> str:
    """Return the number that tells one more person of a name apart: "2" for the first."""
    taken = {one.other for one in decisions if one.action == APART and fold(one.words) == fold(words)}
    return next(str(n) for n in count(2) if str(n) not in taken)


def _answer(request: Request, outcomes: Sequence[Outcome], said: str, turn: int | None = None) -> Response:
    """Answer with the turns of this transcript that changed, or with the page itself where there is no script."""
    transcript = request.path_params["transcript"]
    changed = {n for outcome in outcomes for n in outcome.changed.get(transcript, ())}
    if not wants_json(request):
        at = turn if turn is not None else min(changed, default=None)
        anchor = "" if at is None else f"#turn-{at}"
        return RedirectResponse(f"/{base_of(request)}/{quote(transcript)}{anchor}", 303)
    shown = page_of(request)
    turns = [one for one in shown.turns if one.n in changed or one.n == turn]
    return JSONResponse(
        {
            "decisions": [outcome.decision_id for outcome in outcomes],
            "said": said,
            "turns": {one.n: fragment(request, "_turn.html", turn=one, describe=describe) for one in draw(turns)},
            "queue": [fragment(request, "_entry.html", entry=one, describe=describe) for one in entries(turns)],
            "left": shown.undecided,
            "count": describe.left_in_words(shown.undecided, len(shown.marks)),
        }
    )


PAGES = tuple(
    page
    for base in BASES
    for page in (
        Page(f"/{base}/{{transcript}}/decide", decide, methods=("POST",)),
        Page(f"/{base}/{{transcript}}/undo", undo, methods=("POST",)),
    )
)
