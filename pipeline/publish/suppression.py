"""Which counts an audience may see: small ones hidden, and others with them so that no hidden one can be worked out.

Everything is judged by people: a cell's passages are hidden with its people. Numbers are rounded after cells are
hidden. A hidden number under the threshold is safe where a reader who uses everything that is shown still has at least
as many whole numbers to choose from as the threshold. While numbers are chosen, such a reader is taken to know the sums
of rows and columns too, which no table gives but a report may; where nothing else helps, they are taken not to. What is
published is then tried once more, with all that it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import PipelineError
from pipeline.publish.rows import Row
from pipeline.publish.table import TEAM
from pipeline.publish.working_out import MANY, Cell, Reader, Relation, at_most, equal
from pipeline.settings import Settings

Rows = Mapping[str, Sequence[Row]]

_STUDY: Cell = ("people", "study")
_SUMS = ("theme in all", "group in all")
_MOST_TRIED = 16  # ways of hiding more, before the best of them is taken


class TableDiscloses(PipelineError):
    """A hidden number of a table could be worked out from what is shown."""

    code = "LL-P040"


@dataclass(frozen=True, slots=True)
class Rule:
    """What an audience may see: no number of fewer than `min_cell` people, rounded to `base`, none above `top`.

    A `base` of 1 rounds nothing, a `top` of 0 cuts nothing, a `min_cell` of 1 hides nothing.
    """

    min_cell: int = 1
    base: int = 1
    top: int = 0

    def shown(self, number: int) -> int:
        """Give the number that stands for `number`: the nearest multiple of the base, and the top where it is more."""
        rounded = (number + self.base // 2) // self.base * self.base
        return min(rounded, self.top) if self.top else rounded

    def meant(self, shown: int, least: int) -> tuple[int, int]:
        """Give the least and the most that a shown number can stand for, of those from `least`."""
        most = MANY if self.top and shown >= self.top else shown + (self.base - 1) // 2
        return max(least, shown - self.base // 2), most

    def is_few(self, people: int) -> bool:
        """Say whether so few people must be hidden; where there is a threshold, nought is few as well."""
        return self.min_cell > 1 and people < self.min_cell


def rule_for(audience: str, settings: Settings) -> Rule:
    """Return what `study.toml` lets an audience see; the team's numbers are neither rounded nor cut."""
    if audience == TEAM:
        return Rule(settings.min_cell_team)
    return Rule(settings.min_cell_outside, settings.round_outside, settings.top_code_outside)


def suppressed(rows: Rows, rule: Rule) -> dict[str, list[Row]]:
    """Return the rows of the tables of counts as an audience may see them; the other tables as they are.

    `rows` hold the true numbers. Pairs of codes too few people stand behind are left out, as if they had never met.
    Raises TableDiscloses where something hidden could be worked out all the same.
    """
    if rule == Rule():
        return {name: list(its) for name, its in rows.items()}
    numbers, relations = _numbers(rows), _relations(rows)
    hidden = hidden_cells(numbers, relations, rule)
    shown = {name: list(its) for name, its in rows.items()} | dict(_shown_tables(rows, hidden, rule))
    check_tables(rows, shown, rule)
    return shown


def hidden_cells(numbers: Mapping[Cell, int], relations: Sequence[Relation], rule: Rule) -> frozenset[Cell]:
    """Say which cells to hide: those of too few people, and as many others as it takes to keep them hidden.

    `numbers` are the true ones; cells whose first word is "people" count people, and "passages" go with them. Of the
    cells that hang together with one that could be worked out, the smallest is hidden first.
    """
    hidden = {cell for cell, number in numbers.items() if cell[0] == "people" and rule.is_few(number)}
    relations = [relation for relation in relations if relation.holds(numbers)]
    in_tables = (cell for cell in hidden if cell[1] not in _SUMS)
    for cell in sorted(in_tables, key=lambda cell: (numbers[cell], cell)):
        while not _is_safe(_reader(numbers, relations, hidden, rule).range_of(cell), rule):
            hidden |= _next_to_hide(cell, numbers, relations, hidden, rule)
    return frozenset(hidden)


