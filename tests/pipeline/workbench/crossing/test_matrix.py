"""The matrix: every theme and code against groups of people or bands, with what is hidden and where cells lead."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.workbench.crossing.matrix import (
    GROUP,
    PASSAGES,
    PEOPLE,
    Cell,
    Choice,
    as_rows,
    choices,
    columns,
    make_matrix,
)
from pipeline.workbench.facts import AttributeFacts, GroupFacts
from tests.pipeline.workbench.crossing.counted import facts

CARERS = GroupFacts("foster_carer", "Foster carers", 9, 9)
YOUNG = GroupFacts("young_person", "Young people", None, 4)
SEASONS = AttributeFacts("season", "Season", (("hydref 2025 ŵ", 5), ("spring 2026", None)))


def row(id: str, value: str, people: int | None, passages: int | None) -> dict[str, Any]:
    """Make a counted row."""
    return {"id": id, "value": value, "people": people, "passages": passages}


def test_codes_stand_under_their_theme() -> None:
    """In the codebook's order, each theme first."""
    made = make_matrix(facts("care/food", "care/bed", "voice/heard", groups=[CARERS]), GROUP, [])
    assert [(line.id, line.is_theme) for line in made.lines] == [
        ("care", True),
        ("care/food", False),
        ("care/bed", False),
        ("voice", True),
        ("voice/heard", False),
    ]


def test_outside_the_team_there_are_themes_only() -> None:
    """Where the file counts no codes, no code is a line."""
    made = make_matrix(facts("care/food", "voice/heard", tables=["theme_by_group"], groups=[CARERS]), GROUP, [])
    assert [line.id for line in made.lines] == ["care", "voice"]


def test_a_cell_has_its_numbers_and_leads_to_the_words() -> None:
    """To the quotes of that code and that group."""
    made = make_matrix(facts("care/food", groups=[CARERS, YOUNG]), GROUP, [row("care/food", "foster_carer", 4, 9)])
    code = made.lines[1]
    assert code.cells == (Cell(4, 9, "/theme/care/food?group=foster_carer"), Cell(0, 0))


def test_a_cell_of_a_band_leads_to_that_band() -> None:
    """The attribute and its band are in the address, accents and all."""
    made = make_matrix(facts("care/food", attributes=[SEASONS]), "season", [row("care", "hydref 2025 ŵ", 2, 3)])
    assert made.lines[0].cells[0].path == "/theme/care?season=hydref+2025+%C5%B5"


def test_where_there_are_no_words_nothing_leads_to_them() -> None:
    """Outside the team no coding is in the file."""
    made = make_matrix(
        facts("care/food", tables=["theme_by_group"], groups=[CARERS]), GROUP, [row("care", "foster_carer", 4, 9)]
    )
    assert made.lines[0].cells == (Cell(4, 9),)


def test_what_nobody_counted_is_nought_and_what_is_hidden_is_no_number() -> None:
    """The one is said, the other never."""
    made = make_matrix(facts("care/food", groups=[CARERS, YOUNG]), GROUP, [row("care", "young_person", None, None)])
    assert made.lines[0].cells == (Cell(0, 0), Cell(None, None))
    assert made.hides


def test_columns_say_how_many_people_they_have() -> None:
    """Groups and bands in their order; where that is hidden, nothing."""
    known = facts("care/food", groups=[CARERS, YOUNG], attributes=[SEASONS])
    assert [(head.label, head.people) for head in columns(known, GROUP)] == [
        ("Foster carers", 9),
        ("Young people", None),
    ]
    assert [(head.label, head.people) for head in columns(known, "season")] == [
        ("hydref 2025 ŵ", 5),
        ("spring 2026", None),
    ]


@pytest.mark.parametrize(
    ("tables", "offered"),
    [
        (["theme_by_group", "theme_by_attribute"], [Choice(GROUP, "Group"), Choice("season", "Season")]),
        (["theme_by_group"], [Choice(GROUP, "Group")]),
    ],
)
def test_columns_are_offered_that_something_is_counted_by(tables: list[str], offered: list[Choice]) -> None:
    """The group always; attributes with bands, where the file counts by them."""
    known = facts("care/food", tables=tables, attributes=[SEASONS, AttributeFacts("site", "Site", ())])
    assert list(choices(known, "Group")) == offered


def test_the_largest_number_is_that_of_what_is_written() -> None:
    """Of people or of passages; a hidden cell has no part in it, and it is never nought."""
    counts = [row("care", "foster_carer", 4, 9), row("care", "young_person", None, None)]
    made = make_matrix(facts("care/food", groups=[CARERS, YOUNG]), GROUP, counts)
    assert (made.most(PEOPLE), made.most(PASSAGES)) == (4, 9)
    assert make_matrix(facts("care/food", groups=[CARERS]), GROUP, []).most(PEOPLE) == 1


def test_a_matrix_of_noughts_is_empty_and_one_of_hidden_cells_is_not() -> None:
    """That something is hidden does not mean that nothing is there."""
    known = facts("care/food", groups=[CARERS])
    assert make_matrix(known, GROUP, []).is_empty
    assert not make_matrix(known, GROUP, [row("care", "foster_carer", None, None)]).is_empty
    assert not make_matrix(known, GROUP, [row("care", "foster_carer", 1, 1)]).is_empty


def test_a_table_file_has_a_row_for_every_cell() -> None:
    """Hidden ones say so, and have no number."""
    counts = [row("care", "foster_carer", 4, 9), row("care", "young_person", None, None)]
    first, second, *others = as_rows(make_matrix(facts("care/food", groups=[CARERS, YOUNG]), GROUP, counts))
    assert first == {
        "kind": "theme",
        "id": "care",
        "tag": "CAR",
        "name": "Care",
        "by": "group",
        "value": "foster_carer",
        "label": "Foster carers",
        "people": 4,
        "passages": 9,
        "hidden": 0,
    }
    assert (second["people"], second["passages"], second["hidden"]) == (None, None, 1)
    assert [(one["kind"], one["people"]) for one in others] == [("code", 0), ("code", 0)]
