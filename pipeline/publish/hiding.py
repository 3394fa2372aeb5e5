"""Which numbers to hide, so that no small one can be worked out from those that are shown.

A hidden number under the threshold is safe where a reader who uses everything that is shown still has at least as many
whole numbers to choose from as the threshold. While numbers are chosen, such a reader is taken to know the sums of rows
and columns too, which no table gives but a report may; where nothing else helps, they are taken not to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.errors import PipelineError
from pipeline.publish.count_cells import (
    BAND,
    KNOWN_BESIDES,
    STUDY,
    SUMS,
    TRANSCRIPTS,
    is_shown_somewhere,
    relations_of_pairs,
    step_of,
)
from pipeline.publish.rule import Rule
from pipeline.publish.working_out import MANY, Cell, Reader, Relation

_MOST_TRIED = 16  # ways of hiding more, before the best of them is taken


class TableDiscloses(PipelineError):
    """A hidden number of a table could be worked out from what is shown."""

    code = "LL-P040"

    def __init__(self, exposed: int) -> None:
        super().__init__(
            f"Hidden numbers of the tables could be worked out from those that are shown ({exposed}). "
            "Nothing was published. Raise [disclosure] min_cell_outside or round_outside in study.toml."
        )


def hidden_cells(numbers: Mapping[Cell, int], relations: Sequence[Relation], rule: Rule) -> frozenset[Cell]:
    """Say which cells to hide: those of too few people, and as many others as it takes to keep them hidden.

    `numbers` are the true ones; cells whose first word is "people" count people, and "passages" go with them. Of the
    cells that hang together with one that could be worked out, the smallest is hidden first.
    """
    hidden = {cell for cell, number in numbers.items() if cell[0] == "people" and rule.is_few(number)}
    relations = [relation for relation in relations if relation.holds(numbers)]
    for cell in exposed(small_cells(numbers, rule), numbers, reader_of(numbers, relations, hidden, rule), rule):
        while not is_safe(cell, reader_of(numbers, relations, hidden, rule), rule):
            hidden |= _next_to_hide(cell, numbers, relations, hidden, rule)
    return frozenset(hidden)


def _next_to_hide(
    cell: Cell, numbers: Mapping[Cell, int], relations: Sequence[Relation], hidden: set[Cell], rule: Rule
) -> set[Cell]:
    """Choose what to hide with `cell`: what shows the fewest people and makes it safe, else what makes it safer.

    Where no number of a table helps, sums that no table shows are given up, and only then how many took part in all.
    """

    def width_without(cells: Iterable[Cell]) -> int:
        return choices_for(cell, reader_of(numbers, relations, {*hidden, *cells}, rule))

    def best(choices: Sequence[set[Cell]]) -> set[Cell] | None:
        safer = None
        for choice in choices[:_MOST_TRIED]:
            width = width_without(choice)
            if width >= rule.min_cell:
                return choice
            if width > before:
                safer = safer or choice
        return safer

    before = width_without(())
    shown, sums, everybody = _choices(cell, numbers, relations, hidden)
    chosen = best(shown) or best(sums) or next(iter(sums), None) or best(everybody) or next(iter(shown), None)
    if chosen is None:
        raise TableDiscloses(1)
    return chosen


def _choices(
    cell: Cell, numbers: Mapping[Cell, int], relations: Sequence[Relation], hidden: set[Cell]
) -> tuple[list[set[Cell]], ...]:
    """List what could be hidden with `cell`, the best first: of numbers in tables, of sums, of everybody.

    Of tables that is a cell, or the three other corners of a rectangle.
    """
    beside = {other for relation in relations if cell in dict(relation.terms) for other, _ in relation.terms}
    visible = {other for other in numbers if other[0] == "people" and other not in hidden}
    sums = {other for other in visible if other[1] in SUMS}
    cells = {other for other in visible if other[1] not in KNOWN_BESIDES} - {STUDY}
    choices = [{other} for other in cells]
    if cell[1] == "theme":
        for other in numbers:
            if other[:2] == cell[:2] and other[2] != cell[2] and other[3] != cell[3]:
                choices.append({other, (*cell[:3], other[3]), (*cell[:2], other[2], cell[3])} & cells)

    def cost(choice: set[Cell]) -> tuple[bool, int, list[Cell]]:
        return beside.isdisjoint(choice), sum(numbers[one] for one in choice), sorted(choice)

    everybody = [{STUDY}] if STUDY in visible else []
    return sorted(filter(None, choices), key=cost), sorted(({one} for one in sums), key=cost), everybody


def small_cells(numbers: Mapping[Cell, int], rule: Rule) -> list[Cell]:
    """List the cells of tables that hold too few people, the smallest first."""
    small = (
        cell for cell, n in numbers.items() if cell[0] == "people" and cell[1] not in KNOWN_BESIDES and rule.is_few(n)
    )
    return sorted(small, key=lambda cell: (numbers[cell], cell))


def exposed(cells: Iterable[Cell], numbers: Mapping[Cell, int], reader: Reader, rule: Rule) -> list[Cell]:
    """List the cells that are not safe from a reader; `numbers` are the true ones."""
    enough = {cell: numbers[cell] + (rule.min_cell - 1) * step_of(cell) for cell in cells}
    could_be_more = reader.can_be(enough) if enough else set()
    return [cell for cell in enough if cell not in could_be_more and not is_safe(cell, reader, rule)]


def is_safe(cell: Cell, reader: Reader, rule: Rule) -> bool:
    """Say whether a number can be as many numbers as the threshold, whatever else its reader knows."""
    return choices_for(cell, reader) >= rule.min_cell


def choices_for(cell: Cell, reader: Reader) -> int:
    """Count the numbers that a reader has to choose from for a cell."""
    least, most = reader.range_of(cell)
    return (most - least) // step_of(cell) + 1


def reader_of(numbers: Mapping[Cell, int], relations: Sequence[Relation], hidden: Iterable[Cell], rule: Rule) -> Reader:
    """Make the reader of everything but what is hidden."""
    gone = {cell[1:] for cell in hidden}
    seen = {cell: number for cell, number in numbers.items() if cell[1:] not in gone and is_shown_somewhere(cell)}
    shown = {cell: _rule_of(cell, rule).shown(number) for cell, number in seen.items()}
    known = {cell: meaning(cell, number, rule) for cell, number in shown.items()}
    return reader_who_knows(known, numbers, relations)


def reader_who_knows(
    known: Mapping[Cell, tuple[int, int]], numbers: Mapping[Cell, int], relations: Sequence[Relation]
) -> Reader:
    """Make the reader who knows between which numbers cells lie; `numbers` are the true ones."""
    of_pairs = [relation for relation in relations_of_pairs(numbers, known) if relation.holds(numbers)]
    return Reader({**at_least(numbers), **known}, [*relations, *of_pairs])


def at_least(numbers: Iterable[Cell]) -> dict[Cell, tuple[int, int]]:
    """Say what a reader knows of cells that are hidden: a group or a band that is told of has somebody in it."""
    return {cell: (1, MANY) for cell in numbers if cell[:2] in (("people", "group"), ("people", BAND))}


def meaning(cell: Cell, shown: int, rule: Rule) -> tuple[int, int]:
    """Give the least and the most that a shown cell can stand for; how many took part in all is known exactly."""
    its = _rule_of(cell, rule)
    return its.meant(shown, its.min_cell if cell[0] == "people" else 0)


def _rule_of(cell: Cell, rule: Rule) -> Rule:
    if cell == STUDY:
        return Rule()
    return rule.of_study() if cell == TRANSCRIPTS else rule
