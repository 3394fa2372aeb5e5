"""A heat map of codes against codes: the lower triangle, as what meets has no direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.workbench.crossing.pairs import Pair, codes_of
from pipeline.workbench.facts import CodeFacts

STEPS = 6
"""How many shades there are; `static/crossing.css` has them."""

MOST_CODES = 60


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A code, and for each code before it the pair that the two make, or None where they do not meet."""

    code: CodeFacts
    pairs: tuple[Pair | None, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Codes in the codebook's order: `heads` are the columns' (all but the last), `rows` begin with the second.

    `left_out` says how many codes had no room.
    """

    heads: tuple[CodeFacts, ...]
    rows: tuple[HeatRow, ...]
    most: int
    left_out: int = 0

    def step(self, people: int) -> int:
        """Return the shade of a number of people, from 1 to STEPS, which is that of the most."""
        return -(-STEPS * people // self.most)

    @property
    def legend(self) -> tuple[tuple[int, int, int], ...]:
        """List the shades that numbers can have, each with the least and the most people that it stands for."""
        by_step: dict[int, list[int]] = {}
        for people in range(1, self.most + 1):
            by_step.setdefault(self.step(people), []).append(people)
        return tuple((step, its[0], its[-1]) for step, its in by_step.items())


def heat_map(pairs: Sequence[Pair], codes: Mapping[str, CodeFacts]) -> HeatMap:
    """Lay pairs out, at least one; where there are too many codes, only those that meet in most people's words."""
    taking_part = codes_of(pairs, codes)
    if len(taking_part) > MOST_CODES:
        weight = Counter[str]()
        for pair in pairs:
            weight[pair.one.id] += pair.people
            weight[pair.other.id] += pair.people
        kept = {code for code, _ in weight.most_common(MOST_CODES)}
        shown = tuple(code for code in taking_part if code.id in kept)
    else:
        shown = taking_part
    by_codes = {(pair.one.id, pair.other.id): pair for pair in pairs}
    rows = tuple(
        HeatRow(code, tuple(by_codes.get((before.id, code.id)) for before in shown[:n]))
        for n, code in enumerate(shown)
        if n
    )
    most = max(pair.people for row in rows for pair in row.pairs if pair)
    return HeatMap(shown[:-1], rows, most, len(taking_part) - len(shown))
