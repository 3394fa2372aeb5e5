"""Every disagreement in a word: enough to count them and to choose a page of them without reading what was said."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.coding.working.events import SETTLE, Event

OPEN, SETTLED = "open", "settled"


@dataclass(frozen=True, slots=True)
class Listed:
    """A disagreement by its number, its code and its transcript; `settled` says that its decision is published."""

    id: int
    code: str
    transcript: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The disagreements that were asked for, how many there are in all, how many are open, and of which codes."""

    ids: tuple[int, ...]
    total: int
    open: int
    codes: Counter[str]
    transcripts: Counter[str]


def read_listed(connection: sqlite3.Connection) -> tuple[Listed, ...]:
    """Read every disagreement of the published database, in order of place."""
    rows = connection.execute(_LISTED)
    return tuple(Listed(id, code, transcript, bool(settled)) for id, code, transcript, settled in rows)


def may_be_decided_by(listed: Iterable[Listed], events: Iterable[Event]) -> tuple[int, ...]:
    """Name the disagreements that the decisions among `events` can be about: those of their codes and transcripts."""
    decided = {(event.transcript, event.code) for event in events if event.action == SETTLE}
    return tuple(one.id for one in listed if (one.transcript, one.code) in decided) if decided else ()


def choose(
    listed: Sequence[Listed], decided: Collection[int], code: str = "", transcript: str = "", which: str = ""
) -> Chosen:
    """Choose by code, transcript and whether they are settled; `decided` are those decided since the publishing."""
    open_ids = {one.id for one in listed if not one.settled and one.id not in decided}
    return Chosen(
        ids=tuple(
            one.id
            for one in listed
            if (not code or one.code == code)
            and (not transcript or one.transcript == transcript)
            and (which not in (OPEN, SETTLED) or (one.id in open_ids) == (which == OPEN))
        ),
        total=len(listed),
        open=len(open_ids),
        codes=Counter(one.code for one in listed),
        transcripts=Counter(one.transcript for one in listed),
    )


_LISTED = "SELECT id, code_id, transcript_id, coalesce(choice, '') <> '' FROM disagreements ORDER BY id"
