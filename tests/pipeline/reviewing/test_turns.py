"""Turns cut at their marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reviewing.turns import draw, pieces, text_hash, time_in_words
from tests.pipeline.reviewing.marked import mark, turn

TEXT = "Aeth Siân 👩‍👧 i Bontŵyn, then home."


def test_a_turn_is_cut_at_its_marks() -> None:
    """What is marked and what is not come in order."""
    start = TEXT.index("Bontŵyn")
    cut = list(pieces(TEXT, [mark("Siân", 5), mark("Bontŵyn", start)]))

    assert [(piece.text, piece.mark is not None) for piece in cut] == [
        ("Aeth ", False),
        ("Siân", True),
        (" 👩‍👧 i ", False),
        ("Bontŵyn", True),
        (", then home.", False),
    ]


@given(st.text(min_size=1, max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_the_pieces_are_the_text_to_the_letter(text: str, edges: list[int]) -> None:
    """Wherever marks stand, the pieces together are what was said."""
    edges = sorted({edge for edge in edges if edge <= len(text)})
    marks = [mark(text[a:b], a) for a, b in zip(edges[::2], edges[1::2], strict=False)]

    assert "".join(piece.text for piece in pieces(text, marks)) == text


def test_the_hash_tells_texts_apart() -> None:
    """An accent more is another text."""
    assert text_hash("Siân") == text_hash("Siân")
    assert text_hash("Siân") != text_hash("Sian")


def test_a_turn_is_drawn_with_its_hash_and_time() -> None:
    """What a page needs of a turn."""
    (drawn,) = draw([turn(TEXT)])

    assert (drawn.time, drawn.hash, drawn.pieces[0].text) == ("01:01", text_hash(TEXT), TEXT)


@pytest.mark.parametrize(
    ("seconds", "words"), [(None, ""), (0.0, "00:00"), (61.9, "01:01"), (3600.0, "1:00:00"), (3725.0, "1:02:05")]
)
def test_times_are_written_as_files_do(seconds: float | None, words: str) -> None:
    """Hours only where there are some."""
    assert time_in_words(seconds) == words
