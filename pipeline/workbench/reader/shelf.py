"""The transcripts that were read last, kept drawn: what is published never changes while it is served."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from pipeline.workbench.coding.book import BookCode, read_book
from pipeline.workbench.coding.published import read_transcript
from pipeline.workbench.facts import ThemeFacts
from pipeline.workbench.reader.drawn import Reading, drawn, html_of
from pipeline.workbench.reader.portrait import Presence, portrait, presences
from pipeline.workbench.words import language

KEPT = 16
"""So many are kept, the latest; one of four hundred turns takes about a megabyte."""

_SHELF = "llais_shelf"


@dataclass(frozen=True, slots=True)
class Opened:
    """A transcript with its turns and its portrait as HTML, in one language."""

    reading: Reading
    turns: Markup
    presences: tuple[Presence, ...]
    portrait: Markup


@dataclass(slots=True)
class Shelf:
    """Keeps the latest transcripts that were opened in this process."""

    book: dict[str, BookCode] = field(default_factory=dict)
    opened: OrderedDict[tuple[str, str, bool], Opened] = field(default_factory=OrderedDict)

    async def open(
        self, database: Any, themes: Sequence[ThemeFacts], transcript: str, suggestions: bool
    ) -> Opened | None:
        """Return a transcript as it is read, None where there is none of this label."""
        key = (transcript, language.get(), suggestions)
        if key not in self.opened:
            self.book = self.book or await database.execute_fn(read_book)
            read = await database.execute_fn(lambda connection: read_transcript(connection, transcript))
            if read is None:
                return None
            # In a thread, which takes the language with it: drawing is the longest part.
            self.opened[key] = await asyncio.to_thread(_opened, lambda: drawn(read, self.book, suggestions), themes)
        self.opened.move_to_end(key)
        while len(self.opened) > KEPT:
            self.opened.popitem(last=False)
        return self.opened[key]


def shelf_of(datasette: Any) -> Shelf:
    """Return the shelf of this Datasette."""
    shelf = getattr(datasette, _SHELF, None)
    if shelf is None:
        shelf = Shelf()
        setattr(datasette, _SHELF, shelf)
    return shelf


def _opened(draw: Callable[[], Reading], themes: Sequence[ThemeFacts]) -> Opened:
    reading = draw()
    found = presences(reading, themes)
    return Opened(reading, html_of(reading), found, portrait(found, reading.transcript.id))
