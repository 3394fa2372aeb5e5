"""What the coding pages work with: the working log, the rules of blind coding, who is signed in, what is published."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.coding.blind import Blind
from pipeline.coding.working.events import Event
from pipeline.coding.working.log import WorkingLog
from pipeline.workbench.coding.book import BookCode, read_book
from pipeline.workbench.coding.published import Transcript, read_transcript
from pipeline.workbench.coding.seen import Seen, recent_codes, see
from pipeline.workbench.coding.sessions import Sessions
from pipeline.workbench.facts import Facts

DESK = "llais_coding"


@dataclass(frozen=True, slots=True)
class Looked:
    """A transcript as somebody sees it at this moment, and the codes that they used last."""

    transcript: Transcript
    seen: Seen
    recent: tuple[str, ...] = ()


@dataclass(slots=True)
class CodingDesk:
    """One process's coding pages over one published database; `up_to` is the last event that this holds already.

    Nothing published changes while it is served, so each transcript is read once.
    """

    log: WorkingLog
    blind: Blind
    facts: Facts
    sessions: Sessions
    up_to: int = 0
    _book: dict[str, BookCode] = field(default_factory=dict)
    _transcripts: dict[str, Transcript] = field(default_factory=dict)

    async def book(self, datasette: Any) -> dict[str, BookCode]:
        """Return the published codes by their ids."""
        if not self._book:
            self._book = await self._database(datasette).execute_fn(read_book)
        return self._book

    async def transcript(self, datasette: Any, label: str) -> Transcript | None:
        """Return a published transcript, None where there is none of this label."""
        if label not in self._transcripts:
            read = await self._database(datasette).execute_fn(lambda connection: read_transcript(connection, label))
            if read is None:
                return None
            self._transcripts[label] = read
        return self._transcripts[label]

    async def look(self, transcript: Transcript, coder: str) -> Looked:
        """Return a transcript as a coder sees it now; "" is somebody who has not signed in."""
        return await asyncio.to_thread(lambda: self.look_at(transcript, coder, self.log.events(transcript.id)))

    def look_at(self, transcript: Transcript, coder: str, events: Sequence[Event]) -> Looked:
        """Return a transcript as a coder sees it after all the `events` that it has."""
        labels = self.log.labels()
        seen = see(transcript, events, coder=coder, labels=labels, blind=self.blind, up_to=self.up_to)
        return Looked(transcript, seen, recent_codes(events, coder))

    def _database(self, datasette: Any) -> Any:
        return datasette.get_database(self.facts.database)


def can_be_coded(facts: Facts) -> bool:
    """Say whether a published database can be coded: not those for outside, nor those of a llais before these pages."""
    return "turns" in facts.tables and "events_up_to" in facts.study


def make_desk(log: WorkingLog, blind: Blind, facts: Facts, sessions: Sessions) -> CodingDesk:
    """Make the desk of a process that serves what `facts` tells of."""
    working, _, number = str(facts.study.get("events_up_to") or "").partition(":")
    return CodingDesk(log, blind, facts, sessions, up_to=int(number) if working == log.id else 0)


def desk_of(datasette: Any) -> CodingDesk | None:
    """Return what this Datasette's coding pages work with, None where it has none."""
    return getattr(datasette, DESK, None)
