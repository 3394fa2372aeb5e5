"""What an audience may see of the tables of counts: small numbers hidden, and not to be worked out from the others.

Everything is judged by people: a cell's passages are hidden with its people. Numbers are rounded after cells are
hidden. What is published is then tried once more, with all that it shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.publish.attributes import UNTOLD
from pipeline.publish.count_cells import (
    BAND,
    STUDY,
    SUMS,
    THEME_BY_BAND,
    Rows,
    is_shown_somewhere,
    numbers_of,
    relations_of,
)
from pipeline.publish.hiding import TableDiscloses, exposed, hidden_cells, meaning, reader_who_knows, small_cells
from pipeline.publish.hiding_bands import hidden_of_attribute
from pipeline.publish.rows import Row
from pipeline.publish.rule import Rule
from pipeline.publish.working_out import Cell

_BY_BAND = ("attribute_values", "theme_by_attribute")
_ONLY_FOR_CODERS = ("code_by_attribute", "code_by_group")


def suppressed(rows: Rows, rule: Rule) -> dict[str, list[Row]]:
    """Return the rows of the tables of counts as an audience may see them; the other tables as they are.

    `rows` hold the true numbers, among them those of people of whom an attribute is not told, which nobody sees. Pairs
    of codes too few people stand behind are left out, as if they had never met; so is an attribute that would give
    something away. Raises TableDiscloses where something hidden could be worked out all the same.
    """
    if rule.hides_nothing:
        return dict(_for_coders(rows, rule))
    of_groups = _with_attributes(rows, ())
    hidden = hidden_cells(numbers_of(of_groups), relations_of(of_groups), rule)
    told: list[str] = []
    for name in () if rule.has_codings else _attributes(rows):
        its = _with_attributes(rows, (*told, name))
        with_it = hidden_of_attribute(name, numbers_of(its), relations_of(its), hidden, rule)
        if with_it is not None:
            hidden, told = with_it, [*told, name]
    others = _for_coders(rows, rule) if rule.has_codings else _with_attributes(rows, told)
    shown = {name: list(its) for name, its in others.items()}
    shown |= dict(_shown_tables(others, hidden, rule))
    check_tables(rows, shown, rule)
    return shown


def check_tables(rows: Rows, shown: Rows, rule: Rule) -> int:
    """Try to work out every small number that `shown` hides from all that it shows, and return how many were tried.

    `rows` hold the true numbers. What is shown by band is left out for readers who have every coding. Raises
    TableDiscloses.
    """
    told = () if rule.has_codings else _attributes(shown)
    rows, shown = _with_attributes(rows, told), _with_attributes(shown, told)
    numbers, visible = numbers_of(rows), numbers_of(shown)
    known = {
        cell: meaning(cell, number, rule)
        for cell, number in visible.items()
        if cell[1] not in SUMS and is_shown_somewhere(cell)
    }
    small = small_cells(numbers, rule)
    relations = [relation for relation in relations_of(rows) if relation.holds(numbers)]
    if found := exposed(small, numbers, reader_who_knows(known, numbers, relations), rule):
        raise TableDiscloses(len(found))
    return len(small)


def _attributes(rows: Rows) -> list[str]:
    return [str(row["id"]) for row in rows.get("attributes", ())]


def _with_attributes(rows: Rows, names: Collection[str]) -> dict[str, Sequence[Row]]:
    """Leave out attributes but those named, and bands that nobody is in, which say nothing of anybody."""
    peopled = {
        (row["attribute_id"], row["value"])
        for row in rows.get("attribute_values", ())
        if row["attribute_id"] in names and row["people"] != 0
    }
    by_band = {
        table: [row for row in rows.get(table, ()) if (row["attribute_id"], row["value"]) in peopled]
        for table in _BY_BAND
    }
    return {**rows, **by_band, "attributes": [row for row in rows.get("attributes", ()) if row["id"] in names]}


def _for_coders(rows: Rows, rule: Rule) -> dict[str, list[Row]]:
    """Hide few people by band, and of codes by group, for readers who have every coding.

    Nothing is hidden with these, as such readers could count all of it by themselves.
    """
    its = {name: list(table) for name, table in rows.items()}
    for name in its.keys() & set(_BY_BAND):
        its[name] = [row for row in its[name] if row["value"] != UNTOLD]
    for name in its.keys() & {*_BY_BAND, *_ONLY_FOR_CODERS}:
        its[name] = [_without_few(row, rule) for row in its[name]]
    return its


def _without_few(row: Row, rule: Rule) -> Row:
    hidden = dict.fromkeys(name for name in ("people", "passages") if name in row)
    return row | hidden if rule.is_few(int(str(row["people"]))) else row


def _shown_tables(rows: Rows, hidden: frozenset[Cell], rule: Rule) -> Iterator[tuple[str, list[Row]]]:
    """Write the tables of counts without what is hidden, rounded."""
    gone = {cell[1:] for cell in hidden}

    def show(row: Row, *where: str) -> Row:
        numbers = {name: int(str(row[name])) for name in ("people", "passages", "transcripts", "times") if name in row}
        return row | {
            name: rule.shown(number) if where not in gone and _is_told(name, number, rule) else None
            for name, number in numbers.items()
        }

    of_all = dict.fromkeys(("people", "transcripts")) if STUDY[1:] in gone else {}  # these say nearly as much as those
    yield "study", [_of_study(row, rule) | {name: None for name in of_all if name in row} for row in rows["study"]]
    yield "groups", [show(row, "group", str(row["id"])) for row in rows["groups"]]
    yield (
        "theme_by_group",
        [show(row, "theme", str(row["theme_id"]), str(row["group_id"])) for row in rows["theme_by_group"]],
    )
    yield "code_counts", [show(row, "code", str(row["code_id"])) for row in rows["code_counts"]]
    if not rule.has_codings:
        places = [(row, (str(row["attribute_id"]), str(row["value"]))) for row in rows["attribute_values"]]
        named = {band for _, band in places if (BAND, *band) not in gone}
        yield "attributes", _numbered_anew(rows["attributes"])
        yield "attribute_values", _numbered_anew([show(row, BAND, *band) for row, band in places if band in named])
        yield (
            "theme_by_attribute",
            [
                show(row, THEME_BY_BAND, str(row["theme_id"]), *band)
                for row in rows["theme_by_attribute"]
                if (band := (str(row["attribute_id"]), str(row["value"]))) in named
            ],
        )
    yield "code_by_code", [show(row) for row in rows["code_by_code"] if _may_meet(row, gone, rule)]


def _of_study(row: Row, rule: Rule) -> Row:
    """Round what is told of the study as a whole beside its people; fewer transcripts than can be rounded are hidden.

    One interview holds one person: with those who took part twice the exact number is the sum of all bands.
    """
    its = {
        name: rule.of_study().shown(int(str(row[name]))) for name in ("transcripts", "words", "replaced") if name in row
    }
    return row | its | ({"transcripts": None} if its.get("transcripts") == 0 else {})


def _is_told(name: str, number: int, rule: Rule) -> bool:
    """Say whether a number that is not hidden is told; outside, in how many transcripts a code stands is not.

    One interview holds one person: with those who took part twice that is the sum of all bands, the hidden among them.
    """
    return name != "transcripts" or (rule.has_codings and not rule.is_few(number))


def _numbered_anew(rows: Sequence[Row]) -> list[Row]:
    """Number attributes, or the bands of each, anew: a missing number would say that somebody is in a band unnamed."""
    before: dict[object, int] = {}
    numbered = []
    for row in rows:
        of = row.get("attribute_id")
        before[of] = before.get(of, 0) + 1
        numbered.append(row | {"position": before[of]})
    return numbered


def _may_meet(row: Row, gone: set[Cell], rule: Rule) -> bool:
    """Say whether a pair of codes may be listed: enough people, and both codes' own numbers shown."""
    codes = [("code", str(row[key])) for key in ("code_id", "other_code_id")]
    return not rule.is_few(int(str(row["people"]))) and gone.isdisjoint(codes)
