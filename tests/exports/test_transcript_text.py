"""The layout of a transcript as plain text, and the way there and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.transcript_text import count_pairs, lay_out, utf16_units

SAID = st.text(st.sampled_from("ab ŵŷÂ🙂👩\u200d👧🏴\n\r\t\x0b:[]1"), max_size=12)
TURNS = st.lists(SAID, max_size=6).map(
    lambda texts: [(2 * n + 1, ("INT", "P1", "P2")[n % 3], said) for n, said in enumerate(texts)]
)
WELSH = [(1, "INT", "Pwy oedd yno?"), (2, "P1", "Tŷ agored oedd e,\nŵyr neb. 👩‍👧"), (5, "P1", "Yes."), (6, "", "")]


def test_a_turn_is_a_paragraph_that_begins_with_its_speaker() -> None:
    """Label and colon first, as tools that code by speaker want it; then the turn's number and its words."""
    assert lay_out(WELSH).text == (
        "INT: [1] Pwy oedd yno?\n\nP1: [2] Tŷ agored oedd e,\nŵyr neb. 👩‍👧\n\nP1: [5] Yes.\n\n?: [6] \n"
    )


def test_no_turns_are_no_text() -> None:
    """An empty transcript is an empty file."""
    assert lay_out([]).text == ""


def test_speakers_are_found_as_tools_find_them() -> None:
    """Nothing stands before a label at the beginning of a paragraph."""
    assert re.findall(r"(?m)^(INT|P\d):", lay_out(WELSH).text) == ["INT", "P1", "P1"]


def test_a_turn_that_is_not_there_is_no_guess() -> None:
    """Turns are found by their numbers, which may have gaps."""
    with pytest.raises(KeyError):
        lay_out(WELSH).in_text(3, 0, 1)


@given(TURNS, st.data())
def test_spans_are_the_same_words_in_the_text(turns: list[tuple[int, str, str]], data: st.DataObject) -> None:
    """Every span of a turn, whatever stands before it."""
    laid = lay_out(turns)
    for n, _, said in turns:
        start = data.draw(st.integers(0, len(said)))
        end = data.draw(st.integers(start, len(said)))
        a, b = laid.in_text(n, start, end)
        assert laid.text[a:b] == said[start:end].replace("\r", "\n").replace("\x0b", "\ufffd")


@given(TURNS)
def test_line_ends_are_lf_and_turns_stand_apart(turns: list[tuple[int, str, str]]) -> None:
    """No carriage return and no control character is left; every turn has its number."""
    laid = lay_out(turns)

    assert not {"\r", "\x0b"} & set(laid.text)
    assert [laid.text[turn.start - len(turn.opening) : turn.start] for turn in laid.turns] == [
        f"{speaker}: [{n}] " for n, speaker, _ in turns
    ]


@given(SAID)
def test_utf16_positions_are_those_of_the_encoded_text(text: str) -> None:
    """An emoji is two units; the count says how many there are."""
    units = utf16_units(text)

    assert [units(at) for at in range(len(text) + 1)] == [
        len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)
    ]
    assert units(len(text)) - len(text) == count_pairs(text)
