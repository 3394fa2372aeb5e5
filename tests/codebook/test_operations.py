"""Codes are changed in the codebook's file; everything else in it stays, and codings can follow."""

from __future__ import annotations

import difflib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.errors import CannotChange, CodebookInvalid, UnknownCode
from codebook.history import CURRENT, RETIRED, TO_RECODE, resolve
from codebook.load import default_codebook, parse_codebook
from codebook.operations import (
    Changed,
    Signed,
    merge,
    move,
    rename,
    retire,
    split,
    what_happens_to_codings,
)
from tests.codebook.changing import COMMENTED, WHY, comments


def changed_lines(changed: Changed, before: str = COMMENTED) -> list[str]:
    """Return the lines that went and came, without the version and the record."""
    after = changed.text.split("\n# What became of codes")[0]
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [f"{line[0]} {line[1:].strip()}" for line in lines if line[0] in "+-" and "version:" not in line][2:]


def test_a_code_is_renamed() -> None:
    """With its name and tag where they are given, and wherever others speak of it."""
    changed = rename(COMMENTED, "lifts", "drives", WHY, name="Drives: by car", tag="CAR-DRI")

    assert changed_lines(changed) == [
        '- include_when: "a meal is told of, also one on the way (CAR-LIF)"',
        '+ include_when: "a meal is told of, also one on the way (CAR-DRI)"',
        "- confused_with: [care/lifts, food/shop]",
        "+ confused_with: [care/drives, food/shop]",
        "- - id: care/lifts",
        "- tag: CAR-LIF",
        "- name: Lifts",
        "+ - id: care/drives",
        "+ tag: CAR-DRI",
        '+ name: "Drives: by car"',
        "- - care/lifts",
        "+ - care/drives",
        "- # The end.",
    ]
    assert changed.text.endswith(
        """\
changes:
  - version: "0.2.0"
    date: "2026-03-01"
    by: AB
    kind: rename
    from: care/lifts
    to: care/drives
    reason: "hard to tell apart, says Siân ŵ 👩‍👧"
# The end.
"""
    )
    assert changed.codebook.version == "0.2.0"


def test_codes_are_merged() -> None:
    """The one that stays takes phrases and confusions; what a person should see to is said."""
    changed = merge(COMMENTED, ["care/lifts", "FOO-SHO"], "Shared meals", WHY)
    meals = changed.codebook.code("care/meals")

    assert meals.indicators == (
        *("sat down to tea", "cawl on a Sunday", "dropped me off", "waited in the car", "nipped to the siop"),
    )
    assert meals.confused_with == ()
    assert meals.include_when == "a meal is told of, also one on the way (CAR-LIF)"
    assert changed.codebook.code("care/phone").definition.endswith("not the shop (CAR-MEA).")
    assert changed.codebook.code("care/phone").confused_with == ("care/meals",)
    assert changed.operations[0].before == ("care/lifts", "food/shop", "care/meals")
    assert changed.notes == (
        "care/meals: see whether its definition and rules hold what was coded as care/lifts and food/shop",
        "care/meals, “use it when”: speaks of CAR-LIF; put it another way",
    )


def test_a_code_is_split_into_new_ones() -> None:
    """They stand where it stood, with its rules and a definition to be written; the first has the phrases."""
    changed = split(COMMENTED, "care/meals", ["tea", "food/cooking"], WHY)
    tea, cooking = changed.codebook.code("care/tea"), changed.codebook.code("food/cooking")

    assert [code.id for code in changed.codebook.codes] == [
        *("care/tea", "care/lifts", "care/phone", "food/shop", "food/oven", "food/cooking"),
    ]
    assert (tea.tag, tea.name, tea.indicators) == ("CAR-TEA", "Tea", ("sat down to tea", "cawl on a Sunday"))
    assert tea.definition == "To be written, split from Shared meals: Eating together."
    assert (cooking.tag, cooking.exclude_when, cooking.indicators) == ("FOO-COO", "a meal is only planned", ())
    assert tea.confused_with == ("food/cooking", "care/lifts", "food/shop")
    assert changed.codebook.code("food/shop").definition == "Going to the shop, without a meal (CAR-TEA, FOO-COO)."
    assert changed.codebook.code("food/shop").confused_with == ("care/tea", "food/cooking")
    assert changed.notes[:3] == (
        "care/tea: write its name, definition and rules; it has the tag CAR-TEA",
        "food/cooking: write its name, definition and rules; it has the tag FOO-COO and no phrases",
        "care/tea: has all phrases of care/meals; share them out among care/tea and food/cooking",
    )


