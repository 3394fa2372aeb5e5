"""The numbers that the tables of counts show, as cells, and how they hang together whatever they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.publish.rows import Row
from pipeline.publish.working_out import Cell, Relation, at_most, equal

Rows = Mapping[str, Sequence[Row]]

STUDY: Cell = ("people", "study")
THEME_IN_ALL = "theme in all"
SUMS = (THEME_IN_ALL, "group in all")
PAIR = "pair"
KNOWN_BESIDES = (*SUMS, PAIR)
"""Numbers by which others could be worked out, and which are no cells to be hidden themselves."""
BAND = "band"
THEME_BY_BAND = "theme by band"
TRANSCRIPTS: Cell = ("transcripts", "study")
_KIND = "kind"
_PEOPLE_IN_EACH = {"interview": 1, "feedback sheet": 1, "joint interview": 2}  # as a rule


def numbers_of(rows: Rows) -> dict[Cell, int]:
    """List the numbers that the tables show, and the sums of rows and columns where all of their cells are shown."""
    numbers: dict[Cell, int] = {}

    def note(row: Row, *where: str) -> None:
        for what in ("people", "passages"):
            if isinstance(number := row.get(what), int):
                numbers[what, *where] = number

    for row in rows["study"]:
        note(row, *STUDY[1:])
        if isinstance(transcripts := row.get("transcripts"), int):
            numbers[TRANSCRIPTS] = transcripts
    for row in rows["groups"]:
        note(row, "group", str(row["id"]))
    for row in rows["theme_by_group"]:
        note(row, "theme", str(row["theme_id"]), str(row["group_id"]))
    for row in rows["code_counts"]:
        note(row, "code", str(row["code_id"]))
    for row in rows["code_by_code"]:
        if (theme := _theme_of(row["code_id"])) == _theme_of(row["other_code_id"]):
            note(row, PAIR, theme, str(row["code_id"]), str(row["other_code_id"]))
    for row in rows.get("attribute_values", ()):
        note(row, BAND, str(row["attribute_id"]), str(row["value"]))
    for row in rows.get("theme_by_attribute", ()):
        note(row, THEME_BY_BAND, str(row["theme_id"]), str(row["attribute_id"]), str(row["value"]))
    for row in rows.get("transcripts", ()):
        its = ("transcripts", BAND, _KIND, str(row["kind"]))
        numbers[its] = numbers.get(its, 0) + 1
    for total, parts in _sums(rows):
        if all(part in numbers for part in parts):
            numbers[total] = sum(numbers[part] for part in parts)
    return numbers


def is_shown_somewhere(cell: Cell) -> bool:
    """Say whether a table shows the number, or a report may; how many transcripts a kind has is told nowhere."""
    return cell[0] != TRANSCRIPTS[0] or cell == TRANSCRIPTS


def step_of(cell: Cell) -> int:
    """Say by how much a number of people goes up at the least: by two for joint interviews."""
    return _PEOPLE_IN_EACH.get(cell[-1], 1) if cell[1:3] == (BAND, _KIND) else 1


def relations_of(rows: Rows) -> list[Relation]:
    """Say how the tables' numbers hang together; of each attribute's bands, what would hold if nobody were in two."""
    groups: list[Cell] = [("people", "group", str(row["id"])) for row in rows["groups"]]
    codes: dict[str, list[str]] = {}
    for row in rows["code_counts"]:
        codes.setdefault(str(row["theme_id"]), []).append(str(row["code_id"]))
    relations = [equal(STUDY, groups)] if groups else []
    relations += [equal(total, parts) for total, parts in _sums(rows) if parts]
    for row in rows["theme_by_group"]:
        theme, group = str(row["theme_id"]), str(row["group_id"])
        relations.append(at_most(("people", "theme", theme, group), [("people", "group", group)]))
        relations.append(at_most(("people", "theme", theme, group), [("passages", "theme", theme, group)]))
    for theme, its in codes.items():
        of_codes: list[Cell] = [("people", "code", code) for code in its]
        relations.append(at_most(("people", THEME_IN_ALL, theme), of_codes))
        relations.append(at_most(("people", THEME_IN_ALL, theme), [STUDY]))
        relations.append(equal(("passages", THEME_IN_ALL, theme), [("passages", "code", code) for code in its]))
        for code in of_codes:
            relations.append(at_most(code, [("people", THEME_IN_ALL, theme)]))
            relations.append(at_most(code, [("passages", *code[1:])]))
    return [*relations, *_relations_of_bands(rows)]


def relations_of_pairs(numbers: Iterable[Cell], known: Mapping[Cell, tuple[int, int]]) -> Iterator[Relation]:
    """Say what codes that meet tell of their theme: whoever is counted for both codes of a pair is counted once in it.

    Of the pairs that are known those are taken that say most, each beside codes that none before has joined: Hunter,
    D. (1976), An upper bound for the probability of a union, Journal of Applied Probability 13.
    """
    codes: dict[str, list[str]] = {}
    for cell in numbers:
        if cell[:2] == ("people", "code"):
            codes.setdefault(_theme_of(cell[2]), []).append(cell[2])
    for theme, its in codes.items():
        joined = {code: {code} for code in its if ("people", "code", code) in known}
        pairs = [cell for cell in known if cell[:3] == ("people", PAIR, theme) and joined.keys() >= set(cell[3:])]
        met = []
        for pair in sorted(pairs, key=lambda cell: (-known[cell][0], cell)):
            one, other = joined[pair[3]], joined[pair[4]]
            if one is not other:
                met.append(pair)
                one |= other
                joined.update(dict.fromkeys(other, one))
        if met:
            terms = [(("people", THEME_IN_ALL, theme), 1), *((("people", "code", code), -1) for code in its)]
            yield Relation((*terms, *((pair, 1) for pair in met)), -float("inf"), 0)


def _theme_of(code: object) -> str:
    return str(code).split("/")[0]


def _sums(rows: Rows) -> Iterator[tuple[Cell, list[Cell]]]:
    """Yield the sums of the rows and columns of themes by groups, with what they add up."""
    for what in ("people", "passages"):
        for kind, key in zip(SUMS, ("theme_id", "group_id"), strict=True):
            for name in dict.fromkeys(str(row[key]) for row in rows["theme_by_group"]):
                its = [row for row in rows["theme_by_group"] if row[key] == name]
                if kind == SUMS[1] and len(its) == 1:
                    continue  # a column of one cell has no sum of its own
                yield (what, kind, name), [(what, "theme", str(r["theme_id"]), str(r["group_id"])) for r in its]


def _relations_of_bands(rows: Rows) -> Iterator[Relation]:
    """Say how bands hang together with everybody, and themes by band with themes by group.

    Somebody who took part twice may be in two bands. So what adds up to everybody is at least everybody, too.
    """
    bands: dict[str, list[Cell]] = {}
    for row in rows.get("attribute_values", ()):
        bands.setdefault(str(row["attribute_id"]), []).append(
            ("people", BAND, str(row["attribute_id"]), str(row["value"]))
        )
    for its in bands.values():
        yield from _shares(STUDY, its)
    cells: dict[tuple[str, str], list[str]] = {}
    for row in rows.get("theme_by_attribute", ()):
        cells.setdefault((str(row["theme_id"]), str(row["attribute_id"])), []).append(str(row["value"]))
    for (theme, attribute), values in cells.items():
        places = [(THEME_BY_BAND, theme, attribute, value) for value in values]
        yield from _shares(("people", THEME_IN_ALL, theme), [("people", *place) for place in places])
        yield equal(("passages", THEME_IN_ALL, theme), [("passages", *place) for place in places])
        for place in places:
            yield at_most(("people", *place), [("people", BAND, *place[2:])])
            yield at_most(("people", *place), [("passages", *place)])
    if _KIND in bands:
        yield from _relations_of_kinds(bands[_KIND])


def _shares(whole: Cell, parts: Sequence[Cell]) -> Iterator[Relation]:
    yield equal(whole, parts)
    yield at_most(whole, parts)
    yield from (at_most(part, [whole]) for part in parts)


def _relations_of_kinds(kinds: Iterable[Cell]) -> Iterator[Relation]:
    """Say what the number of transcripts tells of kinds: how many people are in each, where that holds."""
    transcripts: list[Cell] = []
    for kind in kinds:
        its: Cell = ("transcripts", *kind[1:])
        transcripts.append(its)
        yield at_most(its, [kind])
        if each := _PEOPLE_IN_EACH.get(kind[-1]):
            yield Relation(((kind, 1), (its, -each)), 0, 0)
    yield equal(TRANSCRIPTS, transcripts)
