"""Passages: one row however many coders, with the words around, and everything that stands on them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.workbench.facts import read_facts
from pipeline.workbench.quoting.overlapping import put_together
from pipeline.workbench.quoting.passages import Note, Passage, Standing
from pipeline.workbench.quoting.rows import read_bands
from pipeline.workbench.themes.filters import Filters
from pipeline.workbench.themes.passages import read_first_of_each, read_passages
from pipeline.workbench.themes.scope import find_scope
from pipeline.workbench.themes.shares import (
    fitting,
    read_chosen_shares,
    read_shares,
    stretches,
    with_quotes,
)
from tests.pipeline.conftest import SampleMaker
from tests.pipeline.workbench.test_serve import served


@pytest.fixture
def path(make_sample: SampleMaker) -> Path:
    """Write the sample study, with a memo on one of its codings."""
    path = make_sample()
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO memos (id, about, coding_id, author_id, made_on, text) "
            "VALUES (1, 'coding', 4, 'A', '2026-01-12', 'ring them back, ŷ')"
        )
        connection.execute("UPDATE codings SET since = 2, to_recode = 'care/acts; care/moves' WHERE id = 5")
    return path


async def read(path: Path, theme: str, code: str = "", first: int = 0, **asked: object) -> list[Passage]:
    """Read the passages of a theme or a code as a page does."""
    database, scope = served(path).get_database("llais"), find_scope(read_facts(path), theme, code)
    assert scope
    filters = Filters(**asked)
    shares = await read_shares(database, scope)
    chosen = await read_chosen_shares(database, scope, filters, shares) if filters.of_codings else shares
    chosen = await with_quotes(database, scope, filters, chosen)
    its = fitting(chosen, filters, await read_bands(database))
    return await read_passages(database, scope, filters, its, stretches(its, first, 30))


async def test_two_coders_on_the_same_words_are_one_row(path: Path) -> None:
    """The row names both, the first release that held it, and what anybody noted on it or has to choose."""
    found = [one for one in await read(path, "care", "system") if one.participant == "FC02"]
    assert [(one.excerpt.passage, one.coders) for one in found] == [("the case was closed", ("A", "B"))]
    assert found[0].notes == (Note("ring them back, ŷ", "A", "2026-01-12"),)
    assert (found[0].since, found[0].to_recode) == (2, "care/acts; care/moves")
    assert found[0].excerpt.before.endswith("they'd say ") and found[0].time == "00:02:05"


async def test_other_codes_on_the_words_stand_beside(path: Path) -> None:
    """Whoever gave them, also where they hold more or fewer words; what was noted on those does not."""
    found = {one.code: one for one in await read(path, "care") if "She had five" in one.excerpt.passage}
    assert found["care/relationships"].others == (Standing("care/system", ("B",)),)
    assert found["care/relationships"].notes == (Note("Compare with FC02"),)
    assert found["care/system"].notes == ()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"group": "worker"}, ["she did not meet the threshold"]),
        ({"attributes": (("kind", "focus group"),)}, []),
        ({"attributes": (("kind", "interview"),), "group": "young_person"}, ["somewhere to stay"]),
        ({"coder": "B", "group": "young_person"}, ["somewhere to stay"]),
        ({"coder": "A", "group": "young_person"}, []),
        ({"meets": "exchange/tangible"}, ["somewhere to stay"]),
        ({"since": "2"}, ["the case was closed"]),
    ],
)
async def test_filters_hold(path: Path, asked: dict[str, object], words: list[str]) -> None:
    """What is asked for is what is read."""
    assert [one.excerpt.passage for one in await read(path, "care", **asked)] == words


async def test_pages_follow_each_other(path: Path) -> None:
    """From whichever quote one begins, the rest comes in the same order, and passages that overlap come together."""
    every = await read(path, "care")
    quotes = put_together(every)
    assert len(quotes) < len(every)
    for first in range(len(quotes) + 1):
        assert put_together(await read(path, "care", first=first)) == quotes[first:]


async def test_the_first_of_each_person(path: Path) -> None:
    """For a column, the first quote of each of the first few people."""
    database, scope = served(path).get_database("llais"), find_scope(read_facts(path), "care")
    assert scope
    shares = await read_shares(database, scope)
    found = await read_first_of_each(database, scope, Filters(), shares, 2)
    assert [(one.participant, one.excerpt.passage) for one in found] == [
        ("FC01", "a bed made up, and a pan of cawl"),
        ("FC02", "the case was closed"),
    ]
