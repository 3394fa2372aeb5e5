"""What a review copy says that it is of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.word_text import identity, read_identity


@given(st.from_regex(r"[A-Z]{2}[0-9]{2}", fullmatch=True), st.sampled_from([1, 2]), st.integers(0, 10**6))
def test_the_line_that_names_a_copy_is_read_back(transcript: str, reading: int, after: int) -> None:
    """An import knows what the copy is of."""
    assert read_identity(f" {identity(transcript, reading, after)} ") == (transcript, reading, after)
    assert read_identity("Each coloured stretch has a comment.") is None