def _next_to_hide(
    cell: Cell, numbers: Mapping[Cell, int], relations: Sequence[Relation], hidden: set[Cell], rule: Rule
) -> set[Cell]:
    """Choose what to hide with `cell`: what shows the fewest people and makes it safe, else what makes it safer.

    Where no number of a table helps, sums that no table shows are given up, and only then how many took part in all.
    """

    def width_without(cells: Iterable[Cell]) -> int:
        return _width(_reader(numbers, relations, {*hidden, *cells}, rule).range_of(cell))

    def best(choices: Sequence[set[Cell]]) -> set[Cell] | None:
        widths = [(choice, width_without(choice)) for choice in choices[:_MOST_TRIED]]
        safe = (choice for choice, width in widths if width >= rule.min_cell)
        safer = (choice for choice, width in widths if width > before)
        return next(safe, None) or next(safer, None)

    before = width_without(())
    shown, sums, everybody = _choices(cell, numbers, relations, hidden)
    chosen = best(shown) or best(sums) or next(iter(sums), None) or best(everybody) or next(iter(shown), None)
    if chosen is None:
        raise TableDiscloses(_line(1))
    return chosen


def _choices(
    cell: Cell, numbers: Mapping[Cell, int], relations: Sequence[Relation], hidden: set[Cell]
) -> tuple[list[set[Cell]], ...]:
    """List what could be hidden with `cell`, the best first: of numbers in tables, of sums, of everybody.

    Of tables that is a cell, or the three other corners of a rectangle.
    """
    beside = {other for relation in relations if cell in dict(relation.terms) for other, _ in relation.terms}
    visible = {other for other in numbers if other[0] == "people" and other not in hidden}
    sums = {other for other in visible if other[1] in _SUMS}
    cells = visible - sums - {_STUDY}
    choices = [{other} for other in cells]
    if cell[1] == "theme":
        for other in numbers:
            if other[:2] == cell[:2] and other[2] != cell[2] and other[3] != cell[3]:
                choices.append({other, (*cell[:3], other[3]), (*cell[:2], other[2], cell[3])} & cells)

    def cost(choice: set[Cell]) -> tuple[bool, int, list[Cell]]:
        return beside.isdisjoint(choice), sum(numbers[one] for one in choice), sorted(choice)

    everybody = [{_STUDY}] if _STUDY in visible else []
    return sorted(filter(None, choices), key=cost), sorted(({one} for one in sums), key=cost), everybody


def check_tables(rows: Rows, shown: Rows, rule: Rule) -> int:
    """Try to work out every small number that `shown` hides from all that it shows, and return how many were tried.

    `rows` hold the true numbers. Raises TableDiscloses.
    """
    numbers, visible = _numbers(rows), _numbers(shown)
    small = [cell for cell, number in numbers.items() if cell[0] == "people" and rule.is_few(number)]
    small = [cell for cell in small if cell[1] not in _SUMS]
    known = {cell: _meaning(cell, number, rule) for cell, number in visible.items() if cell[1] not in _SUMS}
    relations = [relation for relation in _relations(rows) if relation.holds(numbers)]
    reader = Reader(_at_least(numbers) | known, relations)
    exposed = sum(not _is_safe(reader.range_of(cell), rule) for cell in small)
    if exposed:
        raise TableDiscloses(_line(exposed))
    return len(small)


def _line(exposed: int) -> str:
    return (
        f"Hidden numbers of the tables could be worked out from those that are shown ({exposed}). "
        "Nothing was published. Raise [disclosure] min_cell_outside or round_outside in study.toml."
    )


def _is_safe(ends: tuple[int, int], rule: Rule) -> bool:
    return _width(ends) >= rule.min_cell


def _width(ends: tuple[int, int]) -> int:
    return ends[1] - ends[0] + 1


def _reader(numbers: Mapping[Cell, int], relations: Sequence[Relation], hidden: Iterable[Cell], rule: Rule) -> Reader:
    gone = {cell[1:] for cell in hidden}
    seen = {cell: number for cell, number in numbers.items() if cell[1:] not in gone}
    shown = {cell: number if cell == _STUDY else rule.shown(number) for cell, number in seen.items()}
    known = {cell: _meaning(cell, number, rule) for cell, number in shown.items()}
    return Reader(_at_least(numbers) | known, relations)


def _at_least(numbers: Iterable[Cell]) -> dict[Cell, tuple[int, int]]:
    """Say what a reader knows of cells that are hidden: a group that is listed has somebody in it."""
    return {cell: (1, MANY) for cell in numbers if cell[:2] == ("people", "group")}


def _meaning(cell: Cell, shown: int, rule: Rule) -> tuple[int, int]:
    """Give the least and the most that a shown cell can stand for; how many people there are is known exactly."""
    if cell == _STUDY:
        return shown, shown
    return rule.meant(shown, rule.min_cell if cell[0] == "people" else 0)


