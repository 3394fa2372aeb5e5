"""Names known in advance: whole, in parts, as aliases, in any writing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

ROSTER = (
    ("PERSON", ["Rose Tamplin"]),
    ("PERSON", ["Siân Brynmor", "Shaun"]),
    ("PERSON", ["Gwilym Treharne"]),
    ("PERSON", ["Faith Adeyemi"]),
    ("PERSON", ["Rhiannon Field", "Mrs Field"]),
    ("PERSON", ["Frank Llwyd", "Devon Price"]),
    ("PLACE", ["Pont-y-gof"]),
    ("ORG", ["Tŷ Celyn"]),
)

FOUND = """
[PERSON Rose] said no, and [PERSON ROSE TAMPLIN] agreed.
I'd told [PERSON Sian], I mean [PERSON Siân], twice.
"[PERSON Shaun]," he wrote, for [PERSON Siân Brynmor]. 🙂
She's up top with the [PERSON Treharnes].
[PERSON Faith] knew. [PERSON Mrs Field] knew too.
Up in [PLACE Pont-y-gof], near [ORG Ty Celyn].
She asked [PERSON Devon] about it.
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_known_name_is_found_in_any_writing(find_in: Callable[..., list[str]], line: str) -> None:
    """Accents, capitals, plurals and aliases make no difference."""
    assert find_in([parse(line).text], ROSTER) == [line]


def test_an_ordinary_word_is_no_name_for_being_on_the_roster(find_in: Callable[..., list[str]]) -> None:
    """Rose Tamplin is on it, and what rises rose all the same."""
    said = ["It rose up in me like I don't know what. She has a rose in the field, in good faith."]

    assert find_in(said, ROSTER) == said


def test_a_public_name_stays_though_somebody_bears_a_word_of_it(find_in: Callable[..., list[str]]) -> None:
    """Frank and Devon are on the roster; the helpline and the county are not theirs."""
    said = "There's Talk to Frank, with an office in Devon. I told Devon, and Frank."

    assert find_in([said], ROSTER) == [
        "There's Talk to Frank, with an office in Devon. I told [PERSON Devon], and [PERSON Frank]."
    ]


def test_without_capitals_a_known_name_is_told_from_the_word_by_its_neighbours(
    find_in: Callable[..., list[str]],
) -> None:
    """After an article or an adjective it is the word."""
    said = ["i rang rose and rose said come over then", "there was a real rose garden and a rose bush by the gate"]

    assert find_in(said, ROSTER) == [
        "i rang [PERSON rose] and [PERSON rose] said come over then",
        "there was a real rose garden and a rose bush by the gate",
    ]
