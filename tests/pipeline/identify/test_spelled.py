"""Names that somebody spells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.identify.spelled import spelled_word
from tests.marked import lines, parse

FOUND = """
I went [PERSON A, M, A, L], it's four letters.
So that's [PERSON D I L A N]. Not Dylan.
It's [PERSON B, E, double L, I, S].
[PERSON W, Y, double N, E], with an e.
it's [PERSON s i a n] i think
[PERSON S-I-Â-N], with a hat on the a. 🎩
"""

NOT_FOUND = """
I did A, B, C and D.
She got a G C S E in art.
The N H S, and the N S P C C.
I, I, I don't know. A, a, a bed.
Plan B, and Miss T.
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_spelled_name_is_found(detect: Callable[..., str], line: str) -> None:
    """Three letters are enough for a known name, four for any."""
    assert detect("spelled", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_abbreviations_and_stammering_stay(detect: Callable[..., str], line: str) -> None:
    """The alphabet and what everybody abbreviates spell no name."""
    assert detect("spelled", line) == line


@pytest.mark.parametrize(
    ("letters", "word"),
    [("W, Y, double N, E", "WYNNE"), ("d i l a n", "dilan"), ("L, L, Ŷ, R", "LLŶR"), ("double L and Y R", "LLYR")],
)
def test_letters_are_put_together(letters: str, word: str) -> None:
    """ "Double" writes its letter twice."""
    assert spelled_word(letters) == word
