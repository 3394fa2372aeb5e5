"""List what two coders disagree on: where a passage ends, which code it gets, whether it gets any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from pipeline.coding.agreement.records import Coding

BOUNDARY = "boundary"
CONFUSION = "other code"
ONE_ONLY = "one only"
KINDS = (BOUNDARY, CONFUSION, ONE_ONLY)

CODER, OTHER, BOTH, NEITHER = "coder", "other", "both", "neither"
_SWAPPED = {CODER: OTHER, OTHER: CODER}

Span = tuple[int, int]
Key = tuple[str, int, str, int, int, str, str]
"""What tells a disagreement from others: transcript, turn, code, start, end, coder, other."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A code that two coders did not apply alike; `coder` comes before `other` in the alphabet.

    `span` and `other_span` are what each gave the code (characters of the turn, end exclusive), None where they did
    not. `instead` are codes that the one without it has there and the one with it has not.
    """

    transcript: str
    turn: int
    code: str
    coder: str
    other: str
    span: Span | None
    other_span: Span | None
    kind: str
    instead: tuple[str, ...] = ()

    @property
    def whole(self) -> Span:
        """Return where it stands: from where either begins to where either ends."""
        spans = [span for span in (self.span, self.other_span) if span]
        return min(start for start, _ in spans), max(end for _, end in spans)

    @property
    def key(self) -> Key:
        """Return what tells it from others; it changes as soon as one of the coders changes the coding."""
        return self.transcript, self.turn, self.code, *self.whole, self.coder, self.other


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was decided on a disagreement (choice: CODER, OTHER, BOTH or NEITHER is right), by whom, when and why."""

    transcript: str
    turn: int
    code: str
    start: int
    end: int
    coder: str
    other: str
    choice: str
    decided_by: str
    decided_on: str
    reason: str = ""

    @property
    def key(self) -> Key:
        """Return the key of the disagreement that it settles."""
        first, second = sorted((self.coder, self.other))
        return self.transcript, self.turn, self.code, self.start, self.end, first, second

    @property
    def right(self) -> str:
        """Return the choice as it reads for the disagreement, whose coders are in order of the alphabet."""
        return _SWAPPED.get(self.choice, self.choice) if self.coder > self.other else self.choice


def disagreements(
    codings: Iterable[Coding], hand_ins: Mapping[str, Collection[str]] | None = None
) -> Iterator[Disagreement]:
    """Yield what each two coders disagree on in the transcripts that both worked on, in order of place.

    A coder worked on a transcript who coded anything in it, or handed it in. Stretches with the same code that overlap
    or touch (one character between them is nothing) belong together.
    """
    at_work: dict[str, set[str]] = defaultdict(set)
    by_turn: dict[tuple[str, int], dict[str, dict[str, list[Span]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for transcript, coders in (hand_ins or {}).items():
        at_work[transcript] |= set(coders)
    for one in codings:
        at_work[one.transcript].add(one.coder)
        by_turn[one.transcript, one.turn][one.coder][one.code].append((one.start, one.end))
    for (transcript, turn), by_coder in sorted(by_turn.items()):
        for coder, other in combinations(sorted(at_work[transcript]), 2):
            yield from _in_turn(transcript, turn, coder, other, by_coder.get(coder, {}), by_coder.get(other, {}))


def _in_turn(
    transcript: str,
    turn: int,
    coder: str,
    other: str,
    its: Mapping[str, list[Span]],
    others: Mapping[str, list[Span]],
) -> Iterator[Disagreement]:
    found = []
    for code in its.keys() | others.keys():
        for span, other_span in _together(its.get(code, []), others.get(code, [])):
            if span == other_span:
                continue
            instead: tuple[str, ...] = ()
            if other_span is None and span is not None:
                instead = _codes_at(span, others, besides=its)
            elif span is None and other_span is not None:
                instead = _codes_at(other_span, its, besides=others)
            kind = BOUNDARY if span and other_span else CONFUSION if instead else ONE_ONLY
            found.append(Disagreement(transcript, turn, code, coder, other, span, other_span, kind, instead))
    yield from sorted(found, key=lambda one: (one.whole, one.code))


def _together(its: Iterable[Span], others: Iterable[Span]) -> Iterator[tuple[Span | None, Span | None]]:
    """Yield what belongs together, as the stretch that each coder gives it."""
    spans = sorted([*((span, 0) for span in its), *((span, 1) for span in others)])
    group: tuple[list[Span], list[Span]] = ([], [])
    reached = 0
    for (start, end), whose in spans:
        if any(group) and start > reached + 1:
            yield _hull(group[0]), _hull(group[1])
            group = ([], [])
        group[whose].append((start, end))
        reached = max(reached, end)
    if any(group):
        yield _hull(group[0]), _hull(group[1])


def _hull(spans: list[Span]) -> Span | None:
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def _codes_at(span: Span, codes: Mapping[str, list[Span]], besides: Mapping[str, list[Span]]) -> tuple[str, ...]:
    def there(spans: Iterable[Span]) -> bool:
        return any(start < span[1] and span[0] < end for start, end in spans)

    return tuple(sorted(code for code, its in codes.items() if there(its) and not there(besides.get(code, ()))))
