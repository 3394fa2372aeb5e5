"""The matrix: themes and their codes against groups of people, or against the bands of an attribute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.workbench import addresses
from pipeline.workbench.facts import CodeFacts, Facts, ThemeFacts

GROUP = "group"
"""The columns that the matrix has where nothing else is asked for."""

PEOPLE, PASSAGES = "people", "passages"
MEASURES = (PEOPLE, PASSAGES)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people of a column spoke about a theme or code; `people` is None where that is hidden.

    `path` leads to what they said; it is empty where nobody said anything, or where there are no words to show.
    """

    people: int | None
    passages: int | None
    path: str = ""

    def number(self, measure: str) -> int:
        """Return what is written in the cell, 0 where that is hidden."""
        return (self.passages if measure == PASSAGES else self.people) or 0


@dataclass(frozen=True, slots=True)
class Column:
    """A group or band: its value as it stands in addresses, how it is called, and how many people are in it."""

    value: str
    label: str
    people: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A theme or one of its codes, with a cell for each column."""

    id: str
    tag: str
    name: str
    colour: str
    is_theme: bool
    path: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every theme with its codes beneath it, by the columns of `by`."""

    by: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def most(self, measure: str) -> int:
        """Return the largest number that is written in a cell, and at least 1: the area of a whole square."""
        return max([1, *(cell.number(measure) for line in self.lines for cell in line.cells)])

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was coded: no cell has anybody, and none is hidden."""
        return not any(cell.people != 0 for line in self.lines for cell in line.cells)

    @property
    def hides(self) -> bool:
        """Say whether a cell is hidden."""
        return any(cell.people is None for line in self.lines for cell in line.cells)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the columns can be."""

    by: str
    label: str


def choices(facts: Facts, group_label: str) -> tuple[Choice, ...]:
    """List what the columns can be: the group first, then each attribute that this audience has counts for."""
    by_attribute = facts.attributes if "theme_by_attribute" in facts.tables else ()
    return (Choice(GROUP, group_label), *(Choice(one.id, one.label) for one in by_attribute if one.values))


def columns(facts: Facts, by: str) -> tuple[Column, ...]:
    """List the groups, or the bands of an attribute, in their order."""
    if by == GROUP:
        return tuple(Column(group.id, group.label, group.people) for group in facts.groups)
    values = next(one.values for one in facts.attributes if one.id == by)
    return tuple(Column(value, value, people) for value, people in values)


def make_matrix(facts: Facts, by: str, counts: Iterable[Mapping[str, Any]]) -> Matrix:
    """Lay counts out, each with the `id` of a theme or code, a `value` of `by`, `people` and `passages`.

    What nobody counted is nought. Codes are lines where the database counts them.
    """
    known = {(row["id"], row["value"]): (row["people"], row["passages"]) for row in counts}
    heads = columns(facts, by)
    with_codes = table_of_codes(by) in facts.tables
    leads = "codings" in facts.tables

    def line(one: ThemeFacts | CodeFacts, path: str, colour: str, is_theme: bool) -> Line:
        cells = []
        for head in heads:
            people, passages = known.get((one.id, head.value), (0, 0))
            to_words = addresses.with_values(path, {by: head.value}) if leads and passages else ""
            cells.append(Cell(people, passages, to_words))
        return Line(one.id, one.tag, one.name, colour, is_theme, path, tuple(cells))

    def lines() -> Iterator[Line]:
        for theme in facts.themes:
            yield line(theme, addresses.of_theme(theme.id), theme.colour, True)
            for code in theme.codes if with_codes else ():
                yield line(code, addresses.of_code(code.id), theme.colour, False)

    return Matrix(by, heads, tuple(lines()))


def table_of_codes(by: str) -> str:
    """Name the published table that counts codes by a column; only the team has it."""
    return "code_by_group" if by == GROUP else "code_by_attribute"


def as_rows(matrix: Matrix) -> Sequence[Mapping[str, object]]:
    """Write a matrix a cell a row; hidden numbers are empty, and `hidden` is 1 there."""
    return [
        {
            "kind": "theme" if line.is_theme else "code",
            "id": line.id,
            "tag": line.tag,
            "name": line.name,
            "by": matrix.by,
            "value": column.value,
            "label": column.label,
            "people": cell.people,
            "passages": cell.passages,
            "hidden": int(cell.people is None),
        }
        for line in matrix.lines
        for column, cell in zip(matrix.columns, line.cells, strict=True)
    ]
