"""Telling what changed between two versions of a codebook."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from codebook.compare import compare, id_map, needed_bump, suggested_version
from codebook.load import default_codebook, parse_codebook
from codebook.operations import Changed, merge, move, rename, retire, split
from tests.codebook.changing import COMMENTED, WHY

THIRD_CODE = """\
      - id: care/walks
        tag: CAR-WAL
        name: Walks
        definition: "Walking together."
        indicators: [round the llyn]
"""
FOOD_THEME = """\
  - id: food
    tag: FOO
    name: Food
    colour: "#e69f00"
    definition: "What is eaten."
    codes:
"""


def told(old: str, new: str) -> list[str]:
    """Return the changes between two codebooks as sentences."""
    return [str(change) for change in compare(parse_codebook(old), parse_codebook(new))]


def test_a_codebook_does_not_differ_from_itself() -> None:
    """Nothing changed, so no new version is needed."""
    codebook = default_codebook()

    assert compare(codebook, codebook) == []
    assert codebook.version == suggested_version(codebook, codebook)


def test_a_new_version_number_is_no_change(small_text: str) -> None:
    """The version follows from the changes, and is not one."""
    assert told(small_text, small_text.replace("0.1.0", "0.2.0")) == []


def test_a_code_is_added_or_retired(small_text: str) -> None:
    """What has no partner in the other version came or went."""
    longer = small_text.replace("handling_flags", THIRD_CODE + "handling_flags")

    assert told(small_text, longer) == ["code care/walks added"]
    assert told(longer, small_text) == ["code care/walks retired"]


@pytest.mark.parametrize("tag", ["CAR-LIF", "CAR-DRI"])
def test_a_code_with_the_same_tag_or_definition_is_renamed(small_text: str, tag: str) -> None:
    """Another id alone does not make another code; nor does a mention of it in `confused_with` count as a change."""
    renamed = small_text.replace("care/lifts", "care/drives").replace("CAR-LIF", tag)

    assert told(small_text, renamed)[0] == "code care/lifts renamed care/drives"
    assert (tag != "CAR-LIF") == (
        "code care/drives: tag changed from “CAR-LIF” to “CAR-DRI”" in told(small_text, renamed)
    )
    assert not any("confused" in line for line in told(small_text, renamed))
    assert id_map(compare(parse_codebook(small_text), parse_codebook(renamed))) == {"care/lifts": "care/drives"}


def test_a_code_under_another_theme_moved(small_text: str) -> None:
    """The move names the theme it went to."""
    moved = small_text.replace("      - id: care/lifts", FOOD_THEME + "      - id: food/lifts").replace(
        "[care/lifts]", "[food/lifts]"
    )

    assert told(small_text, moved) == ["code care/lifts moved to the theme food, as food/lifts", "theme food added"]


def test_codes_of_a_renamed_theme_are_renamed_not_moved(small_text: str) -> None:
    """The codes are where they were; only the theme's id changed."""
    renamed = small_text.replace("care", "gofal").replace("How gofal is given", "How care is given")

    assert told(small_text, renamed) == [
        "theme care renamed gofal",
        "code care/meals renamed gofal/meals",
        "code care/lifts renamed gofal/lifts",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "Eating together.",
            "Eating tê.",
            "code care/meals: definition changed from “Eating together.” to “Eating tê.”",
        ),
        ("cawl on a Sunday", "cawl 🍲", "code care/meals: phrases without cawl on a Sunday, now with cawl 🍲"),
        ("a meal is told of", "a meal", "code care/meals: “use it when” changed from “a meal is told of” to “a meal”"),
        ("    name_cy: Gofal ŵyl\n", "", "theme care: Welsh name no longer “Gofal ŵyl”"),
        ("        support: direct\n", "", "code care/meals: support no longer “direct”"),
        ("status: draft", "status: agreed", "codebook: status changed from “draft” to “agreed”"),
        ("leave it out", "hide it", "handling flag withhold: effect changed from “leave it out” to “hide it”"),
        ("Someone 2020", "Someone 2021", "reference 1.10: citation changed from"),
        (
            "    name_cy: Gofal ŵyl\n",
            "    name_cy: Gofal ŵyl\n    name_cy_checked: true\n",
            "check of the Welsh name changed",
        ),
    ],
)
def test_a_changed_field_is_told_with_both_texts(small_text: str, old: str, new: str, sentence: str) -> None:
    """Lists say what went and came, texts what they were and are."""
    (change,) = told(small_text, small_text.replace(old, new))

    assert sentence in change


def test_the_order_of_phrases_is_no_change(small_text: str) -> None:
    """Phrases are a set to look for."""
    assert (
        told(
            small_text, small_text.replace("[sat down to tea, cawl on a Sunday]", "[cawl on a Sunday, sat down to tea]")
        )
        == []
    )


@pytest.mark.parametrize(
    ("old", "new", "bump", "below_one", "from_one"),
    [
        ("care/lifts", "care/drives", "major", "0.2.0", "2.0.0"),
        ("Eating together.", "Eating.", "minor", "0.2.0", "1.2.0"),
        ("handling_flags", THIRD_CODE + "handling_flags", "minor", "0.2.0", "1.2.0"),
        ("cawl on a Sunday", "Sunday cawl", "patch", "0.1.1", "1.1.1"),
        ("Gofal a bwyd", "Bwyd a gofal", "patch", "0.1.1", "1.1.1"),
    ],
)
def test_the_version_follows_what_the_changes_do_to_codings(
    small_text: str, old: str, new: str, bump: str, below_one: str, from_one: str
) -> None:
    """Lost ids are major, new meanings minor, wording a patch; below 1.0.0 major counts as minor."""
    before, after = parse_codebook(small_text), parse_codebook(small_text.replace(old, new))
    settled = parse_codebook(small_text.replace("0.1.0", "1.1.0"))

    assert bump == needed_bump(compare(before, after))
    assert below_one == suggested_version(before, after)
    assert from_one == suggested_version(settled, after)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: rename(text, "care/lifts", "drives", WHY), "care/lifts was renamed care/drives: "),
        (lambda text: move(text, "food/shop", "care", WHY), "food/shop was moved to the theme care, as care/shop: "),
        (
            lambda text: merge(text, ["care/lifts"], "care/meals", WHY),
            "care/lifts and care/meals were merged into care",
        ),
        (lambda text: split(text, "care/phone", ["a", "b"], WHY), "care/phone was split into care/a and care/b: "),
        (lambda text: retire(text, ["food/oven"], WHY), "food/oven was retired: "),
    ],
)
def test_a_recorded_operation_is_told_once_and_as_what_it_was(change: Callable[[str], Changed], said: str) -> None:
    """Not as codes that came and went, even where the texts are alike; each is a major change."""
    old, new = parse_codebook(COMMENTED), change(COMMENTED).codebook
    first, *others = compare(old, new)

    assert str(first).startswith(said)
    assert {one.kind for one in others} <= {"changed"}
    assert not any(one.field == "confused_with" for one in others)
    assert needed_bump([first]) == "major"


def test_operations_of_versions_before_are_not_told_again() -> None:
    """They are in both codebooks."""
    old = rename(COMMENTED, "care/lifts", "drives", WHY).text
    new = old.replace("Being driven somewhere.", "Being driven.")

    assert told(old, new) == ["code care/drives: definition changed from “Being driven somewhere.” to “Being driven.”"]
