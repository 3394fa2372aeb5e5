"""What reading one document finds over the whole of it: what is no speech, and how much there is of what."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.errors import UnresolvedChanges
from ingest.outside import Kind, noted
from ingest.records import Outside
from ingest.rules import ACCEPT, REJECT, STOP
from ingest.text import normalise


@dataclass(slots=True)
class Ledger:
    """What is found over the whole file; `changes` counts tracked changes, `outside` is what is no speech."""

    changes_are: str = ACCEPT
    outside: list[Outside] = field(default_factory=list)
    changes: int = 0
    paragraphs: int = 0
    tables: int = 0
    _noted: set[tuple[str, str]] = field(default_factory=set)

    @property
    def rejecting(self) -> bool:
        """Say whether the text is wanted as it was before the tracked changes."""
        return self.changes_are == REJECT

    def note(self, kind: Kind, text: str, place: str) -> None:
        """Note something that is no speech, if there is anything."""
        for one in noted(kind, text, place):
            self._noted.add((kind, one.text))
            self.outside.append(one)

    def note_once(self, kind: Kind, text: str, place: str) -> None:
        """Note something unless the same has been noted before."""
        if (kind, normalise(text).strip()) not in self._noted:
            self.note(kind, text, place)

    def stop_at_changes(self) -> None:
        """Raise UnresolvedChanges where there are tracked changes that somebody has to decide on first."""
        if self.changes and self.changes_are == STOP:
            raise UnresolvedChanges(count=self.changes)
