"""What is told by band outside the team: nothing by which a small number of any table could be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.publish.count_cells import numbers_of, relations_of
from pipeline.publish.hiding import TableDiscloses
from pipeline.publish.hiding_bands import hidden_of_attribute
from pipeline.publish.rows import Row
from pipeline.publish.rule import Rule
from pipeline.publish.suppression import check_tables, suppressed
from tests.pipeline.publish.counted_people import Counted, Tables, people, tables_of

TEN = Rule(10)


def bands(shown: Mapping[str, list[Row]]) -> dict[object, object]:
    """Give the number of people of each band that is told."""
    return {f"{row['attribute_id']} {row['value']}": row["people"] for row in shown["attribute_values"]}


def themes(shown: Mapping[str, list[Row]]) -> dict[object, object]:
    """Give the number of people of each theme and band that is told."""
    return {f"{row['theme_id']} {row['value']}": row["people"] for row in shown["theme_by_attribute"]}


def test_bands_of_enough_people_are_told() -> None:
    """Twenty by the sea and fifteen up the valley can be set beside each other."""
    true = tables_of(people("12 FC site:sea care\n8 FC site:sea\n15 YP site:valley care"))
    shown = suppressed(true, TEN)

    assert bands(shown) == {"site sea": 20, "site valley": 15}
    assert themes(shown) == {"care sea": 12, "care valley": 15}


def test_numbers_by_band_are_rounded_like_others() -> None:
    """12 is shown as 10."""
    shown = suppressed(tables_of(people("12 FC site:sea care\n13 YP site:valley care")), Rule(10, 5))

    assert bands(shown) == {"site sea": 10, "site valley": 15}
    assert [row["passages"] for row in shown["theme_by_attribute"]] == [10, 15]


def test_a_band_of_few_people_is_not_even_named() -> None:
    """That somebody was interviewed on Ynys Enlli would say who it was; another band goes with it, unnamed too."""
    true = tables_of(people("30 FC site:sea care\n20 YP site:valley care\n15 FC site:moor\n1 YP site:island care"))
    shown = suppressed(true, TEN)

    assert "island" not in str(shown)
    assert bands(shown) == {"site sea": 30, "site valley": 20}
    assert {row["value"] for row in shown["theme_by_attribute"]} == {"sea", "valley"}


def test_no_gap_in_the_numbering_tells_of_a_band_or_an_attribute_that_is_not_named() -> None:
    """The bands and attributes that are told are numbered as if there were no others."""
    true = tables_of(
        people(
            "15 FC kind:all site:moor\n1 YP kind:all site:island\n20 FC kind:all site:sea\n30 WK kind:all site:valley"
        )
    )
    for name in ("attributes", "attribute_values"):
        true[name] = [row | {"position": n} for n, row in enumerate(true[name], start=1)]
    shown = suppressed(true, TEN)

    assert bands(shown) == {"site sea": 20, "site valley": 30}
    assert [row["position"] for row in shown["attributes"]] == [1]
    assert [row["position"] for row in shown["attribute_values"]] == [1, 2]


def test_people_of_whom_a_band_is_not_told_cannot_be_worked_out() -> None:
    """Three in no band would be what is left of everybody; so the smallest band is hidden with them."""
    true = tables_of(people("20 FC site:sea\n15 YP site:valley\n14 WK site:moor\n3 FC site:"))

    assert bands(suppressed(true, TEN)) == {"site sea": 20, "site valley": 15}


def test_a_gap_in_a_theme_takes_the_smallest_other_number_of_the_theme_with_it() -> None:
    """What all groups said about it is known: of 15, 13 and 2 by band the 2 must not be what is left."""
    said = "15 FC site:sea care\n13 FC site:valley care\n2 YP site:moor care\n28 YP site:moor\n12 FC site:sea voice"
    shown = suppressed(tables_of(people(said + "\n14 YP site:valley voice\n11 FC site:moor voice")), TEN)

    assert (themes(shown)["care sea"], themes(shown)["care valley"], themes(shown)["care moor"]) == (15, None, None)
    assert None not in [themes(shown)[f"voice {band}"] for band in ("sea", "valley", "moor")]


def test_an_attribute_that_would_leave_one_band_is_not_told_and_the_groups_stay_as_they_are() -> None:
    """The numbers of groups are never given up for an attribute."""
    said = "15 FC care site:sea\n14 YP care site:sea\n1 WK care site:valley\n25 WK site:sea"
    with_site, without = (
        tables_of(people(said)),
        tables_of(people(said.replace(" site:sea", "").replace(" site:valley", ""))),
    )
    shown = suppressed(with_site, TEN)

    assert (shown["attributes"], shown["attribute_values"], shown["theme_by_attribute"]) == ([], [], [])
    assert shown["theme_by_group"] == suppressed(without, TEN)["theme_by_group"]


def test_one_attribute_is_told_though_another_is_not() -> None:
    """The wave has a round of four people; the site does not suffer from it."""
    said = "30 FC site:sea wave:1 care\n30 YP site:valley wave:1 care\n4 WK site:sea wave:2"

    assert [row["id"] for row in suppressed(tables_of(people(said)), TEN)["attributes"]] == ["site"]


def test_people_who_took_part_twice_are_in_both_bands() -> None:
    """The bands add up to more than everybody then, and both can be told."""
    shown = suppressed(tables_of(people("15 FC wave:1+2 care\n5 YP wave:1\n7 YP wave:2")), TEN)

    assert bands(shown) == {"wave 1": 20, "wave 2": 22}


def test_how_many_interviews_there_were_does_not_give_joint_ones_away() -> None:
    """Beside two hidden kinds, the number of transcripts says how few people each has, unless interviews are hidden."""
    true = tables_of(people("30 FC kind:single care\n12 YP kind:sheet care\n20 YP kind:focus\n2 FC kind:joint"))
    kinds = {"single": "interview", "joint": "joint interview", "focus": "focus group", "sheet": "feedback sheet"}
    for row in (*true["attribute_values"], *true["theme_by_attribute"]):
        row["value"] = kinds[str(row["value"])]
    told = suppressed(true, TEN)
    true["transcripts"] = [
        {"kind": kinds[kind]} for kind in ["single"] * 30 + ["sheet"] * 12 + ["focus"] * 2 + ["joint"]
    ]
    true["study"][0]["transcripts"] = 45

    assert bands(told) == {"kind feedback sheet": 12, "kind interview": 30}
    assert bands(suppressed(true, TEN)) == {"kind feedback sheet": 12, "kind focus group": 20}


def test_for_readers_who_have_every_coding_small_numbers_are_hidden_and_nothing_more() -> None:
    """The team could count the rest by themselves, and needs every band's name to find its transcripts."""
    true = tables_of(people("30 FC site:sea care\n20 YP site:valley care\n1 YP site:island care\n2 FC site: care"))
    true["code_by_group"] = [{"code_id": "care/only", "group_id": "FC", "people": 2, "passages": 9}]
    shown = suppressed(true, Rule(3, has_codings=True))

    assert bands(shown) == {"site island": None, "site sea": 30, "site valley": 20}
    assert [(row["people"], row["passages"]) for row in shown["code_by_group"]] == [(None, None)]


