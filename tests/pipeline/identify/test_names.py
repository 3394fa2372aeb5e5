"""First names and surnames that the lists know."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
I saw [PERSON Nia]'s mam by the gate.
And then [PERSON Gwilym Treharne] came in.
[PERSON Siân] rang. [PERSON Llŷr] did not. 🙂
So [PERSON Mark Bowyer] said no, and [PERSON Faith Adeyemi] said yes.
We asked [PERSON Grace], who knew.
I had a word with [PERSON Warsame] about it.
"""

NOT_FOUND = """
Mark my words. Grace was said. Hope springs.
She has faith, and a rose in the field.
It was in May, on a Friday, at Easter.
A penny for them. The sky was grey.
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_listed_name_is_found_with_its_surname(detect: Callable[..., str], line: str) -> None:
    """A name that is also a word counts by its capital, or by the surname after it."""
    assert detect("names", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_a_word_that_is_also_a_name_stays_a_word(detect: Callable[..., str], line: str) -> None:
    """Small letters, the beginning of a sentence, months and feasts tell words from names."""
    assert detect("names", line) == line


def test_a_name_in_small_letters_counts_where_there_are_no_capitals(detect: Callable[..., str]) -> None:
    """In a transcript with capitals, a name without one is a doubt."""
    said = "nobody told me but nia knew"

    assert detect("names", said, cased=False) == "nobody told me but [PERSON nia] knew"
    assert detect("names", said, cased=True) == said
    assert detect("names", said, cased=True, least=0.3) == "nobody told me but [PERSON nia] knew"
