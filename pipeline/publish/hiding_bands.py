"""Which numbers of an attribute's bands to hide, so that they give away neither each other nor what else is hidden.

What is hidden without the attribute stays hidden, and nothing more: where that is not enough, the attribute cannot be
told. A band whose number of people is hidden is told nowhere, as its name alone would say that somebody is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.publish.count_cells import BAND, THEME_BY_BAND
from pipeline.publish.hiding import exposed, is_safe, reader_of, small_cells
from pipeline.publish.rule import Rule
from pipeline.publish.working_out import Cell, Relation

_FEWEST_BANDS = 2  # else there is nothing to set beside each other


def hidden_of_attribute(
    attribute: str,
    numbers: Mapping[Cell, int],
    relations: Sequence[Relation],
    hidden: Iterable[Cell],
    rule: Rule,
) -> frozenset[Cell] | None:
    """Say what to hide, with `hidden`, so that an attribute can be told; None where it cannot.

    `numbers` and `relations` are those of the other tables and of the attribute.
    """
    its = {cell for cell in numbers if cell[0] == "people" and attribute_of(cell) == attribute}
    gone = {*hidden, *_with_themes({cell for cell in its if rule.is_few(numbers[cell]) or not cell[-1]}, its)}
    relations = [relation for relation in relations if relation.holds(numbers)]
    if sum(cell[1] == BAND for cell in its - gone) < _FEWEST_BANDS:
        return None
    found = exposed(small_cells(numbers, rule), numbers, reader_of(numbers, relations, gone, rule), rule)
    for cell in sorted(found, key=lambda cell: cell[1] != BAND):  # a band that is safe keeps its themes safer
        while not is_safe(cell, reader_of(numbers, relations, gone, rule), rule):
            choices = sorted(
                _choices(cell, its - gone), key=lambda its: (sum(numbers[one] for one in its), sorted(its))
            )
            if not choices:
                return None
            safe = (one for one in choices if is_safe(cell, reader_of(numbers, relations, gone | one, rule), rule))
            gone |= next(safe, choices[0])
    named = [cell for cell in its - gone if cell[1] == BAND]
    return frozenset(gone) if len(named) >= _FEWEST_BANDS else None


def attribute_of(cell: Cell) -> str:
    """Name the attribute whose band a cell counts, "" where it counts none."""
    return cell[-2] if cell[1] in (BAND, THEME_BY_BAND) else ""


def _choices(cell: Cell, shown: set[Cell]) -> Iterator[set[Cell]]:
    """Yield what could be hidden of an attribute with `cell`: a number of its theme, or a band where none is left."""
    theme = cell[2].split("/")[0]
    of_theme = [other for other in shown if other[1] == THEME_BY_BAND and other[2] == theme]
    yield from ({other} for other in of_theme)
    if not of_theme:
        yield from (_with_themes({other}, shown) for other in shown if other[1] == BAND)


def _with_themes(cells: set[Cell], its: Iterable[Cell]) -> set[Cell]:
    """Add what people spoke about to the bands among the cells."""
    bands = {cell[2:] for cell in cells if cell[1] == BAND}
    return cells | {cell for cell in its if cell[1] == THEME_BY_BAND and cell[3:] in bands}
