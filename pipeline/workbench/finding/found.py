"""The turns that a search finds, all of them, and how many are each voice's; the last searches are kept."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import compress, islice
from threading import Lock
from typing import Any

from pipeline.workbench.facts import Facts
from pipeline.workbench.finding.voices import Voices, read_voices
from pipeline.workbench.finding.within import Within

RANKED_UP_TO = 20_000
"""Up to how many hits are put in order of closeness: the time that it takes grows with them."""

MOST_KEPT = 2_000_000
"""How many hits are kept at most, of all searches together: four bytes each."""

SEARCHES = "llais_searches"
"""Under which name a Datasette of ours keeps its last searches."""


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of turns: closest first where `is_ranked`, else in order of the texts. `by_voice` counts them."""

    turns: array[int] = field(repr=False)
    is_ranked: bool
    by_voice: Counter[int] = field(repr=False)

    def within(self, within: Within, voices: Voices) -> Iterator[int]:
        """Give the turns of some voices, in the same order."""
        if within.is_everywhere:
            return iter(self.turns)
        of_turn, whose = voices.of_turn.__getitem__, within.whose(voices).__getitem__
        return compress(self.turns, map(whose, map(of_turn, self.turns)))

    def page(self, within: Within, voices: Voices, first: int, size: int) -> list[int]:
        """Give `size` of the turns of some voices, from the one at `first`, counted from 0."""
        return list(islice(self.within(within, voices), first, first + size))

    def first_in_texts(self, within: Within, voices: Voices, size: int) -> list[int]:
        """Give the first `size` of the turns of some voices in order of the texts."""
        if self.is_ranked:
            return sorted(self.within(within, voices))[:size]
        return self.page(within, voices, 0, size)


class Searches:
    """The voices of a study, read once, and the last searches, so that the next page of one need not search again."""

    def __init__(self, has_attributes: bool) -> None:
        self._has_attributes = has_attributes
        self._voices: Voices | None = None
        self._kept: OrderedDict[str, Found] = OrderedDict()
        self._lock = Lock()

    def ask(self, connection: sqlite3.Connection, question: str) -> tuple[Found, Voices]:
        """Search, or remember; to be called from a thread, for a common word takes a while."""
        voices = self._voices = self._voices or read_voices(connection, self._has_attributes)
        with self._lock:
            found = self._kept.get(question)
            if found is not None:
                self._kept.move_to_end(question)
                return found, voices
        found = search(connection, question, voices)
        with self._lock:
            self._kept[question] = found
            while len(self._kept) > 1 and sum(len(one.turns) for one in self._kept.values()) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found, voices


def search(connection: sqlite3.Connection, question: str, voices: Voices) -> Found:
    """Find every turn that answers a question in the language of FTS5."""
    cursor = connection.cursor()
    cursor.row_factory = None
    turns = array("I", (turn for (turn,) in cursor.execute(_IN_TEXTS, (question,))))
    is_ranked = len(turns) <= RANKED_UP_TO
    by_voice = Counter(map(voices.of_turn.__getitem__, turns))
    if is_ranked:
        turns = array("I", (turn for (turn,) in cursor.execute(_CLOSEST, (question,))))
    return Found(turns, is_ranked, by_voice)


def searches_of(datasette: Any, facts: Facts) -> Searches:
    """Return the last searches of a Datasette of ours."""
    kept = getattr(datasette, SEARCHES, None)
    if kept is None:
        kept = Searches("transcript_attributes" in facts.tables)
        setattr(datasette, SEARCHES, kept)
    return kept


_IN_TEXTS = "SELECT rowid FROM turns_fts WHERE turns_fts MATCH ? ORDER BY rowid"
_CLOSEST = "SELECT rowid FROM turns_fts WHERE turns_fts MATCH ? ORDER BY rank, rowid"
