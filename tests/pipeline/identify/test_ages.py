"""Ages: exact ages are found, however they are said, and other numbers are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
She's [AGE fifteen] and she can see over everyone.
She was [AGE twelve] then, and titchy.
He's only just [AGE 17].
I'm [AGE thirty-four]. I was [AGE twenty two] when I began.
Nia, who's [AGE fifteen] going on forty.
"[AGE Thirteen] going on thirty," he said.
She's going on [AGE fifteen] now.
A [AGE fourteen]-year-old and a [AGE 9] year old.
The small one is [AGE nine], and the big one is big.
What's he now, [AGE seventeen]?
a couple of years above her in school, [AGE seventeen], passed his test
Same sofa, same pizza. [AGE Sixteen], soft as butter. 🙂
Reece, the little one. [AGE Nine]. He's with a family.
children aged [AGE 8] and up
when I was [AGE eleven], and at [AGE fourteen], and before she turned [AGE thirteen].
i'm the sister i'm [AGE seventy four] and my knees are a hundred
Mae hi'n [AGE bymtheg] oed, ac mae Siôn yn [AGE 9] oed.
"""

NOT_FOUND = """
He was one of them, and four of the girls came.
There were eight of them, and one of us.
Going on forty miles, that road. Two buses.
I was ten minutes late, and she's five stone of trouble.
At nine, until ten, from eleven o'clock, by twelve.
Twenty years, twenty-one. Fourteen miles.
Two, three, four, he counted, seven, eight.
That was the fourth place. Four, since the autumn.
Option three, and it's nineteen pounds.
She'll ring me, ten, half past ten at night.
She had five social workers that year.
The 12th of May, 2025, at 14:30.
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_an_age_is_found_without_the_words_around_it(detect: Callable[..., str], line: str) -> None:
    """The number alone is marked, in figures, in words and in Welsh."""
    assert detect("ages", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_a_number_of_something_else_is_no_age(detect: Callable[..., str], line: str) -> None:
    """Counts, hours, money, distances and dates stay."""
    assert detect("ages", line) == line


def test_the_answer_to_how_old_is_an_age(find_in: Callable[..., list[str]]) -> None:
    """A bare number is an age where the turn before asked for one, and only there."""
    asked = find_in(["And how old was he?", "Oh, eleven."])
    counted = find_in(["And how many buses were there?", "Oh, eleven buses."])

    assert asked == ["And how old was he?", "Oh, [AGE eleven]."]
    assert counted == ["And how many buses were there?", "Oh, eleven buses."]
