"""The transcripts that were read last, kept drawn: what is published never changes while it is served."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from pipeline.workbench.coding.book import BookCode, read_book
from pipeline.workbench.coding.published import read_transcript
from pipeline.workbench.facts import ThemeFacts
from pipeline.workbench.reader.drawn import Heading, Reading, drawn, html_of
from pipeline.workbench.reader.portrait import Presence, portrait, presences
from pipeline.workbench.words import language

KEPT = 16
"""So many are kept, the latest; one of four hundred turns takes half a megabyte."""

_SHELF = "llais_shelf"


@dataclass(frozen=True, slots=True)
class Opened:
    """A transcript with its portrait and its turns as HTML, the latter in UTF-8, which takes the least room."""

    heading: Heading
    presences: tuple[Presence, ...]
    portrait: Markup
    utf8: bytes

    @property
    def turns(self) -> Markup:
        """Return the turns as HTML."""
        return Markup(self.utf8.decode())


@dataclass(slots=True)
class Shelf:
    """Keeps the latest transcripts that were opened in this process."""

    book: dict[str, BookCode] = field(default_factory=dict)
    opened: OrderedDict[tuple[str, str, bool], Opened] = field(default_factory=OrderedDict)

    async def open(
        self, database: Any, themes: Sequence[ThemeFacts], transcript: str, suggestions: bool
    ) -> Opened | None:
        """Return a transcript as it is shown, None where there is none of this label."""
        key = (transcript, language.get(), suggestions)
        if key not in self.opened:
            reading = await self.read(database, transcript, suggestions)
            if reading is None:
                return None
            self.opened[key] = await asyncio.to_thread(_opened, reading, themes)
        self.opened.move_to_end(key)
        while len(self.opened) > KEPT:
            self.opened.popitem(last=False)
        return self.opened[key]

    async def read(self, database: Any, transcript: str, suggestions: bool = False) -> Reading | None:
        """Read a transcript, ready to be drawn; None where there is none of this label."""
        self.book = self.book or await database.execute_fn(read_book)
        read = await database.execute_fn(lambda connection: read_transcript(connection, transcript))
        # In a thread, which takes the reader's language with it, unlike those in which Datasette asks its databases.
        return await asyncio.to_thread(drawn, read, self.book, suggestions) if read else None


def shelf_of(datasette: Any) -> Shelf:
    """Return the shelf of this Datasette."""
    shelf = getattr(datasette, _SHELF, None)
    if shelf is None:
        shelf = Shelf()
        setattr(datasette, _SHELF, shelf)
    return shelf


def _opened(reading: Reading, themes: Sequence[ThemeFacts]) -> Opened:
    found = presences(reading, themes)
    name = reading.transcript.id
    return Opened(Heading.of(reading), found, portrait(found, name), html_of(reading).encode())
