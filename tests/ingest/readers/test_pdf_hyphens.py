"""Words that the margin cut in two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf_hyphens import join_words, words_of


def joined(before: str, after: str, *elsewhere: str) -> str:
    """Join two lines of a document that has other lines; no dictionary is asked."""
    off, between = join_words(before, after, words_of(elsewhere), lambda _: 0.0)
    return before[: len(before) - off] + between + after


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "expected"),
    [
        ("in the allot-", "ments there", "", "in the allotments there"),
        ("my mother-", "in-law came", "", "my mother-in-law came"),
        ("a well-", "known shop", "a well-known shop", "a well-known shop"),
        ("a tea-", "towel", "tea on a towel", "a tea-towel"),
        ("a tea-", "pot", "tea from a pot, the teapot", "a teapot"),
        ("I w-", "was late", "", "I w- was late"),
        ("with Rhys-", "Jones", "", "with Rhys-Jones"),
        ("we went to-", "Well, we tried", "", "we went to- Well, we tried"),
        ("from 2010-", "2012", "", "from 2010-2012"),
        ("and then -", "no", "", "and then - no"),
        ("at https://example.org/a?", "b=2 or so", "", "at https://example.org/a?b=2 or so"),
        ("soft\u00ad", "ened", "", "softened"),
        ("one line", "and another", "", "one line and another"),
    ],
)
def test_lines_are_joined(before: str, after: str, elsewhere: str, expected: str) -> None:
    """A hyphen goes or stays by what else the document says."""
    assert joined(before, after, elsewhere) == expected


def test_common_words_keep_their_hyphen() -> None:
    """Two common words that are none together have a hyphen of their own."""
    zipf = {"twenty": 4.6, "odd": 4.4, "under": 5.7, "stand": 5.1, "understand": 5.4}
    assert join_words("twenty-", "odd", frozenset(), lambda word: zipf.get(word, 0.0)) == (0, "")
    assert join_words("under-", "stand", frozenset(), lambda word: zipf.get(word, 0.0)) == (1, "")


def test_words_of_a_document() -> None:
    """Halves of cut words are no words."""
    assert words_of(["A tea-towel and allot-", "ments today"]) == {"a", "tea-towel", "and", "today"}


@given(st.text(alphabet="abŵ -'", max_size=20), st.text(alphabet="abŵ -'", max_size=20))
def test_only_a_hyphen_is_ever_taken(before: str, after: str) -> None:
    """Whatever the lines are, no letter of theirs is lost."""
    result = joined(before, after)
    assert result.replace("-", "").replace(" ", "") == (before + after).replace("-", "").replace(" ", "")
    assert len(before + after) - 1 <= len(result) <= len(before + after) + 1