def test_a_code_may_stay_beside_its_parts() -> None:
    """It keeps everything, and is confused with them from now on."""
    changed = split(COMMENTED, "care/lifts", ["care/lifts", "care/walks", "care/phone"], WHY)

    assert changed_lines(changed) == [
        "- confused_with: [care/lifts, food/shop]",
        "+ confused_with: [care/lifts, care/walks, care/phone, food/shop]",
        "+ - id: care/walks",
        "+ tag: CAR-WAL",
        "+ name: Walks",
        '+ definition: "To be written, split from Lifts: Being driven somewhere."',
        "+ confused_with: [care/lifts, care/phone]",
        "+ - care/walks",
        "- # The end.",
    ]


def test_codes_are_retired() -> None:
    """A theme without codes goes with them; who speaks of them is told."""
    changed = retire(COMMENTED, ["food/shop", "food/oven"], WHY)

    assert [theme.id for theme in changed.codebook.themes] == ["care"]
    assert changed.notes == (
        "the theme food has no code left and is taken out too",
        "care/phone, definition: speaks of FOO-SHO; put it another way",
    )
    assert changed.operations[0].after == ()


def test_a_code_moves_to_another_theme() -> None:
    """With the tag of there."""
    changed = move(COMMENTED, "food/shop", "care", WHY)
    shop = changed.codebook.code("care/shop")

    assert (shop.tag, shop.name) == ("CAR-SHO", "The shop")
    assert changed.codebook.code("care/meals").confused_with == ("care/lifts", "care/shop")
    assert changed.codebook.code("care/phone").definition.endswith("not the shop (CAR-SHO).")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_stay(ends: str, mark: str) -> None:
    """A file from Windows stays one."""
    text = mark + COMMENTED.replace("\n", ends)
    changed = retire(text, ["care/phone"], WHY)

    assert changed.text == mark + retire(COMMENTED, ["care/phone"], WHY).text.replace("\n", ends)


def test_a_second_operation_adds_to_the_record() -> None:
    """The versions go on from there."""
    changed = retire(rename(COMMENTED, "care/lifts", "drives", WHY).text, ["care/drives"], WHY)

    assert [(one.version, one.kind) for one in changed.codebook.changes] == [("0.2.0", "rename"), ("0.3.0", "retire")]
    assert changed.text.count("What became of codes") == 1


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            lambda: rename(COMMENTED, "care/lifts", "food/lifts", WHY),
            "“food/lifts” is in another theme than care/lifts",
        ),
        (lambda: rename(COMMENTED, "care/lifts", "care/meals", WHY), "“care/meals” is a code already"),
        (lambda: rename(COMMENTED, "care/lifts", "Care rides", WHY), "An id is the theme's, a slash, and a name in"),
        (lambda: merge(COMMENTED, ["care/lifts"], "CAR-LIF", WHY), "care/lifts cannot be merged into itself"),
        (
            lambda: split(COMMENTED, "care/lifts", ["care/drives"], WHY),
            "care/lifts cannot be split into fewer than two",
        ),
        (lambda: split(COMMENTED, "care/lifts", ["cars/a", "cars/b"], WHY), "There is no such theme; the themes are"),
        (lambda: move(COMMENTED, "care/lifts", "cars", WHY), "There is no such theme; the themes are care and food."),
        (lambda: move(COMMENTED, "care/lifts", "care", WHY), "care/lifts is in the theme care already"),
        (lambda: retire(COMMENTED, ["care/lifts"], Signed("  ", "2026-03-01")), "The reason is missing"),
        (
            lambda: retire(COMMENTED, [code.id for code in parse_codebook(COMMENTED).codes], WHY),
            "A codebook needs at least one code",
        ),
        (
            lambda: rename(retire(COMMENTED, ["care/lifts"], WHY).text, "care/meals", "care/lifts", WHY),
            "“care/lifts” was a code before; choose an id that was never used.",
        ),
    ],
)
def test_what_cannot_be_done_is_said(act, said: str) -> None:
    """In one line."""
    with pytest.raises(CannotChange) as caught:
        act()

    assert str(caught.value).startswith(f"LL-C005 {said}")


def test_an_unknown_code_and_a_tag_that_is_taken_are_said_as_elsewhere() -> None:
    """By the codebook's own rules."""
    with pytest.raises(UnknownCode, match="did you mean care/lifts"):
        retire(COMMENTED, ["care/lift"], WHY)
    with pytest.raises(CodebookInvalid, match="choose another; the entry on line"):
        rename(COMMENTED, "care/lifts", "drives", WHY, tag="CAR-MEA")


