"""What a reader could work out about hidden numbers from those that are shown: bounds, by whole-number programming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Cell = tuple[str, ...]
"""What is counted where: ("people", "theme", "care", "worker")."""

MANY = 10**6  # nothing that is counted in a study comes near


@dataclass(frozen=True, slots=True)
class Relation:
    """A sum of cells, each times its factor, which everybody knows to lie between `least` and `most`."""

    terms: tuple[tuple[Cell, int], ...]
    least: float
    most: float

    def holds(self, numbers: Mapping[Cell, int]) -> bool:
        """Say whether these numbers have all of its cells and fulfil it."""
        if not all(cell in numbers for cell, _ in self.terms):
            return False
        return self.least <= sum(numbers[cell] * factor for cell, factor in self.terms) <= self.most


def equal(one: Cell, others: Iterable[Cell]) -> Relation:
    """Say that `one` is the sum of the others."""
    return Relation(((one, 1), *((other, -1) for other in others)), 0, 0)


def at_most(one: Cell, others: Iterable[Cell]) -> Relation:
    """Say that `one` is at most the sum of the others."""
    return Relation(((one, 1), *((other, -1) for other in others)), -float("inf"), 0)


class Reader:
    """Somebody who knows between which whole numbers each cell lies, and how cells hang together.

    `known` gives the least and the most that a shown cell can be; every other cell of `relations` is nought or more.
    """

    def __init__(self, known: Mapping[Cell, tuple[int, int]], relations: Sequence[Relation]) -> None:
        self._known = known
        self._relations = relations
        self._near: dict[Cell, list[Relation]] = {}
        for relation in relations:
            for cell, _ in relation.terms:
                self._near.setdefault(cell, []).append(relation)

    def range_of(self, cell: Cell) -> tuple[int, int]:
        """Return the least and the most that `cell` can be, given everything that the reader knows."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        cells, relations = self._what_matters_to(cell)
        if not relations:
            return self._bounds(cell)
        at = {one: n for n, one in enumerate(cells)}
        places = [(row, at[one], factor) for row, its in enumerate(relations) for one, factor in its.terms]
        rows, columns, factors = zip(*places, strict=True)
        matrix = csr_array((factors, (rows, columns)), shape=(len(relations), len(cells)))
        lower, upper = zip(*(self._bounds(one) for one in cells), strict=True)
        ends = []
        for direction in (1, -1):
            aim = [0] * len(cells)
            aim[at[cell]] = direction
            solved = milp(
                aim,
                integrality=[1] * len(cells),
                bounds=Bounds(lower, upper),
                constraints=LinearConstraint(matrix, [r.least for r in relations], [r.most for r in relations]),
            )
            if solved.x is None:
                raise ValueError(f"the numbers that are shown contradict each other: {solved.message}")
            ends.append(round(solved.x[at[cell]]))
        return ends[0], ends[1]

    def _what_matters_to(self, cell: Cell) -> tuple[list[Cell], list[Relation]]:
        """Follow relations from `cell` over cells that are not known exactly: the rest says nothing about it."""
        cells, relations = {cell: None}, dict[int, Relation]()
        waiting = [cell]
        while waiting:
            for relation in self._near.get(waiting.pop(), ()):
                if id(relation) in relations:
                    continue
                relations[id(relation)] = relation
                for other, _ in relation.terms:
                    if other not in cells:
                        cells[other] = None
                        least, most = self._bounds(other)
                        if least < most:
                            waiting.append(other)
        return list(cells), list(relations.values())

    def _bounds(self, cell: Cell) -> tuple[int, int]:
        return self._known.get(cell, (0, MANY))
