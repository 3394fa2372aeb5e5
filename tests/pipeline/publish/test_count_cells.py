"""The numbers of the tables as cells, and what everybody knows of how they hang together."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.count_cells import (
    STUDY,
    is_shown_somewhere,
    numbers_of,
    relations_of,
    relations_of_pairs,
    step_of,
)
from pipeline.publish.working_out import Cell, Relation
from tests.pipeline.publish.counted_people import Counted, Tables, people, tables_of


def that_hold(tables: Tables) -> list[Relation]:
    """List the relations that the tables' true numbers fulfil."""
    numbers = numbers_of(tables)
    return [relation for relation in relations_of(tables) if relation.holds(numbers)]


def adds_up(relations: list[Relation], whole: Cell, part: Cell) -> bool:
    """Say whether parts, among them this one, add up to the whole exactly."""
    found = [dict(relation.terms) for relation in relations if (relation.least, relation.most) == (0, 0)]
    return any(whole in terms and part in terms for terms in found)


def test_every_number_of_a_table_is_a_cell() -> None:
    """People and passages, by group, band and code; sums of rows too."""
    numbers = numbers_of(tables_of(people("3 FC site:sea care/2\n2 YP site:valley")))

    assert numbers[STUDY] == 5
    assert numbers["people", "band", "site", "valley"] == 2
    assert numbers["passages", "theme by band", "care", "site", "sea"] == 6
    assert numbers["people", "theme in all", "care"] == 3


def test_a_hidden_number_is_no_cell() -> None:
    """Nor is a sum that it is part of."""
    tables = tables_of(people("3 FC care\n2 YP care"))
    tables["theme_by_group"][0] |= {"people": None, "passages": None}
    numbers = numbers_of(tables)

    assert ("people", "theme", "care", "FC") not in numbers
    assert ("people", "theme in all", "care") not in numbers


def test_where_nobody_took_part_twice_bands_add_up_to_everybody() -> None:
    """And of a theme to all who spoke about it; with people in two bands neither is known."""
    once = that_hold(tables_of(people("3 FC wave:1 care\n2 YP wave:2 care")))
    twice = that_hold(tables_of(people("3 FC wave:1+2 care\n2 YP wave:2 care")))

    assert adds_up(once, STUDY, ("people", "band", "wave", "1"))
    assert adds_up(once, ("people", "theme in all", "care"), ("people", "theme by band", "care", "wave", "1"))
    assert not adds_up(twice, STUDY, ("people", "band", "wave", "1"))
    assert adds_up(twice, ("passages", "theme in all", "care"), ("passages", "theme by band", "care", "wave", "1"))


def test_how_many_transcripts_a_kind_has_is_told_nowhere() -> None:
    """But how many there are in all is."""
    assert not is_shown_somewhere(("transcripts", "band", "kind", "interview"))
    assert is_shown_somewhere(("transcripts", "study"))


def test_people_in_joint_interviews_go_by_twos() -> None:
    """Whoever knows that there are from two to six has three numbers to choose from."""
    assert step_of(("people", "band", "kind", "joint interview")) == 2
    assert step_of(("people", "band", "site", "joint interview")) == 1


somebody = st.builds(
    lambda group, waves, passages: Counted(group, (("wave", waves),), tuple(passages.items())),
    st.sampled_from(["FC", "YP"]),
    st.sampled_from([("1",), ("2",), ("1", "2")]),
    st.dictionaries(st.sampled_from(["care", "voice"]), st.integers(1, 3)),
)


@given(st.lists(somebody, min_size=1, max_size=12))
def test_of_any_study_bands_and_groups_are_at_least_everybody(them: list[Counted]) -> None:
    """What is only "at most" holds for every study, so that no reader is taken to know too little."""
    tables = tables_of(them)
    numbers = numbers_of(tables)
    ceilings = [relation for relation in relations_of(tables) if relation.least < 0]

    assert ceilings
    assert all(relation.holds(numbers) for relation in ceilings)


@given(st.lists(st.sets(st.sampled_from("abcd"), min_size=1), min_size=1, max_size=12))
def test_a_theme_has_no_more_people_than_its_codes_less_those_with_two_that_meet(them: list[set[str]]) -> None:
    """Whatever codes people have; of two codes it is exactly so many."""

    def having(*codes: str) -> int:
        return sum(has >= set(codes) for has in them)

    numbers: dict[Cell, int] = {("people", "theme in all", "care"): len(them)}
    numbers |= {("people", "code", f"care/{code}"): having(code) for code in "abcd"}
    numbers |= {
        ("people", "pair", "care", f"care/{one}", f"care/{other}"): having(one, other)
        for one, other in combinations("abcd", 2)
    }
    known = {cell: (number, number) for cell, number in numbers.items()}
    (relation,) = relations_of_pairs(numbers, known)

    assert relation.holds(numbers)
    assert sum(factor == 1 for _, factor in relation.terms) == 4  # the theme, and the three pairs that join four codes
    if not having("c") and not having("d"):
        assert sum(numbers[cell] * factor for cell, factor in relation.terms) == 0


def test_pairs_say_nothing_where_a_code_is_hidden_or_the_codes_are_of_two_themes() -> None:
    """They are not shown then, or tell of neither theme how many it has in all."""
    tables = tables_of(people("12 FC care voice"))
    tables["code_by_code"] = [{"code_id": "care/only", "other_code_id": "voice/only", "people": 12, "times": 12}]
    numbers = numbers_of(tables) | {("people", "pair", "care", "care/only", "care/hidden"): 11}

    assert list(relations_of_pairs(numbers, {cell: (number, number) for cell, number in numbers.items()})) == []
