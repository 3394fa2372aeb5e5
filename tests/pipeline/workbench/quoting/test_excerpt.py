"""Excerpts: the passage whole, with whole words around it, and no more than three lines or so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.quoting.excerpt import LEAST_AROUND, LENGTH, excerpt

TALK = "There was a bed made up, and a pan of cawl on the stove. " * 20


@given(
    text=st.text("abŵ ŷ👩‍👧🏴.\n", min_size=1, max_size=600),
    edges=st.tuples(st.integers(0, 600), st.integers(0, 600)),
)
def test_an_excerpt_is_what_was_said(text: str, edges: tuple[int, int]) -> None:
    """Without the marks that something is left out, it stands in the turn as it is, the passage at its place."""
    start, end = sorted(min(edge, len(text)) for edge in edges)
    found = excerpt(text, start, end)
    before, after = found.before.removeprefix("… "), found.after.removesuffix(" …")
    assert found.passage == text[start:end]
    assert text[start - len(before) : end + len(after)] == before + text[start:end] + after
    assert len(before) + len(after) <= max(LENGTH - (end - start), 2 * LEAST_AROUND)


def test_words_are_not_cut() -> None:
    """Around the passage stand whole words, and a mark where there are more."""
    start = TALK.index("a pan of cawl", 400)
    found = excerpt(TALK, start, start + len("a pan of cawl"))
    assert found.before.startswith("… ") and found.after.endswith(" …")
    assert set(found.before[2:].split()) <= set(TALK.split())
    assert set(found.after[:-2].split()) <= set(TALK.split())


def test_what_one_side_does_not_need_the_other_gets() -> None:
    """A passage at the beginning of a turn is followed by more."""
    at_start, in_middle = excerpt(TALK, 0, 9), excerpt(TALK, 500, 509)
    assert len(at_start.after) > len(in_middle.after) + 50
    assert at_start.before == ""


def test_a_short_turn_is_shown_whole() -> None:
    """Nothing is left out where nothing has to be."""
    found = excerpt("Dyna'r cyfan, cariad.", 0, 12)
    assert (found.before, found.after) == ("", ", cariad.")
