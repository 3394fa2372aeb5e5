"""Bring what coders did on the pages into the store: the last thing in force about each coding, memo and suggestion."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlite_utils import Database

from pipeline.audit.trail import record
from pipeline.coding.answers import ACCEPTED, REJECTED, forget_answer, record_answer
from pipeline.coding.store import add_coding, change_coding, hand_in, name_coders, remove_coding, take_back
from pipeline.coding.working.events import (
    ACCEPT,
    APPLY,
    HAND_IN,
    MEMO,
    REDO,
    REJECT,
    REMOVE,
    SETTLE,
    TAKE_BACK,
    TO_UNDO,
    UNDO,
    Event,
)
from pipeline.coding.working.fold import in_force
from pipeline.coding.working.log import WorkingLog
from pipeline.coding.working.noted import store_memo, store_settlement
from pipeline.coding.working.places import NoPlace, Places
from pipeline.store import get_meta, set_meta, writing


@dataclass(slots=True)
class Merged:
    """What came over, and a line for each thing that has no place; `up_to` is the last event that was looked at."""

    up_to: int = 0
    applied: int = 0
    changed: int = 0
    removed: int = 0
    memos: int = 0
    answers: int = 0
    settled: int = 0
    handed_in: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Return what came over, in numbers."""
        names = ("applied", "changed", "removed", "memos", "answers", "settled", "handed_in")
        counts = {name.replace("_", " "): getattr(self, name) for name in names}
        return {**counts, "not placed": len(self.problems)}


def merge(db: Database, log: WorkingLog, *, actor: str) -> Merged:
    """Merge every event that has not been merged, in one transaction, with a row in the trail; all of it or nothing.

    What has no place stays in the log, is told of, and is tried again with the next merge.
    """
    with writing(db):
        mark, waiting = _mark(db, log)
        events = log.events()
        fresh = [event for event in events if event.id > mark or event.id in waiting]
        merged = Merged(up_to=max([mark, *(event.id for event in events)]))
        name_coders(db, {event.coder for event in fresh})
        left = _merge_codings(db, events, fresh, merged)
        left += _merge_rest(db, fresh, merged)
        _set_mark(db, log, merged.up_to, left)
        if fresh and (any(merged.counts.values()) or not waiting):
            record(db, "codings merge", actor=actor, counts=merged.counts)
        labels = {row["name"]: row["label"] for row in db.query("SELECT name, label FROM coders")}
    log.set_labels(labels)
    return merged


def merged_up_to(db: Database) -> str:
    """Return, for the published study, up to which event of which working database codings came over; "" for none."""
    row = next(db.query("SELECT key, value FROM meta WHERE key LIKE 'merged:%' ORDER BY key LIMIT 1"), None)
    return f"{row['key'].removeprefix('merged:')}:{json.loads(row['value'])[0]}" if row else ""


def _mark(db: Database, log: WorkingLog) -> tuple[int, set[int]]:
    mark, waiting = json.loads(get_meta(db, f"merged:{log.id}") or "[0, []]")
    return mark, set(waiting)


def _set_mark(db: Database, log: WorkingLog, up_to: int, waiting: Iterable[int]) -> None:
    db.execute("DELETE FROM meta WHERE key LIKE 'merged:%'")  # of a working database that was thrown away
    set_meta(db, f"merged:{log.id}", json.dumps([up_to, sorted(set(waiting))]))


def _merge_codings(db: Database, events: Sequence[Event], fresh: Sequence[Event], merged: Merged) -> list[int]:
    """Merge what can be undone, thing by thing: what an undo left in force counts, however it came about."""
    by_id = {event.id: event for event in events}
    touched = {
        _thing(done): None
        for event in fresh
        if (done := by_id.get(event.undoes) if event.action in (UNDO, REDO) else event) and done.action in TO_UNDO
    }
    works: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        works.setdefault((event.coder, event.transcript), []).append(event)
    standing = {event.id for work in works.values() for event in in_force(work)}
    said: dict[tuple, list[Event]] = {}
    for event in events:
        if event.action in TO_UNDO and (thing := _thing(event)) in touched:
            said.setdefault(thing, []).append(event)
    places, left = Places(db), []
    for thing in touched:
        try:
            _settle(db, places, said[thing], standing, merged)
        except NoPlace as no_place:
            merged.problems.append(str(no_place))
            left += [event.id for event in said[thing]]
    return left