LEAKS = {
    "the last band of everybody": "30 FC site:sea\n20 YP site:valley\n15 FC site:moor\n1 YP site:island care",
    "the last band of a theme": "15 FC site:sea care\n14 YP site:valley care\n2 YP site:moor care\n20 FC site:moor",
    "people in no band": "30 FC site:sea care\n20 YP site:valley care\n2 FC site: care",
    "passages of people in no band": "30 FC site:sea care/2\n20 YP site:valley care\n1 FC site: care\n20 YP site:",
}


def with_few_hidden(true: Tables) -> Tables:
    """Hide what must be hidden of groups, and of bands only what is few."""
    shown = suppressed({name: rows for name, rows in true.items() if "attribute" not in name}, TEN)
    for name in ("attributes", "attribute_values", "theme_by_attribute"):
        rows = (row for row in true[name] if row.get("value") != "")
        few = {"people": None, "passages": None}
        shown[name] = [row | few if int(str(row.get("people", 10))) < 10 else row for row in rows]
    return shown


@pytest.mark.parametrize("said", LEAKS.values(), ids=LEAKS)
def test_a_table_by_band_that_gives_a_gap_away_is_never_published(said: str) -> None:
    """With nothing hidden by band but what is few, what else is shown gives it away, and the check says so."""
    true = tables_of(people(said))
    shown = with_few_hidden(true)

    with pytest.raises(TableDiscloses, match="could be worked out"):
        check_tables(true, shown, TEN)
    check_tables(true, shown | {"attributes": []}, TEN)  # it is the bands that give it away


def test_a_theme_by_band_may_give_a_gap_of_the_groups_away() -> None:
    """Two groups hide one young person's words, and the bands tell how many spoke in all: that is tried, too."""
    true = tables_of(people("15 FC site:sea care\n1 YP site:valley care\n11 YP site:sea\n12 FC site:valley care"))
    numbers, relations = numbers_of(true), relations_of(true)
    few = {cell for cell, number in numbers.items() if cell[0] == "people" and number < 10}
    hidden = hidden_of_attribute("site", numbers, relations, few, TEN)

    assert hidden is None or ("people", "theme by band", "care", "site", "sea") in hidden


