"""What an audience may see of the tables of counts: small numbers hidden, and not to be worked out from the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.publish.hiding import TableDiscloses
from pipeline.publish.rows import Row
from pipeline.publish.rule import Rule, rule_for
from pipeline.publish.suppression import check_tables, suppressed
from pipeline.settings import Settings

Tables = dict[str, list[Row]]


def tables(people: str, *, groups: str, codes: str = "", pairs: str = "") -> Tables:
    """Make true tables of counts from text.

    `groups` is "FC 15, YP 12"; `people` has a line a theme, "care 15 12", its cells in the order of the groups, with as
    many passages as people where "15/40" does not say otherwise; `codes` is "care/acts 20, care/moves 9/30"; `pairs`
    "care/acts care/moves 11".
    """
    sizes = {name: int(size) for name, size in (pair.split() for pair in groups.split(", "))}
    rows: Tables = {
        "study": [{"people": sum(sizes.values()), "title": "Keeping Safe"}],
        "groups": [{"id": name, "people": size} for name, size in sizes.items()],
        "theme_by_group": [],
        "code_counts": [],
        "code_by_code": [],
    }
    for line in people.strip().splitlines():
        theme, *cells = line.split()
        for group, cell in zip(sizes, cells, strict=True):
            rows["theme_by_group"].append({"theme_id": theme, "group_id": group} | counted(cell))
    for code in filter(None, codes.split(", ")):
        name, cell = code.split()
        rows["code_counts"].append({"code_id": name, "theme_id": name.split("/")[0], "transcripts": 1} | counted(cell))
    for pair in filter(None, pairs.split(", ")):
        one, other, number = pair.split()
        rows["code_by_code"].append({"code_id": one, "other_code_id": other, "people": int(number), "times": 99})
    return rows


def counted(cell: str) -> Row:
    """Read "15/40" as people and passages."""
    people, _, passages = cell.partition("/")
    return {"people": int(people), "passages": int(passages or people)}


def seen(shown: Mapping[str, list[Row]], table: str = "theme_by_group") -> list[object]:
    """List the numbers of people that a table shows."""
    return [row["people"] for row in shown[table]]


def test_the_team_sees_the_tables_as_they_are() -> None:
    """They read every turn anyway: nothing is hidden, rounded or left out."""
    true = tables("care 1 0", groups="FC 3, YP 2", codes="care/acts 1", pairs="care/acts care/moves 1")

    assert suppressed(true, rule_for("team", Settings())) == true


def test_one_hidden_cell_is_never_alone_in_its_row() -> None:
    """A single gap could be filled by subtraction from the sum of the row, so a second one is made."""
    true = tables("care 15 1 12", groups="FC 40, YP 40, WK 40")

    assert seen(suppressed(true, Rule(10))) == [15, None, None]


def test_two_hidden_cells_that_hold_few_people_together_take_a_third_with_them() -> None:
    """From 30 + 3 + 2 a reader would know that both gaps hold at most five."""
    true = tables("care 30 3 2", groups="FC 40, YP 16, WK 19")

    assert seen(suppressed(true, Rule(10))) == [None, None, None]


def test_a_gap_alone_in_its_column_takes_another_row_with_it() -> None:
    """Sums of columns tell as much as sums of rows."""
    true = tables("care 15 1 12\nvoice 14 14 14\nrisk 13 16 18", groups="FC 40, YP 40, WK 40")
    shown = seen(suppressed(true, Rule(10)))
    columns = [shown[group::3] for group in range(3)]

    assert shown == [15, None, None, 14, None, None, 13, 16, 18]
    assert all(column.count(None) != 1 for column in columns)


def test_how_many_people_are_in_a_group_gives_no_gap_away() -> None:
    """Five carers are hidden, so another group is hidden with them; all three groups together stay."""
    shown = suppressed(tables("care 5 20 15", groups="FC 5, YP 30, WK 22"), Rule(10))

    assert seen(shown, "groups").count(None) > 1
    assert seen(shown, "groups")[0] is None
    assert seen(shown, "study") == [57]


def test_passages_go_with_their_people() -> None:
    """Forty passages of nine people stay hidden."""
    shown = suppressed(tables("care 9/40 9/20", groups="FC 20, YP 20", codes="care/acts 9/60"), Rule(10))

    assert [row["passages"] for row in (*shown["theme_by_group"], *shown["code_counts"])] == [None, None, None]


def test_passages_of_the_other_codes_do_not_give_a_hidden_code_away() -> None:
    """The passages of a theme are those of its codes: one code alone cannot hide."""
    true = tables("care 14/50 15/31", groups="FC 20, YP 20", codes="care/acts 20/60, care/moves 1/1, care/meals 15/20")
    shown = suppressed(true, Rule(10))

    assert seen(shown, "code_counts").count(None) + seen(shown).count(None) > 1
    assert shown["code_counts"][1]["people"] is None


def test_counts_are_rounded_to_the_nearest_five_and_cut_at_the_top() -> None:
    """12 is shown as 10, 13 as 15, 58 as 50 where 50 is the top."""
    true = tables("care 12/12 13/58", groups="FC 22, YP 23", codes="care/acts 25/70")
    shown = suppressed(true, Rule(10, 5, 50))

    assert [(row["people"], row["passages"]) for row in shown["theme_by_group"]] == [(10, 10), (15, 50)]
    assert seen(shown, "groups") == [20, 25]
    assert seen(shown, "study") == [45]


@pytest.mark.parametrize(
    ("rule", "transcripts", "told"),
    [(Rule(10, has_codings=True), 1, None), (Rule(10, has_codings=True), 21, 21), (Rule(10, 5), 21, None)],
    ids=["few", "the team", "outside"],
)
def test_in_how_many_transcripts_a_code_stands_is_for_the_team(rule: Rule, transcripts: int, told: int | None) -> None:
    """Twelve people in one focus group tell which; in 21 interviews, of whom twelve in wave 1, that nine came again."""
    true = tables("care 14 15", groups="FC 30, YP 30", codes="care/acts 12")
    true["code_counts"][0]["transcripts"] = transcripts

    assert suppressed(true, rule)["code_counts"][0] | {"people": 12, "passages": 12} == {
        **true["code_counts"][0],
        "transcripts": told,
    }


@pytest.mark.parametrize(
    ("rule", "transcripts", "told"),
    [(Rule(10, 5, 50), 63, 65), (Rule(10, 5), 2, None), (Rule(10), 63, 63), (Rule(10, has_codings=True), 63, 63)],
    ids=["rounded, not cut", "few", "rounds nothing", "the team"],
)
def test_outside_counts_of_the_study_are_rounded(rule: Rule, transcripts: int, told: int | None) -> None:
    """But its people: less the named bands, the exact number of interviews is the size of a band that is not named."""
    true = tables("care 14 15", groups="FC 30, YP 30")
    true["study"][0] |= {"transcripts": transcripts, "words": 14_322, "replaced": 151}

    (study,) = suppressed(true, rule)["study"]
    assert (study["people"], study["transcripts"]) == (60, told)
    assert (study["words"], study["replaced"]) == ((14_320, 150) if rule.base == 5 else (14_322, 151))


def test_codes_that_meet_in_few_peoples_words_are_as_if_they_never_met() -> None:
    """An empty row would say that they met at least once."""
    true = tables(
        "care 14 15",
        groups="FC 20, YP 20",
        codes="care/acts 20, care/moves 22, care/meals 3",
        pairs="care/acts care/moves 12, care/acts care/meals 2",
    )
    shown = suppressed(true, Rule(10))

    assert all("care/meals" not in (row["code_id"], row["other_code_id"]) for row in shown["code_by_code"])


def test_codes_that_meet_do_not_tell_how_many_spoke_about_their_theme() -> None:
    """Nearly everybody has all three codes, so 21 spoke in all; 19 of them carers: the gaps would hold two people."""
    said, groups = "care 20/86 12/45 9/40\nvoice 19/71 2/6 0/0", "FC 20, YP 20, WK 12"
    codes = "voice/acts 20/24, voice/moves 20/27, voice/meals 21/26"
    pairs = "voice/acts voice/moves 19, voice/acts voice/meals 20, voice/moves voice/meals 20"
    apart, meeting = (tables(said, groups=groups, codes=codes, pairs=its) for its in ("", pairs))
    shown = suppressed(apart, Rule(5))

    assert None not in seen(shown, "code_counts")
    with pytest.raises(TableDiscloses):
        check_tables(meeting, shown | {"code_by_code": meeting["code_by_code"]}, Rule(5))
    assert None in seen(suppressed(meeting, Rule(5)), "code_counts")


@pytest.mark.parametrize(
    ("true", "gap"),
    [
        (tables("care 15 1", groups="FC 30, YP 20", codes="care/acts 16"), ("theme_by_group", 1)),
        (tables("care 15 9", groups="FC 20, YP 9"), ("groups", 1)),
        (
            tables("care 14/50 15/31", groups="FC 20, YP 20", codes="care/acts 20/80, care/moves 1/1"),
            ("code_counts", 1),
        ),
    ],
    ids=["the one code of a theme", "everybody in all", "passages of the other codes"],
)
def test_a_table_that_gives_a_gap_away_is_never_published(true: Tables, gap: tuple[str, int]) -> None:
    """With a single cell hidden, what else is shown gives it away, and the check says so in one line."""
    table, place = gap
    shown = {name: [dict(row) for row in rows] for name, rows in true.items()}
    shown[table][place] |= {"people": None, "passages": None}
    if table == "groups":  # of nine young people the table of themes must say nothing either
        shown["theme_by_group"][1] |= {"people": None, "passages": None}

    with pytest.raises(TableDiscloses, match="could be worked out"):
        check_tables(true, shown, Rule(10))


def whole_numbers(shown: object, rule: Rule, most: int) -> range:
    """List what a cell can be: what rounds to the number shown, and anything where none is."""
    if shown is None:
        return range(most + 1)
    number = int(str(shown))
    highest = most if rule.top and number >= rule.top else min(most, number + rule.base // 2)
    return range(max(rule.min_cell, number - rule.base // 2), highest + 1)


def possible_worlds(shown: Mapping[str, list[Row]], rule: Rule, people: int) -> Iterator[tuple[int, ...]]:
    """Try every way of filling the gaps of two groups and one theme: first the groups, then the theme's cells."""
    sizes = [whole_numbers(number, rule, people) for number in seen(shown, "groups")]
    cells = [whole_numbers(number, rule, people) for number in seen(shown)]
    for world in product(*sizes, *cells):
        group, theme = world[:2], world[2:]
        listed = all(size > 0 for size in group)  # a group of nobody has no row
        if listed and sum(group) == people and all(one <= of for one, of in zip(theme, group, strict=True)):
            yield world


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 14), st.integers(1, 14)), min_size=2, max_size=2),
    st.sampled_from([Rule(3), Rule(5), Rule(4, 5), Rule(5, 5, 10)]),
)
def test_somebody_who_tries_every_way_of_filling_the_gaps_finds_none_out(
    talked: list[tuple[int, int]], rule: Rule
) -> None:
    """Whatever the numbers, each hidden small one can still be as many numbers as the threshold.

    All ways are tried one by one, which shares nothing with the program that hides.
    """
    groups = [silent + speaking for silent, speaking in talked]
    true = tables(f"care {talked[0][1]} {talked[1][1]}", groups=f"FC {groups[0]}, YP {groups[1]}")
    shown = suppressed(true, rule)
    people = shown["study"][0]["people"]
    numbers = [*groups, *(speaking for _, speaking in talked)]
    visible = [*seen(shown, "groups"), *seen(shown)]

    assert all(number is None for number, is_ in zip(visible, numbers, strict=True) if is_ < rule.min_cell)
    if people is None:  # whoever does not know how many took part knows less still
        return
    worlds = list(zip(*possible_worlds(shown, rule, int(str(people))), strict=True))
    for n, is_ in enumerate(numbers):
        if is_ < rule.min_cell:
            assert max(worlds[n]) - min(worlds[n]) + 1 >= rule.min_cell


cells = st.integers(0, 25)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4), st.integers(2, 10), st.sampled_from([1, 5]))
def test_random_tables_pass_the_check_and_show_no_small_number(
    themes: list[tuple[int, int, int]], min_cell: int, base: int
) -> None:
    """Whatever is counted can be published, and nothing under the threshold shows."""
    people = "\n".join(f"theme{n} {' '.join(map(str, row))}" for n, row in enumerate(themes))
    sizes = [max(row[group] for row in themes) + group + 1 for group in range(3)]
    codes = ", ".join(f"theme{n}/only {sum(row)}" for n, row in enumerate(themes))
    true = tables(people, groups=f"FC {sizes[0]}, YP {sizes[1]}, WK {sizes[2]}", codes=codes)
    shown = suppressed(true, Rule(min_cell, base))

    for name in ("groups", "theme_by_group", "code_counts"):
        for row, was in zip(shown[name], true[name], strict=True):
            assert row["people"] is None or int(str(was["people"])) >= min_cell