def _thing(event: Event) -> tuple:
    """Name what an event is about: a coding, a memo, or a suggestion that was rejected."""
    if event.action == REJECT:
        return (event.coder, event.transcript, event.turn, event.start, event.end, event.code)
    return (event.coder, event.uid)


def _settle(db: Database, places: Places, said: Sequence[Event], standing: set[int], merged: Merged) -> None:
    """Make the store agree with the last event in force about one thing; with none, it is as it was before them."""
    last = next((event for event in reversed(said) if event.id in standing), None)
    first = said[0]
    if first.action == MEMO:
        merged.memos += store_memo(db, places, last or replace(first, memo=""))
    elif first.action == REJECT:
        merged.answers += _answer(db, places, last or first, REJECTED if last else "")
    else:
        _settle_coding(db, places, said, last, merged)


def _settle_coding(db: Database, places: Places, said: Sequence[Event], last: Event | None, merged: Merged) -> None:
    first = said[0]
    born = next((event for event in said if event.action in (APPLY, ACCEPT)), None)
    accepted = next((event for event in said if event.action == ACCEPT), None)
    if accepted:
        stands = last is not None and last.action != REMOVE
        merged.answers += _answer(db, places, accepted, ACCEPTED if stands else "")
    if last is None and born is None:
        merged.changed += _restore(db, said)
    elif last is None or last.action == REMOVE:
        ended = last or said[-1]
        merged.removed += remove_coding(db, first.uid, coder=first.coder, at=ended.at, made_on=ended.release)
    else:
        _apply(db, places, born or last, last, merged)


def _apply(db: Database, places: Places, born: Event, last: Event, merged: Merged) -> None:
    turn_id, start, end = places.span(last)
    known = next(db.query("SELECT id FROM codings WHERE uid = ? AND coder = ?", [last.uid, last.coder]), None)
    made: dict[str, Any] = {"code_id": last.code, "codebook_version": last.codebook_version}
    made |= {"at": last.at, "made_on": last.release}
    if known:
        merged.changed += change_coding(db, last.uid, start=start, end=end, coder=last.coder, **made)
    else:
        _, new = add_coding(db, turn_id=turn_id, start=start, end=end, coder=last.coder, uid=last.uid, **made)
        merged.applied += new
    if born.memo:
        merged.memos += store_memo(db, places, born)


def _restore(db: Database, said: Sequence[Event]) -> bool:
    """Give a coding back what it was before anything was done to it on the pages, as all of that was undone."""
    first, here = said[0], {event.at for event in said}
    known = db.query(
        """SELECT e.*, t.id AS turn_id FROM coding_events e
           JOIN turns t ON t.transcript_id = e.transcript_id AND t.n = e.turn
           WHERE e.uid = ? AND e.action <> 'removed' ORDER BY e.id DESC""",
        [first.uid],
    )
    before = next((row for row in known if row["at"] not in here), None)
    if before is None:
        return False
    made = {key: before[key] for key in ("start", "end", "code_id", "codebook_version", "at", "made_on")}
    if next(db.query("SELECT 1 FROM codings WHERE uid = ?", [first.uid]), None):
        return change_coding(db, first.uid, coder=first.coder, **made)
    return add_coding(db, turn_id=before["turn_id"], coder=first.coder, uid=first.uid, **made)[1]


def _answer(db: Database, places: Places, event: Event, answer: str) -> bool:
    """Store a coder's answer to a suggestion, or forget it where `answer` is ""."""
    turn_id, start, end = places.span(event)
    about: dict[str, Any] = {"turn_id": turn_id, "start": start, "end": end}
    about |= {"code_id": event.code, "coder": event.coder}
    if answer:
        return record_answer(db, **about, source=event.source, answer=answer, at=event.at)
    return forget_answer(db, **about)


def _merge_rest(db: Database, fresh: Sequence[Event], merged: Merged) -> list[int]:
    """Merge what has its own way back: hand-ins, and settlements of disagreements."""
    places, left = Places(db), []
    for event in fresh:
        try:
            if event.action == HAND_IN:
                merged.handed_in += hand_in(db, places.transcript(event), event.coder, event.at)
            elif event.action == TAKE_BACK:
                merged.handed_in += take_back(db, places.transcript(event), event.coder)
            elif event.action == SETTLE:
                merged.settled += store_settlement(db, places, event)
        except NoPlace as no_place:
            merged.problems.append(str(no_place))
            left.append(event.id)
    return left
