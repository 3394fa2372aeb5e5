"""Words that nothing knows are worth a doubt where no capital speaks for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

LINES = """
and [PERSON oksanka] came with [PERSON tzvika] for the chips
so we had a cup of tea and a biscuit by the window
[PERSON Chezzy] rang. Then Chezzy came, with nobody. 🙂
Windows are on. Mae hi'n oer.
"""


@pytest.mark.parametrize("line", lines(LINES))
def test_unknown_words_are_found(detect: Callable[..., str], line: str) -> None:
    """In small letters anywhere; else at the beginning of a sentence."""
    assert detect("rarity", parse(line).text, least=0.3) == line