def test_a_name_that_two_codes_share_is_not_taken_for_either() -> None:
    """It is said which they are, and not that there is none."""
    twins = rename(COMMENTED, "care/lifts", "care/drives", WHY, name=parse_codebook(COMMENTED).code("care/meals").name)
    with pytest.raises(CannotChange, match="care/meals and care/drives are called so; write the id of one"):
        retire(twins.text, [twins.codebook.code("care/drives").name], WHY)


def test_it_is_said_what_becomes_of_codings() -> None:
    """Which is what people want to know before they do it."""
    said = [
        what_happens_to_codings(changed.operations[0])
        for changed in (
            merge(COMMENTED, ["care/lifts"], "care/meals", WHY),
            split(COMMENTED, "care/meals", ["care/meals", "care/tea"], WHY),
        )
    ]

    assert said[0].startswith("Codings made with care/lifts are published as care/meals; where one coder gave")
    assert said[1].startswith("Codings made with care/meals wait to be recoded: they are published under care/meals,")


def test_the_codebook_that_comes_with_llais_can_be_changed_anywhere() -> None:
    """Also where a theme ends and comments follow; not one is lost."""
    from importlib import resources

    text = resources.files("codebook").joinpath("llais-cse-care.yml").read_text(encoding="utf-8")
    for theme in default_codebook().themes[-3:]:
        after = retire(text, [theme.codes[-1].id], WHY).text
        assert Counter(comments(text)) <= Counter(comments(after))
        assert "\n# Not themes" in after
        assert after.index("# Not themes") < after.index("handling_flags:") < after.index("# All from the data list")


def check_comments(before: str, after: str) -> str:
    """Check that every comment is there, those of a section above it, and return the text."""
    assert Counter(comments(before)) <= Counter(comments(after))
    for comment, below in (
        ("# Food is more than meals.", "- id: food\n"),
        ("# Flags are no codes.", "handling_flags:\n"),
    ):
        if below in after:
            assert after.split(comment)[1].lstrip().startswith(below)
    return after


numbers = st.integers(0, 10**6)
steps = st.lists(
    st.tuples(st.sampled_from(["rename", "merge", "split", "retire", "move"]), numbers, numbers), max_size=6
)


@settings(max_examples=20, deadline=None)
@given(steps)
def test_no_sequence_of_operations_loses_a_coding_or_a_comment(todo: list[tuple[str, int, int]]) -> None:
    """Every coding that was ever made has a code now, or a retired one, or codes to choose from: those it should have.

    What should become of each is kept beside it, from what was asked for, and not from what was recorded.
    """
    text, fresh = COMMENTED, iter(range(100))
    became: dict[tuple[str, str], tuple[set[str], bool]] = {}
    for kind, one, other in todo:
        book = parse_codebook(text)
        ids = [code.id for code in book.codes]
        became |= {(id, book.version): ({id}, False) for id in ids}
        code = ids[one % len(ids)]
        theme, second = book.themes[other % len(book.themes)].id, ids[other % len(ids)]
        new = [f"{theme}/new-{next(fresh)}", f"{code.split('/')[0]}/new-{next(fresh)}"]
        try:
            if kind == "rename":
                changed, after = rename(text, code, new[1], WHY), {new[1]}
            elif kind == "merge":
                changed, after = merge(text, [code], second, WHY), {second}
            elif kind == "split":
                into = [*new, *([code] if one % 2 else []), *([second] if other % 2 and second != code else [])]
                changed, after = split(text, code, into, WHY), set(into)
            elif kind == "retire":
                changed, after = retire(text, [code], WHY), set()
            else:
                changed = move(text, code, theme, WHY)
                after = {f"{theme}/{code.split('/')[1]}"}
        except CannotChange:
            continue
        for made, (now, partly) in became.items():
            if code in now:
                became[made] = (now - {code} | after, partly or not after)
        text = check_comments(text, changed.text)
    book = parse_codebook(text)
    for (id, version), (now, partly) in became.items():
        found = resolve(id, version, book)
        if not now:
            assert found.state == RETIRED
        elif len(now) == 1 and not partly:
            assert (found.state, {found.code_id}) == (CURRENT, now)
        else:
            assert (found.state, set(found.candidates)) == (TO_RECODE, now)
