"""The report as a whole: what it says first, its 24 answers, and a digest of its data. Pure: facts in, report out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pipeline.audit.report.answer import NOT_DONE, Answer, State, Table, capital, listed
from pipeline.audit.report.facts import Facts
from pipeline.audit.report.points import POINTS
from pipeline.audit.report.transcripts import state_of_transcripts
from pipeline.audit.sentences import sentences
from pipeline.ethics import FIVE_SAFES
from pipeline.workbench.numbers import in_words, some

_IN_SUMMARY = {
    State.DONE: ("is done", "are done"),
    State.PARTLY: ("partly", "partly"),
    State.NOT_DONE: ("not done", "not done"),
    State.NOT_APPLICABLE: ("does not apply", "do not apply"),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """A point with its number, from 1, and its answer."""

    n: int
    title: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Report:
    """What is printed. `stamp` says of what it is a report, `draft` that it is for the team only.

    `bound` are the sentences on how much may be left, `figure` the number that goes with them.
    """

    title: str
    description: str
    on: date
    stamp: str
    draft: bool
    summary: str
    extent: str
    bound: tuple[str, ...]
    figure: str
    five_safes: tuple[tuple[str, str], ...]
    points: tuple[Answered, ...]
    transcripts: tuple[Table, ...]
    trail_end: str
    trail_at: str

    def as_values(self) -> dict[str, Any]:
        """Give the report as JSON takes it."""
        return {**asdict(self), "on": self.on.isoformat(), "counts": self.counts()}

    def counts(self) -> Mapping[str, int]:
        """Count the points by state."""
        states = Counter(one.answer.state for one in self.points)
        return {state.value: states[state] for state in State}

    @property
    def digest(self) -> str:
        """Return the SHA-256 of everything that the report says."""
        return hashlib.sha256(json.dumps(self.as_values(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def report_of(facts: Facts) -> Report:
    """Answer the 24 points and say what comes first."""
    points = tuple(Answered(n, one.title, one.answer(facts)) for n, one in enumerate(POINTS, start=1))
    said = sentences(facts.sample) if facts.sample else []
    return Report(
        title=facts.settings.title,
        description=facts.settings.description,
        on=facts.on,
        stamp=_stamp(facts),
        draft=not facts.is_released,
        summary=_summary([one.answer.state for one in points]),
        extent=_extent(facts),
        bound=tuple(one for one in said if one.startswith("In ")) or ("How much may be left was not measured.",),
        figure=_figure(facts),
        five_safes=tuple((f"Safe {name}", facts.ethics.five_safes.get(name) or NOT_DONE) for name in FIVE_SAFES),
        points=points,
        transcripts=state_of_transcripts(facts),
        trail_end=facts.trail.end,
        trail_at=facts.trail.last_at,
    )


def _summary(states: list[State]) -> str:
    """Say how many points are how far: "18 of 24 points are done, three partly, three not done."."""
    counts = Counter(states)
    done = counts[State.DONE]
    parts = [f"{in_words(done)} of {len(states)} points {_IN_SUMMARY[State.DONE][done != 1]}"]
    parts += [
        f"{in_words(counts[state])} {_IN_SUMMARY[state][counts[state] != 1]}"
        for state in (State.PARTLY, State.NOT_DONE, State.NOT_APPLICABLE)
        if counts[state]
    ]
    return f"{capital(listed(parts))}."


def _extent(facts: Facts) -> str:
    people = facts.team.participants if facts.team else 0
    words = sum(one.words for one in facts.published)
    replaced = sum(facts.replaced.values())
    return (
        f"{capital(some(len(facts.published), 'transcript'))} of {some(people, 'participant')}, {words:,} words; "
        f"{replaced:,} stretches are replaced to protect people."
    )


def _figure(facts: Facts) -> str:
    if facts.sample is None:
        return ""
    direct, quasi = facts.sample.direct.bound, facts.sample.quasi.bound
    return (
        f"Upper bounds ({100 * direct.confidence:g} %, one-sided): {100 * direct.upper:.2f} % of turns for direct and "
        f"{100 * quasi.upper:.2f} % for indirect identifiers."
    )


def _stamp(facts: Facts) -> str:
    if facts.release and facts.is_released:
        return f"Release {facts.release.n}, {facts.release.on}"
    since = f" Release {facts.release.n} of {facts.release.on} is another version." if facts.release else ""
    return f"Draft — not signed off. For the team only.{since}"
