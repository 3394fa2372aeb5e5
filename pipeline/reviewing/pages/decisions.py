"""Decide and undo, from a transcript's page: the answer holds the turns that changed, so that the page stays where it is."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from pipeline.review.decisions import MENTION
from pipeline.reviewing import describe
from pipeline.reviewing.asked import read_wish
from pipeline.reviewing.desk import Page, desk_of, fragment, session_of, wants_json
from pipeline.reviewing.queue import entries
from pipeline.reviewing.turns import draw

if TYPE_CHECKING:
    from pipeline.review.bench import Outcome


async def decide(request: Request) -> Response:
    """Store one decision."""
    desk, id_ = desk_of(request), request.path_params["transcript"]
    turn, wish = read_wish(desk.db, id_, await request.form())
    outcome = desk.bench.decide(wish, session_of(request).name)
    said = f"{wish.words}: {describe.done(wish)}."
    if wish.scope != MENTION:
        said += describe.reach_in_words(sum(len(its) for its in outcome.changed.values()), len(outcome.changed))
    return _answer(request, id_, outcome, said, turn)


async def undo(request: Request) -> Response:
    """Take back the last decision that this person made in the transcript and that is still in force."""
    desk, id_ = desk_of(request), request.path_params["transcript"]
    outcome = desk.bench.undo_last(session_of(request).name, id_)
    if outcome is None:
        return _answer(request, id_, None, "There is nothing of yours to undo here.")
    return _answer(request, id_, outcome, "Undone.")


def _answer(request: Request, transcript: str, outcome: Outcome | None, said: str, turn: int | None = None) -> Response:
    changed = sorted(outcome.changed.get(transcript, ())) if outcome else []
    if not wants_json(request):
        anchor = turn if turn is not None else next(iter(changed), None)
        return RedirectResponse(f"/t/{transcript}" + (f"#turn-{anchor}" if anchor is not None else ""), 303)
    return JSONResponse(
        {
            "decision": outcome.decision_id if outcome else None,
            "said": said,
            **_state(request, transcript, {*changed, *([turn] if turn is not None else [])}),
        }
    )


def _state(request: Request, transcript: str, changed: Collection[int]) -> dict[str, object]:
    """Draw the changed turns and what of them is left in the queue, and count."""
    shown = desk_of(request).bench.page(transcript)
    turns = [turn for turn in shown.turns if turn.n in changed]
    marks = sum(len(turn.marks) for turn in shown.turns)
    return {
        "turns": {turn.n: fragment(request, "_turn.html", turn=turn, describe=describe) for turn in draw(turns)},
        "queue": [fragment(request, "_entry.html", entry=entry, describe=describe) for entry in entries(turns)],
        "left": shown.undecided,
        "count": describe.left_in_words(shown.undecided, marks),
    }


PAGES = (
    Page("/t/{transcript}/decide", decide, methods=("POST",)),
    Page("/t/{transcript}/undo", undo, methods=("POST",)),
)
