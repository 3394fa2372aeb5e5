"""Dates: days and months of events, in figures, in words and in Welsh."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
It was [DATE the 14th of March], I know because of the dog.
It was [DATE the third of November 2024], raining.
We met on [DATE 14 March 2024].
[DATE March the 3rd], that was.
[DATE Wednesday 12 November 2025], about ten past two.
it's [DATE wednesday the twelfth of november] and it's raining
Born [DATE 14/03/2009], moved [DATE 2024-11-02].
In [DATE March 2024] and again in [DATE September '25].
She'd been ringing since [DATE January].
[DATE November], that was.
[DATE Y pedwerydd o Dachwedd], y trydydd tro.
Daeth hi [DATE 14eg o Fawrth].
[DATE the twenty-first of may twenty twenty four]
"""

NOT_FOUND = """
Every July we go to the sea. 🏖️
She comes on Tuesdays and the odd Saturday.
The second may be better than the first.
March the lot of them out, he said.
That was 2019, that was years ago.
It was 3/4 full at 10.30 and half past 4.
I may ring. You may not. In a march.
The summer, the autumn, last week, yesterday.
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_date_is_found_with_its_article_and_weekday(detect: Callable[..., str], line: str) -> None:
    """What is marked is what "a day in March" can stand for in the sentence."""
    assert detect("dates", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_what_dates_nothing_stays(detect: Callable[..., str], line: str) -> None:
    """Weekdays, bare years, habits, fractions and verbs are no dates of anybody's."""
    assert detect("dates", line) == line
