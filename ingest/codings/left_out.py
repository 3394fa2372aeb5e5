"""A list of what a file holds and llais does not take, with counts, as the REFI-QDA standard asks of importers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ingest.codings.records import LeftOut


@dataclass(slots=True)
class Discarded:
    """Counts things that are left out, by what they are and why."""

    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, what: str, why: str, n: int = 1) -> None:
        """Count `n` more things: `what` is a plural noun, `why` a clause; neither quotes the file."""
        if n > 0:
            self._counts[what, why] += n

    def listed(self) -> tuple[LeftOut, ...]:
        """List them in the order in which each kind was met first."""
        return tuple(LeftOut(what, n, why) for (what, why), n in self._counts.items())