def _numbers(rows: Rows) -> dict[Cell, int]:
    """List the numbers that the tables show, and the sums of rows and columns where all of their cells are shown."""
    numbers: dict[Cell, int] = {}

    def note(row: Row, *where: str) -> None:
        for what in ("people", "passages"):
            if isinstance(number := row.get(what), int):
                numbers[what, *where] = number

    for row in rows["study"]:
        note(row, "study")
    for row in rows["groups"]:
        note(row, "group", str(row["id"]))
    for row in rows["theme_by_group"]:
        note(row, "theme", str(row["theme_id"]), str(row["group_id"]))
    for row in rows["code_counts"]:
        note(row, "code", str(row["code_id"]))
    for total, parts in _sums(rows):
        if all(part in numbers for part in parts):
            numbers[total] = sum(numbers[part] for part in parts)
    return numbers


def _sums(rows: Rows) -> Iterator[tuple[Cell, list[Cell]]]:
    """Yield the sums of the rows and columns of themes by groups, with what they add up."""
    for what in ("people", "passages"):
        for kind, key in zip(_SUMS, ("theme_id", "group_id"), strict=True):
            for name in dict.fromkeys(str(row[key]) for row in rows["theme_by_group"]):
                its = [row for row in rows["theme_by_group"] if row[key] == name]
                if kind == _SUMS[1] and len(its) == 1:
                    continue  # a column of one cell has no sum of its own
                yield (what, kind, name), [(what, "theme", str(r["theme_id"]), str(r["group_id"])) for r in its]


def _relations(rows: Rows) -> list[Relation]:
    """Say how the tables' numbers hang together, whatever they are."""
    groups: list[Cell] = [("people", "group", str(row["id"])) for row in rows["groups"]]
    codes: dict[str, list[str]] = {}
    for row in rows["code_counts"]:
        codes.setdefault(str(row["theme_id"]), []).append(str(row["code_id"]))
    relations = [equal(_STUDY, groups)] if groups else []
    relations += [equal(total, parts) for total, parts in _sums(rows) if parts]
    for row in rows["theme_by_group"]:
        theme, group = str(row["theme_id"]), str(row["group_id"])
        relations.append(at_most(("people", "theme", theme, group), [("people", "group", group)]))
        relations.append(at_most(("people", "theme", theme, group), [("passages", "theme", theme, group)]))
    for theme, its in codes.items():
        of_codes: list[Cell] = [("people", "code", code) for code in its]
        relations.append(at_most(("people", "theme in all", theme), of_codes))
        relations.append(at_most(("people", "theme in all", theme), [_STUDY]))
        relations.append(equal(("passages", "theme in all", theme), [("passages", "code", code) for code in its]))
        for code in of_codes:
            relations.append(at_most(code, [("people", "theme in all", theme)]))
            relations.append(at_most(code, [("passages", *code[1:])]))
    return relations


def _shown_tables(rows: Rows, hidden: frozenset[Cell], rule: Rule) -> Iterator[tuple[str, list[Row]]]:
    """Write the tables of counts without what is hidden, rounded."""
    gone = {cell[1:] for cell in hidden}

    def show(row: Row, *where: str) -> Row:
        numbers = {name: int(str(row[name])) for name in ("people", "passages", "transcripts", "times") if name in row}
        return row | {
            name: None if where in gone or (name == "transcripts" and rule.is_few(number)) else rule.shown(number)
            for name, number in numbers.items()
        }

    yield "study", [row | ({"people": None} if _STUDY[1:] in gone else {}) for row in rows["study"]]
    yield "groups", [show(row, "group", str(row["id"])) for row in rows["groups"]]
    yield (
        "theme_by_group",
        [show(row, "theme", str(row["theme_id"]), str(row["group_id"])) for row in rows["theme_by_group"]],
    )
    yield "code_counts", [show(row, "code", str(row["code_id"])) for row in rows["code_counts"]]
    yield "code_by_code", [show(row) for row in rows["code_by_code"] if _may_meet(row, gone, rule)]


def _may_meet(row: Row, gone: set[Cell], rule: Rule) -> bool:
    """Say whether a pair of codes may be listed: enough people, and both codes' own numbers shown."""
    codes = [("code", str(row[key])) for key in ("code_id", "other_code_id")]
    return not rule.is_few(int(str(row["people"]))) and gone.isdisjoint(codes)
