"""Turns in pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.pieces import Piece, cut

SPEECH = st.text(alphabet="abc ŵŷâ🙂\n", max_size=40)
SPANS = st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.just("name: another name")), max_size=5)


def test_what_was_replaced_stands_by_itself() -> None:
    """A replaced word is a piece with a note, and the speech around it has none."""
    assert cut("Ask Gŵyneth 🙂 first", [(4, 11, "name: another name")]) == (
        Piece("Ask "),
        Piece("Gŵyneth", "name: another name"),
        Piece(" 🙂 first"),
    )


@given(text=SPEECH, spans=SPANS)
def test_the_pieces_put_together_are_the_speech(text: str, spans: list[tuple[int, int, str]]) -> None:
    """However spans overlap or run past the end, no character is lost, doubled or moved."""
    assert "".join(piece.text for piece in cut(text, spans)) == text
