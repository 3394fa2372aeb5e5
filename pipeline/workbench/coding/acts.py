"""What a coder asks for on a page, checked against the text and the codebook, as the event that it becomes."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from pipeline.coding.memos import CODING, TRANSCRIPT, TURN
from pipeline.coding.place import NotPlaced, place
from pipeline.coding.working.events import (
    ACCEPT,
    APPLY,
    CHANGE,
    HAND_IN,
    MEMO,
    REDO,
    REJECT,
    REMOVE,
    TAKE_BACK,
    UNDO,
    Event,
)
from pipeline.coding.working.fold import Coded, Noted, State
from pipeline.workbench.coding.errors import CannotCode, TextChanged
from pipeline.workbench.coding.published import Suggestion, Transcript, Turn
from pipeline.workbench.coding.seen import Seen
from pipeline.workbench.words import say

LONGEST_MEMO = 4000

Asked = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What an act is checked against; `event` is an empty one of this coder, release and transcript."""

    transcript: Transcript
    seen: Seen
    codes: Collection[str]
    event: Event


def act(asked: Asked, desk: Desk) -> Event:
    """Make the event that a form asks for; its field `action` says which of `pipeline.coding.working.events`.

    Raises TextChanged, and CannotCode where there is no such turn, code or coding, or nothing may be done any more.
    """
    make = _ACTS.get(asked.get("action", ""))
    if make is None:
        raise CannotCode(say("The page did not say what to do. Load it again, and do it once more."))
    if desk.seen.own.handed_in and asked["action"] != TAKE_BACK:
        raise CannotCode(say("You have handed in {transcript}. Nothing was changed.", transcript=desk.transcript.id))
    return make(asked, desk)


def _apply(asked: Asked, desk: Desk) -> Event:
    turn = _turn(asked, desk)
    start, end = _span(asked, turn)
    code = _code(asked, desk)
    _check_new(desk.seen.own, turn.n, start, end, code)
    return replace(_on(desk, turn, start, end), action=APPLY, uid=uuid.uuid4().hex, code=code)


def _change(asked: Asked, desk: Desk) -> Event:
    """Change the span, the code, or both: what the form leaves empty stays."""
    coded = _own_coding(asked, desk)
    turn = desk.transcript.turns[coded.turn]
    _check_text(asked, turn)
    start, end = _span(asked, turn) if asked.get("start") or asked.get("words") else (coded.start, coded.end)
    code = _code(asked, desk) if asked.get("code") else coded.code
    _check_new(desk.seen.own, turn.n, start, end, code)
    return replace(_on(desk, turn, start, end), action=CHANGE, uid=coded.uid, code=code)


def _remove(asked: Asked, desk: Desk) -> Event:
    coded = _own_coding(asked, desk)
    on = _on(desk, desk.transcript.turns[coded.turn], coded.start, coded.end)
    return replace(on, action=REMOVE, uid=coded.uid, code=coded.code)


def _note(asked: Asked, desk: Desk) -> Event:
    """Write a memo, write it anew where `memo_uid` is one of the coder's own, or remove it where it has no words."""
    event = desk.event
    about, about_id = asked.get("about", ""), desk.transcript.id
    if about == CODING:
        coded = _coding(asked, desk)
        event, about_id = _on(desk, desk.transcript.turns[coded.turn]), coded.uid
    elif about == TURN:
        turn = _turn(asked, desk)
        event, about_id = _on(desk, turn), f"{desk.transcript.id}/{turn.n}"
    elif about != TRANSCRIPT:
        raise CannotCode(say("A memo here is about a coding, a turn or the transcript. Nothing was written."))
    known = _own_memo(asked, desk)
    text = _memo(asked)
    if known is None and not text:
        raise CannotCode(say("The memo has no words. Nothing was written."))
    uid = known.uid if known else uuid.uuid4().hex
    return replace(event, action=MEMO, uid=uid, about=about, about_id=about_id, memo=text)


def _accept(asked: Asked, desk: Desk) -> Event:
    turn, suggestion = _suggestion(asked, desk)
    _check_new(desk.seen.own, turn.n, suggestion.start, suggestion.end, suggestion.code)
    return replace(_answer(desk, turn, suggestion), action=ACCEPT, uid=uuid.uuid4().hex)


def _reject(asked: Asked, desk: Desk) -> Event:
    return replace(_answer(desk, *_suggestion(asked, desk)), action=REJECT)


def _answer(desk: Desk, turn: Turn, suggestion: Suggestion) -> Event:
    on = _on(desk, turn, suggestion.start, suggestion.end)
    return replace(on, code=suggestion.code, source=suggestion.source)


def _undo(_: Asked, desk: Desk) -> Event:
    if not desk.seen.own.undoable:
        raise CannotCode(
            say(
                "There is nothing to undo here. What is published stays, but you can still take a coding of yours away."
            )
        )
    return replace(desk.event, action=UNDO, undoes=desk.seen.own.undoable)


def _redo(_: Asked, desk: Desk) -> Event:
    if not desk.seen.own.redoable:
        raise CannotCode(say("There is nothing to redo here."))
    return replace(desk.event, action=REDO, undoes=desk.seen.own.redoable)


