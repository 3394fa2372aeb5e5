"""From events to what they amount to: the codings of one coder in one transcript, as they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.coding.answers import ACCEPTED, REJECTED
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
    TO_UNDO,
    UNDO,
    Event,
)

Suggested = tuple[int, int, int, str]
"""What a suggestion is known by: turn, start, end (published coordinates), code."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A code on a stretch of a turn's published text, by a coder; `event` is where the log has it, 0 where it has not.

    `turn` counts from 1; `start` and `end` are code points of the turn, end exclusive.
    """

    uid: str
    coder: str
    turn: int
    start: int
    end: int
    code: str
    codebook_version: str = ""
    memo: str = ""
    at: str = ""
    event: int = 0


@dataclass(frozen=True, slots=True)
class Noted:
    """A memo, and what it is about."""

    uid: str
    coder: str
    about: str
    about_id: str
    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """How one coder's work on one transcript stands.

    `undoable` and `redoable` are the numbers of the events that undo and redo would take, 0 where there is none.
    `waiting` counts what was done on a text that has changed since: it is not shown here, and `merge` brings it over.
    """

    codings: tuple[Coded, ...] = ()
    memos: tuple[Noted, ...] = ()
    answers: Mapping[Suggested, str] | None = None
    undoable: int = 0
    redoable: int = 0
    handed_in: bool = False
    waiting: int = 0


def fold(
    base: Iterable[Coded],
    events: Iterable[Event],
    hashes: Mapping[int, str],
    *,
    up_to: int = 0,
    handed_in: bool = False,
) -> State:
    """Put a coder's events in a transcript over the codings that are published of them.

    `base` and `handed_in` hold what events up to number `up_to` did. `hashes` gives the SHA-256 of each turn's text by
    the turn's number. Every event has to be of one coder and one transcript, in order.
    """
    events = list(events)
    done, undone = _stacks(event for event in events if event.id > up_to)
    anew = _undone_since(events, up_to)
    codings = {one.uid: one for one in base if one.uid not in anew}
    standing = {*done, *(event.id for event in in_force(events) if event.uid in anew)} if anew else set(done)
    memos: dict[str, Noted] = {}
    answers: dict[Suggested, str] = {}
    waiting = 0
    for event in events:
        if event.action in (HAND_IN, TAKE_BACK):
            handed_in = event.action == HAND_IN
        elif event.id not in standing:
            continue
        elif event.turn and hashes.get(event.turn) != event.text_hash:
            waiting += 1
        elif event.action == MEMO:
            _note(memos, event)
        else:
            _do(codings, answers, event)
    return State(
        codings=tuple(sorted(codings.values(), key=lambda one: (one.turn, one.start, one.end, one.code, one.uid))),
        memos=tuple(memos.values()),
        answers=answers,
        undoable=done[-1] if done else 0,
        redoable=undone[-1] if undone else 0,
        handed_in=handed_in,
        waiting=waiting,
    )


def in_force(events: Iterable[Event]) -> list[Event]:
    """List the events of one coder in one transcript that can be undone and are not, in their order."""
    events = list(events)
    done = set(_stacks(events)[0])
    return [event for event in events if event.id in done]


def _undone_since(events: Sequence[Event], up_to: int) -> set[str]:
    """Return the uids of codings of which something was published and then undone or done again: these begin anew."""
    by_id = {event.id: event for event in events if event.id <= up_to}
    undone = (by_id[one.undoes] for one in events if one.id > up_to and one.undoes in by_id)
    return {one.uid for one in undone} & {one.uid for one in events if one.action in (APPLY, ACCEPT)}


def _stacks(events: Iterable[Event]) -> tuple[list[int], list[int]]:
    """Return the numbers of what is done and of what is undone, the last one last; a new act ends redoing."""
    done: list[int] = []
    undone: list[int] = []
    for event in events:
        if event.action in TO_UNDO:
            done.append(event.id)
            undone.clear()
        elif event.action == UNDO and event.undoes in done:
            done.remove(event.undoes)
            undone.append(event.undoes)
        elif event.action == REDO and event.undoes in undone:
            undone.remove(event.undoes)
            done.append(event.undoes)
    return done, undone


def _do(codings: dict[str, Coded], answers: dict[Suggested, str], event: Event) -> None:
    if event.action in (APPLY, ACCEPT):
        codings[event.uid] = Coded(
            uid=event.uid,
            coder=event.coder,
            turn=event.turn,
            start=event.start,
            end=event.end,
            code=event.code,
            codebook_version=event.codebook_version,
            memo=event.memo,
            at=event.at,
            event=event.id,
        )
    if event.action in (ACCEPT, REJECT):
        answers[event.turn, event.start, event.end, event.code] = ACCEPTED if event.action == ACCEPT else REJECTED
    elif event.action == CHANGE and event.uid in codings:
        changed = codings[event.uid]
        codings[event.uid] = replace(
            changed,
            turn=event.turn,
            start=event.start,
            end=event.end,
            code=event.code,
            codebook_version=event.codebook_version,
            event=event.id,
        )
    elif event.action == REMOVE:
        codings.pop(event.uid, None)


def _note(memos: dict[str, Noted], event: Event) -> None:
    if event.memo:
        memos[event.uid] = Noted(event.uid, event.coder, event.about, event.about_id, event.memo, event.at)
    else:
        memos.pop(event.uid, None)
