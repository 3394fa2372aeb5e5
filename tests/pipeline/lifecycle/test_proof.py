"""The proof of a withdrawal is kept as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.lifecycle.proof import Proof

LINES = st.lists(st.text(max_size=9), max_size=3).map(tuple)
COUNTS = st.dictionaries(st.text(max_size=5), st.integers(0, 999), max_size=3)


@given(COUNTS, st.none() | COUNTS, LINES, LINES, st.integers(0, 99))
def test_a_proof_is_read_as_it_was_written(
    removed: dict[str, int],
    in_store: dict[str, int] | None,
    left: tuple[str, ...],
    to_do: tuple[str, ...],
    files: int,
) -> None:
    """What the store keeps gives the same proof again."""
    proof = Proof(removed, left=left, in_store=in_store, files_searched=files, to_do=to_do)
    assert Proof.from_json(proof.to_json()) == proof
