"""Where selections begin and end, in code points of LF text: each program counts in its way and does not say how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ingest.codings.evidence import Evidence, Witness, trust
from ingest.codings.stored_text import NOWHERE, LineEnd, Rule, Spans, StoredText, Unit

AMBIGUOUS, OUTSIDE = "ambiguous", "outside"
WHY_UNPLACED = {
    AMBIGUOUS: "their positions are ambiguous: they can be read in ways that give different words",
    OUTSIDE: "their positions are not in the text",
}
"""Clauses that say why something has no place, by its `problem`."""

# What is not e⁴ (some seventy) times likelier than every other reading is not decided.
_MARGIN = 4.2
# What the other texts of a project say counts, but a text that contradicts it clearly is read in its own way.
_MOST_OF_OTHERS = 12.0
# A text may have lost the line end behind its last word.
_LOST_AT_END = 2
_UNUSUAL = -6.0
_USUAL_READINGS_FAIL, _UNUSUAL_FITS, _ENOUGH_TO_SAY = 0.5, 0.85, 5


@dataclass(frozen=True, slots=True)
class Selections:
    """The selections of one text as the file has them: positions, and the words that it repeats of each, "" if none."""

    text: StoredText
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A selection in code points of the LF text; `problem` is AMBIGUOUS or OUTSIDE where it has no place, else ""."""

    start: int = 0
    end: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Placing:
    """The places of all selections, text by text, and sentences on how they were read."""

    places: tuple[tuple[Placed, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of how a program counts: the logarithm of how much less likely each other way is."""

    utf16: float = -1.0
    code_points: float = 0.0
    as_stored: float = 0.0
    as_one: float = -1.0
    mark_counted: float = -3.0

    def prior(self, rule: Rule) -> float:
        """Return how likely a way of counting is before any text was looked at, as a logarithm."""
        unit = {Unit.CODE_POINT: self.code_points, Unit.UTF16: self.utf16, Unit.UTF8: _UNUSUAL}[rule.unit]
        line_end = {LineEnd.STORED: self.as_stored, LineEnd.ONE: self.as_one, LineEnd.TWO: _UNUSUAL}[rule.line_end]
        mark = self.mark_counted if rule.mark_counted else 0.0
        return unit + line_end + mark + _UNUSUAL * (rule.first + rule.inclusive)


_ANYBODY = Habits()
# Measured on their exports, or read in their code; what is not known of a program is as likely as for others.
_KNOWN_HABITS = (
    ("nvivo", Habits(utf16=0.0, code_points=-3.0, as_one=-4.0, mark_counted=-4.0)),
    ("atlas", Habits(as_stored=-3.0, as_one=0.0)),
    ("maxqda", Habits(utf16=0.0, as_stored=-1.0, as_one=0.0)),
    ("qualcoder", Habits(as_stored=-4.0, as_one=0.0)),
)


def habits_of(origin: str) -> Habits:
    """Return how the program that a file says it comes from is known to count."""
    return next((habits for name, habits in _KNOWN_HABITS if name in origin.casefold()), _ANYBODY)


def place_all(texts: Sequence[Selections], habits: Habits) -> Placing:
    """Find out how positions were counted, and place every selection, in code points of the LF texts, end exclusive.

    Units, line ends and byte order marks are read in every way that a program may count; what speaks for a way is that
    selections begin and end at words, that they are the words that the file repeats, and that all fit into the text.
    Where several ways are about as likely, a selection has a place only if it is the same in all of them.
    """
    trials = [_Trial(one) for one in texts]
    rules = list(_usual_rules(texts))
    totals = _totals(trials, rules)
    unusual = _fitting_unusual(trials, totals)
    rules += unusual
    totals |= _totals(trials, unusual)
    decided = [_decide(trial, rules, totals, habits) for trial in trials]
    return Placing(tuple(places for places, _ in decided), tuple(_notes(trials, rules, decided)))


class _Trial:
    """The readings of one text's selections, and what speaks for each."""

    def __init__(self, selections: Selections) -> None:
        self.selections = selections
        self.readings: dict[Rule, Spans] = {}
        self.evidence: dict[Rule, Evidence] = {}

    def read(self, rules: Sequence[Rule]) -> None:
        starts, ends = _array(self.selections.starts), _array(self.selections.ends)
        new = {rule: self.selections.text.spans(starts, ends, rule) for rule in rules}
        self.readings |= new
        witness = Witness(self.selections.text, self.selections.said)
        self.evidence = dict(zip(self.readings, witness.weigh(list(self.readings.values())), strict=True))


def _array(positions: Sequence[int]) -> NDArray[np.int64]:
    """Take positions as they are, those that no text reaches as NOWHERE or before the text."""
    return np.array([min(max(position, -1), NOWHERE) for position in positions], dtype=np.int64)


def _usual_rules(texts: Sequence[Selections]) -> Iterator[Rule]:
    """Give the ways of counting that come out differently in these texts."""
    units = [Unit.CODE_POINT, Unit.UTF16] if any(one.text.has_astral for one in texts) else [Unit.CODE_POINT]
    long_ends = any(one.text.has_long_line_ends for one in texts)
    line_ends = [LineEnd.STORED, LineEnd.ONE] if long_ends else [LineEnd.STORED]
    marks = [False, True] if any(one.text.marked for one in texts) else [False]
    for unit, line_end, mark_counted in product(units, line_ends, marks):
        yield Rule(unit, line_end, mark_counted)


def _totals(trials: Sequence[_Trial], rules: Sequence[Rule]) -> dict[Rule, Evidence]:
    totals = {rule: Evidence() for rule in rules}
    if rules:
        for trial in trials:
            trial.read(rules)
    for trial, rule in product(trials, rules):
        totals[rule].add(trial.evidence[rule])
    return totals


def _fitting_unusual(trials: Sequence[_Trial], usual: Mapping[Rule, Evidence]) -> list[Rule]:
    """Return ways of counting that programs should not use, where the selections keep to words in them only."""
    usual_share = max(one.weaker_share for one in usual.values())
    enough = max(one.selections for one in usual.values()) >= _ENOUGH_TO_SAY
    if not enough or usual_share >= _USUAL_READINGS_FAIL:
        return []
    ways = product(Unit, LineEnd, (0, 1), (False, True))
    unusual = [Rule(unit, line_end, False, first, inclusive) for unit, line_end, first, inclusive in ways]
    found = _totals(trials, [rule for rule in unusual if rule not in usual])
    return [rule for rule, evidence in found.items() if evidence.weaker_share > _UNUSUAL_FITS]


def _best_share(evidence: Mapping[Rule, Evidence]) -> float:
    return max(one.share for one in evidence.values())


def _decide(
    trial: _Trial, rules: Sequence[Rule], totals: Mapping[Rule, Evidence], habits: Habits
) -> tuple[tuple[Placed, ...], Rule]:
    scores = _scores(trial, rules, totals, habits)
    best = max(rules, key=lambda rule: scores[rule])
    likely = [trial.readings[rule] for rule in rules if scores[rule] > scores[best] - _MARGIN]
    chosen = trial.readings[best]
    return tuple(_placed(number, chosen, likely) for number in range(len(chosen.starts))), best


def _scores(trial: _Trial, rules: Sequence[Rule], totals: Mapping[Rule, Evidence], habits: Habits) -> dict[Rule, float]:
    """Return how likely each reading of one text is: what it says itself, and within bounds what the others say."""
    trusted = trust(_best_share({rule: totals[rule] for rule in rules}))
    own_trusted = min(trusted, trust(_best_share({rule: trial.evidence[rule] for rule in rules})))
    own, others = {}, {}
    for rule in rules:
        evidence = trial.evidence[rule]
        own[rule] = own_trusted * evidence.words + evidence.certain
        others[rule] = trusted * (totals[rule].words - evidence.words) + totals[rule].certain - evidence.certain
        others[rule] += habits.prior(rule)
    most = max(others.values())
    return {rule: own[rule] + max(others[rule] - most, -_MOST_OF_OTHERS) for rule in rules}


def _placed(number: int, chosen: Spans, likely: Sequence[Spans]) -> Placed:
    start, end = chosen.starts[number], chosen.ends[number]
    if any((one.starts[number], one.ends[number]) != (start, end) for one in likely):
        return Placed(problem=AMBIGUOUS)
    return Placed(start, end) if chosen.over[number] <= _LOST_AT_END else Placed(problem=OUTSIDE)


def _notes(
    trials: Sequence[_Trial], rules: Sequence[Rule], decided: Sequence[tuple[tuple[Placed, ...], Rule]]
) -> Iterator[str]:
    used = [(trial, places, rule) for trial, (places, rule) in zip(trials, decided, strict=True) if places]
    if len(rules) > 1:
        for rule, n in Counter(rule for _, _, rule in used).most_common():
            found = Evidence()
            for trial, _, one in used:
                if one == rule:
                    found.add(trial.evidence[one])
            yield (
                f"Positions in {_texts(n)} are read as {rule}: "
                f"{found.at_word} of {2 * found.selections} beginnings and ends are at words."
            )
    total = Evidence()
    for trial, _, rule in used:
        total.add(trial.evidence[rule])
    if total.selections >= _ENOUGH_TO_SAY and total.weaker_share < _USUAL_READINGS_FAIL:
        yield (
            f"Only {total.at_word} of {2 * total.selections} beginnings and ends are at words: the positions may be "
            "those of another version of the texts. Compare quotes before you use them."
        )
    if unsure := sum(place.problem == AMBIGUOUS for _, places, _ in used for place in places):
        yield f"Positions are ambiguous: {unsure} selections can be read in ways that give different words."


def _texts(n: int) -> str:
    return "1 text" if n == 1 else f"{n} texts"
