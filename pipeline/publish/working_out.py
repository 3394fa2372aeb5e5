"""What a reader could work out about hidden numbers from those that are shown: bounds, by whole-number programming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Cell = tuple[str, ...]
"""What is counted where: ("people", "theme", "care", "worker")."""

MANY = 10**6  # nothing that is counted in a study comes near
_NEARLY = 0.1  # how far from the best a way of making all of them so may be: it is only the first that is tried


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
        cells, relations = self._what_matters_to([cell])
        bounds = [self._bounds(one) for one in cells]
        least, most = (_solved(cells, relations, bounds, {cell: aim}) for aim in (1, -1))
        if least is None or most is None:
            raise ValueError("the numbers that are shown contradict each other")
        return least[cell], most[cell]

    def can_be(self, numbers: Mapping[Cell, int]) -> set[Cell]:
        """Find cells that can be these numbers or more: not all that can, but those that one way of filling in has."""
        cells, relations = self._what_matters_to(numbers)
        bounds = [self._bounds(one) for one in cells]
        wanted = [(least, min(most, numbers.get(one, most))) for one, (least, most) in zip(cells, bounds, strict=True)]
        found = _solved(cells, relations, wanted, dict.fromkeys(numbers, -1), gap=_NEARLY) or {}
        return {one for one, number in numbers.items() if found.get(one, -1) >= number}

    def _what_matters_to(self, starts: Iterable[Cell]) -> tuple[list[Cell], list[Relation]]:
        """Follow relations from cells over those that are not known exactly: the rest says nothing about them."""
        cells, relations = dict.fromkeys(starts), dict[int, Relation]()
        waiting = list(cells)
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


def _solved(
    cells: Sequence[Cell],
    relations: Sequence[Relation],
    bounds: Sequence[tuple[int, int]],
    aims: Mapping[Cell, int],
    gap: float = 0,
) -> dict[Cell, int] | None:
    """Find whole numbers between the bounds that fulfil the relations and make the sum of the aims least, or nearly."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    at = {one: n for n, one in enumerate(cells)}
    places = [(row, at[one], factor) for row, its in enumerate(relations) for one, factor in its.terms]
    rows, columns, factors = zip(*places, strict=True) if places else ((), (), ())
    matrix = csr_array((factors, (rows, columns)), shape=(len(relations), len(cells)))
    for presolve in (True, False):  # HiGHS now and then simplifies a problem until it seems to have no solution
        solved = milp(
            [aims.get(one, 0) for one in cells],
            integrality=[1] * len(cells),
            bounds=Bounds(*zip(*bounds, strict=True)),
            constraints=LinearConstraint(matrix, [one.least for one in relations], [one.most for one in relations]),
            options={"mip_rel_gap": gap, "presolve": presolve},
        )
        if solved.x is not None:
            return {one: round(value) for one, value in zip(cells, solved.x, strict=True)}
    return None
