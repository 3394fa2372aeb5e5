"""Marked sources are read as demo/source/README.md describes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.parse import BadSource, MarkedTurn, parse_interview

HEADER = """\
#id: FC09
#group: foster_carer
#format: txt
#speakers: INT=Bethan Iorwerth; P1=Mair Treharne
#interview_date: 2025-09-18
#interviewer: BI
#site: Neath
#wave: 1
#language: en
#consent_level: full
#known_names: Mair Treharne
"""

plain_words = st.lists(
    st.text(alphabet="abcŵŷâéŴ'😀👍🏽,.", min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=6
).map(" ".join)


def parsed(*lines: str) -> tuple[MarkedTurn, ...]:
    return parse_interview(HEADER + "\n" + "\n".join(lines)).turns


def test_a_turn_begins_with_a_label_and_goes_on_below() -> None:
    """A line without a label is a further paragraph, blank lines are nothing."""
    turns = parsed("INT: Tea?", "", "P1: Aye: milk, please.", "And cake.", "INT: Diolch.")
    assert [(turn.speaker, turn.text) for turn in turns] == [
        ("INT", "Tea?"),
        ("P1", "Aye: milk, please.\nAnd cake."),
        ("INT", "Diolch."),
    ]


def test_a_time_stands_after_the_label() -> None:
    """Times are seconds from the beginning; a turn without one has None."""
    assert [(turn.start, turn.text) for turn in parsed("P1: @01:04:10@ Tea.", "INT: Cake.")] == [
        (3850.0, "Tea."),
        (None, "Cake."),
    ]


def test_an_identifier_leaves_its_words_and_is_noted() -> None:
    """Type, entity and whether it may stay are kept with the offsets."""
    (turn,) = parsed("P1: Hi {PERSON:sian|Siân}, {ORG?:police|police} and {AGE|nine}.")
    assert turn.text == "Hi Siân, police and nine."
    assert [
        (turn.text[found.start : found.end], found.type, found.entity, found.either) for found in turn.identifiers
    ] == [("Siân", "PERSON", "sian", False), ("police", "ORG", "police", True), ("nine", "AGE", "", False)]


def test_a_kept_word_leaves_no_mark() -> None:
    """Words that look like names are noted apart from identifiers."""
    (turn,) = parsed("P1: The ~rose~ by the gate.")
    assert (turn.text, turn.text[turn.kept[0].start : turn.kept[0].end]) == ("The rose by the gate.", "rose")


def test_codings_cross_in_any_way_and_carry_their_memos() -> None:
    """Two coders' stretches may overlap without one lying in the other."""
    (turn,) = parsed("P1: <A1=care/acts|small, but first>Cawl, and <B1=care/moves>two</A1> bowls</B1> for 😀 Siân.")
    assert [(coded.coder, coded.code, turn.text[coded.start : coded.end], coded.memo) for coded in turn.codings] == [
        ("A", "care/acts", "Cawl, and two", "small, but first"),
        ("B", "care/moves", "two bowls", ""),
    ]


@given(before=plain_words, name=plain_words, after=plain_words)
def test_text_without_its_marks_is_the_text(before: str, name: str, after: str) -> None:
    """Whatever stands round a mark, the words come through and the offsets slice to them."""
    (turn,) = parsed(f"P1: {before} {{PERSON:somebody|{name}}} <A1=care/acts>{after}</A1>")
    found, coded = turn.identifiers[0], turn.codings[0]
    assert turn.text == f"{before} {name} {after}"
    assert turn.text[found.start : found.end] == name
    assert turn.text[coded.start : coded.end] == after


@pytest.mark.parametrize(
    "line",
    [
        "P1: Hi {PERSON:sian|Siân, come in.",
        "P1: Hi {Person:sian|Siân}.",
        "P1: The ~rose by the gate.",
        "P1: <A1=care/acts>Cawl.",
        "P1: Cawl.</A1>",
        "P1: <C1=care/acts>Cawl.</C1>",
        "P1: Cawl @00:00:04@ again.",
        "No label yet.",
    ],
)
def test_a_mark_that_is_not_complete_is_refused_with_its_line(line: str) -> None:
    """A slip in a source must not end up in the demo as text."""
    with pytest.raises(BadSource, match="^the source, line 13: "):
        parsed(line)


def test_a_header_that_lacks_a_key_is_refused() -> None:
    """Every source has the same header."""
    with pytest.raises(BadSource, match="interview_date"):
        parse_interview(HEADER.replace("#site: Neath\n", "") + "\nP1: Tea.")
