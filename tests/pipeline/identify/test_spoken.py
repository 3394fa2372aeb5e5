"""Numbers and addresses that are said aloud and transcribed as they were said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
ring me it's [PHONE oh two nine two oh one eight oh three double six] most days
mine is [PHONE oh double seven double oh nine hundred four one eight] if she's out
[PHONE oh seven seven, double oh, nine hundred, one two three], that's it
my nhs number it's [NHS nine nine nine oh four eight double two double three]
they call him [CASE_REF v o g stroke two three stroke oh four one six] that's what they call him
it's [NINO q q forty seventy one twenty six b] on the letter
he drove a [VEHICLE q z one four a b c] and a bike
my postcode is [POSTCODE c f six three nine x w] i think
email me [EMAIL mair dot t at example dot org] or ring
it's [EMAIL joyandpearl dot fenwick at example dot co dot uk] he picked it 📧
"""

NOT_FOUND = """
one, two, three, four, five, six, seven, eight, nine, ten, and off we went
we were two three four five six in the house
double trouble, a hundred and one things, and a one to one
I was at the door at ten to nine. I had a plan B.
we met at the lido at four on the dot
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_what_was_read_out_is_found(detect: Callable[..., str], line: str) -> None:
    """Digits in words become digits before they are judged; "double" and "hundred" count."""
    assert detect("spoken", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_counting_stays(detect: Callable[..., str], line: str) -> None:
    """Numbers in passing are nobody's."""
    assert detect("spoken", line) == line