def _hand_in(_: Asked, desk: Desk) -> Event:
    return replace(desk.event, action=HAND_IN)


def _take_back(_: Asked, desk: Desk) -> Event:
    if not desk.seen.own.handed_in:
        raise CannotCode(say("You have not handed in {transcript}.", transcript=desk.transcript.id))
    if not desk.seen.may_take_back:
        raise CannotCode(
            say(
                "{transcript} cannot be taken back: you have been able to see what others coded in it since you "
                "handed it in.",
                transcript=desk.transcript.id,
            )
        )
    return replace(desk.event, action=TAKE_BACK)


_ACTS: dict[str, Callable[[Asked, Desk], Event]] = {
    APPLY: _apply,
    CHANGE: _change,
    REMOVE: _remove,
    MEMO: _note,
    ACCEPT: _accept,
    REJECT: _reject,
    UNDO: _undo,
    REDO: _redo,
    HAND_IN: _hand_in,
    TAKE_BACK: _take_back,
}


def _on(desk: Desk, turn: Turn, start: int = 0, end: int = 0) -> Event:
    """Begin an event that is about a turn, or about words of it."""
    quote = turn.text[start:end]
    return replace(desk.event, turn=turn.n, text_hash=turn.hash, start=start, end=end, quote=quote)


def _turn(asked: Asked, desk: Desk) -> Turn:
    turn = desk.transcript.turns.get(_number(asked, "turn"))
    if turn is None:
        raise CannotCode(say("{transcript} has no such turn. Load the page again.", transcript=desk.transcript.id))
    _check_text(asked, turn)
    return turn


def _check_text(asked: Asked, turn: Turn) -> None:
    if asked.get("hash") != turn.hash:
        raise TextChanged(say("The text of this turn has changed since the page was loaded. Load the page again."))


def _span(asked: Asked, turn: Turn) -> tuple[int, int]:
    """Return where the words stand: at `start` and `end`, else where they are found, else the whole turn."""
    words = asked.get("words", "").strip()
    if not asked.get("start") and words:
        try:
            return place(turn.text, words)
        except NotPlaced as not_placed:
            raise CannotCode(_not_placed(not_placed.times, turn.n)) from None
    start, end = (_number(asked, "start"), _number(asked, "end")) if asked.get("start") else (0, len(turn.text))
    if not 0 <= start < end <= len(turn.text) or (words and turn.text[start:end].strip() != words):
        raise TextChanged(say("The words that you chose are not those of this turn any more. Load the page again."))
    chosen = turn.text[start:end]
    start, end = start + len(chosen) - len(chosen.lstrip()), end - len(chosen) + len(chosen.rstrip())
    if start >= end:
        raise CannotCode(say("Choose some words first."))
    return start, end


def _not_placed(times: int, turn: int) -> str:
    if not times:
        return say("These words do not stand in turn {turn}. Give more of them, or fewer.", turn=turn)
    return say("These words stand {times} times in turn {turn}. Give more of them, or fewer.", times=times, turn=turn)


def _code(asked: Asked, desk: Desk) -> str:
    code = asked.get("code", "")
    if code not in desk.codes:
        raise CannotCode(say("The codebook has no such code. Choose one from the list."))
    return code


def _check_new(state: State, turn: int, start: int, end: int, code: str) -> None:
    if any((one.turn, one.start, one.end, one.code) == (turn, start, end, code) for one in state.codings):
        raise CannotCode(say("These words have this code already."))


def _own_coding(asked: Asked, desk: Desk) -> Coded:
    for coded in desk.seen.own.codings:
        if coded.uid == asked.get("uid"):
            return coded
    raise CannotCode(say("This is not a coding of yours, or it is gone already. Load the page again."))


def _coding(asked: Asked, desk: Desk) -> Coded:
    for coded in (*desk.seen.own.codings, *desk.seen.others):
        if coded.uid == asked.get("uid"):
            return coded
    raise CannotCode(say("This coding is gone already. Load the page again."))


def _own_memo(asked: Asked, desk: Desk) -> Noted | None:
    wanted = asked.get("memo_uid", "")
    if not wanted:
        return None
    for noted in desk.seen.own.memos:
        if noted.uid == wanted:
            return noted
    raise CannotCode(say("This is not a memo of yours, or it is gone already. Load the page again."))


def _suggestion(asked: Asked, desk: Desk) -> tuple[Turn, Suggestion]:
    turn = _turn(asked, desk)
    wanted = (turn.n, _number(asked, "start"), _number(asked, "end"), asked.get("code", ""))
    for suggestion in desk.transcript.suggestions:
        if suggestion.key == wanted and wanted not in (desk.seen.own.answers or {}):
            return turn, suggestion
    raise CannotCode(say("There is no such suggestion, or you have answered it already. Load the page again."))


def _memo(asked: Asked) -> str:
    text = "\n".join(line.rstrip() for line in asked.get("memo", "").strip().splitlines())
    if len(text) > LONGEST_MEMO:
        raise CannotCode(say("A memo may have {most} letters. Write a shorter one.", most=f"{LONGEST_MEMO:,}"))
    return text


def _number(asked: Asked, field: str) -> int:
    given = asked.get(field, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1
