"""Blind coding as a study has it: which transcripts, and how many coders have to hand one in before it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.errors import BadSettings


@dataclass(frozen=True, slots=True)
class Blind:
    """`blind` turns it on, for the transcripts in `blind_only` (casefolded labels) or for all where there are none."""

    blind: bool = False
    blind_only: frozenset[str] = frozenset()
    coders: int = 2

    def covers(self, transcript: str) -> bool:
        """Say whether a transcript is coded blind."""
        return self.blind and (not self.blind_only or transcript.casefold() in self.blind_only)


def checked_blind(raw: dict[str, Any]) -> Blind:
    """Make the settings of blind coding from `study.toml`. Raises BadSettings."""
    only = raw.get("blind_only", [])
    if not all(isinstance(label, str) for label in only):
        raise BadSettings('study.toml, [coding] blind_only: give a list of texts, such as ["one", "two"].')
    blind = Blind(**{**raw, "blind_only": frozenset(label.casefold() for label in only)})
    if blind.coders < 2:
        raise BadSettings("study.toml, [coding] coders: give a whole number from 2.")
    return blind
