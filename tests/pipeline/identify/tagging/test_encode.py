"""What the model reads: pieces without case, and beside them which words have capitals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.identify.tagging.encode import LONGEST, encode


def test_case_makes_no_difference_to_the_pieces() -> None:
    """A name in small letters is the same pieces; only its capital is missed."""
    small, cased = encode(["i saw siân in tŷ celyn", "I saw Siân in Tŷ Celyn"])

    assert small.ids == cased.ids
    assert not any(small.capitals)
    assert [cased.capitals[head] for head in cased.heads] == [0, 0, 1, 0, 1, 1]  # "I" says nothing


@given(st.text("aB ŵ'.🙂\n-", max_size=80))
def test_words_are_stretches_of_the_text(text: str) -> None:
    """In order, none overlapping, each with its first piece."""
    (encoded,) = encode([text])

    assert len(encoded.heads) == len(encoded.words)
    assert len(encoded.ids) == len(encoded.capitals) <= LONGEST
    edges = [edge for word in encoded.words for edge in word]
    assert edges == sorted(edges)
    assert all(text[start:end].strip() for start, end in encoded.words)
