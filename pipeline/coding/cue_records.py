"""How good each code's phrases are: what they suggested, beside what people coded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.coding.answers import ACCEPTED, REJECTED

CUE = "cue"
"""The source of suggestions that are made because of a phrase of the codebook."""

FEWEST = 10
"""Fewer suggestions, or fewer coded sentences, say too little for a share."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` (exclusive) of a turn."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """A code that a machine suggests for a sentence, and the phrases that it names."""

    stretch: Stretch
    code_id: str
    cues: tuple[str, ...] = ()
    source: str = CUE


@dataclass(frozen=True, slots=True)
class Coded:
    """A code that a person applied; `accepted` where they did so by accepting a suggestion."""

    stretch: Stretch
    code_id: str
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person said to a suggestion: `ACCEPTED` or `REJECTED`."""

    stretch: Stretch
    code_id: str
    source: str
    answer: str


@dataclass(frozen=True, slots=True)
class CueRecord:
    """What became of suggestions: those of all phrases of a code where `cue` is empty, else those of one phrase.

    `right` of the `suggested` sentences people coded so, `right_by_acceptance` of them only by accepting a suggestion;
    of the `coded` sentences of that code a suggestion `hit` some. `accepted` and `rejected` count answers.
    """

    code_id: str
    cue: str
    source: str
    suggested: int
    right: int
    right_by_acceptance: int
    coded: int
    hit: int
    accepted: int = 0
    rejected: int = 0
    remark: str = ""

    @property
    def precision(self) -> float | None:
        """Give the share of suggestions that were right, None where nothing was suggested."""
        return self.right / self.suggested if self.suggested else None

    @property
    def recall(self) -> float | None:
        """Give the share of coded sentences that were suggested, None where nothing was coded."""
        return self.hit / self.coded if self.coded else None

    @property
    def note(self) -> str:
        """Say what has to be known to read the numbers."""
        notes = [self.remark] if self.remark else []
        if self.suggested < FEWEST:
            notes.append(f"fewer than {FEWEST} suggestions: too few to say how often they are right")
        if self.coded < FEWEST:
            notes.append(f"fewer than {FEWEST} coded sentences: too few to say how many are found")
        if self.right_by_acceptance:
            of = f"{self.right_by_acceptance} of {self.right}"
            notes.append(f"{of} are right only because somebody accepted the suggestion")
        return "; ".join(notes)


_One = TypeVar("_One", Suggested, Coded, Answered)


@dataclass(slots=True)
class _InOrder:
    """Stretches of one turn in order."""

    starts: list[int] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    longest: int = 0


class Places:
    """Stretches by turn, that can be asked for those that overlap one."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._turns: dict[int, _InOrder] = {}
        for one in sorted(set(stretches), key=lambda s: (s.turn, s.start, s.end)):
            its = self._turns.setdefault(one.turn, _InOrder())
            its.starts.append(one.start)
            its.stretches.append(one)
            its.longest = max(its.longest, one.end - one.start)

    def over(self, stretch: Stretch) -> list[Stretch]:
        """List the stretches that overlap this one, in order."""
        its = self._turns.get(stretch.turn)
        if its is None:
            return []
        first = bisect_left(its.starts, stretch.start - its.longest)
        last = bisect_left(its.starts, stretch.end)
        return [one for one in its.stretches[first:last] if one.end > stretch.start]


def cue_records(
    phrases: Mapping[str, Sequence[str]],
    suggestions: Iterable[Suggested],
    codings: Iterable[Coded],
    sentences: Iterable[Stretch],
    answers: Iterable[Answered] = (),
) -> list[CueRecord]:
    """Make a record for each code of `phrases` and each of its phrases, in their order.

    The unit is a sentence; `sentences` are those that participants said in transcripts that somebody has coded, and
    what is suggested or coded elsewhere counts for nothing. A suggestion is right where a coding of its code overlaps
    it; a coded sentence is hit where a suggestion of its code overlaps it. Only suggestions by phrases are counted.
    """
    said = Places(sentences)
    suggested = _by_code(one for one in suggestions if one.source == CUE and said.over(one.stretch))
    coded = _by_code(codings)
    answered = _by_code(one for one in answers if one.source == CUE)
    records = []
    for code_id, its_phrases in phrases.items():
        its = coded.get(code_id, [])
        places = Places(one.stretch for one in its)
        unprompted = Places(one.stretch for one in its if not one.accepted)
        coded_sentences = sorted(
            {sentence for one in its for sentence in said.over(one.stretch)}, key=lambda s: (s.turn, s.start)
        )
        for cue in ("", *its_phrases):
            theirs = [one for one in suggested.get(code_id, ()) if not cue or cue in one.cues]
            shown = Places(one.stretch for one in theirs)
            right = [one for one in theirs if places.over(one.stretch)]
            answers_to = [one for one in answered.get(code_id, ()) if not cue or shown.over(one.stretch)]
            records.append(
                CueRecord(
                    code_id=code_id,
                    cue=cue,
                    source=CUE,
                    suggested=len(theirs),
                    right=len(right),
                    right_by_acceptance=sum(not unprompted.over(one.stretch) for one in right),
                    coded=len(coded_sentences),
                    hit=sum(bool(shown.over(sentence)) for sentence in coded_sentences),
                    accepted=sum(one.answer == ACCEPTED for one in answers_to),
                    rejected=sum(one.answer == REJECTED for one in answers_to),
                )
            )
    return records


def _by_code(them: Iterable[_One]) -> dict[str, list[_One]]:
    by_code: dict[str, list[_One]] = {}
    for one in them:
        by_code.setdefault(one.code_id, []).append(one)
    return by_code