spoke = st.tuples(st.sampled_from(["FC", "YP"]), st.sampled_from(["sea", "valley"]), st.booleans())


def worlds(number: int, kinds: int) -> Iterator[tuple[int, ...]]:
    """Yield every way of sharing people out among kinds of people."""
    for cuts in combinations(range(number + kinds - 1), kinds - 1):
        edges = (-1, *cuts, number + kinds - 1)
        yield tuple(after - before - 1 for before, after in zip(edges, edges[1:], strict=False))


KINDS = [(group, band, speaks) for group in ("FC", "YP") for band in ("sea", "valley") for speaks in (False, True)]


def counts(world: tuple[int, ...]) -> dict[tuple[str, ...], int]:
    """Count groups, bands and who of them spoke, as the tables do."""
    found: dict[tuple[str, ...], int] = {}
    for number, (group, band, speaks) in zip(world, KINDS, strict=True):
        for place in ((group,), (band,), *(((group, "care"), (band, "care")) if speaks else ())):
            found[place] = found.get(place, 0) + number
    return found


def visible(shown: Mapping[str, list[Row]]) -> dict[tuple[str, ...], int]:
    """Give the numbers that a reader sees, by place."""
    rows = {(str(row["id"]),): row["people"] for row in shown["groups"]}
    rows |= {(str(row["value"]),): row["people"] for row in shown["attribute_values"]}
    rows |= {(str(row["group_id"]), "care"): row["people"] for row in shown["theme_by_group"]}
    rows |= {(str(row["value"]), "care"): row["people"] for row in shown["theme_by_attribute"]}
    return {place: int(str(number)) for place, number in rows.items() if number is not None}


@settings(max_examples=40, deadline=None)
@given(st.lists(spoke, min_size=4, max_size=9), st.sampled_from([Rule(2), Rule(3)]))
def test_somebody_who_tries_every_study_that_there_could_have_been_finds_no_small_number_out(
    them: list[tuple[str, str, bool]], rule: Rule
) -> None:
    """Whoever knows everything shown still has as many numbers to choose from as the threshold, for each that is few.

    All studies of as many people are tried one by one, which shares nothing with the program that hides.
    """
    true = tables_of(Counted(group, (("site", (band,)),), (("care", 1),) * speaks) for group, band, speaks in them)
    shown = suppressed(true, rule)
    seen, is_ = visible(shown), counts(tuple(them.count(kind) for kind in KINDS))
    if shown["study"][0]["people"] is None:  # whoever does not know how many took part knows less still
        return
    possible = [
        found
        for found in map(counts, worlds(len(them), len(KINDS)))
        if all(found.get(place, 0) == number for place, number in seen.items())
    ]

    told = {str(row["value"]) for row in shown["attribute_values"]}
    small = [place for place, number in is_.items() if 0 < number < rule.min_cell]
    for place in small:
        if place[0] in ("FC", "YP") or told:
            assert len({found.get(place, 0) for found in possible}) >= rule.min_cell
    assert not set(small) & set(seen)


bands_of_somebody = st.sampled_from([("sea",), ("valley",), ("moor",), ("",), ("sea", "valley")])
somebody = st.builds(
    lambda group, site, wave, passages: Counted(group, (("site", site), ("wave", (wave,))), tuple(passages.items())),
    st.sampled_from(["FC", "YP", "WK"]),
    bands_of_somebody,
    st.sampled_from(["1", "2"]),
    st.dictionaries(st.sampled_from(["care", "voice"]), st.integers(1, 3)),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(somebody, min_size=1, max_size=40), st.integers(2, 6), st.sampled_from([1, 5]))
def test_whatever_is_counted_can_be_published_and_groups_are_as_without_bands(
    them: list[Counted], min_cell: int, base: int
) -> None:
    """No small number by band shows, no band is named without its number, and no group's number is given up."""
    true, rule = tables_of(them), Rule(min_cell, base)
    shown = suppressed(true, rule)
    is_ = numbers_of(true)

    for cell in numbers_of(shown):
        assert cell[0] != "people" or cell[1] in ("theme in all", "group in all") or is_[cell] >= min_cell
    assert all(row["people"] is not None and row["value"] for row in shown["attribute_values"])
    named = {(row["attribute_id"], row["value"]) for row in shown["attribute_values"]}
    assert {(row["attribute_id"], row["value"]) for row in shown["theme_by_attribute"]} <= named
    without = suppressed({name: rows for name, rows in true.items() if "attribute" not in name}, rule)
    for name in ("study", "groups", "theme_by_group", "code_counts"):
        assert shown[name] == without[name]
    assert suppressed(true, rule) == shown
