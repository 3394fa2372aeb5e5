"""What a coder sees of a transcript: what they did themselves, and what of others they may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.coding.blind import Blind
from pipeline.coding.working.events import ACCEPT, APPLY, CHANGE, HAND_IN, MEMO, TAKE_BACK, Event
from pipeline.coding.working.fold import Coded, Noted, State, fold, in_force
from pipeline.coding.working.seen import may_see
from pipeline.workbench.coding.published import Transcript

_T = TypeVar("_T")
RECENT = 5
_NAMELESS = "\n"
"""Stands before the label of a coder whose name the log does not know: no name begins so, and a name may be a label."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A transcript under one coder's eyes.

    `others` are the codings of others that may be seen, `other_memos` what is published of what they noted, each under
    the coder's label or initials: as it was typed, a memo may name somebody. `handed_in_by` counts the others who have
    handed it in, and `hidden` those whose work is not shown yet.
    """

    own: State
    others: tuple[Coded, ...] = ()
    other_memos: tuple[Noted, ...] = ()
    handed_in_by: int = 0
    hidden: int = 0
    may_take_back: bool = False


def see(
    transcript: Transcript,
    events: Iterable[Event],
    *,
    coder: str,
    labels: Mapping[str, str],
    blind: Blind,
    up_to: int = 0,
) -> Seen:
    """Put together what a coder sees; `events` are all of the transcript, `labels` each coder's published label.

    Somebody who has not signed in ("") sees what is published. `up_to` is the number of the last event that the
    published codings hold already.
    """
    if not coder:
        return Seen(State(), transcript.codings, transcript.memos)
    events = list(events)
    did = _by_coder(events, lambda event: event.coder)
    names = {label: name for name, label in labels.items()}
    codings = _by_coder(transcript.codings, lambda coded: names.get(coded.coder, _NAMELESS + coded.coder))
    memos = _by_coder(transcript.memos, lambda memo: names.get(memo.coder, _NAMELESS + memo.coder))

    merged = up_to if transcript.open else 0

    def state_of(name: str) -> State:
        base = codings.get(name, ()), memos.get(name, ())
        return _state(*base, did.get(name, ()), transcript.hashes, merged)

    handed_in_by = hand_ins(events).get(transcript.id, set())
    others = sorted({*did, *codings, *memos} - {coder})
    # Whoever did nothing on these pages has nothing to hand in on them: what is published of them is finished.
    finished = {(transcript.id, name) for name in {name for name in others if name not in did} | handed_in_by}
    shown = [name for name in others if may_see(blind, transcript.id, coder, name, finished)]
    theirs = [(short_name(name, labels), name) for name in shown]
    own = state_of(coder)
    return Seen(
        own=own,
        others=tuple(replace(one, coder=short) for short, name in theirs for one in state_of(name).codings),
        other_memos=tuple(
            replace(one, coder=short)
            for short, name in theirs
            for one in _still_said(memos.get(name, ()), did.get(name, ()), merged)
        ),
        handed_in_by=len(handed_in_by - {coder}),
        hidden=len(others) - len(shown),
        may_take_back=own.handed_in and not (blind.covers(transcript.id) and shown),
    )


def _by_coder(things: Iterable[_T], coder: Callable[[_T], str]) -> dict[str, list[_T]]:
    sorted_out: dict[str, list[_T]] = {}
    for one in things:
        sorted_out.setdefault(coder(one), []).append(one)
    return sorted_out


def short_name(coder: str, labels: Mapping[str, str]) -> str:
    """Return the label that a coder is published under, else the initials of their name."""
    if coder.startswith(_NAMELESS):
        return coder.removeprefix(_NAMELESS)
    return labels.get(coder) or "".join(word[0] for word in coder.split()).upper()


def _state(
    codings: Iterable[Coded], memos: Sequence[Noted], events: Sequence[Event], hashes: Mapping[int, str], up_to: int
) -> State:
    """Fold a coder's events over what is published of them.

    Answers and memos are theirs from the first event on, whatever of it is published; published memos stand below those
    that were written anew or removed since.
    """
    state = fold(codings, events, hashes, up_to=up_to)
    whole = fold((), events, hashes) if up_to else state
    typed = {one.uid for one in whole.memos}
    below = tuple(one for one in _still_said(memos, events, up_to) if one.uid not in typed)
    return replace(state, memos=below + whole.memos, answers=whole.answers)


def _still_said(memos: Sequence[Noted], events: Sequence[Event], up_to: int) -> tuple[Noted, ...]:
    """Return the published memos that their coder has not written anew or removed since."""
    newer = {event.uid for event in in_force(events) if event.action == MEMO and event.id > up_to} if memos else set()
    return tuple(one for one in memos if one.uid not in newer)


def recent_codes(events: Iterable[Event], coder: str) -> tuple[str, ...]:
    """List the codes that a coder used last, the latest first."""
    used = [event.code for event in events if event.coder == coder and event.action in (APPLY, ACCEPT, CHANGE)]
    return tuple(dict.fromkeys(reversed(used)))[:RECENT]


def hand_ins(events: Iterable[Event]) -> dict[str, set[str]]:
    """List the coders who have handed in, by transcript."""
    handed: dict[str, set[str]] = {}
    for event in events:
        if event.action == HAND_IN:
            handed.setdefault(event.transcript, set()).add(event.coder)
        elif event.action == TAKE_BACK:
            handed.get(event.transcript, set()).discard(event.coder)
    return handed
