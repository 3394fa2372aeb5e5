"""What finding depends on besides the text."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.identify.types import DIRECT, IDENTIFIER_TYPES

THRESHOLD = 0.12
"""From this likelihood on a direct identifier is replaced: a name left in harms more than a word too many taken out."""
THRESHOLD_QUASI = 0.2
"""The same for quasi-identifiers, of which one alone seldom tells who somebody is."""
LEAST = 0.06
"""Below this likelihood a find is not even a doubt."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which likelihood on finds are replaced, and from which they are shown as doubts."""

    direct: float = THRESHOLD
    quasi: float = THRESHOLD_QUASI
    least: float = LEAST

    def of(self, type_: str) -> float:
        """Return the likelihood from which a find of this type is replaced."""
        return self.direct if IDENTIFIER_TYPES[type_].kind == DIRECT else self.quasi


@dataclass(frozen=True, slots=True)
class Request:
    """The roster's entries as (type, names), and the study's settings."""

    roster: tuple[tuple[str, tuple[str, ...]], ...] = ()
    keep: tuple[str, ...] = ()
    thresholds: Thresholds = Thresholds()
    model: str = ""
