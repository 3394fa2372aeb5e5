"""Saturation: what each further interview added, and from which one on it was little."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BASE, RUN, THRESHOLD = 4, 2, 0.05


@dataclass(frozen=True, slots=True)
class Interview:
    """The codes that people applied in an interview, and the pairs of them that met in the same words."""

    id: str
    codes: frozenset[str]
    pairs: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Added:
    """What the interview at a position (from 1) brought that none before it had; sums count it too."""

    position: int
    id: str
    new_codes: tuple[str, ...]
    new_pairs: int
    codes_so_far: int
    pairs_so_far: int


@dataclass(frozen=True, slots=True)
class Run:
    """New codes in the interviews at positions `first` to `last`, as a share of the codes of the base."""

    first: int
    last: int
    new_codes: int
    share: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where information saturates: `reached` is the last position before the first run that brings little enough.

    None where no run does, where the base has no codes, or where there are too few interviews.
    """

    base: int
    run: int
    threshold: float
    base_codes: int
    runs: tuple[Run, ...]

    @property
    def reached(self) -> int | None:
        """Give the position from which on a further run brings no more than the threshold."""
        return next((run.first - 1 for run in self.runs if run.share <= self.threshold), None)


def what_each_added(interviews: Iterable[Interview]) -> list[Added]:
    """Say what each interview added to those before it, in their order."""
    codes: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    added = []
    for position, one in enumerate(interviews, start=1):
        new_codes, new_pairs = one.codes - codes, one.pairs - pairs
        codes |= one.codes
        pairs |= one.pairs
        added.append(Added(position, one.id, tuple(sorted(new_codes)), len(new_pairs), len(codes), len(pairs)))
    return added


def assess(new_codes: Sequence[int], base: int = BASE, run: int = RUN, threshold: float = THRESHOLD) -> Assessment:
    """Assess saturation by base size, run length and new-information threshold; `new_codes` is a number an interview.

    Source: Guest, Namey & Chen 2020, "A simple method to assess and report thematic saturation in qualitative
    research", PLOS ONE 15(5): e0232076. The codes of the first `base` interviews are the base. A run is that many
    interviews in a row; the first follows the base, each next begins one interview later. What a run brings is its new
    codes over the base's codes; information is saturated where that is at most `threshold`.

    Raises ValueError where a size is below 1.
    """
    if base < 1 or run < 1:
        raise ValueError("the base and a run are at least one interview each")
    base_codes = sum(new_codes[:base])
    runs = []
    for first in range(base, len(new_codes) - run + 1) if base_codes else ():
        new = sum(new_codes[first : first + run])
        runs.append(Run(first + 1, first + run, new, new / base_codes))
    return Assessment(base, run, threshold, base_codes, tuple(runs))


def in_words(assessment: Assessment, interviews: int, codes: int, in_codebook: int) -> str:
    """Say an assessment of so many coded interviews in a sentence or two, as the authors report it ("6+2")."""
    so_far = f"{codes} of the codebook's {in_codebook} codes were applied in {interviews} interviews."
    base, run = assessment.base, assessment.run
    how = f"(base {base}, run {run}, at most {assessment.threshold:.0%} new)"
    if interviews < base + run:
        return f"{so_far} Whether new codes still come cannot be said before {base + run} interviews are coded {how}."
    if not assessment.base_codes:
        return f"{so_far} The first {base} have no codes to compare with {how}."
    if assessment.reached is None:
        last = assessment.runs[-1]
        return (
            f"{so_far} New codes still come: interviews {last.first} to {last.last} brought {last.new_codes}, beside "
            f"{assessment.base_codes} of the first {base} {how}."
        )
    first = next(one for one in assessment.runs if one.share <= assessment.threshold)
    return (
        f"{so_far} Little new came from interview {assessment.reached}+{run} on: interviews {first.first} to "
        f"{first.last} brought {first.new_codes}, beside {assessment.base_codes} of the first {base} {how}."
    )
