"""Hits counted: people first, turns second; for each group, for each transcript, and for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.workbench.finding.voices import INTERVIEWER, Voice, Voices
from pipeline.workbench.finding.within import Within


@dataclass(frozen=True, slots=True)
class Tally:
    """How many turns hold the words, how many of them are interviewers', and whose the others are."""

    turns: int = 0
    by_interviewers: int = 0
    people: frozenset[str] = frozenset()
    transcripts: int = 0

    @property
    def by_people(self) -> int:
        """Return how many of the turns are not interviewers'."""
        return self.turns - self.by_interviewers


def tally_all(by_voice: Mapping[int, int], voices: Voices, within: Within) -> Tally:
    """Count the hits of all who are looked at."""
    return _tally(_kept(by_voice, voices, within))


def tally_groups(by_voice: Mapping[int, int], voices: Voices, within: Within) -> dict[str, Tally]:
    """Count the hits of each group, whichever is looked at; a group without any is not there."""
    kept = _kept(by_voice, voices, within.in_any_group())
    groups = {voice.group for voice, _ in kept}
    return {group: _tally([one for one in kept if one[0].group == group]) for group in groups}


def tally_transcripts(by_voice: Mapping[int, int], voices: Voices, within: Within) -> list[tuple[str, int]]:
    """Count the turns of each transcript, whichever is looked at, most first."""
    turns: dict[str, int] = {}
    for voice, times in _kept(by_voice, voices, within.in_any_transcript()):
        turns[voice.transcript] = turns.get(voice.transcript, 0) + times
    return sorted(turns.items(), key=lambda one: (-one[1], one[0]))


def _kept(by_voice: Mapping[int, int], voices: Voices, within: Within) -> list[tuple[Voice, int]]:
    spoken = ((voices.all[voice], times) for voice, times in by_voice.items())
    return [(voice, times) for voice, times in spoken if within.holds(voice)]


def _tally(spoken: Iterable[tuple[Voice, int]]) -> Tally:
    counted = list(spoken)
    return Tally(
        turns=sum(times for _, times in counted),
        by_interviewers=sum(times for voice, times in counted if voice.role == INTERVIEWER),
        people=frozenset(voice.participant for voice, _ in counted if voice.participant),
        transcripts=len({voice.transcript for voice, _ in counted}),
    )
